"""A mail is a row: what becomes of it when the mail server says yes, later, never or nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from owes_portal import delivery, tasks
from owes_portal.models import OutgoingMail
from owes_portal.models.mail import IN_FLIGHT_AT_MOST, NUDGED_LONG_AGO
from tests import factories
from tests.mail_server import MailServer

pytestmark = pytest.mark.django_db

NOW = timezone.now()
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def _mail_server_is_not_spared(monkeypatch):
    monkeypatch.setattr(delivery, "_away_until", 0)


@pytest.fixture
def server(settings):
    with MailServer() as server:
        settings.MAILERS = server.as_mailers()
        yield server


@pytest.fixture
def mail(operator):
    factories.registration(factories.event(), email="anna@example.com")
    return OutgoingMail.objects.get()


def sent(mail, *, times=1):
    """The mail after a worker has tried so many times, however long it had to wait."""
    for _ in range(times):
        OutgoingMail.objects.filter(pk=mail.pk).update(next_attempt_at=NOW - SECOND)
        tasks.send_mail(mail.pk)
    mail.refresh_from_db()
    return mail


def test_send_hands_the_mail_over_once(server, mail):
    sent(mail)
    tasks.send_mail(mail.pk)

    mail.refresh_from_db()
    assert server.recipients == ["anna@example.com"]
    assert (mail.status, mail.attempts, mail.error) == ("sent", 1, "")
    assert mail.sent_at is not None


def test_send_keeps_its_message_id_over_all_attempts(server, mail):
    server.replies["DATA"] = "451 later"
    sent(mail)
    server.replies.clear()

    sent(mail)

    assert [taken["Message-ID"] for taken in server.mails] == [mail.message_id]
    assert server.mails[0]["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize("word", ["RCPT", "DATA"])
@pytest.mark.parametrize(
    ("reply", "status"),
    [("450 greylisted", "retry"), ("421 closing", "retry"), ("550 no such user", "failed")],
)
def test_send_tries_again_after_4xx_and_gives_up_after_5xx(server, mail, word, reply, status):
    server.replies[word] = reply

    sent(mail)

    assert (mail.status, mail.error) == (status, f"SMTP {reply[:3]}")
    assert server.mails == []


def test_it_is_unknown_what_became_of_a_mail_when_the_server_took_it_and_hung_up(server, mail):
    server.replies["DATA"] = "hang up"

    sent(mail)

    assert (mail.status, mail.error) == ("unknown", "SMTPServerDisconnected")
    assert len(server.mails) == 1


def test_send_tries_again_when_the_server_hangs_up_before_the_mail(server, mail):
    server.replies["RCPT"] = "hang up"

    sent(mail)

    assert (mail.status, mail.error) == ("retry", "SMTPServerDisconnected")


def test_send_tries_again_when_nobody_answers(settings, mail):
    settings.MAILERS = MailServer().as_mailers()

    sent(mail)

    assert (mail.status, mail.error) == ("retry", "ConnectionRefusedError")


def test_send_waits_longer_each_time_and_gives_up_at_last(server, mail):
    server.replies["DATA"] = "451 later"

    pauses = []
    for _ in range(6):
        before = timezone.now()
        sent(mail)
        pauses.append(round((mail.next_attempt_at - before).total_seconds() / 60))
    OutgoingMail.objects.update(created_at=NOW - delivery.BUSY.gives_up_after)
    sent(mail)

    assert pauses == [1, 5, 15, 30, 60, 60]
    assert (mail.status, mail.error, mail.reply) == ("failed", "SMTP 451", "later")


def test_a_mail_is_not_tried_before_its_time(server, mail):
    server.replies["DATA"] = "451 later"
    sent(mail)
    server.replies.clear()

    tasks.send_mail(mail.pk)

    assert server.mails == []


def test_claim_gives_a_mail_to_one_worker_only(mail):
    first, second = (OutgoingMail.objects.claim(mail.pk) for _ in range(2))

    assert (first.pk, second) == (mail.pk, None)
    assert first.attempts == 1


def test_claim_next_takes_what_is_due_the_most_urgent_first(mail):
    moments = [NOW - SECOND, NOW - 2 * SECOND, NOW + timedelta(days=1)]
    for number, status in enumerate(OutgoingMail.Status.values):
        for index, moment in enumerate(moments):
            OutgoingMail.objects.create(
                message_id=f"<{number}.{index}@portal.example>",
                is_bulk=index == 1,
                status=status,
                next_attempt_at=moment,
                sent_at=moment,
            )
    due = list(OutgoingMail.objects.due().most_urgent_first())

    order = [OutgoingMail.objects.claim_next() for _ in range(len(due) + 1)]

    assert order == [*due, None]
    assert {taken.attempts for taken in order[:-1]} == {1}


def test_claim_of_a_mail_that_is_gone_is_nothing(db):
    assert OutgoingMail.objects.claim(999) is None


def test_a_mail_whose_worker_died_is_unknown_and_never_sent_blindly(server, mail):
    OutgoingMail.objects.claim(mail.pk)
    OutgoingMail.objects.update(claimed_at=NOW - IN_FLIGHT_AT_MOST - SECOND)

    tasks.sweep()

    mail.refresh_from_db()
    assert mail.status == "unknown"
    assert server.mails == []


def test_sweep_sends_what_a_lost_nudge_left_behind(server, mail):
    OutgoingMail.objects.update(next_attempt_at=NOW - NUDGED_LONG_AGO)

    tasks.sweep()
    tasks.sweep()

    assert server.recipients == ["anna@example.com"]


def test_sweep_leaves_a_fresh_mail_to_its_nudge(server, mail):
    tasks.sweep()

    assert server.mails == []


def test_secret_of_the_link_is_put_in_when_the_mail_is_sent(server, mail):
    sent(mail)

    text = server.mails[0].get_body(("plain",)).get_content()
    assert mail.about.token in text
    assert mail.about.token not in mail.text + mail.html
    assert "[[secret]]" not in text


@pytest.mark.parametrize("shift", [-SECOND, 0 * SECOND, SECOND])
def test_mail_words_mean_the_same_for_rows_and_querysets(mail, shift):
    at = NOW + shift
    fields = {"recipient": "a@example.com", "subject": "x", "text": "x", "html": "x"}
    moments = [NOW, NOW - NUDGED_LONG_AGO, NOW - IN_FLIGHT_AT_MOST]
    for number, status in enumerate(OutgoingMail.Status.values):
        for index, moment in enumerate(moments):
            OutgoingMail.objects.create(
                status=status,
                next_attempt_at=moment,
                claimed_at=moment,
                sent_at=moment,
                message_id=f"<{number}.{index}@portal.example>",
                **fields,
            )

    rows, mails = list(OutgoingMail.objects.all()), OutgoingMail.objects
    assert set(mails.due(at)) == {row for row in rows if row.is_due(at)}
    assert set(mails.left_behind(at)) == {row for row in rows if row.is_left_behind(at)}
    assert set(mails.stranded(at)) == {row for row in rows if row.is_stranded(at)}


def test_send_fails_for_good_when_the_key_of_the_link_is_gone(server, mail, settings):
    settings.SECRET_KEY = "another key, and no fallback"

    sent(mail)

    assert (mail.status, mail.error) == ("failed", "LookupError")
    assert server.recipients == []


def test_send_tries_again_when_the_server_does_not_take_our_address(server, mail):
    server.replies["MAIL"] = "550 sender refused"

    sent(mail)

    assert (mail.status, mail.error) == ("retry", "SMTP 550")


def test_send_tries_again_when_the_mail_could_not_be_made_just_now(server, mail, settings):
    settings.MAIL_ATTACHMENTS = {"calendar": "tests.owes_portal.test_mail.breaks"}

    sent(mail)

    assert (mail.status, mail.error) == ("retry", "ZeroDivisionError")
    assert server.mails == []


def breaks(registration):
    return 1 / 0
