"""What staff decide: approval, places out of turn and beyond the capacity, entries by hand."""

from datetime import timedelta

import pytest
from django.utils import timezone

from owes_portal.models import OutgoingMail
from registrations import services
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def mails_called(name):
    return OutgoingMail.objects.filter(template=f"registrations/emails/{name}").count()


def statuses(registration):
    return [person.status for person in registration.participants.order_by("pk")]


def places(event):
    event.refresh_from_db()
    return event.places_taken, event.extra_places


def one_who_waits(**fields):
    event = factories.event(capacity=1, **fields)
    factories.registration(event)
    return event, factories.registration(event).participants.get()


def start(event):
    type(event).objects.filter(pk=event.pk).update(starts_at=timezone.now())


# Approval


def test_approve_gives_places_as_far_as_there_are(bob):
    event = factories.event(capacity=1, signup_mode="approval")
    group = services.register(event, factories.submission(people=2, together=False))

    services.approve(group, by=bob, reason="from our county")

    assert statuses(group) == ["confirmed", "waiting"]
    assert places(event) == (1, 0)
    assert mails_called("approved") == 1
    change = group.participants.first().changes.last()
    assert (change.verb, change.reason, change.by) == ("approve", "from our county", bob)


def test_approve_lets_a_bound_group_wait_whole(bob):
    event = factories.event(capacity=1, signup_mode="approval")
    group = services.register(event, factories.submission(people=2, together=True))

    services.approve(group, by=bob, reason="from our county")

    assert statuses(group) == ["waiting", "waiting"]


def test_approve_twice_is_refused(bob):
    registration = factories.registration(factories.event(signup_mode="approval"))
    services.approve(registration, by=bob, reason="from our county")

    with pytest.raises(services.RegistrationRefused, match="Nobody in this registration waits"):
        services.approve(registration, by=bob, reason="from our county")


def test_approve_refuses_for_an_event_that_has_started(bob):
    event = factories.event(signup_mode="approval")
    registration = factories.registration(event)
    start(event)

    with pytest.raises(services.RegistrationRefused, match="has started"):
        services.approve(registration, by=bob, reason="from our county")


def test_approve_leaves_a_second_form_to_the_owner_of_the_address(bob):
    event = factories.event(signup_mode="approval")
    factories.registration(event, email="anna@example.com")
    people = [factories.person(first_name="Jan")]
    double = services.register(event, factories.submission(people=people, email="anna@example.com"))

    with pytest.raises(services.RegistrationRefused, match="Nobody in this registration waits"):
        services.approve(double, by=bob, reason="from our county")


def test_refuse_ends_the_registration_with_a_reason(bob):
    registration = factories.registration(factories.event(signup_mode="approval"))

    services.refuse(registration, by=bob, reason="only for residents")

    registration.refresh_from_db()
    assert statuses(registration) == ["refused"]
    assert not registration.is_live()
    assert mails_called("refused") == 1


@pytest.mark.parametrize("verb", [services.approve, services.refuse])
@pytest.mark.parametrize("reason", ["", "  "])
def test_decisions_need_a_reason(bob, verb, reason):
    registration = factories.registration(factories.event(signup_mode="approval"))

    with pytest.raises(services.RegistrationRefused, match="Write the reason"):
        verb(registration, by=bob, reason=reason)

    assert statuses(registration) == ["pending"]


# Places out of turn


def test_give_place_refuses_when_none_is_free(bob):
    event, waiting = one_who_waits()

    with pytest.raises(services.RegistrationRefused, match="There is no free place."):
        services.give_place(waiting, by=bob, reason="asked by telephone")

    waiting.refresh_from_db()
    assert waiting.is_waiting()
    assert places(event) == (1, 0)


def test_give_place_goes_beyond_the_capacity_only_on_purpose(bob):
    event, waiting = one_who_waits()

    given_to = services.give_place(waiting, by=bob, reason="the trainer", over_capacity=True)

    change = given_to.changes.last()
    assert given_to.is_confirmed()
    assert places(event) == (2, 1)
    assert (change.is_over_capacity, change.reason, change.by) == (True, "the trainer", bob)
    assert mails_called("place_given") == 1


def test_a_place_beyond_the_capacity_goes_with_whoever_leaves(bob):
    event, waiting = one_who_waits()
    third = factories.registration(event).participants.get()
    services.give_place(waiting, by=bob, reason="the trainer", over_capacity=True)

    services.cancel(event.registrations.earliest("pk"), services.by_person("ill"))

    third.refresh_from_db()
    assert places(event) == (1, 0)
    assert third.is_waiting()


def test_give_place_brings_back_somebody_whose_offer_lapsed(bob):
    event, waiting = one_who_waits()
    services.cancel(event.registrations.earliest("pk"), services.by_person("ill"))
    event.participants.offered().update(offer_ends_at=timezone.now() - timedelta(minutes=1))
    services.expire(event)

    given_to = services.give_place(waiting, by=bob, reason="was in hospital")

    assert given_to.is_confirmed()
    assert not given_to.changes.last().is_over_capacity


@pytest.mark.parametrize("state", ["confirmed", "cancelled"])
def test_give_place_refuses_whom_the_table_of_states_does_not_know(bob, state):
    registration = factories.registration(factories.event())
    if state == "cancelled":
        services.cancel(registration, services.by_person("ill"))

    with pytest.raises(services.RegistrationRefused, match="is not possible now"):
        services.give_place(registration.participants.get(), by=bob, reason="asked")


@pytest.mark.parametrize("state", ["cancelled", "started"])
def test_give_place_refuses_for_an_event_that_nobody_can_come_to(bob, state):
    event, waiting = one_who_waits()
    event.cancel("The trainer is ill.") if state == "cancelled" else start(event)

    with pytest.raises(services.RegistrationRefused, match="has started or is cancelled"):
        services.give_place(waiting, by=bob, reason="asked", over_capacity=True)


# Entries by hand


def desk(event, bob, *, over_capacity="", **fields):
    submission = factories.submission(source="desk", **fields)
    return services.enter(event, submission, by=bob, over_capacity=over_capacity)


@pytest.mark.parametrize(
    "fields",
    [
        {"signup_closes_at": timezone.now() - timedelta(days=1)},
        {"signup_opens_at": timezone.now() + timedelta(days=1)},
        {"signup_mode": "invitation"},
        {"signup_mode": "approval"},
    ],
    ids=["after the deadline", "before sign-up opens", "by invitation", "with approval"],
)
def test_enter_takes_what_came_on_paper(bob, fields):
    registration = desk(factories.event(**fields), bob, email="")

    assert statuses(registration) == ["confirmed"]
    assert registration.entered_by == bob
    assert registration.participants.get().changes.get().by == bob


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"starts_at": timezone.now() - timedelta(days=9)}, "The event is over."),
        ({"signup_mode": "none"}, "No sign-up is needed"),
        ({"capacity": 0, "has_waiting_list": False}, "There are no places left."),
    ],
    ids=["over", "no sign-up", "full"],
)
def test_enter_refuses_and_says_why(bob, fields, reason):
    with pytest.raises(services.RegistrationRefused, match=reason):
        desk(factories.event(**fields), bob)


def test_enter_holds_the_number_of_places(bob):
    event, _waiting = one_who_waits()

    assert statuses(desk(event, bob)) == ["waiting"]


def test_enter_goes_beyond_the_capacity_only_with_a_reason(bob):
    event = factories.event(capacity=1, has_waiting_list=False)
    factories.registration(event)

    registration = desk(event, bob, over_capacity="the mayor asked")

    change = registration.participants.get().changes.get()
    assert statuses(registration) == ["confirmed"]
    assert places(event) == (2, 1)
    assert (change.is_over_capacity, change.reason) == (True, "the mayor asked")


def test_enter_beyond_the_capacity_says_so_only_if_it_is(bob):
    registration = desk(factories.event(capacity=1), bob, over_capacity="the mayor asked")

    assert not registration.participants.get().changes.get().is_over_capacity


def test_enter_tells_staff_of_a_registration_with_the_same_email(bob):
    event = factories.event()
    known = factories.registration(event, email="anna@example.com")

    with pytest.raises(services.AlreadyRegistered) as refusal:
        desk(event, bob, email="Anna@example.com")

    assert refusal.value.registration == known


def test_enter_of_the_same_form_twice_is_one_registration(bob):
    event = factories.event()
    submission = factories.submission(source="desk")

    first, second = (services.enter(event, submission, by=bob) for _ in range(2))

    assert first == second
    assert places(event) == (1, 0)
