"""What people are told when staff change or call off an event: whom, when, once, and what not."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events.models.announced import Announced
from owes_portal.models import OutgoingMail
from registrations import services, tasks
from registrations.models import Notice
from tests import factories
from tests.registrations import mail_causes as causes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "operator")]

AN_HOUR = timedelta(hours=1)


@pytest.fixture
def event():
    return factories.event(title="ABC ekonomii", days=2, capacity=3)


def save(event, *, cancel="", **changes):
    """Save as staff do: the first day otherwise, or the event called off."""
    before = Announced.of(event)
    if changes:
        event.days.filter(pk=event.days.first().pk).update(**changes)
        event.copy_from_days()
    if cancel:
        event.cancel(cancel)
    return services.tell_later(event, before)


def later(event, hours=1):
    return event.days.first().starts_at - AN_HOUR * hours


def told(event):
    """Recipients and subjects of what went out about changes."""
    names = [f"registrations/emails/{name}" for name in ("changed", "called_off")]
    mails = OutgoingMail.objects.filter(template__in=names).order_by("recipient")
    return [(mail.recipient, mail.subject.split(" – ")[0]) for mail in mails]


def wait():
    """The pause has passed."""
    Notice.objects.waiting().update(due_at=timezone.now() - timedelta(seconds=1))
    tasks.send_notices()


# When there is something to tell


@pytest.mark.parametrize(
    "changes",
    [{"place": "Szkoła"}, {"address": "ul. Polna 1"}, {"starts_at": None}],
    ids=["place", "address", "time"],
)
def test_change_is_told_in_a_quarter_of_an_hour(event, changes):
    factories.registration(event)
    if "starts_at" in changes:
        changes = {"starts_at": later(event)}

    notice = save(event, **changes)

    assert notice.due_at - notice.changed_at == timedelta(minutes=15)
    assert notice.is_waiting()
    assert told(event) == []


def test_change_of_nothing_that_people_plan_by_is_not_told(event):
    factories.registration(event)

    assert save(event, topic="Spółdzielnie", directions="Od podwórza.") is None
    assert not Notice.objects.exists()


def test_change_of_an_event_without_people_is_not_told(event):
    services.cancel(factories.registration(event), causes.PERSON)

    assert save(event, place="Szkoła") is None


def test_change_of_an_event_that_is_over_is_not_told():
    event = factories.event(starts_at=timezone.now() - timedelta(days=2))
    factories.participant(event)

    assert save(event, place="Szkoła") is None


def test_change_of_an_event_that_was_called_off_before_is_not_told(event):
    factories.registration(event)
    save(event, cancel="Choroba.")
    wait()

    save(event, place="Szkoła")
    wait()

    assert len(told(event)) == 1


def test_change_that_is_changed_back_dissolves(event):
    factories.registration(event)
    save(event, place="Szkoła")

    assert save(event, place="Dom kultury") is None
    assert not Notice.objects.exists()


def test_a_second_change_joins_the_first_and_waits_anew(event):
    factories.registration(event, email="anna@example.com")
    first = save(event, place="Szkoła")

    second = save(event, place="Remiza")

    assert (second.pk, second.due_at > first.due_at) == (first.pk, True)
    wait()
    (mail,) = OutgoingMail.objects.filter(template__endswith="changed")
    assert "Dom kultury" in mail.text
    assert "Remiza" in mail.text
    assert "Szkoła" not in mail.text


def test_a_saving_without_a_change_does_not_put_the_message_off(event):
    factories.registration(event)
    first = save(event, place="Szkoła")

    second = save(event, topic="Spółdzielnie")

    assert (second, second.due_at) == (first, first.due_at)


def test_cancellation_takes_over_a_change_that_waits(event):
    factories.registration(event, email="anna@example.com")
    save(event, place="Szkoła")

    save(event, cancel="Choroba.")
    wait()

    assert told(event) == [("anna@example.com", "Called off")]


# Whom it is told, and what each of them


def test_change_is_told_to_the_contact_and_to_people_with_an_own_address(event):
    causes.with_ola(event)

    save(event, place="Szkoła")
    wait()

    assert told(event) == [(causes.OLA, "Change of place"), (causes.ANNA, "Change of place")][::-1]


def test_change_is_told_to_everybody_who_may_still_come(event):
    people = [
        factories.participant(event, status="confirmed"),
        factories.participant(event, status="waiting"),
        factories.participant(event, status="pending"),
        factories.participant(event, status="offered", offer_ends_at=later(event)),
    ]
    factories.participant(event, status="cancelled")
    factories.participant(event, status="refused")

    save(event, place="Szkoła")
    wait()

    recipients = sorted(person.registration.email for person in people)
    assert [to for to, _subject in told(event)] == recipients


def test_change_of_one_day_is_told_to_those_who_come_to_it(event):
    first, second = event.days.all()
    factories.registration(event, email="anna@example.com", people=[factories.person(days=[first])])
    factories.registration(event, email="jan@example.com", people=[factories.person(days=[second])])

    save(event, place="Szkoła")
    wait()

    assert [to for to, _subject in told(event)] == ["anna@example.com"]


def test_change_is_not_told_to_whoever_came_when_it_was_made(event):
    factories.registration(event, email="anna@example.com")
    save(event, place="Szkoła")
    factories.registration(event, email="jan@example.com")

    wait()

    assert [to for to, _subject in told(event)] == ["anna@example.com"]


def test_change_back_is_told_to_whoever_came_between(event):
    factories.registration(event, email="anna@example.com")
    save(event, place="Szkoła")
    factories.registration(event, email="jan@example.com")

    save(event, place="Dom kultury")
    wait()

    (mail,) = OutgoingMail.objects.filter(template__endswith="changed")
    assert mail.recipient == "jan@example.com"
    assert "It was:" in mail.text
    assert mail.text.index("Szkoła") < mail.text.index("Dom kultury")


def test_change_is_not_told_to_the_owner_of_an_address_that_a_stranger_typed(event):
    factories.registration(event, email="anna@example.com")
    factories.registration(
        event, email="anna@example.com", people=[factories.person(last_name="Obca")]
    )

    save(event, place="Szkoła")
    wait()

    assert len(told(event)) == 1


def test_whoever_has_no_address_is_left_to_the_telephone(event, bob):
    factories.registration(event, email="anna@example.com")
    silent = factories.registration(event, email="", phone="+48600123456", source="phone")

    save(event, place="Szkoła")
    wait()

    notice = Notice.objects.get()
    (person,) = notice.to_call.all()
    assert (notice.people, person.registration) == (1, silent)
    services.called(person, by=bob)
    services.called(person, by=bob)
    assert not notice.to_call.exists()
    assert [change.reason for change in person.changes.filter(verb="message")] == [
        "Told by telephone of the change."
    ]


def test_new_day_is_told_to_everybody_and_takes_nobody_in(event):
    registration = factories.registration(event, email="anna@example.com")
    before = Announced.of(event)
    factories.day(event, starts_at=event.ends_at + timedelta(days=7))
    event.copy_from_days()

    services.tell_later(event, before)
    wait()

    mail = OutgoingMail.objects.get(template__endswith="changed")
    assert "New day:" in mail.text
    assert "choose it by the link" in mail.text
    assert registration.participants.get().days.count() == 2


def test_day_that_nobody_chose_and_that_is_gone_is_told(event):
    first, second = event.days.all()
    factories.registration(event, people=[factories.person(days=[first])])
    before = Announced.of(event)
    second.delete()
    event.copy_from_days()

    services.tell_later(event, before)
    wait()

    assert "No longer takes place:" in OutgoingMail.objects.get(template__endswith="changed").text


# That it is told once


def test_notice_is_sent_once_and_written_into_the_history(event):
    person = factories.registration(event).participants.get()
    save(event, place="Szkoła")

    wait()
    wait()
    services.tell_if_due(event)

    assert len(told(event)) == 1
    assert person.changes.filter(verb="message").count() == 1
    assert Notice.objects.get().is_sent()


def test_notice_waits_until_its_time(event):
    factories.registration(event)
    save(event, place="Szkoła")

    tasks.send_notices()

    assert told(event) == []


def test_notice_about_a_day_in_the_past_waits_for_the_slip_to_be_put_right(event):
    factories.registration(event)
    second = event.days.last()
    second.delete()
    starts_at = event.days.get().starts_at
    days = {"starts_at": starts_at - timedelta(days=365)}
    save(event, **days, ends_at=starts_at - timedelta(days=364))

    wait()
    assert told(event) == []

    save(event, starts_at=starts_at + AN_HOUR, ends_at=starts_at + AN_HOUR * 6)
    wait()
    assert len(told(event)) == 1


def test_notice_dissolves_when_nobody_is_left_to_be_told(event):
    registration = factories.registration(event)
    save(event, place="Szkoła")
    services.cancel(registration, causes.PERSON)

    wait()

    assert (told(event), Notice.objects.count()) == ([], 0)


def test_notice_of_one_event_that_fails_does_not_hold_the_others_up(event):
    broken = factories.event(days=2)
    for one in (broken, event):
        factories.registration(one)
        save(one, place="Szkoła")
    Notice.objects.filter(event=broken).update(versions=[{"until": "x"}])

    wait()

    assert len(told(event)) == 1
    assert Notice.objects.get(event=broken).is_waiting()


def test_change_after_a_message_is_told_from_what_that_message_said(event):
    factories.registration(event)
    save(event, place="Szkoła")
    wait()

    save(event, place="Remiza")
    wait()

    last = OutgoingMail.objects.filter(template__endswith="changed").latest("pk")
    assert "Szkoła" in last.text
    assert "Dom kultury" not in last.text.split("When and where")[0]


# Words that hold in both


def test_notices_are_chosen_by_rows_and_by_queries_alike(event):
    at = timezone.now()
    over = factories.event(starts_at=at - timedelta(days=3))
    rows = [
        Notice.objects.create(event=one, changed_at=at, due_at=due_at, **settled)
        for one, due_at, settled in [
            (event, at, {}),
            (event, at, {"status": "sent"}),
            (over, at, {}),
            (factories.event(), at + AN_HOUR, {}),
        ]
    ]

    assert set(Notice.objects.waiting()) == {row for row in rows if row.is_waiting()}
    assert set(Notice.objects.due(at)) == {row for row in rows if row.is_due(at)} == {rows[0]}
