"""Beat asks twice, or dies: everything that is due is done, and done once."""

from collections import Counter
from datetime import timedelta

import pytest
from django.conf import settings
from django.db.models import F
from django.utils import timezone

from owes_portal.models import Heartbeat, OutgoingMail
from registrations.models import Change, LinkRequest, Participant, Registration
from registrations.tasks import SECOND_FORMS_WAIT
from tests import factories
from tests.faults.conftest import a_minute_passes, eventually, kill, statuses
from tests.registrations import mail_causes as causes
from tests.registrations.invariants import faults

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

HOUR = timedelta(hours=1)


@pytest.fixture
def left_behind(operator, nudges, broker):
    """Everything that only beat brings on now: Redis has forgotten it, or time has passed."""
    event = factories.event(capacity=2)
    for _ in range(2):
        factories.registration(event)
    for number in range(6):
        factories.registration(event, email=f"lista{number}@example.com")
    causes.make_room(event, 4)
    Participant.objects.offered().update(offer_ends_at=timezone.now() - HOUR)
    causes.sign_up(event)
    causes.sign_up(event, people=[factories.person(last_name="Obca")])
    Registration.objects.doubles().update(submitted_at=F("submitted_at") - SECOND_FORMS_WAIT - HOUR)
    LinkRequest.objects.create(email=causes.ANNA, asked_at=timezone.now() - HOUR)
    a_minute_passes()
    return event


def is_all_done():
    is_offered = Participant.objects.overdue().exists()
    is_asked = LinkRequest.objects.exists() or Registration.objects.doubles().exists()
    return not (is_offered or is_asked) and set(statuses()) <= {"sent", "withdrawn"}


def test_two_beats_at_once_do_everything_once(left_behind, broker, worker, beat, sink):
    broker.flushall()

    with worker(children=2), beat(), beat():
        eventually(is_all_done)
        wait_for_another_round()

    offers = Change.objects.filter(verb="offer").values_list("participant", flat=True)
    mails = OutgoingMail.objects.values_list("template", "recipient")
    sent = OutgoingMail.objects.filter(status="sent").values_list("recipient", flat=True)
    assert set(Counter(offers).values()) == {1}
    assert len(offers) == 4
    assert set(Counter(mails).values()) == {1}
    assert sorted(sink.recipients) == sorted(sent)
    assert faults(left_behind) == []


def test_beat_that_was_killed_goes_on_even_if_half_of_its_schedule_file_is_left(
    environment, worker, beat, tmp_path
):
    with worker():
        with beat() as running:
            wait_for_another_round()
            kill(running.pid)
        kept = list(tmp_path.iterdir())
        for file in kept:
            file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
        with beat():
            wait_for_another_round()

    assert kept


def wait_for_another_round():
    """Until each queue has shown life once more, and so all that beat asks for was asked again."""
    Heartbeat.objects.all().delete()
    eventually(lambda: Heartbeat.objects.count() == len(settings.QUEUES))
