"""Two at one person, one tick sent twice at once, a tick and a cancellation: on real connections."""

import uuid
from collections import Counter
from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from registrations import services
from registrations.models import Attendance, Participant, Tick
from registrations.services import Said, attendance
from tests import factories
from tests.faults.crowd import at_once, failures, forget_the_lock

pytestmark = [
    pytest.mark.faults,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("mails_wait"),
]

TRIES = 10


@pytest.fixture
def day():
    return factories.event(starts_at=timezone.now() - timedelta(hours=1), capacity=500).days.get()


@pytest.fixture
def organisers():
    return [factories.staff() for _ in range(10)]


def kinds(results):
    return Counter(type(result).__name__ for result in results)


def tick_together(person, day, organisers):
    """Each organiser saw nothing noted; every second one says that the person is there."""
    deeds = [
        partial(services.tick, person, day, Said(("present", "absent")[n % 2], seen=0), by=one)
        for n, one in enumerate(organisers)
    ]
    return at_once(deeds, connections=len(deeds))


def test_ten_organisers_at_one_person_leave_a_log_without_a_gap(day, organisers):
    for _ in range(TRIES):
        person = factories.participant(day.event)

        results = tick_together(person, day, organisers)

        found = person.attendances.get()
        assert kinds(results) == {"Attendance": 5, "TickedOtherwise": 5}
        assert found.revision == 1
        assert log_of(person) == [("", found.state)] + [(found.state, found.state)] * 4


def log_of(person):
    return list(person.ticks.values_list("before", "after"))


def test_ten_organisers_without_the_lock_break_the_log(monkeypatch, day, organisers):
    """The control: if this passes without the lock, the test above proves nothing."""
    forget_the_lock(monkeypatch)
    people = [factories.participant(day.event) for _ in range(TRIES)]

    results = [tick_together(person, day, organisers) for person in people]

    orderly = {"Attendance": 5, "TickedOtherwise": 5}
    assert [one for one in results if kinds(one) != orderly] != []


def test_a_tick_sent_ten_times_at_once_is_one_line(day, bob):
    for _ in range(TRIES):
        person, said = factories.participant(day.event), Said("present", seen=0, key=uuid.uuid4())

        results = at_once([partial(services.tick, person, day, said, by=bob)] * 10, connections=10)

        assert failures(results) == []
        assert log_of(person) == [("", "present")]


def test_a_tick_sent_ten_times_without_the_lock_fails(monkeypatch, day, bob):
    """The control: the unique key still lets in only one line, but the others see an error."""
    forget_the_lock(monkeypatch)
    found = []
    for _ in range(TRIES):
        person, said = factories.participant(day.event), Said("present", seen=0, key=uuid.uuid4())
        found += failures(
            at_once([partial(services.tick, person, day, said, by=bob)] * 10, connections=10)
        )

    assert found != []


def tick_and_cancel(day, bob, because):
    """(tick, cancellation) of TRIES people, all at once."""
    people = [
        services.register(day.event, factories.submission()).participants.get()
        for _ in range(TRIES)
    ]
    start(day)
    deeds = []
    for one in people:
        deeds.append(partial(services.tick, one, day, Said("present"), by=bob))
        deeds.append(partial(services.cancel_people, one.registration, [one], because))
    at_once(deeds, connections=2 * TRIES)
    return people


def start(day):
    """People signed up while it was still to come."""
    day.starts_at, day.ends_at = (timezone.now() + timedelta(hours=n) for n in (-1, 5))
    day.save()
    day.event.copy_from_days()


@pytest.fixture
def coming_day():
    return factories.event(capacity=500).days.get()


def contradictions():
    """Those who were there and have no place."""
    return Participant.objects.were_there().exclude(status="confirmed").count()


def test_a_tick_and_a_cancellation_at_once_never_contradict_each_other(coming_day, bob):
    tick_and_cancel(coming_day, bob, services.by_staff(bob, "Rezygnacja przez telefon."))

    assert contradictions() == 0
    done = Participant.objects.filter(status="cancelled").count()
    assert done + Attendance.objects.count() == TRIES


def test_a_tick_and_a_cancellation_without_the_lock_contradict_each_other(
    monkeypatch, coming_day, bob
):
    """The control."""
    forget_the_lock(monkeypatch)
    linger_before_writing(monkeypatch)
    tick_and_cancel(coming_day, bob, services.by_staff(bob, "Rezygnacja przez telefon."))

    assert contradictions() > 0


def linger_before_writing(monkeypatch):
    """Between looking and writing time passes, as it does on a busy server."""
    write = attendance._write_line

    def later(*args):
        Tick.objects.raw("SELECT 1 AS id FROM pg_sleep(0.2)")[0]
        write(*args)

    monkeypatch.setattr(attendance, "_write_line", later)
