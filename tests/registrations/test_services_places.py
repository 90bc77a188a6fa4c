"""Places that fall free, places given by hand, and the counter after any order of deeds."""

import contextlib

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from owes_portal.models import OutgoingMail
from registrations import services
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def templates():
    return list(OutgoingMail.objects.order_by("pk").values_list("template", flat=True))


def test_cancel_frees_the_place_and_keeps_the_rows():
    event = factories.event()
    registration = factories.registration(event)

    cancelled = services.cancel(registration, services.by_person("ill"))

    event.refresh_from_db()
    person = cancelled.participants.get()
    assert event.places_taken == 0
    assert not cancelled.is_live()
    assert (person.status, person.reason) == ("cancelled", "ill")


def test_cancel_twice_is_cancel_once():
    event = factories.event()
    registration = factories.registration(event)
    first = services.cancel(registration, services.by_person("ill"))

    second = services.cancel(registration, services.by_person("again"))

    event.refresh_from_db()
    assert event.places_taken == 0
    assert second.cancelled_at == first.cancelled_at
    assert templates().count("registrations/emails/cancellation") == 1


def test_cancel_of_people_who_wait_frees_no_place():
    event = factories.event(capacity=1)
    factories.registration(event)
    waiting = factories.registration(event)

    services.cancel(waiting, services.by_person("ill"))

    event.refresh_from_db()
    assert event.places_taken == 1


def test_cancel_frees_the_places_of_a_whole_group():
    event = factories.event(capacity=2)
    group = services.register(event, factories.submission(people=3))

    services.cancel(group, services.by_person("ill"))

    event.refresh_from_db()
    assert event.places_taken == 0
    assert not event.participants.live().exists()


def test_cancel_gives_the_freed_places_to_the_first_who_wait():
    event = factories.event(capacity=2)
    leaving = services.register(event, factories.submission(people=2))
    waiting = [factories.registration(event).participants.get() for _ in range(3)]

    services.cancel(leaving, services.by_person("ill"))

    event.refresh_from_db()
    for person in waiting:
        person.refresh_from_db()
    assert [person.status for person in waiting] == ["confirmed", "confirmed", "waiting"]
    assert [person.reason for person in waiting] == ["A place fell free."] * 2 + [""]
    assert waiting[2].position() == 1
    assert event.places_taken == 2
    assert templates()[-2:] == ["registrations/emails/place_given"] * 2


@pytest.mark.parametrize("state", ["cancelled", "started"])
def test_cancel_gives_no_place_of_an_event_that_nobody_can_come_to(state):
    event = factories.event(capacity=1)
    leaving, waiting = factories.registration(event), factories.registration(event)
    if state == "cancelled":
        event.cancel("The trainer is ill.")
    else:
        type(event).objects.filter(pk=event.pk).update(starts_at=timezone.now())

    services.cancel(leaving, services.by_person("ill"))

    assert waiting.participants.get().is_waiting()


def test_give_place_moves_a_person_from_the_waiting_list():
    event = factories.event(capacity=1)
    factories.registration(event)
    waiting = factories.registration(event).participants.get()
    type(event).objects.filter(pk=event.pk).update(capacity=2)

    given_to = services.give_place(waiting, reason="first in the order")

    event.refresh_from_db()
    assert given_to.holds_place()
    assert given_to.reason == "first in the order"
    assert event.places_taken == 2
    assert templates()[-1] == "registrations/emails/place_given"


def test_give_place_refuses_when_none_is_free():
    event = factories.event(capacity=1)
    factories.registration(event)
    waiting = factories.registration(event).participants.get()

    with pytest.raises(services.RegistrationRefused, match="There is no free place."):
        services.give_place(waiting, reason="")

    waiting.refresh_from_db()
    assert waiting.is_waiting()


def test_give_place_refuses_somebody_who_has_one():
    person = factories.registration(factories.event()).participants.get()

    with pytest.raises(services.RegistrationRefused, match="not on the waiting list"):
        services.give_place(person, reason="")


def test_give_place_refuses_somebody_who_cancelled():
    event = factories.event(capacity=1)
    factories.registration(event)
    waiting = factories.registration(event)
    services.cancel(waiting, services.by_person("ill"))

    with pytest.raises(services.RegistrationRefused, match="not on the waiting list"):
        services.give_place(waiting.participants.get(), reason="")


# Any order of deeds


class Office:
    """One event and the deeds that change its places, each on the row that the number picks."""

    def __init__(self, capacity):
        self.event = factories.event(capacity=capacity)
        self.submissions = []

    def register(self, number):
        self.submissions.append(factories.submission(people=1 + number % 3))
        services.register(self.event, self.submissions[-1])

    def register_again(self, number):
        if self.submissions:
            services.register(self.event, self.submissions[number % len(self.submissions)])

    def cancel(self, number):
        registrations = self.event.registrations.order_by("pk")
        if registrations:
            services.cancel(registrations[number % len(registrations)], services.by_person("ill"))

    def give_place(self, number):
        people = self.event.participants.order_by("pk")
        if people:
            services.give_place(people[number % len(people)], reason="asked by phone")

    def do(self, deed, number):
        # A refusal changes nothing, and that is what the test sees.
        with contextlib.suppress(services.RegistrationRefused):
            getattr(self, deed)(number)

    def places(self):
        self.event.refresh_from_db()
        return self.event.places_taken, self.event.participants.holding_places().count()


DEEDS = st.tuples(
    st.sampled_from(["register", "register_again", "cancel", "give_place"]), st.integers(0, 9)
)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(capacity=st.integers(0, 4), deeds=st.lists(DEEDS, max_size=12))
def test_places_are_counted_right_and_never_overbooked_in_any_order(capacity, deeds):
    office = Office(capacity)

    for deed, number in deeds:
        office.do(deed, number)

        counted, holding = office.places()
        assert counted == holding <= capacity
        assert counted == capacity or not office.event.participants.waiting().exists()


def test_give_free_places_follows_a_larger_capacity():
    event = factories.event(capacity=1)
    factories.registration(event)
    waiting = [factories.registration(event).participants.get() for _ in range(3)]
    type(event).objects.filter(pk=event.pk).update(capacity=3)

    services.give_free_places(event)

    assert [event.participants.get(pk=one.pk).status for one in waiting] == [
        "confirmed",
        "confirmed",
        "waiting",
    ]


def test_give_place_refuses_for_an_event_that_is_cancelled():
    event = factories.event(capacity=1)
    factories.registration(event)
    waiting = factories.registration(event).participants.get()
    type(event).objects.filter(pk=event.pk).update(capacity=2)
    event.cancel("The trainer is ill.")

    with pytest.raises(services.RegistrationRefused, match="is cancelled"):
        services.give_place(waiting, reason="")
