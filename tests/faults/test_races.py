"""Sign-ups, cancellations and places given, many at once on a real database."""

import uuid
from functools import partial

import pytest
from django.db import connection
from django.test import Client

from events.models import Event
from owes_portal.models import OutgoingMail
from registrations import services
from registrations.models import Organisation, Registration
from tests import factories
from tests.factories_signup import typed
from tests.faults.crowd import at_once, failures, forget_the_lock
from tests.registrations.invariants import faults

pytestmark = [
    pytest.mark.faults,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("mails_wait"),
]

SIGNUPS = 500


def event_with(places_left, *, others=0, **fields):
    """An event with so many places left after others have come."""
    event = factories.event(capacity=places_left + others, **fields)
    for _ in range(others):
        factories.registration(event)
    return event


def signups(event, count=SIGNUPS):
    """Deeds of so many different people."""
    submissions = [factories.submission() for _ in range(count)]
    return [partial(services.register, event, submission) for submission in submissions]


def counted(event):
    """The counter, the people who hold a place, and those who wait."""
    event.refresh_from_db()
    people = event.participants
    return event.places_taken, people.holding_places().count(), people.waiting().count()


def numbers(people):
    return [int(number[-4:]) for number in people.values_list("registration__number", flat=True)]


@pytest.mark.parametrize("places", [1, 30])
def test_500_people_at_once_get_exactly_the_places_that_are_left(places):
    event = event_with(places, others=3)

    results = at_once(signups(event))

    assert failures(results) == []
    assert counted(event) == (places + 3, places + 3, SIGNUPS - places)
    assert numbers(event.participants.waiting()) == list(range(places + 4, SIGNUPS + 4))
    assert OutgoingMail.objects.count() == SIGNUPS + 3


@pytest.mark.parametrize("places", [1, 30])
def test_500_forms_at_once_get_exactly_the_places_that_are_left(operator, places):
    event = event_with(places, slug="abc")
    factories.municipality()
    forms = [typed(event, email=f"osoba{n}@example.com", confirm="1") for n in range(SIGNUPS)]

    results = at_once(partial(Client().post, "/wydarzenia/abc/zapisy/", form) for form in forms)

    assert {getattr(result, "status_code", result) for result in results} == {302}
    assert counted(event) == (places, places, SIGNUPS - places)


@pytest.mark.parametrize("places", [1, 30])
def test_500_people_at_once_without_the_lock_overbook(monkeypatch, places):
    """The control: if this passes without the lock, the tests above prove nothing."""
    forget_the_lock(monkeypatch)
    event = event_with(places)

    at_once(signups(event))

    counter, holding, _waiting = counted(event)
    assert holding > places
    assert counter <= places < holding, "the counter alone would not have told"


def test_a_form_sent_ten_times_at_once_is_one_registration():
    event = event_with(20)
    submission = factories.submission()

    results = at_once([partial(services.register, event, submission)] * 10, connections=10)

    assert failures(results) == []
    assert len({registration.pk for registration in results}) == 1
    assert counted(event) == (1, 1, 0)
    assert OutgoingMail.objects.count() == 1


def test_an_email_signed_up_ten_times_at_once_is_one_registration():
    event = event_with(20)
    people = [factories.submission(email="anna@example.com") for _ in range(10)]

    results = at_once([partial(services.register, event, one) for one in people], connections=10)

    assert failures(results) == []
    assert len({registration.pk for registration in results}) == 1
    assert counted(event) == (1, 1, 0)


def test_ten_people_with_one_email_at_once_are_one_registration_and_nine_second_forms():
    event = event_with(20)
    people = [
        factories.submission(
            email="anna@example.com", people=[factories.person(first_name=f"Anna {number}")]
        )
        for number in range(10)
    ]

    results = at_once([partial(services.register, event, one) for one in people], connections=10)

    assert failures(results) == []
    assert counted(event) == (1, 1, 0)
    assert event.registrations.doubles().count() == 9
    assert faults(event) == []


def test_people_of_one_new_organisation_sign_up_for_two_events_in_opposite_orders():
    """The events' rows, the organisation's and the numbers' are locked by all; nobody waits in a ring."""
    first, second = event_with(200), event_with(200)
    nips = [f"{number:010}" for number in range(1, 11)]

    def both(events, nip):
        for event in events:
            factories.registration(event, organisation_name="Ul", nip=nip)

    orders = [(first, second), (second, first)]
    deeds = [partial(both, orders[n % 2], nips[n // 2 % 10]) for n in range(200)]
    results = at_once(deeds)

    assert failures(results) == []
    assert counted(first) == counted(second) == (200, 200, 0)
    assert Organisation.objects.count() == 10


def test_cancellations_and_sign_ups_at_once_keep_the_counter_right():
    event = event_with(0, others=30)
    leaving = [
        partial(services.cancel, row, services.by_person("ill"))
        for row in event.registrations.all()
    ]
    coming = signups(event, 60)

    results = at_once(
        [deed for trio in zip(leaving, coming[::2], coming[1::2], strict=True) for deed in trio]
    )

    assert failures(results) == []
    assert counted(event) == (30, 30, 30)


def test_a_registration_cancelled_ten_times_at_once_frees_one_place():
    event = event_with(0, others=5)
    registration = event.registrations.first()

    results = at_once(
        [partial(services.cancel, registration, services.by_person("ill"))] * 10, connections=10
    )

    assert failures(results) == []
    assert counted(event) == (4, 4, 0)
    assert OutgoingMail.objects.filter(template__endswith="cancellation").count() == 1


def test_twenty_places_given_at_once_are_as_many_as_are_free(bob):
    event = event_with(0, others=5)
    waiting = [factories.registration(event).participants.get() for _ in range(20)]
    Event.objects.filter(pk=event.pk).update(capacity=10)

    results = at_once(
        [partial(services.give_place, one, by=bob, reason="asked") for one in waiting],
        connections=20,
    )

    refused = [result for result in results if isinstance(result, services.RegistrationRefused)]
    assert len(refused) == 15
    assert counted(event) == (10, 10, 15)


def test_cancellations_sign_ups_and_one_form_again_and_again_at_once():
    event = event_with(10, others=10)
    everybody = list(event.registrations.all())
    again = factories.submission()
    deeds = [partial(services.cancel, row, services.by_person("ill")) for row in everybody]
    deeds += signups(event, 80) + [partial(services.register, event, again)] * 10
    deeds = [deed for _key, deed in sorted((uuid.uuid4(), deed) for deed in deeds)]

    results = at_once(deeds)

    taken, holding, waiting = counted(event)
    assert failures(results) == []
    assert taken == holding == 20, "no place is free while somebody waits"
    assert waiting == 61
    assert Registration.objects.filter(key=again.key).count() == 1


def test_the_crowd_has_at_least_forty_connections():
    def pid():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid(), pg_sleep(0.05)")
            return cursor.fetchone()[0]

    pids = at_once([pid] * 200)

    assert len(set(pids)) >= 40
