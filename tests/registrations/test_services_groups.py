"""People who come only together: all of them get places, or none."""

from datetime import timedelta

import pytest
from django.utils import timezone

from registrations import services
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

ILL = services.by_person("ill")


def statuses(registration):
    return [person.status for person in registration.participants.order_by("pk")]


def group(event, people, *, together=True):
    return services.register(event, factories.submission(people=people, together=together))


def let_offers_lapse(event):
    ended = timezone.now() - timedelta(minutes=1)
    event.participants.offered().update(offer_ends_at=ended)
    services.expire(event)


def test_a_group_that_fits_whole_is_asked_nothing():
    registration = group(factories.event(capacity=3), 3, together=None)

    assert statuses(registration) == ["confirmed"] * 3


def test_a_group_that_does_not_fit_whole_must_choose():
    event = factories.event(capacity=2)

    with pytest.raises(services.OnlySomeFit, match="Only 2 places are left") as refusal:
        group(event, 3, together=None)

    assert refusal.value.places_left == 2
    assert not event.registrations.exists()


def test_a_group_may_choose_the_places_that_there_are():
    registration = group(factories.event(capacity=2), 3, together=False)

    assert statuses(registration) == ["confirmed", "confirmed", "waiting"]


def test_a_group_may_choose_to_wait_whole():
    event = factories.event(capacity=2)

    registration = group(event, 3)

    event.refresh_from_db()
    assert statuses(registration) == ["waiting"] * 3
    assert event.places_taken == 0


def test_a_group_that_does_not_fit_is_refused_without_a_waiting_list():
    event = factories.event(capacity=2, has_waiting_list=False)

    with pytest.raises(services.RegistrationRefused, match="fewer free places than people"):
        group(event, 3)


def test_a_bound_group_is_offered_all_its_places_at_once():
    event = factories.event(capacity=2)
    leaving = group(event, 2)
    waiting = group(event, 2)

    services.cancel(leaving, ILL)

    assert statuses(waiting) == ["offered"] * 2


def test_the_next_is_asked_when_a_bound_group_does_not_fit_and_both_can_read_why():
    event = factories.event(capacity=2)
    leaving, _staying = factories.registration(event), factories.registration(event)
    bound, single = group(event, 2), factories.registration(event)

    services.cancel(leaving, ILL)

    assert statuses(bound) == ["waiting"] * 2
    assert statuses(single) == ["offered"]
    change = bound.participants.first().changes.last()
    assert change.verb == "pass_over"
    assert change.reason.startswith("1 place was free, but it is not enough for this group")


def test_people_added_to_a_bound_group_that_waits_wait_with_it():
    event = factories.event(capacity=2)
    registration = group(event, 3)

    services.add_people(registration, [factories.person()], services.by_person("one more"))

    assert statuses(registration) == ["waiting"] * 4


def test_a_bound_group_that_became_smaller_is_offered_the_places_that_are_free():
    event = factories.event(capacity=2)
    registration = group(event, 3)

    services.cancel_people(registration, registration.participants.all()[:1], ILL)

    assert sorted(statuses(registration)) == ["cancelled", "offered", "offered"]


def test_a_group_that_no_longer_waits_together_is_offered_places_one_by_one():
    event = factories.event(capacity=2)
    registration = group(event, 3)

    services.stop_waiting_together(registration)

    registration.refresh_from_db()
    assert not registration.keep_together
    assert statuses(registration) == ["offered", "offered", "waiting"]


def test_a_bound_group_whose_offer_lapsed_comes_back_whole():
    event = factories.event(capacity=1)
    registration = group(event, 2)
    services.change_capacity(event, 2)
    let_offers_lapse(event)
    newcomer = factories.registration(event)

    came_back = services.rejoin(registration.participants.first())

    assert statuses(newcomer) == ["confirmed"]
    assert came_back.is_waiting()
    assert statuses(registration) == ["waiting"] * 2


def test_rejoin_of_somebody_who_cancelled_brings_nobody_back():
    event = factories.event(capacity=1)
    registration = group(event, 2)
    services.change_capacity(event, 2)
    leaving = registration.participants.first()
    services.decline(event, [leaving], ILL)
    let_offers_lapse(event)

    with pytest.raises(services.RegistrationRefused):
        services.rejoin(leaving)

    assert statuses(registration) == ["cancelled", "lapsed"]
