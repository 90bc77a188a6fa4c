"""What a mail server says, and what becomes of the mail and of its address."""

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from owes_portal import delivery
from owes_portal.answers import AWAY, BUSY, FULL
from owes_portal.models import DeadAddress, OutgoingMail
from tests import factories
from tests.owes_portal.conftest import all_sent, minutes_of_waiting, sent

pytestmark = pytest.mark.django_db

NOW = timezone.now()


@pytest.fixture
def mail():
    return factories.mail(recipient="anna@example.com")


# Later and never


@pytest.mark.parametrize("moment", ["RCPT", "354", "DATA"])
@pytest.mark.parametrize(
    ("reply", "status"),
    [
        ("450 greylisted", "retry"),
        ("421 closing", "retry"),
        ("550 no such user", "failed"),
        ("999 what", "retry"),
    ],
)
def test_send_tries_again_after_4xx_and_gives_up_after_5xx(server, mail, moment, reply, status):
    if (moment, reply) == ("DATA", "999 what"):
        status = "unknown"  # It was handed over, and this is no answer.
    server.replies[moment] = reply

    sent(mail)

    assert (mail.status, mail.error) == (status, f"SMTP {reply[:3]}")
    assert server.mails == []


@pytest.mark.parametrize(
    ("reply", "family"),
    [
        ("451 later", BUSY),
        ("450 4.2.1 greylisted", BUSY),
        ("452 4.2.2 mailbox full", FULL),
        ("452 mailbox full", FULL),
        ("422 mailbox full", FULL),
        ("450 4.2.2 over quota", FULL),
        ("452 4.3.1 our disk is full", BUSY),
    ],
)
def test_send_waits_as_long_as_the_answer_calls_for(server, mail, reply, family):
    server.replies["RCPT"] = reply

    waited = [minutes_of_waiting(sent(mail)) for _ in range(6)]

    longest = family.pauses[-1]
    assert waited == [*family.pauses, longest, longest][:6]


@pytest.mark.parametrize(
    ("moment", "reply", "family"),
    [("RCPT", "451 later", BUSY), ("RCPT", "452 full", FULL), ("MAIL", "451 later", AWAY)],
)
def test_send_gives_up_at_last(server, mail, moment, reply, family):
    server.replies[moment] = reply
    OutgoingMail.objects.update(queued_at=NOW - family.gives_up_after)

    sent(mail)

    assert (mail.status, mail.error, mail.reply) == ("failed", f"SMTP {reply[:3]}", reply[4:])


def test_the_words_of_the_server_are_kept_as_far_as_the_database_can(server, mail):
    server.replies["RCPT"] = b"550 5.7.1 no\0t  \xff " + b"x" * 400

    sent(mail)

    assert mail.reply == f"5.7.1 not \ufffd {'x' * 400}"[:300]


# Addresses without a mailbox


@pytest.mark.parametrize(
    ("reply", "is_dead"),
    [
        ("550 5.1.1 no such user", True),
        ("550 5.1.2 no such domain", True),
        ("553 5.1.3 no address at all", True),
        ("551 5.1.6 moved away", True),
        ("550 5.1.10 takes no mail", True),
        ("550 <anna@example.com> is unknown here. (#5.1.1)", True),
        ("550 no such user", True),
        ("550 Unrouteable address", True),
        ("550 User unknown", True),
        ("550 taka skrzynka nie istnieje", True),
        ("551 not local", False),
        ("553 mailbox name not allowed", False),
        ("550 blocked, see our list", False),
        ("550 unknown on mail 5.1.1.2", True),
        ("550 5.1.7 bad sender", False),
        ("550 5.1.8 domain of the sender not found", False),
        ("550 5.2.1 mailbox closed for now", False),
        ("552 5.2.2 mailbox full", False),
        ("550 5.7.1 a policy", False),
        ("554 5.1.1 no transaction", False),
        ("554 5.7.1 Relay access denied", False),
        ("550 relay not permitted", False),
        ("450 4.1.1 perhaps not", False),
        ("452 4.2.2 mailbox full", False),
        ("421 closing", False),
    ],
)
def test_a_recipient_is_given_up_only_when_no_mail_can_ever_come_there(
    server, mail, reply, is_dead
):
    server.replies["RCPT"] = reply

    sent(mail)

    found = [(dead.email, dead.error, dead.reply) for dead in DeadAddress.objects.all()]
    assert found == [("anna@example.com", f"SMTP {reply[:3]}", reply[4:])] * is_dead
    assert mail.status == ("retry" if reply.startswith("4") else "failed")


@pytest.mark.parametrize("moment", ["MAIL", "354", "DATA"])
def test_what_is_said_at_another_moment_is_not_about_the_recipient(server, mail, moment):
    server.replies[moment] = "550 5.1.1 no such user"

    sent(mail)

    assert not DeadAddress.objects.exists()


def test_nothing_is_sent_to_a_dead_address_until_staff_say_otherwise(server):
    server.replies["RCPT"] = ["550 5.1.1 no such user"]
    for address in ("Anna@example.com", "anna@Example.com"):
        factories.mail(recipient=address)

    assert all_sent() == ["failed", "failed"]
    assert OutgoingMail.objects.last().error == "SMTP 550"
    assert OutgoingMail.objects.first().error == "dead address"
    DeadAddress.objects.all().delete()
    factories.mail(recipient="anna@example.com")
    assert all_sent() == ["failed", "failed", "sent"]


# Any answer at all


def a_reply(code, space, words):
    return f"{code:03}{space}".encode() + words.replace(b"\n", b"").replace(b"\r", b"")


REPLIES = st.one_of(
    st.builds(a_reply, st.integers(0, 999), st.sampled_from(" -"), st.binary(max_size=400)),
    st.binary(max_size=20).map(lambda words: words.replace(b"\n", b"").replace(b"\r", b"")),
)


@given(moment=st.sampled_from(["CONNECT", "EHLO", "MAIL", "RCPT", "354", "DATA"]), reply=REPLIES)
@hypothesis_settings(
    max_examples=100,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_no_answer_of_a_server_leaves_a_mail_in_between(server, settings, moment, reply):
    settings.MAILERS = server.as_mailers(timeout=0.05)
    server.replies = {moment: reply}
    delivery._away_until = 0
    mail = sent(factories.mail())

    assert mail.status in ("sent", "retry", "failed", "unknown")
    assert (mail.status == "unknown") <= (moment == "DATA")
    assert "\0" not in mail.reply and len(mail.reply) <= 300
