"""Several people at the door with a phone each: the last place, one code read by all of them."""

import uuid
from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from registrations import services
from registrations.models import Tick
from tests import factories
from tests.faults.crowd import at_once, failures, forget_the_lock

pytestmark = [
    pytest.mark.faults,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("mails_wait"),
]

PHONES = 10


def event_with(places_left):
    starts_at = timezone.now() - timedelta(minutes=1)
    return factories.event(capacity=places_left, starts_at=starts_at)


def walk_ins(event, bob, count=PHONES):
    """Deeds of so many different people without a registration."""
    day = event.days.get()
    people = [factories.person(last_name=f"Nowa{'a' * index}") for index in range(count)]
    unreachable = {"email": "", "source": "walk_in"}
    submissions = [factories.submission(people=[one], **unreachable) for one in people]
    return [partial(services.walk_in, day, submission, by=bob) for submission in submissions]


def counted(event):
    event.refresh_from_db()
    return event.places_taken, event.participants.holding_places().count()


def test_the_last_place_goes_to_one_of_all_who_come_at_once(bob):
    event = event_with(1)

    results = at_once(walk_ins(event, bob), connections=PHONES)

    refused = [result for result in results if isinstance(result, services.NoPlaceLeft)]
    assert len(refused) == PHONES - 1
    assert counted(event) == (1, 1)
    assert Tick.objects.count() == 1


def test_the_last_place_without_the_lock_goes_to_several(bob, monkeypatch):
    """The control: if this passes without the lock, the test above proves nothing."""
    forget_the_lock(monkeypatch)
    event = event_with(1)

    at_once(walk_ins(event, bob), connections=PHONES)

    counter, holding = counted(event)
    assert counter <= 1 < holding


def test_the_last_place_goes_to_a_walk_in_or_to_the_waiting_list_but_not_to_both(bob):
    event = event_with(1)
    day, waiting = event.days.get(), factories.participant(event, status="waiting")
    let_in = partial(services.let_in, waiting, day, source="code", by=bob)

    results = at_once([let_in, *walk_ins(event, bob, 1)] * 5, connections=PHONES)

    assert counted(event) == (1, 1)
    assert {type(failure) for failure in results if isinstance(failure, Exception)} <= {
        services.NoPlaceLeft,
        services.SameName,
    }


def test_somebody_typed_in_by_two_organisers_at_once_is_pointed_out_to_one_of_them(bob):
    event = event_with(20)
    people = [factories.person(first_name="Ewa", last_name="Nowa")]
    deeds = [
        partial(services.walk_in, event.days.get(), factories.submission(people=people), by=bob)
        for _ in range(PHONES)
    ]

    results = at_once(deeds, connections=PHONES)

    pointed_out = [result for result in results if isinstance(result, services.SameName)]
    assert len(pointed_out) == PHONES - 1
    assert counted(event) == (1, 1)


def test_a_form_sent_by_a_bad_network_many_times_at_once_is_one_person(bob):
    event = event_with(20)
    (deed,) = walk_ins(event, bob, 1)

    results = at_once([deed] * PHONES, connections=PHONES)

    assert failures(results) == []
    assert len({person.pk for person in results}) == 1
    assert counted(event) == (1, 1)


@pytest.mark.parametrize("key", [None, uuid.uuid4()], ids=["by many phones", "by one phone"])
def test_a_code_read_many_times_at_once_is_one_presence(bob, key):
    event = event_with(20)
    person, day = factories.participant(event), event.days.get()
    deed = partial(services.arrive, person, day, source="code", by=bob, key=key)

    results = at_once([deed] * PHONES, connections=PHONES)

    assert failures(results) == []
    assert {tick.pk for tick in results} == {Tick.objects.of_arrival().get().pk}
