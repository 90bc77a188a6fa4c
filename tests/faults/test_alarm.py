"""A worker or beat dies: staff and monitors are told within minutes, and told when it is back."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from owes_portal import pipeline
from owes_portal.models import Heartbeat, OutgoingMail
from owes_portal.models.heartbeat import SILENT_AFTER
from tests import factories
from tests.faults.conftest import eventually, kill
from tests.reading import tree

pytestmark = [
    pytest.mark.faults,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("operator"),
]


def minutes_pass():
    """For signs of life: one more than a queue may be silent."""
    Heartbeat.objects.update(at=F("at") - SILENT_AFTER - timedelta(minutes=1))


def is_working():
    return pipeline.state().is_well()


@pytest.fixture
def told(bobs_client):
    """How many alarms staff see now, and what a monitor is answered."""

    def ask():
        alarms = tree(bobs_client.get("/panel/")).xpath('//*[@role="alert"]')
        return len(alarms), bobs_client.get("/zdrowie/praca/").status_code

    return ask


WELL, SILENT, HELD_UP = (0, 200), (1, 503), (0, 503)


def test_alarm_shows_after_a_worker_was_killed_and_goes_away_when_one_is_back(
    told, nudges, worker, beat, sink
):
    with beat():
        with worker() as running:
            eventually(is_working)
            before = told()
            kill(running.pid)
        minutes_pass()
        factories.registration(factories.event(), email="anna@example.com")
        meanwhile = told(), OutgoingMail.objects.get().status
        with worker():
            eventually(is_working)
            eventually(lambda: sink.recipients)
            afterwards = told()

    assert before == WELL
    assert meanwhile == (SILENT, "queued")
    assert afterwards == WELL
    assert sink.recipients == ["anna@example.com"]


def test_alarm_shows_when_beat_was_killed_although_a_worker_lives(told, nudges, worker, beat):
    with worker():
        with beat() as running:
            eventually(is_working)
            kill(running.pid)
        minutes_pass()
        meanwhile = told()
        with beat():
            eventually(is_working)
            afterwards = told()

    assert (meanwhile, afterwards) == (SILENT, WELL)


def test_alarm_does_not_show_while_the_mail_server_only_is_away(told, nudges, worker, beat, sink):
    """The worker lives and says so; that mails wait is a trouble of another name."""
    sink.replies["MAIL"] = "421 closing for maintenance"
    with beat(), worker():
        factories.registration(factories.event(), email="anna@example.com")
        eventually(is_working)
        eventually(lambda: OutgoingMail.objects.filter(status="retry").exists())
        OutgoingMail.objects.update(
            queued_at=F("queued_at") - timedelta(minutes=11),
            next_attempt_at=timezone.now() + timedelta(minutes=30),
            error="SMTPServerDisconnected",
        )
        meanwhile = told()

    assert meanwhile == HELD_UP
    assert pipeline.state().held_up_since is not None
