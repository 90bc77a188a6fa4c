"""A mail is a row: written with its cause, taken by one worker, never forgotten."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from owes_portal import mail, tasks
from owes_portal.answers import AWAY
from owes_portal.mail import Terms
from owes_portal.models import DeadAddress, OutgoingMail
from owes_portal.models.mail import IN_FLIGHT_AT_MOST, NUDGED_LONG_AGO, SECRET
from registrations.emails.writing import parts_of, template_of
from tests import factories

pytestmark = pytest.mark.django_db

NOW = timezone.now()
SECOND = timedelta(seconds=1)


@pytest.fixture
def registration(operator):
    return factories.registration(factories.event(), email="anna@example.com")


@pytest.fixture
def queue(registration):
    """A function that writes a mail about the registration on terms."""
    parts = parts_of(registration, {})
    return lambda **terms: mail.queue(template_of("link_again"), terms=Terms(**terms), **parts)


def still_true(mail):
    return mail.recipient == "anna@example.com"


# Written


def test_queue_writes_one_mail_for_one_cause(queue):
    first, second = queue(once="reminder 7"), queue(once="reminder 7")

    assert second is None
    assert list(OutgoingMail.objects.filter(once__isnull=False)) == [first]


def test_queue_writes_a_mail_for_each_cause(queue):
    written = [queue(once="reminder 7"), queue(once="reminder 8"), queue(), queue()]

    assert None not in written


def test_queue_all_writes_each_cause_once_and_sends_after_one_nudge(
    queue, registration, send_mails, mailoutbox
):
    queue(once="reminder 7")
    parts = parts_of(registration, {})

    with send_mails():
        for _ in range(2):
            mail.queue_all(
                [
                    mail.compose(template_of("link_again"), terms=Terms(once=once), **parts)
                    for once in ("reminder 9", "reminder 7", "reminder 8")
                ]
            )

    found = OutgoingMail.objects.filter(once__isnull=False).order_by("once")
    assert [one.once for one in found] == ["reminder 7", "reminder 8", "reminder 9"]
    assert {one.status for one in found} == {"sent"}
    assert mail.written(["reminder 7", "reminder 10"]) == {"reminder 7"}


def test_queue_refuses_a_second_mail_without_harm_to_the_transaction_of_its_cause(queue):
    with transaction.atomic():
        queue(once="reminder 7")
        queue(once="reminder 7")
        after = queue()

    assert OutgoingMail.objects.filter(pk=after.pk).exists()


def test_queue_keeps_a_subject_in_one_line(operator):
    event = factories.event(title="Warsztaty\r\nBcc: a@example.com")

    factories.registration(event)

    subject = OutgoingMail.objects.get().subject
    assert "\n" not in subject
    assert "Warsztaty Bcc: a@example.com" in subject


@pytest.fixture
def text_of(settings, tmp_path):
    """A function: the text of a mail whose template says just that."""
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [tmp_path]}]

    def compose(text):
        for ending, content in ((".txt", text), ("_subject.txt", "x"), (".html", "x")):
            (tmp_path / f"mail{ending}").write_text(content)
        return mail.compose("mail", to="anna@example.com", context={}).text

    return compose


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("Dzień dobry, \t\n \nślemy  plik.", "Dzień dobry,\n\nślemy  plik.\n"),
        ("a\n\n \n\t\nb \t", "a\n\nb\n"),
        ("a\n-- \nOWES", "a\n-- \nOWES\n"),
        ("a\n--  \t\nOWES", "a\n-- \nOWES\n"),
        ("a\n--\nb --  \n--- \nc", "a\n--\nb --\n---\nc\n"),
    ],
    ids=["loose ends", "empty lines", "signature", "loose signature", "no signature"],
)
def test_compose_tidies_the_text(text_of, operator, written, sent):
    assert text_of(written) == sent


def test_compose_bears_a_line_of_very_many_spaces(text_of, operator):
    """Looked at from each of them, they would keep the test waiting for an hour."""
    line = f"a{' ' * 1_000_000}b"

    assert text_of(line) == f"{line}\n"


# Taken


def test_claim_gives_a_mail_to_one_worker_only():
    mail = factories.mail()

    first, second = (OutgoingMail.objects.claim(mail.pk) for _ in range(2))

    assert (first.pk, second) == (mail.pk, None)
    assert first.attempts == 1


def test_claim_next_takes_what_is_due_the_most_urgent_first():
    moments = [NOW - SECOND, NOW - 2 * SECOND, NOW + timedelta(days=1)]
    for status in OutgoingMail.Status.values:
        for index, moment in enumerate(moments):
            factories.mail(
                is_bulk=index == 1, status=status, next_attempt_at=moment, sent_at=moment
            )
    due = list(OutgoingMail.objects.due().most_urgent_first())

    order = [OutgoingMail.objects.claim_next() for _ in range(len(due) + 1)]

    assert order == [*due, None]
    assert {taken.attempts for taken in order[:-1]} == {1}


def test_a_worker_that_was_thought_dead_changes_nothing_of_the_next_attempt():
    mail = factories.mail()
    late = OutgoingMail.objects.claim(mail.pk)
    OutgoingMail.objects.update(status="queued")
    OutgoingMail.objects.claim(mail.pk).mark_sent()

    late.postpone(AWAY, "TimeoutError")

    mail.refresh_from_db()
    assert (mail.status, mail.error) == ("sent", "")


def test_claim_of_a_mail_that_is_gone_is_nothing():
    assert OutgoingMail.objects.claim(999) is None


def test_claim_leaves_a_mail_until_its_time():
    mail = factories.mail(next_attempt_at=NOW + timedelta(hours=1))

    assert OutgoingMail.objects.claim(mail.pk) is None


@pytest.mark.parametrize("status", ["sending", "sent", "failed", "unknown", "withdrawn"])
def test_claim_leaves_a_mail_that_does_not_wait(status):
    mail = factories.mail(status=status, sent_at=NOW)

    assert OutgoingMail.objects.claim(mail.pk) is None


def test_claim_next_takes_what_somebody_waits_for_before_what_goes_to_many():
    hour = timedelta(hours=1)
    terms = [(True, 3), (False, 1), (True, 2), (False, 4), (False, -1)]
    for is_bulk, hours in terms:
        factories.mail(is_bulk=is_bulk, next_attempt_at=NOW - hours * hour)

    taken = [OutgoingMail.objects.claim_next() for _ in terms]

    assert [m and (m.is_bulk, round((NOW - m.next_attempt_at) / hour)) for m in taken] == [
        (False, 4),
        (False, 1),
        (True, 3),
        (True, 2),
        None,
    ]


def test_claim_says_whether_the_address_is_dead_however_it_is_spelled():
    DeadAddress.objects.bury("jan@example.com", "SMTP 550")
    mails = [factories.mail(recipient=to) for to in ("Jan@Example.com", "anna@example.com")]

    claimed = [OutgoingMail.objects.claim(mail.pk) for mail in mails]

    assert [mail.is_to_dead_address for mail in claimed] == [True, False]


# Left behind


def test_sweep_sends_what_a_lost_nudge_left_behind(mailoutbox):
    factories.mail(recipient="anna@example.com", next_attempt_at=NOW - NUDGED_LONG_AGO)

    tasks.sweep()
    tasks.sweep()

    assert [sent.to for sent in mailoutbox] == [["anna@example.com"]]


def test_sweep_leaves_a_fresh_mail_to_its_nudge(mailoutbox):
    factories.mail()

    tasks.sweep()

    assert mailoutbox == []


def test_a_mail_whose_worker_died_is_unknown_and_never_sent_blindly(mailoutbox):
    long_ago = timezone.now() - IN_FLIGHT_AT_MOST - SECOND
    mail = factories.mail(status="sending", claimed_at=long_ago, next_attempt_at=long_ago)

    tasks.sweep()
    tasks.sweep()

    mail.refresh_from_db()
    assert (mail.status, mail.error) == ("unknown", "worker died")
    assert mailoutbox == []


@pytest.mark.parametrize("shift", [-SECOND, 0 * SECOND, SECOND])
def test_mail_words_mean_the_same_for_rows_and_querysets(shift):
    at = NOW + shift
    for status in OutgoingMail.Status.values:
        for moment in (NOW, NOW - NUDGED_LONG_AGO, NOW - IN_FLIGHT_AT_MOST):
            factories.mail(status=status, next_attempt_at=moment, claimed_at=moment, sent_at=moment)

    rows, mails = list(OutgoingMail.objects.all()), OutgoingMail.objects
    assert set(mails.due(at)) == {row for row in rows if row.is_due(at)}
    assert set(mails.left_behind(at)) == {row for row in rows if row.is_left_behind(at)}
    assert set(mails.stranded(at)) == {row for row in rows if row.is_stranded(at)}


# Made when it is sent


def test_secret_of_the_link_is_put_in_when_the_mail_is_sent(queue, registration):
    mail = queue()

    message = mail.as_message()

    (html, _kind), *_more = message.alternatives
    assert registration.token in message.body
    assert registration.token in html
    assert SECRET not in message.body + html
    assert registration.token not in mail.text + mail.html


def test_mail_says_that_a_machine_wrote_it():
    mail = factories.mail()

    headers = mail.as_message().message()

    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["Message-ID"] == mail.message_id
    assert headers["List-Unsubscribe"] is None


def test_mail_that_can_be_stopped_is_stopped_by_one_click(queue, registration):
    mail = queue(unsubscribe=f"/zgloszenie/{SECRET}/bez-przypomnien/")

    headers = mail.as_message().message()

    address = f"https://portal.example/zgloszenie/{registration.token}/bez-przypomnien/"
    assert headers["List-Unsubscribe"] == f"<{address}>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.parametrize(
    ("useless_after", "is_still_true"),
    [(None, True), (NOW + SECOND, True), (NOW, False), (NOW - SECOND, False)],
)
def test_mail_is_true_until_it_is_useless(useless_after, is_still_true):
    assert factories.mail(useless_after=useless_after).is_still_true(NOW) is is_still_true


@pytest.mark.parametrize(
    ("recipient", "is_still_true"), [("anna@example.com", True), ("jan@example.com", False)]
)
def test_mail_is_true_as_long_as_its_check_says_so(settings, recipient, is_still_true):
    settings.MAIL_CHECKS = {"check": "tests.owes_portal.test_mail.still_true"}
    mail = factories.mail(check_name="check", recipient=recipient)

    assert mail.is_still_true() is is_still_true
