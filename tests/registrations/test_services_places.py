"""Places that fall free, offers of them, and the number of places itself."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from owes_portal.models import OutgoingMail
from registrations import services
from registrations.services.waiting import offer_ends_at
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

ILL = services.by_person("ill")
WARSAW = ZoneInfo("Europe/Warsaw")


def templates():
    return list(OutgoingMail.objects.order_by("pk").values_list("template", flat=True))


def mails_called(name):
    return templates().count(f"registrations/emails/{name}")


def person_of(registration):
    return registration.participants.get()


def statuses(people):
    """Of people as they are now, in the order given."""
    return [type(one).objects.get(pk=one.pk).status for one in people]


def event_with_list(waiting, *, capacity=1, **fields):
    """A full event, and so many single people who wait for a place."""
    event = factories.event(capacity=capacity, **fields)
    holding = [person_of(factories.registration(event)) for _ in range(capacity)]
    people = [person_of(factories.registration(event)) for _ in range(waiting)]
    return event, holding, people


def let_offers_lapse(event):
    ended = timezone.now() - timedelta(minutes=1)
    event.participants.offered().update(offer_ends_at=ended)
    return services.expire(event)


# People leave


def test_cancel_frees_the_place_and_keeps_the_rows():
    event = factories.event()
    registration = factories.registration(event)

    cancelled = services.cancel(registration, ILL)

    event.refresh_from_db()
    person = cancelled.participants.get()
    change = person.changes.last()
    assert event.places_taken == 0
    assert not cancelled.is_live()
    assert (person.status, change.verb, change.reason) == ("cancelled", "cancel", "ill")


def test_cancel_twice_is_cancel_once():
    event = factories.event()
    registration = factories.registration(event)
    first = services.cancel(registration, ILL)

    second = services.cancel(registration, services.by_person("again"))

    event.refresh_from_db()
    assert event.places_taken == 0
    assert second.cancelled_at == first.cancelled_at
    assert mails_called("cancellation") == 1


def test_cancel_of_people_who_wait_frees_no_place():
    event, _holding, (waiting,) = event_with_list(1)

    services.cancel(waiting.registration, ILL)

    event.refresh_from_db()
    assert event.places_taken == 1


def test_cancel_frees_the_places_of_a_whole_group():
    event = factories.event(capacity=2)
    group = services.register(event, factories.submission(people=3, together=False))

    services.cancel(group, ILL)

    event.refresh_from_db()
    assert event.places_taken == 0
    assert not event.participants.live().exists()


def test_cancel_offers_the_freed_places_to_the_first_who_wait():
    event, holding, waiting = event_with_list(3, capacity=2)

    for person in holding:
        services.cancel(person.registration, ILL)

    event.refresh_from_db()
    assert statuses(waiting) == ["offered", "offered", "waiting"]
    assert waiting[2].position() == 1
    assert event.places_taken == 2
    assert mails_called("offer") == 2


@pytest.mark.parametrize("state", ["cancelled", "started"])
def test_cancel_offers_no_place_of_an_event_that_nobody_can_come_to(state):
    event, (leaving,), waiting = event_with_list(1)
    if state == "cancelled":
        event.cancel("The trainer is ill.")
    else:
        type(event).objects.filter(pk=event.pk).update(starts_at=timezone.now())

    services.cancel(leaving.registration, ILL)

    assert statuses(waiting) == ["waiting"]


def test_cancel_people_leaves_the_others_where_they_are():
    event = factories.event(capacity=2)
    registration = services.register(event, factories.submission(people=2))
    leaving, staying = registration.participants.order_by("pk")

    left = services.cancel_people(registration, [leaving], ILL)

    event.refresh_from_db()
    registration.refresh_from_db()
    assert left == [leaving]
    assert statuses([leaving, staying]) == ["cancelled", "confirmed"]
    assert registration.is_live()
    assert event.places_taken == 1


def test_cancel_of_the_last_person_cancels_the_registration():
    registration = factories.registration(factories.event())

    services.cancel_people(registration, registration.participants.all(), ILL)

    registration.refresh_from_db()
    assert not registration.is_live()
    assert mails_called("cancellation") == 1


def test_cancel_people_takes_nobody_of_another_registration():
    event = factories.event()
    mine, other = factories.registration(event), factories.registration(event)

    left = services.cancel_people(mine, other.participants.all(), ILL)

    assert left == []
    assert person_of(other).is_confirmed()


# Offers


def test_an_offer_holds_its_place():
    event, (leaving,), waiting = event_with_list(1)
    services.cancel(leaving.registration, ILL)

    newcomer = factories.registration(event)

    event.refresh_from_db()
    assert statuses(waiting) == ["offered"]
    assert person_of(newcomer).is_waiting()
    assert event.places_taken == 1


@pytest.mark.parametrize(
    ("now", "end"),
    [
        (datetime(2026, 9, 14, 8), datetime(2026, 9, 14, 20)),
        (datetime(2026, 9, 14, 13), datetime(2026, 9, 15, 13)),
        (datetime(2026, 9, 18, 19), datetime(2026, 9, 21, 19)),
        (datetime(2026, 11, 10, 14), datetime(2026, 11, 12, 14)),
        (datetime(2026, 9, 14, 23), datetime(2026, 9, 15, 20)),
    ],
    ids=["a whole day", "over night", "over a weekend", "over a holiday", "from the night"],
)
def test_an_offer_is_valid_for_working_hours_of_poland(now, end):
    event = factories.event(offer_hours=12, starts_at=datetime(2026, 12, 1, 9, tzinfo=WARSAW))

    assert offer_ends_at(event, now.replace(tzinfo=WARSAW)) == end.replace(tzinfo=WARSAW)


def test_an_offer_never_outlasts_the_beginning_of_the_event():
    event = factories.event(starts_at=datetime(2026, 9, 15, 9, tzinfo=WARSAW))

    ends_at = offer_ends_at(event, datetime(2026, 9, 14, 19, tzinfo=WARSAW))

    assert ends_at == event.starts_at


def test_accept_gives_the_offered_place_for_good():
    event, (leaving,), waiting = event_with_list(1)
    services.cancel(leaving.registration, ILL)

    accepted = services.accept(event, waiting, services.by_person("gladly"))

    event.refresh_from_db()
    assert accepted == waiting
    assert statuses(waiting) == ["confirmed"]
    assert event.places_taken == 1
    assert mails_called("place_given") == 1


def test_accept_twice_is_accept_once():
    event, (leaving,), waiting = event_with_list(1)
    services.cancel(leaving.registration, ILL)
    services.accept(event, waiting, services.by_person("gladly"))

    again = services.accept(event, waiting, services.by_person("gladly"))

    assert again == []
    assert mails_called("place_given") == 1


def test_accept_of_an_offer_that_ended_gives_nothing_and_passes_the_place_on():
    event, (leaving,), waiting = event_with_list(2)
    services.cancel(leaving.registration, ILL)
    event.participants.offered().update(offer_ends_at=timezone.now() - timedelta(seconds=2))

    accepted = services.accept(event, waiting[:1], services.by_person("gladly"))

    assert accepted == []
    assert statuses(waiting) == ["lapsed", "offered"]


def test_accept_refuses_for_an_event_that_is_cancelled():
    event, (leaving,), waiting = event_with_list(1)
    services.cancel(leaving.registration, ILL)
    event.cancel("The trainer is ill.")

    with pytest.raises(services.RegistrationRefused, match="is cancelled"):
        services.accept(event, waiting, services.by_person("gladly"))


def test_decline_passes_the_place_on_and_ends_the_waiting():
    event, (leaving,), waiting = event_with_list(2)
    services.cancel(leaving.registration, ILL)

    services.decline(event, waiting[:1], services.by_person("no time"))

    waiting[0].registration.refresh_from_db()
    assert statuses(waiting) == ["cancelled", "offered"]
    assert not waiting[0].registration.is_live()


def test_expire_ends_only_offers_whose_last_second_has_passed():
    event, holding, waiting = event_with_list(2, capacity=2)
    for person in holding:
        services.cancel(person.registration, ILL)
    now = timezone.now().replace(microsecond=0)
    type(waiting[0]).objects.filter(pk=waiting[0].pk).update(offer_ends_at=now)
    type(waiting[1]).objects.filter(pk=waiting[1].pk).update(
        offer_ends_at=now - timedelta(seconds=1)
    )

    overdue = list(event.participants.overdue(now))

    assert overdue == [waiting[1]]


def test_expire_passes_the_place_on_and_says_how_to_come_back():
    event, (leaving,), waiting = event_with_list(2)
    services.cancel(leaving.registration, ILL)

    ended = let_offers_lapse(event)

    assert ended == 1
    assert statuses(waiting) == ["lapsed", "offered"]
    assert mails_called("offer_lapsed") == 1


def test_expire_with_nothing_overdue_changes_nothing():
    event, (leaving,), waiting = event_with_list(1)
    services.cancel(leaving.registration, ILL)

    assert services.expire(event) == 0
    assert statuses(waiting) == ["offered"]


def test_rejoin_puts_the_person_at_the_end_of_the_list():
    event, (leaving,), waiting = event_with_list(3)
    services.cancel(leaving.registration, ILL)
    let_offers_lapse(event)

    back = services.rejoin(waiting[0])

    assert statuses(waiting) == ["waiting", "offered", "waiting"]
    assert back.position() == 2


def test_rejoin_gives_a_place_that_is_free():
    event, (leaving,), waiting = event_with_list(1)
    services.cancel(leaving.registration, ILL)
    let_offers_lapse(event)

    back = services.rejoin(waiting[0])

    assert back.is_confirmed()
    assert mails_called("place_given") == 1


def test_rejoin_twice_is_rejoin_once():
    event, (leaving,), waiting = event_with_list(2)
    services.cancel(leaving.registration, ILL)
    let_offers_lapse(event)
    first = services.rejoin(waiting[0])

    second = services.rejoin(waiting[0])

    assert second.queued_at == first.queued_at
    assert second.changes.filter(verb="rejoin").count() == 1


def test_rejoin_refuses_when_there_is_neither_a_place_nor_a_list():
    event, (leaving,), waiting = event_with_list(2)
    services.cancel(leaving.registration, ILL)
    let_offers_lapse(event)
    type(event).objects.filter(pk=event.pk).update(has_waiting_list=False)

    with pytest.raises(services.RegistrationRefused, match="There are no places left"):
        services.rejoin(waiting[0])


# The number of places


def test_change_capacity_offers_the_new_places_in_order(bob):
    event, _holding, waiting = event_with_list(3)

    services.change_capacity(event, 3, by=bob)

    assert statuses(waiting) == ["offered", "offered", "waiting"]
    change = event.changes.get(verb="capacity")
    assert (change.who, change.by) == ("staff", bob)
    assert change.reason == "The number of places changed from 1 to 3."


def test_change_capacity_takes_back_the_latest_offers_first(bob):
    event, _holding, waiting = event_with_list(2)
    services.change_capacity(event, 3, by=bob)

    services.change_capacity(event, 2, by=bob)

    event.refresh_from_db()
    assert statuses(waiting) == ["offered", "waiting"]
    assert event.places_taken == 2
    assert mails_called("offer_withdrawn") == 1


def test_change_capacity_never_takes_a_place_that_somebody_has(bob):
    event, _holding, _waiting = event_with_list(0, capacity=2)

    with pytest.raises(services.RegistrationRefused, match="2 people have a place already"):
        services.change_capacity(event, 1, by=bob)

    event.refresh_from_db()
    assert event.capacity == 2


def test_change_capacity_to_the_same_number_leaves_no_line_in_the_history(bob):
    event = factories.event(capacity=3)

    services.change_capacity(event, 3, by=bob)

    assert not event.changes.exists()


def test_change_capacity_forgets_extra_places_that_are_places_now(bob):
    event, _holding, (waiting,) = event_with_list(1)
    services.give_place(waiting, by=bob, reason="the trainer", over_capacity=True)

    services.change_capacity(event, 2, by=bob)

    event.refresh_from_db()
    assert (event.places_taken, event.capacity, event.extra_places) == (2, 2, 0)
