"""Mails handed to a mail server that says yes, later, never or nothing."""

import signal
from datetime import timedelta

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.db import connection
from django.utils import timezone

from owes_portal import delivery
from owes_portal.models import DeadAddress, OutgoingMail
from tests import factories
from tests.mail_server import HANG_UP, YES
from tests.owes_portal.conftest import all_sent, minutes_of_waiting, sent

pytestmark = pytest.mark.django_db


MINUTE = timedelta(minutes=1)


@pytest.fixture
def mail():
    return factories.mail(recipient="anna@example.com")


# Yes


def test_send_hands_the_mail_over_once(server, mail):
    sent(mail)
    delivery.send_due(mail.pk)

    mail.refresh_from_db()
    assert server.recipients == ["anna@example.com"]
    assert server.message_ids == [mail.message_id]
    assert (mail.status, mail.attempts, mail.error) == ("sent", 1, "")
    assert mail.sent_at is not None


def test_send_keeps_its_message_id_over_all_attempts(server, mail):
    server.replies["DATA"] = ["451 later", "451 later"]

    sent(mail, times=3)

    assert server.message_ids == [mail.message_id]
    assert (mail.status, mail.attempts, mail.error, mail.reply) == ("sent", 3, "", "")


@pytest.mark.parametrize("code", [200, 250, 252, 299])
def test_any_answer_of_the_kind_yes_takes_the_mail(server, mail, code):
    server.replies["DATA"] = f"{code} queued"

    assert sent(mail).status == "sent"


@pytest.mark.parametrize(
    "farewell", ["421 busy", "554 never", "x", f"221 {'x' * 9_000}", HANG_UP], ids=lambda w: w[:8]
)
def test_a_mail_that_was_taken_is_sent_whatever_the_farewell(server, mail, farewell):
    server.replies["QUIT"] = farewell

    assert sent(mail).status == "sent"
    assert len(server.mails) == 1


def test_a_mail_that_was_taken_is_sent_when_the_server_never_says_farewell(settings, server, mail):
    settings.MAILERS = server.as_mailers(timeout=0.2)
    server.pauses["QUIT"] = 1

    assert sent(mail).status == "sent"


# Doubt


@pytest.mark.parametrize("ending", [HANG_UP, "what?", "100 well", "354 go on"])
def test_it_is_unknown_what_became_of_a_mail_that_got_no_answer(server, mail, ending):
    server.replies["DATA"] = ending

    sent(mail)
    delivery.send_due(mail.pk)

    assert mail.status == "unknown"
    assert mail.error == ("SMTPServerDisconnected" if ending == HANG_UP else mail.error)
    assert (mail.attempts, len(server.mails)) == (1, ending == HANG_UP)


def test_it_is_unknown_what_became_of_a_mail_whose_answer_came_too_late(settings, server, mail):
    settings.MAILERS = server.as_mailers(timeout=0.2)
    server.pauses["DATA"] = 1

    assert sent(mail).status == "unknown"


@pytest.mark.parametrize("ending", [HANG_UP, "100 well\r\n250 OK"], ids=["hang up", "confused"])
def test_the_mails_after_one_in_doubt_go_out(server, ending):
    factories.mail()
    factories.mail()
    server.replies["DATA"] = [ending]

    assert all_sent() == ["unknown", "sent"]
    assert server.connections == 2


# The line breaks


@pytest.mark.parametrize("moment", ["RCPT", "354"])
def test_send_tries_again_when_the_server_hangs_up_before_the_mail(server, mail, moment):
    server.replies[moment] = HANG_UP

    sent(mail)

    assert (mail.status, mail.error) == ("retry", "SMTPServerDisconnected")
    assert minutes_of_waiting(mail) == 1


@pytest.mark.parametrize("goodbye", ["421 4.7.0 too many mails", HANG_UP])
@pytest.mark.parametrize("moment", ["MAIL", "RCPT", "354"])
def test_a_connection_that_comes_to_its_end_costs_the_next_mail_nothing(server, moment, goodbye):
    mails = [factories.mail() for _ in range(3)]
    server.replies[moment] = [YES, goodbye]

    assert all_sent() == ["sent"] * 3
    assert server.message_ids == [mail.message_id for mail in mails]
    assert {mail.attempts for mail in OutgoingMail.objects.all()} == {1}
    assert server.connections == 2


def test_a_server_that_takes_few_mails_on_a_connection_gets_all(server):
    for _ in range(7):
        factories.mail()
    server.mails_per_connection = 2

    assert all_sent() == ["sent"] * 7
    assert (len(server.mails), server.connections) == (7, 4)


def test_many_mails_take_one_connection(server):
    for _ in range(5):
        factories.mail()

    all_sent()

    assert (len(server.mails), server.connections) == (5, 1)


def test_a_mail_that_the_server_is_slow_with_does_not_hold_the_others_up(settings, server):
    settings.MAILERS = server.as_mailers(timeout=0.2)
    server.pauses["RCPT", "slow@example.com"] = 1
    for address in ("slow@example.com", "anna@example.com", "jan@example.com"):
        factories.mail(recipient=address)

    assert all_sent() == ["retry", "sent", "sent"]


def test_a_mail_that_cannot_be_written_as_one_does_not_hold_the_others_up(server):
    factories.mail(recipient="żółw żółw")
    factories.mail()

    assert all_sent() == ["retry", "sent"]
    assert OutgoingMail.objects.get(status="retry").error == "ValueError"


# The server is away

AWAY_AT = {
    "refused": ({}, {"port": 1}, "ConnectionRefusedError"),
    "turned away": ({"CONNECT": "554 no"}, {}, "SMTP 554"),
    "closed at once": ({"CONNECT": HANG_UP}, {}, "SMTPServerDisconnected"),
    "greeting refused": ({"EHLO": "550 who are you"}, {}, "SMTP 550"),
    "login refused": ({"AUTH": "no"}, {"username": "a", "password": "b"}, "SMTP 535"),
    "no TLS": ({}, {"use_tls": True}, "SMTPNotSupportedError"),
    "no such host": ({}, {"host": "portal.invalid"}, "gaierror"),
    "sender refused": ({"MAIL": "550 5.1.8 not yours"}, {}, "SMTP 550"),
    "sender busy": ({"MAIL": "450 too many"}, {}, "SMTP 450"),
    "login wanted": ({"MAIL": "530 5.7.0 log in"}, {}, "SMTP 530"),
    "closing": ({"MAIL": "421 closing"}, {}, "SMTP 421"),
}


@pytest.mark.parametrize(("replies", "options", "error"), AWAY_AT.values(), ids=AWAY_AT)
def test_a_server_that_is_away_costs_one_mail_one_attempt_and_the_others_none(
    settings, server, replies, options, error
):
    settings.MAILERS = server.as_mailers(**options)
    server.replies = replies
    first, *_others = [factories.mail() for _ in range(4)]

    assert all_sent() == ["retry", "queued", "queued", "queued"]
    first.refresh_from_db()
    assert (first.error, minutes_of_waiting(first)) == (error, 1)
    assert [mail.attempts for mail in OutgoingMail.objects.order_by("pk")] == [1, 0, 0, 0]
    assert not DeadAddress.objects.exists()


def test_a_server_that_is_silent_is_away(settings, server):
    settings.MAILERS = server.as_mailers(timeout=0.2)
    server.pauses["CONNECT"] = 1
    factories.mail()
    factories.mail()

    assert all_sent() == ["retry", "queued"]


def test_a_server_that_is_away_is_spared_for_a_while(server, monkeypatch):
    factories.mail()
    factories.mail()
    server.replies["CONNECT"] = "554 no"
    all_sent()
    server.replies.clear()

    assert all_sent() == ["retry", "queued"]
    assert server.connections == 1
    monkeypatch.setattr(delivery, "_away_until", 0)
    assert all_sent() == ["retry", "sent"]


def test_a_mail_that_is_too_large_is_no_fault_of_the_sender(server):
    factories.mail()
    factories.mail()
    server.replies["MAIL"] = ["552 5.3.4 message size exceeds the maximum"]

    assert all_sent() == ["failed", "sent"]


# A turn of a worker


def test_a_turn_sends_its_own_mail_and_then_the_most_urgent(server):
    bulk = [factories.mail(is_bulk=True) for _ in range(3)]
    urgent = factories.mail()

    delivery.send_due(bulk[1].pk)

    order = [bulk[1], urgent, bulk[0], bulk[2]]
    assert server.message_ids == [mail.message_id for mail in order]


def somebody_signs_up(_registration):
    factories.mail(recipient="anna@example.com")
    return []


def test_a_mail_written_while_many_wait_is_the_very_next(server, settings):
    settings.MAIL_ATTACHMENTS = {"a": "tests.owes_portal.test_delivery.somebody_signs_up"}
    for number in range(4):
        factories.mail(
            is_bulk=True, recipient=f"osoba{number}@example.com", attachments=["a"] * (number == 1)
        )

    all_sent()

    assert [recipient[:5] for recipient in server.recipients] == [
        "osoba",
        "osoba",
        "anna@",
        "osoba",
        "osoba",
    ]


def test_a_turn_ends_after_its_time_and_names_the_most_urgent_that_is_left(server, monkeypatch):
    monkeypatch.setattr(delivery, "SENDS_FOR", -1)
    bulk, urgent, first = factories.mail(is_bulk=True), factories.mail(), factories.mail()

    assert delivery.send_due(first.pk) == urgent.pk
    assert delivery.send_due(urgent.pk) == bulk.pk
    assert delivery.send_due(bulk.pk) is None
    assert len(server.mails) == 3


def test_a_turn_leaves_what_is_not_due(server):
    factories.mail(next_attempt_at=timezone.now() + MINUTE)

    assert all_sent() == ["queued"]
    assert server.connections == 0


@pytest.fixture
def time_is_over():
    """As Celery does it: an exception out of nowhere, whatever is being done just then."""

    def stop(*_signal):
        raise SoftTimeLimitExceeded

    usual = signal.signal(signal.SIGALRM, stop)
    yield lambda seconds: signal.setitimer(signal.ITIMER_REAL, seconds)
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, usual)


@pytest.mark.parametrize(
    ("moment", "outcome"), [("RCPT", ["retry", "queued"]), ("DATA", ["unknown", "sent"])]
)
def test_a_turn_whose_time_is_over_leaves_no_mail_in_between(server, time_is_over, moment, outcome):
    server.pauses[moment, "slow@example.com"] = 1.5
    factories.mail(recipient="slow@example.com")
    factories.mail()
    time_is_over(0.3)

    assert all_sent() == outcome
    assert OutgoingMail.objects.earliest("pk").error == "SoftTimeLimitExceeded"


# What is no longer true, and what cannot be made


def never(_mail):
    return False


def breaks(_registration):
    return 1 / 0


def is_stopped(_registration):
    raise SoftTimeLimitExceeded


def test_a_mail_that_is_no_longer_true_is_withdrawn(server, settings):
    settings.MAIL_CHECKS = {"never": "tests.owes_portal.test_delivery.never"}
    factories.mail(check_name="never")
    factories.mail(useless_after=timezone.now())
    factories.mail()

    assert all_sent() == ["withdrawn", "withdrawn", "sent"]
    errors = set(OutgoingMail.objects.filter(status="withdrawn").values_list("error", flat=True))
    assert errors == {"overtaken"}


def test_a_mail_fails_for_good_when_the_key_of_its_link_is_gone(server, settings, operator):
    factories.registration(factories.event())
    OutgoingMail.objects.update(status="queued")
    settings.SECRET_KEY = "another key, and no fallback"

    assert all_sent() == ["failed"]
    assert OutgoingMail.objects.get().error == "LookupError"


@pytest.mark.parametrize(
    ("maker", "error"), [("breaks", "ZeroDivisionError"), ("is_stopped", "SoftTimeLimitExceeded")]
)
def test_a_mail_that_could_not_be_made_just_now_is_tried_again(server, settings, maker, error):
    settings.MAIL_ATTACHMENTS = {"broken": f"tests.owes_portal.test_delivery.{maker}"}
    factories.mail(attachments=["broken"])
    factories.mail()

    assert all_sent() == ["retry", "sent"]
    assert OutgoingMail.objects.get(status="retry").error == error


@pytest.mark.parametrize("named", [{"attachments": ["of tomorrow"]}, {"check_name": "of tomorrow"}])
def test_a_mail_of_newer_code_is_left_to_a_newer_worker(server, named):
    factories.mail(**named)
    factories.mail()

    assert all_sent() == ["retry", "sent"]


# PostgreSQL starts again


@pytest.mark.django_db(transaction=True)
def test_what_happened_is_written_when_the_connection_to_the_database_was_lost(server, mail):
    claimed = OutgoingMail.objects.claim(mail.pk)
    connection.close()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [pid])
    other.close()

    delivery._write(claimed.mark_sent)

    mail.refresh_from_db()
    assert mail.status == "sent"
