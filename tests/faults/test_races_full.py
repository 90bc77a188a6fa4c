"""Everything that may happen to the places of two events, all at once on a real database."""

import random
from datetime import timedelta
from functools import partial

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from registrations import services
from registrations.models import Change, Participant
from tests import factories
from tests.factories_signup import typed
from tests.faults.crowd import CONNECTIONS, at_once, forget_the_lock
from tests.registrations.invariants import faults

pytestmark = [
    pytest.mark.faults,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("mails_wait"),
]

PLACES = 20
BY_PHONE = services.by_person("asked by telephone")
A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def events(operator):
    """Two full events with lists of single people and of groups, and some open offers."""
    factories.municipality()
    made = [factories.event(capacity=PLACES - 6, slug=slug) for slug in ("ul", "pasieka")]
    for event in made:
        for number in range(24):
            together = [None, True, False][number % 3]
            people = 1 if together is None else 2 + number % 2
            services.register(event, factories.submission(people=people, together=together))
        services.change_capacity(event, PLACES)
    return made


# Deeds: each chooses its people when its turn comes


def answer(verb, event):
    """The people of some open offer accept or decline it."""
    offered = list(event.participants.offered().select_related("registration"))
    if offered:
        registration = random.choice(offered).registration
        verb(event, [one for one in offered if one.registration == registration], BY_PHONE)


def let_offers_lapse(event):
    """As time does it: what is offered now ends, and the worker comes by."""
    with transaction.atomic():
        services.lock(event)
        event.participants.offered().update(offer_ends_at=timezone.now() - A_MINUTE)
    services.expire(event)


def come_back(event):
    if person := event.participants.lapsed().order_by("?").first():
        services.rejoin(person)


def cancel_one(registration):
    services.cancel_people(registration, registration.participants.all()[:1], BY_PHONE)


def change_capacity(event, difference):
    event.refresh_from_db()
    services.change_capacity(event, event.capacity + difference)


def give_place(event, boss):
    if person := event.participants.waiting().last():
        services.give_place(person, by=boss, reason="the trainer", over_capacity=True)


def sign_up_on_the_web(event, number):
    form = typed(event, email=f"www{number}@example.com", confirm="1")
    return Client().post(f"/wydarzenia/{event.slug}/zapisy/", form)


def crowd(events, boss):
    """More than 300 deeds in a random order; the moves lock both events, half each way round."""
    deeds = []
    for event, other in (events, events[::-1]):
        registrations = list(event.registrations.order_by("pk"))
        deeds += [partial(services.cancel, one, BY_PHONE) for one in registrations[:8]]
        deeds += [partial(cancel_one, one) for one in registrations[4:14]]
        moving = registrations[10:]
        deeds += [
            partial(services.move, one, other, by=boss, reason="nearer home") for one in moving
        ]
        deeds += sign_ups(event)
        deeds += [partial(answer, services.accept, event)] * 25
        deeds += [partial(answer, services.decline, event)] * 5
        deeds += [partial(let_offers_lapse, event), partial(come_back, event)] * 8
        deeds += [partial(change_capacity, event, by) for by in (1, -1, 2, -2) * 3]
        deeds += [partial(give_place, event, boss)] * 3
    return random.sample(deeds, len(deeds))


def sign_ups(event):
    groups = [(1, None), (2, True), (3, False)] * 14
    submissions = [factories.submission(people=n, together=bound) for n, bound in groups]
    deeds = [partial(services.register, event, submission) for submission in submissions]
    return deeds + [partial(sign_up_on_the_web, event, number) for number in range(15)]


def errors(results):
    """What went wrong; to be refused is not."""
    refused = services.RegistrationRefused
    raised = [one for one in results if isinstance(one, Exception) and not isinstance(one, refused)]
    pages = [one.status_code for one in results if hasattr(one, "status_code")]
    return [repr(error) for error in raised] + [code for code in pages if code not in (200, 302)]


@pytest.mark.parametrize("seed", [1, 2])
def test_everything_at_once_leaves_every_place_accounted_for(events, bob, seed):
    random.seed(seed)
    deeds = crowd(events, bob)

    results = at_once(deeds)

    verbs = set(Change.objects.values_list("verb", flat=True))
    assert (len(deeds) >= 300, CONNECTIONS >= 40) == (True, True)
    assert errors(results) == []
    assert faults(*events) == []
    assert verbs >= {"accept", "cancel", "capacity", "expire", "give", "move", "offer", "sign_up"}


def test_everything_at_once_without_the_lock_leaves_places_that_nobody_can_account_for(
    events, bob, monkeypatch
):
    """The control: if this passes without the lock, the test above proves nothing."""
    random.seed(1)
    forget_the_lock(monkeypatch)

    at_once(crowd(events, bob))

    assert faults(*events) != []


def test_offers_accepted_and_ended_at_the_same_moment_are_one_or_the_other(events):
    event = events[0]
    offered = list(event.participants.offered())
    event.participants.offered().update(offer_ends_at=timezone.now().replace(microsecond=0))
    deeds = [partial(services.accept, event, [person], BY_PHONE) for person in offered] * 3

    results = at_once([*deeds, *[partial(services.expire, event)] * 20], connections=20)

    answered = Participant.objects.filter(pk__in=[person.pk for person in offered])
    assert errors(results) == []
    assert {person.status for person in answered} <= {"confirmed", "lapsed", "offered"}
    assert faults(event) == []


def test_sixty_registrations_change_places_between_two_events_in_opposite_orders(bob):
    events = [factories.event(capacity=30) for _ in range(2)]
    for event in events:
        for _ in range(30):
            factories.registration(event)
    deeds = [
        partial(services.move, registration, events[1 - number], by=bob, reason="nearer home")
        for pair in zip(*(event.registrations.all() for event in events), strict=True)
        for number, registration in enumerate(pair)
    ]

    results = at_once(deeds)

    assert errors(results) == []
    assert [isinstance(result, Exception) for result in results] == [False] * 60
    assert faults(*events) == []
