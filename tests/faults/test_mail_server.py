"""A mail server that refuses, dawdles, hangs up or dies: every mail goes out once, or staff see it."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from owes_portal import tasks
from owes_portal.models import DeadAddress, Heartbeat, OutgoingMail
from owes_portal.nudge import nudge
from owes_portal.post import deeds
from tests import factories
from tests.faults.conftest import eventually, served, statuses, sweep
from tests.faults.visitors import sign_up
from tests.mail_server import HANG_UP, MailServer, free_port

pytestmark = [
    pytest.mark.faults,
    pytest.mark.django_db(transaction=True),
    # The other tests are eager; what beat sends here goes through Redis all the same.
    pytest.mark.filterwarnings("ignore:task_always_eager has no effect"),
    pytest.mark.usefixtures("nudges"),
]


PAUSE = 60  # seconds; of a server that holds others up, if it can


@pytest.fixture
def impatient_worker(worker):
    """A worker that waits a second for each answer of the mail server."""
    return lambda **told: worker(EMAIL_TIMEOUT="1", **told)


def written(*recipients, **fields):
    """Mails to them that wait, with their nudge."""
    mails = [factories.mail(recipient=recipient, **fields) for recipient in recipients]
    nudge(tasks.send_mail, mails[0].pk)
    return mails


def people(count):
    return [f"osoba{number}@example.com" for number in range(count)]


def hours_pass():
    """For all that wait; then the sweeper comes."""
    OutgoingMail.objects.waiting().update(next_attempt_at=timezone.now() - timedelta(minutes=1))
    sweep()


def hours_pass_until_all_are_sent():
    hours_pass()
    time.sleep(1)
    return set(statuses()) == {"sent"}


def attempts():
    return sorted(OutgoingMail.objects.values_list("attempts", flat=True))


def test_mails_wait_while_nobody_answers_and_go_out_when_the_server_is_back(worker):
    port = free_port()

    with worker(EMAIL_URL=f"smtp://127.0.0.1:{port}"):
        written(*people(5))
        eventually(lambda: statuses() == ["queued"] * 4 + ["retry"])
        tried = OutgoingMail.objects.get(status="retry")
        with MailServer(port) as server:
            eventually(hours_pass_until_all_are_sent)

    assert (tried.error, attempts()) == ("ConnectionRefusedError", [1, 1, 1, 1, 2])
    assert sorted(server.recipients) == people(5)


def test_later_is_tried_again_never_is_told_to_staff_and_the_others_go_out(worker, sink):
    sink.replies["RCPT", "later@example.com"] = ["451 4.3.2 later"]
    sink.replies["DATA", "busy@example.com"] = ["452 4.3.1 our disk is full"]
    sink.replies["RCPT", "gone@example.com"] = "550 5.1.1 no such user"
    sink.replies["DATA", "spam@example.com"] = "554 5.7.1 we do not like it"
    odd = [f"{name}@example.com" for name in ("later", "busy", "gone", "spam")]

    with worker():
        written(*odd, *people(3))
        eventually(lambda: statuses() == ["failed"] * 2 + ["retry"] * 2 + ["sent"] * 3)
        hours_pass()
        eventually(lambda: statuses() == ["failed"] * 2 + ["sent"] * 5)

    failed = OutgoingMail.objects.filter(status="failed").order_by("pk")
    assert [(mail.recipient[:4], mail.error, mail.reply) for mail in failed] == [
        ("gone", "SMTP 550", "5.1.1 no such user"),
        ("spam", "SMTP 554", "5.7.1 we do not like it"),
    ]
    assert [dead.email for dead in DeadAddress.objects.all()] == ["gone@example.com"]
    assert sorted(sink.recipients) == ["busy@example.com", "later@example.com", *people(3)]


def test_a_server_that_closes_in_the_middle_of_20_mails_gets_each_of_them_once(worker, sink):
    sink.mails_per_connection = 6

    with worker():
        written(*people(20))
        eventually(lambda: statuses() == ["sent"] * 20)

    assert sink.recipients == people(20)
    assert attempts() == [1] * 20


def test_a_server_that_dies_in_the_middle_of_20_mails_gets_each_of_them_once(worker, sink):
    sink.replies["RCPT", "osoba7@example.com"] = [HANG_UP]
    sink.replies["354"] = ["250 OK"] * 12 + [HANG_UP, HANG_UP]

    with worker():
        written(*people(20))
        eventually(lambda: len(sink.mails) >= 19)
        eventually(hours_pass_until_all_are_sent)

    assert sorted(sink.recipients) == sorted(people(20))
    assert attempts() == [1] * 19 + [2]


def test_a_server_that_is_slow_with_one_mail_holds_up_no_other_and_no_visitor(
    operator, zwierzyniec, environment, impatient_worker, sink
):
    event = factories.event()
    sink.pauses["RCPT", "slow@example.com"] = PAUSE

    with served(environment) as (site, _server), impatient_worker():
        written("slow@example.com", *people(3))
        leads_to, seconds = sign_up(site, event, email="anna@example.com")
        eventually(lambda: statuses() == ["retry"] + ["sent"] * 4, seconds=PAUSE / 2)

    assert "/zapisy/przyjete/W-" in leads_to
    assert seconds < 3
    assert sorted(sink.recipients) == ["anna@example.com", *people(3)]


def test_a_server_that_says_nothing_holds_up_neither_the_worker_nor_a_visitor(
    operator, zwierzyniec, environment, impatient_worker, sink
):
    event = factories.event()
    sink.pauses["CONNECT"] = PAUSE

    with served(environment) as (site, _server), impatient_worker():
        written(*people(3))
        _leads_to, seconds = sign_up(site, event, email="anna@example.com")
        tasks.show_life.apply_async(queue="mail")
        eventually(Heartbeat.objects.exists, seconds=PAUSE / 2)
        eventually(lambda: statuses() == ["queued"] * 3 + ["retry"])
        sink.pauses.clear()
        eventually(hours_pass_until_all_are_sent)

    assert seconds < 3
    assert sorted(sink.recipients) == ["anna@example.com", *people(3)]


@pytest.mark.parametrize("way", ["hangs up", "falls silent"])
def test_a_mail_whose_answer_never_came_is_left_to_staff_and_is_the_same_mail_when_sent_again(
    impatient_worker, sink, bob, way
):
    if way == "hangs up":
        sink.replies["DATA", "anna@example.com"] = [HANG_UP]
    else:
        sink.pauses["DATA", "anna@example.com"] = 3

    with impatient_worker():
        anna, *_others = written("anna@example.com", *people(3))
        eventually(lambda: statuses() == ["sent"] * 3 + ["unknown"])
        hours_pass()
        written("last@example.com")
        eventually(lambda: statuses() == ["sent"] * 4 + ["unknown"])
        assert copies_of(anna, sink) == ["anna@example.com"]
        sink.pauses.clear()
        deeds.send_again(OutgoingMail.objects.get(pk=anna.pk), by=bob, copies=0)
        eventually(lambda: set(statuses()) == {"sent"})

    assert copies_of(anna, sink) == ["anna@example.com"] * 2
    assert len(sink.mails) == 6


def copies_of(mail, sink):
    return [taken["To"] for taken in sink.mails if taken["Message-ID"] == mail.message_id]


def test_a_confirmation_goes_before_the_rest_of_300_reminders(operator, worker, sink):
    sink.pauses["DATA"] = 0.05
    event = factories.event()

    with worker():
        written(*people(300), is_bulk=True)
        eventually(lambda: len(sink.mails) >= 20)
        factories.registration(event, email="anna@example.com")
        gone_before = len(sink.mails)
        eventually(lambda: "anna@example.com" in sink.recipients)
        # The one that was on its way when the confirmation was written, and its follower.
        assert sink.recipients.index("anna@example.com") <= gone_before + 2
        eventually(lambda: statuses() == ["sent"] * 301)

    assert sorted(sink.recipients) == sorted(["anna@example.com", *people(300)])
    assert attempts() == [1] * 301
