"""What is said about who was there: written down once, in order, and only where it can be true."""

import uuid
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from registrations import services
from registrations.models import Attendance, Participant, Tick
from registrations.services import Said
from tests import factories
from tests.factories_papers import attendee, certificate, past_event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def event_since(start, **fields):
    return factories.event(starts_at=timezone.now() + start, **fields)


@pytest.fixture
def event():
    """It began an hour ago and goes on tomorrow."""
    return event_since(timedelta(hours=-1), days=2)


@pytest.fixture
def anna(event):
    return factories.participant(event)


@pytest.fixture
def day(event):
    return event.days.first()


@pytest.fixture
def say(anna, day, bob):
    """A function that says something of Anna's first day."""

    def say(state="present", *, person=anna, day=day, **words):
        return services.tick(person, day, Said(state, **words), by=bob)

    return say


def stands():
    return list(Attendance.objects.values_list("state", "hours", "revision"))


def log():
    return list(Tick.objects.values_list("before", "after"))


def refusal(deed, *args, **kwargs):
    with pytest.raises(services.RegistrationRefused) as refused:
        deed(*args, **kwargs)
    return str(refused.value)


def test_tick_writes_how_things_stand_and_who_said_so(say, bob, anna, day):
    attendance = say(hours=3)

    line = Tick.objects.get()
    assert (attendance.state, attendance.hours, attendance.revision) == ("present", 3, 1)
    assert (line.participant, line.day, line.by, line.source) == (anna, day, bob, "desk")
    assert (line.before, line.after, line.hours) == ("", "present", 3)


def test_tick_with_the_same_key_changes_nothing(say):
    key = uuid.uuid4()

    say(key=key)
    say("absent")
    again = say(key=key)

    assert again.state == "absent"
    assert log() == [("", "present"), ("present", "absent")]


def test_tick_that_agrees_is_a_line_of_the_log_and_changes_nothing(say):
    say(seen=0)
    say(seen=0)

    assert stands() == [("present", None, 1)]
    assert log() == [("", "present"), ("present", "present")]


def test_tick_on_a_screen_that_is_out_of_date_is_refused_with_how_things_stand(say):
    say("absent")

    with pytest.raises(services.TickedOtherwise) as refused:
        say("present", seen=0)

    assert refused.value.attendance.state == "absent"
    assert stands() == [("absent", None, 1)]


def test_tick_is_taken_back_and_its_row_stays(say):
    say()
    say("", seen=1)
    say("", seen=2)

    assert stands() == [("", None, 2)]
    assert log() == [("", "present"), ("present", "")]


def test_tick_of_nothing_leaves_no_trace(say):
    assert say("", seen=0) is None
    assert not Tick.objects.exists()


def test_tick_by_a_clock_that_is_fast_is_noted_as_received(say):
    say(noted_at=timezone.now() + timedelta(days=1))

    line = Tick.objects.get()
    assert line.noted_at == line.at


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ({"hours": 9}, "This day has 8 teaching hours."),
        ({"hours": 0}, "This day has 8 teaching hours."),
        ({"state": "absent", "hours": 3}, "Hours are only written of people who were there."),
    ],
)
def test_tick_refuses_impossible_hours(say, words, reason):
    assert refusal(say, **words) == reason
    assert not Tick.objects.exists()


def test_tick_refuses_a_day_that_has_not_come(say, event):
    later = factories.day(event, starts_at=timezone.now() + timedelta(days=2))

    assert refusal(say, day=later) == "This day has not come yet."


def test_tick_refuses_a_day_of_another_event(say):
    other = event_since(timedelta(hours=-1)).days.get()

    assert "has just been moved to another event" in refusal(say, day=other)


def test_tick_refuses_somebody_without_a_place(say, event):
    waiting = factories.participant(event, status="waiting")

    assert refusal(say, person=waiting) == "This person has no place. Give them a place first."


def test_tick_refuses_a_day_for_which_the_event_was_called_off(say, event):
    event.cancel("Powódź.", at=timezone.now() - timedelta(hours=2))

    assert refusal(say) == "The event was called off before this day."


def test_tick_of_a_day_before_the_event_was_called_off_stands(say, event):
    event.cancel("Powódź.", at=timezone.now())

    assert say().is_present()


def test_correction_of_a_day_that_is_over_needs_a_reason(bob):
    event = event_since(timedelta(days=-2))
    person, day = factories.participant(event), event.days.get()

    services.tick(person, day, Said("absent"), by=bob)
    refused = refusal(services.tick, person, day, Said("present", reason="  "), by=bob)
    services.tick(person, day, Said("present", reason=" Jest podpis. "), by=bob)

    assert refused == "This day is over. Write why you correct it."
    assert list(Tick.objects.values_list("after", "reason")) == [
        ("absent", ""),
        ("present", "Jest podpis."),
    ]


def test_a_night_over_which_the_clocks_change_is_one_night():
    """Days are compared by the clock on the wall: a day of 25 hours is not over an hour early."""
    local = timezone.get_current_timezone()
    ends = datetime(2026, 10, 24, 23, 30, tzinfo=local)
    day = factories.day(factories.event(), starts_at=ends - timedelta(hours=6))

    midnight = datetime(2026, 10, 25, 0, 1, tzinfo=local)

    assert not day.is_past(ends)
    assert not day.is_past(midnight - timedelta(minutes=2))
    assert day.is_past(midnight)


# The rest of a day


@pytest.fixture
def yesterday():
    return event_since(timedelta(days=-2), days=2)


def test_rest_of_a_day_is_marked_absent(yesterday, bob):
    first, second = yesterday.days.all()
    anna, _olga = (factories.participant(yesterday, days=[first]) for _ in range(2))
    factories.participant(yesterday, days=[second])
    factories.participant(yesterday, status="waiting")
    services.tick(anna, first, Said("present"), by=bob)

    people = services.mark_rest_absent(first, by=bob)
    again = services.mark_rest_absent(first, by=bob)

    assert (len(people), again) == (1, [])
    assert sorted(stands()) == [("absent", None, 1), ("present", None, 1)]
    assert [line.by for line in Tick.objects.all()] == [bob, bob]


def test_rest_of_a_day_includes_what_was_taken_back(yesterday, bob):
    day = yesterday.days.first()
    anna = factories.participant(yesterday)
    services.tick(anna, day, Said("present"), by=bob)
    services.tick(anna, day, Said("", seen=1, reason="Pomyłka."), by=bob)

    services.mark_rest_absent(day, by=bob)

    assert stands() == [("absent", None, 3)]


def test_rest_of_a_day_that_goes_on_is_not_marked(day, anna, bob):
    assert refusal(services.mark_rest_absent, day, by=bob) == "This day has not ended yet."


def test_unmarked_people_are_the_same_in_the_database_and_on_the_row(yesterday, bob):
    first, second = yesterday.days.all()
    for days in ([first], [second], [first, second], []):
        for state in ("", "absent"):
            person = factories.participant(yesterday, days=days)
            if state:
                services.tick(person, first, Said(state), by=bob)
    factories.participant(yesterday, status="cancelled")
    factories.participant(factories.event())

    found = set(Participant.objects.unmarked_on(first))

    assert found == {one for one in Participant.objects.all() if one.is_unmarked_on(first)}
    assert len(found) == 3


# Those who were there


def were_there():
    found = set(Participant.objects.were_there())
    assert found == {one for one in Participant.objects.all() if one.was_there()}
    return found


def test_who_was_there_is_the_same_in_the_database_and_on_the_row(event, day, bob):
    present, absent, _unmarked = (factories.participant(event) for _ in range(3))
    services.tick(present, day, Said("present"), by=bob)
    services.tick(absent, day, Said("absent"), by=bob)

    assert were_there() == {present}


@pytest.fixture
def because(bob):
    return services.by_staff(bob, "Rezygnacja przez telefon.")


def test_who_was_there_cannot_be_cancelled(say, anna, because):
    say()

    reason = "Anna Kowal was at the event already. Mark the absence on the days that are left."
    assert refusal(services.cancel_people, anna.registration, [anna], because) == reason
    assert refusal(services.cancel, anna.registration, because) == reason
    assert were_there() == {anna}


def test_who_was_absent_can_be_cancelled(say, anna, event, because):
    event.places_taken = 1
    event.save()
    say("absent")

    services.cancel_people(anna.registration, [anna], because)

    anna.refresh_from_db()
    assert anna.status == "cancelled"


def test_who_was_there_cannot_be_moved(say, anna, event, bob):
    say()

    refused = refusal(
        services.move, anna.registration, factories.event(), by=bob, reason="Inny dzień."
    )

    assert "was at the event already" in refused


def test_what_was_said_at_an_event_does_not_count_at_another(say, anna, event, bob):
    other = event_since(timedelta(hours=-1))
    say()
    Participant.objects.filter(pk=anna.pk).update(event=other)

    moved = Participant.objects.with_hours().get()

    assert (moved.hours_attended, moved.attended_hours()) == (0, 0)
    assert were_there() == set()


@pytest.mark.parametrize("is_revoked", [False, True])
def test_who_has_had_a_certificate_stays_with_its_event(operator, bob, is_revoked):
    made = certificate(attendee(past_event(places_taken=1)), by=bob)
    made.participant.attendances.update(state="absent")
    if is_revoked:
        services.revoke_certificate(made, reason="Pomyłka.", by=bob)
    registration, source = made.participant.registration, made.participant.event

    with pytest.raises(services.RegistrationRefused, match="has had a certificate of this event"):
        services.move(registration, factories.event(), by=bob, reason="Inny dzień.")

    made.participant.refresh_from_db()
    assert made.participant.event == source


@pytest.mark.parametrize("is_first_there", [True, False])
def test_merge_keeps_whoever_was_there(event, day, bob, is_first_there):
    event.places_taken = 2
    event.save()
    one, other = (factories.participant(event) for _ in range(2))
    there = one if is_first_there else other
    services.tick(there, day, Said("present"), by=bob)

    services.merge(one.registration, other.registration, by=bob, reason="Ta sama osoba.")

    there.refresh_from_db()
    assert there.is_confirmed()
    assert Participant.objects.confirmed().count() == 1


def test_merge_refuses_somebody_who_was_there_twice(event, day, bob):
    one, other = (factories.participant(event) for _ in range(2))
    for person in (one, other):
        services.tick(person, day, Said("present"), by=bob)

    refused = refusal(
        services.merge, one.registration, other.registration, by=bob, reason="Ta sama osoba."
    )

    assert "was at the event already" in refused
