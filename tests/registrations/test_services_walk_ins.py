"""People at the door: noted once, let in from the waiting list, added without a registration."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from owes_portal.models import OutgoingMail
from registrations import services
from registrations.models import Attendance, Participant, Tick
from tests import factories
from tests.registrations.invariants import faults

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def event_begun(*, days_ago=0, **fields):
    """An event that began a minute ago, or so many days and a minute."""
    starts_at = timezone.now() - timedelta(days=days_ago, minutes=1)
    return factories.event(starts_at=starts_at, **fields)


@pytest.fixture
def event():
    return event_begun(capacity=3)


@pytest.fixture
def day(event):
    return event.days.get()


def whoever_comes(first_name="Ewa", last_name="Nowa", **options):
    contact = {"email": "", "source": "walk_in"} | options
    return factories.submission(
        people=[factories.person(first_name=first_name, last_name=last_name)], **contact
    )


def fill(event):
    for index in range(event.capacity):
        one = factories.participant(event, last_name=f"Kowal{'a' * index}")
    event.places_taken = event.capacity
    event.save()
    return one


# Who has a place


def test_arrival_is_noted_with_its_source(event, day, bob):
    person = factories.participant(event)

    tick = services.arrive(person, day, source="code", by=bob)

    assert (tick.after, tick.source, tick.by) == ("present", "code", bob)
    assert Attendance.objects.get(participant=person, day=day).is_present()


def test_second_arrival_writes_nothing_and_tells_of_the_first(event, day, bob):
    person = factories.participant(event)
    first = services.arrive(person, day, source="code", by=bob)

    again = services.arrive(person, day, source="number", by=bob)

    assert again == first
    assert Tick.objects.count() == 1


def test_arrival_leaves_the_hours_of_somebody_who_was_there_for_a_part(event, day, bob):
    person = factories.participant(event)
    services.tick(person, day, services.Said("present", hours=2), by=bob)

    services.arrive(person, day, source="code", by=bob)

    assert Attendance.objects.get().hours == 2


def test_arrival_of_somebody_who_was_noted_as_absent_is_a_new_line(event, day, bob):
    person = factories.participant(event)
    services.tick(person, day, services.Said("absent"), by=bob)

    tick = services.arrive(person, day, source="code", by=bob)

    assert (tick.before, tick.after) == ("absent", "present")


def test_arrival_sent_twice_with_its_key_is_one_line(event, day, bob):
    person, key = factories.participant(event), uuid.uuid4()

    ticks = [services.arrive(person, day, source="code", by=bob, key=key) for _ in range(2)]

    assert ticks[0] == ticks[1]
    assert Tick.objects.get().key == key


@pytest.mark.parametrize("status", ["waiting", "cancelled", "pending"])
def test_arrival_of_somebody_without_a_place_is_refused(event, day, bob, status):
    person = factories.participant(event, status=status)

    with pytest.raises(services.RegistrationRefused, match="This person has no place"):
        services.arrive(person, day, source="code", by=bob)


# Who waits for one


@pytest.mark.parametrize(
    ("status", "verb"),
    [("waiting", "give"), ("lapsed", "give"), ("offered", "accept"), ("pending", "approve")],
)
def test_let_in_gives_a_place_and_notes_the_presence(event, day, bob, status, verb):
    ends = {"offer_ends_at": timezone.now()} if status == "offered" else {}
    person = factories.participant(event, status=status, days=[], **ends)
    event.places_taken = int(status == "offered")
    event.save()

    services.let_in(person, day, source="number", by=bob)

    person.refresh_from_db()
    assert person.is_confirmed()
    assert person.comes_on(day)
    assert person.attendances.get().is_present()
    assert person.changes.get().verb == verb
    event.refresh_from_db()
    assert event.places_taken == 1
    assert not OutgoingMail.objects.exists()


def test_let_in_of_somebody_who_comes_on_other_days_adds_this_one(bob):
    event = event_begun(days=2)
    first, second = event.days.all()
    person = factories.participant(event, status="waiting", days=[second])

    services.let_in(person, first, source="desk", by=bob)

    assert set(person.days.all()) == {first, second}


def test_let_in_beyond_the_places_needs_a_reason(event, day, bob):
    fill(event)
    person = factories.participant(event, status="waiting")

    with pytest.raises(services.NoPlaceLeft):
        services.let_in(person, day, source="desk", by=bob, over_capacity=" ")
    services.let_in(person, day, source="desk", by=bob, over_capacity="Jest dość krzeseł.")

    event.refresh_from_db()
    change = person.changes.get()
    assert (event.places_taken, event.extra_places) == (4, 1)
    assert (change.reason, change.is_over_capacity) == ("Jest dość krzeseł.", True)


@pytest.mark.parametrize("status", ["cancelled", "refused"])
def test_let_in_gives_nothing_to_somebody_who_is_out_for_good(event, day, bob, status):
    person = factories.participant(event, status=status)

    with pytest.raises(services.RegistrationRefused, match="cannot be given a place"):
        services.let_in(person, day, source="desk", by=bob)


def test_let_in_twice_is_once(event, day, bob):
    person = factories.participant(event, status="waiting")

    for _ in range(2):
        services.let_in(person, day, source="desk", by=bob)

    assert (person.changes.count(), person.ticks.count()) == (1, 1)


# Who has no registration


def test_walk_in_takes_a_place_with_a_number_and_is_noted(event, day, bob):
    person = services.walk_in(day, whoever_comes(), by=bob)

    event.refresh_from_db()
    registration = person.registration
    assert (registration.source, registration.entered_by) == ("walk_in", bob)
    assert registration.number.startswith("W-")
    assert event.places_taken == 1
    assert person.ticks.get().source == "walk_in"
    assert person.attendances.get().is_present()
    assert person.changes.get().reason == "Came without a registration."
    assert faults(event) == []


def test_walk_in_sent_twice_is_one_person(event, day, bob):
    submission = whoever_comes()

    people = [services.walk_in(day, submission, by=bob) for _ in range(2)]

    assert people[0] == people[1]
    assert Participant.objects.count() == 1


def test_walk_in_without_an_e_mail_writes_none(event, day, bob):
    services.walk_in(day, whoever_comes(), by=bob)

    assert not OutgoingMail.objects.exists()


def test_walk_in_with_an_e_mail_gets_the_confirmation(event, day, bob):
    services.walk_in(day, whoever_comes(email="ewa@example.com"), by=bob)

    assert OutgoingMail.objects.get().template == "registrations/emails/confirmation"


def test_walk_in_after_the_event_gets_only_the_link(bob):
    day = event_begun(days_ago=3).days.get()

    services.walk_in(day, whoever_comes(email="ewa@example.com"), by=bob)

    assert OutgoingMail.objects.get().template == "registrations/emails/link_again"


def test_walk_in_is_taken_after_the_deadline_of_sign_up(event, day, bob):
    event.signup_closes_at = timezone.now() - timedelta(days=5)
    event.save()

    assert services.walk_in(day, whoever_comes(), by=bob).is_confirmed()


@pytest.mark.parametrize("days_ago", [1, 7])
def test_walk_in_is_taken_from_the_signed_list_within_a_week(bob, days_ago):
    day = event_begun(days_ago=days_ago).days.get()

    assert services.walk_in(day, whoever_comes(), by=bob).is_confirmed()


def test_walk_in_is_refused_more_than_a_week_after_the_day(bob):
    day = event_begun(days_ago=9).days.get()

    with pytest.raises(services.RegistrationRefused, match="until a week after the day"):
        services.walk_in(day, whoever_comes(), by=bob)


def test_walk_in_is_refused_before_the_day(bob):
    day = factories.event().days.get()

    with pytest.raises(services.RegistrationRefused, match="has not come yet"):
        services.walk_in(day, whoever_comes(), by=bob)


def test_walk_in_is_refused_at_an_event_that_was_called_off(event, day, bob):
    event.cancel("Awaria.", at=timezone.now() - timedelta(hours=1))

    with pytest.raises(services.RegistrationRefused, match="called off before this day"):
        services.walk_in(day, whoever_comes(), by=bob)


def test_walk_in_beyond_the_places_needs_a_reason_and_never_waits(event, day, bob):
    fill(event)

    with pytest.raises(services.NoPlaceLeft):
        services.walk_in(day, whoever_comes(), by=bob)
    person = services.walk_in(day, whoever_comes(), by=bob, over_capacity="Tłumaczka.")

    event.refresh_from_db()
    assert (event.places_taken, event.extra_places) == (4, 1)
    assert person.changes.get().is_over_capacity


def test_walk_in_takes_a_place_whose_offer_has_ended(event, day, bob):
    fill(event)
    ended = timezone.now() - timedelta(minutes=1)
    event.participants.update(status="offered", offer_ends_at=ended)

    assert services.walk_in(day, whoever_comes(), by=bob).is_confirmed()


@pytest.mark.parametrize("status", ["confirmed", "waiting", "lapsed"])
def test_walk_in_of_a_known_name_is_pointed_out_first(event, day, bob, status):
    known = factories.participant(event, first_name="Ewa", last_name="Wójcik", status=status)

    with pytest.raises(services.SameName) as found:
        services.walk_in(day, whoever_comes("ewa", "Wojcik"), by=bob)

    assert found.value.people == [known]


def test_walk_in_of_a_known_name_is_taken_once_staff_say_that_it_is_somebody_else(event, day, bob):
    factories.participant(event, first_name="Ewa", last_name="Nowa")

    services.walk_in(day, whoever_comes(), by=bob, is_somebody_else=True)

    assert event.participants.count() == 2


def test_walk_in_of_somebody_who_had_cancelled_is_a_new_person(event, day, bob):
    factories.participant(event, first_name="Ewa", last_name="Nowa", status="cancelled")

    assert services.walk_in(day, whoever_comes(), by=bob).is_confirmed()


def test_walk_in_with_a_known_e_mail_leads_to_its_registration(event, day, bob):
    known = factories.participant(event, last_name="Lis").registration

    with pytest.raises(services.AlreadyRegistered) as found:
        services.walk_in(day, whoever_comes(email=known.email), by=bob)

    assert found.value.registration == known
