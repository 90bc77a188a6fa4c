"""Messages of staff, and answers to what people need."""

import uuid
from datetime import UTC, date, datetime

import pytest

from owes_portal.models import OutgoingMail
from registrations import services
from registrations.models import AccessibilityNeed, Message, Verb
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "operator")]


def send(event, people, by, **changes):
    words = {"subject": "Sala", "text": "Spotykamy się w sali 2.", "key": uuid.uuid4()}
    return services.send_message(event, people, by=by, **words | changes)


def mails(template):
    return OutgoingMail.objects.filter(template=f"registrations/emails/{template}")


def test_send_message_writes_one_mail_to_each_registration(bob):
    event = factories.event()
    anna = factories.registration(event, email="anna@example.com", people=2)
    jan = factories.registration(event, email="jan@example.com")

    message = send(event, event.participants.all(), bob)

    assert message.people == 3
    assert {mail.about for mail in mails("message")} == {anna, jan}
    assert {mail.subject for mail in mails("message")} == {"Sala"}


def test_send_message_reaches_a_person_with_an_address_of_her_own(bob):
    event = factories.event()
    people = [factories.person(email="ola@example.com", last_name="Lis"), factories.person()]
    factories.registration(event, email="anna@example.com", people=people)

    send(event, event.participants.all(), bob)

    assert {mail.recipient for mail in mails("message")} == {"anna@example.com", "ola@example.com"}


def test_send_message_twice_with_one_key_sends_it_once(bob):
    event = factories.event()
    factories.registration(event)
    key = uuid.uuid4()

    for _ in range(2):
        send(event, event.participants.all(), bob, key=key)

    assert (Message.objects.count(), mails("message").count()) == (1, 1)


def test_send_message_leaves_who_has_no_address_to_the_telephone(bob):
    event = factories.event()
    factories.registration(event, email="", phone="+48600123456")

    message = send(event, event.participants.all(), bob)

    assert (message.people, mails("message").count()) == (0, 0)
    assert not event.changes.filter(verb=Verb.MESSAGE).exists()


def test_send_message_stands_in_the_history_with_its_subject(bob):
    event = factories.event()
    factories.registration(event)

    send(event, event.participants.all(), bob)

    change = event.changes.get(verb=Verb.MESSAGE)
    assert (change.reason, change.by, change.before) == ("Message: Sala", bob, "confirmed")


def test_send_message_takes_the_words_of_staff_as_words(bob):
    event = factories.event()
    factories.registration(event)

    send(event, event.participants.all(), bob, text="{{ event.pk }} {% now 'Y' %} <b>ważne</b>")

    mail = mails("message").get()
    assert "{{ event.pk }} {% now 'Y' %} <b>ważne</b>" in mail.text
    assert "&lt;b&gt;ważne&lt;/b&gt;" in mail.html


def need(event, **fields):
    registration = factories.registration(event)
    return AccessibilityNeed.objects.create(
        participant=registration.participants.get(), kind="quiet_room", **fields
    )


def test_answer_need_is_written_down_and_told(bob):
    told = need(factories.event())

    answered = services.answer_need(told, "Tak, sala 3.", by=bob)

    told.refresh_from_db()
    assert (told.answer, told.answered_by, told.is_open()) == ("Tak, sala 3.", bob, False)
    assert mails("need_answered").get().about == answered.participant.registration


def test_answer_need_twice_in_the_same_words_is_told_once(bob):
    told = need(factories.event())

    for _ in range(2):
        services.answer_need(told, "Tak.", by=bob)

    assert mails("need_answered").count() == 1


@pytest.mark.parametrize(
    ("told_at", "needs_by", "due"),
    [
        (datetime(2026, 9, 7, 10, tzinfo=UTC), None, date(2026, 9, 9)),
        (datetime(2026, 9, 4, 10, tzinfo=UTC), None, date(2026, 9, 8)),
        (datetime(2026, 9, 7, 10, tzinfo=UTC), date(2026, 9, 8), date(2026, 9, 8)),
        (datetime(2026, 9, 7, 10, tzinfo=UTC), date(2026, 9, 4), date(2026, 9, 9)),
        (datetime(2026, 9, 21, 10, tzinfo=UTC), None, date(2026, 9, 22)),
    ],
    ids=["two days", "over a weekend", "the event's own day", "told late", "the event itself"],
)
def test_need_is_to_be_answered_in_two_working_days(told_at, needs_by, due):
    starts_at = datetime(2026, 9, 22, 7, tzinfo=UTC)
    event = factories.event(starts_at=starts_at, needs_by=needs_by)
    told = AccessibilityNeed(told_at=told_at)

    assert told.answer_due(event) == due
    assert told.is_overdue(event, today=due) is False
    assert told.is_overdue(event, today=date(2026, 9, 23)) is True
