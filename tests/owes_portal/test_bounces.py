"""Mails that come back: what a mail server's report changes, and that nothing else changes anything."""

import contextlib
import io
import os
import sys
from email.message import EmailMessage

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from owes_portal import bounces
from owes_portal.models import DeadAddress, OutgoingMail

pytestmark = pytest.mark.django_db

NAME = "<178.1234@portal.example>"
ADDRESS = "Anna@example.com"
WORDS = "550 5.1.1 <anna@example.com>: Recipient address rejected: User unknown"


@pytest.fixture
def mail():
    return OutgoingMail.objects.create(
        template="registrations/emails/confirmation",
        recipient=ADDRESS,
        subject="Potwierdzenie",
        message_id=NAME,
        status="sent",
        sent_at=timezone.now(),
    )


def report(
    *,
    action="failed",
    status="5.1.1",
    recipient=ADDRESS,
    name=NAME,
    part="message/rfc822",
    envelope="",
):
    """A report as Postfix writes it."""
    told = f"Reporting-MTA: dns; mx.example.com\n{envelope}\n"
    told += f"Final-Recipient: rfc822; {recipient}\nAction: {action}\nStatus: {status}\n"
    told += f"Diagnostic-Code: smtp; {WORDS}\n"
    returned = f"From: portal@portal.example\nMessage-ID: {name}\nSubject: =?utf-8?q?Pot?=\n\nTreść"
    parts = [
        ("text/plain", "I am sorry to have to inform you…"),
        ("message/delivery-status", told),
        (part, returned),
    ]
    body = "".join(f"--b\nContent-Type: {kind}\n\n{text}\n" for kind, text in parts)
    head = 'Content-Type: multipart/report; report-type=delivery-status; boundary="b"'
    return f"From: MAILER-DAEMON\nMIME-Version: 1.0\n{head}\n\n{body}--b--\n".encode()


def state(mail):
    mail.refresh_from_db()
    return mail.status, mail.error, mail.reply


def dead():
    return [(row.email, row.error) for row in DeadAddress.objects.all()]


def test_note_marks_the_mail_and_buries_the_address(mail):
    bounces.note(report())

    assert state(mail) == ("failed", "bounced 5.1.1", WORDS)
    assert dead() == [("anna@example.com", "bounced 5.1.1")]


@pytest.mark.parametrize(
    "part", ["text/rfc822-headers", "message/global", "message/global-headers"]
)
def test_note_knows_the_mail_by_whatever_is_returned(mail, part):
    bounces.note(report(part=part))

    assert state(mail)[0] == "failed"


def test_note_knows_the_mail_by_the_name_of_its_envelope(mail):
    name = NAME.strip("<>")

    bounces.note(report(part="text/plain", envelope=f"Original-Envelope-Id: {name}\n"))

    assert state(mail)[0] == "failed"


@pytest.mark.parametrize(
    "status", ["5.2.2", "5.7.1", "5.1.0", "5.1.7", "5.1.8", "5.1.90", "4.2.2", "4.4.7", ""]
)
def test_note_buries_no_address_that_may_be_alive(mail, status):
    bounces.note(report(status=status))

    assert state(mail)[0] == "failed"
    assert dead() == []


def test_note_buries_no_address_that_the_report_does_not_name(mail):
    bounces.note(report(recipient="somebody.else@example.org"))

    assert state(mail)[0] == "failed"
    assert dead() == []


@pytest.mark.parametrize("action", ["delayed", "relayed", "delivered", "expanded", "", "FAILED?"])
def test_note_changes_nothing_before_the_server_gives_up(mail, action):
    bounces.note(report(action=action, status="4.4.1"))

    assert state(mail) == ("sent", "", "")
    assert dead() == []


def test_note_of_the_same_report_twice_changes_nothing_more(mail):
    bounces.note(report())
    DeadAddress.objects.all().delete()  # Staff know better.

    done = bounces.note(report())

    assert "known already" in done
    assert dead() == []


def test_note_leaves_a_mail_that_staff_have_sent_once_more(mail):
    OutgoingMail.objects.update(status="queued")

    bounces.note(report(status="5.2.2"))

    assert state(mail) == ("queued", "", "")


def test_note_waits_for_a_mail_that_is_being_sent(mail):
    OutgoingMail.objects.update(status="sending")

    with pytest.raises(bounces.TryLater):
        bounces.note(report())

    assert state(mail) == ("sending", "", "")


def test_note_brings_nothing_back_to_a_mail_that_was_forgotten(mail):
    OutgoingMail.objects.update(recipient="", forgotten_at=timezone.now())

    with pytest.raises(bounces.NotOurs):
        bounces.note(report())

    assert state(mail) == ("sent", "", "")


def auto_reply():
    message = EmailMessage()
    message["In-Reply-To"] = NAME
    message["Auto-Submitted"] = "auto-replied"
    message.set_content("Jestem na urlopie.")
    return message.as_bytes()


def read_receipt():
    """It came, and it was read."""
    return report().replace(b"message/delivery-status", b"message/disposition-notification")


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"\0\xff\r\n\r\n",
        auto_reply(),
        read_receipt(),
        report(name="<another@portal.example>"),
        report(name="without brackets"),
        report(part="text/plain"),
        report().replace(b"delivery-status\n\n", b"delivery-status\n\nNothing more.\n--b--\n"),
        b"".join(
            b"Content-Type: multipart/report; boundary=%d\n\n--%d\n" % (n, n) for n in range(3000)
        ),
    ],
)
def test_note_changes_nothing_for_what_is_no_report_about_our_mail(mail, message):
    with pytest.raises(bounces.NotOurs):
        bounces.note(message)

    assert state(mail) == ("sent", "", "")
    assert dead() == []


PIECES = [
    *report().splitlines(keepends=True),
    b"\n",
    b"\0",
    b"\xff\xfe",
    b"=?utf-8?b?////?=",
    b"; ",
]


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES) | st.binary(max_size=40), max_size=40).map(b"".join))
def test_read_never_fails_on_rubbish(message):
    try:
        found = bounces.read(message)
    except bounces.NotOurs:
        return
    assert "\0" not in found.words + found.status + "".join(found.names)
    found.words.encode()


@settings(max_examples=300)
@given(st.integers(0, len(report())), st.integers(0, 60), st.binary(max_size=20))
def test_read_never_fails_on_a_damaged_report(at, length, instead):
    whole = report()

    with contextlib.suppress(bounces.NotOurs):
        bounces.read(whole[:at] + instead + whole[at + length :])


# manage.py note_bounce


@pytest.fixture
def pipe(monkeypatch):
    """A function that hands a message to the command as a mail server does; it gives the output."""

    def run(message):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(message)))
        output = io.StringIO()
        call_command("note_bounce", stdout=output)
        return output.getvalue()

    return run


def test_command_says_what_it_noted_without_the_address(pipe, mail):
    output = pipe(report())

    assert output == f"Mail {mail.pk}: bounced 5.1.1.\n"


def test_command_refuses_what_is_no_report(pipe, mail):
    with pytest.raises(CommandError, match="no delivery report") as refusal:
        pipe(auto_reply())

    assert refusal.value.returncode == os.EX_DATAERR == 65


def test_command_asks_for_the_message_again_while_its_mail_is_being_sent(pipe, mail):
    OutgoingMail.objects.update(status="sending")

    with pytest.raises(CommandError) as refusal:
        pipe(report())

    assert refusal.value.returncode == os.EX_TEMPFAIL == 75
