"""What staff decide: approval, places out of turn and beyond the capacity, the capacity itself."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import Event
from registrations import emails
from registrations.models import Change, Participant, Registration, Status, Verb
from registrations.services.places import (
    Because,
    by_staff,
    database_clock,
    lock,
    person_at,
    registration_at,
    statuses_for,
    step,
)
from registrations.services.refusals import RegistrationRefused
from registrations.services.waiting import (
    by_registration,
    can_come,
    end_if_nobody_is_left,
    offers_in_order,
    serve,
)


@transaction.atomic
def approve(registration: Registration, *, by: AbstractBaseUser, reason: str) -> Registration:
    """Accept the people who wait for a decision: places as far as there are, else the list.

    Raises RegistrationRefused.
    """
    event, now = lock(registration.event), database_clock()
    registration, people = _pending(event, registration)
    if not can_come(event, now):
        raise RegistrationRefused(_("The event has started or is cancelled."))
    because = by_staff(by, reason)
    statuses = statuses_for(event, registration, len(people))
    for after in dict.fromkeys(statuses):
        party = [person for person, one in zip(people, statuses, strict=True) if one == after]
        step(event, party, Verb.APPROVE, after, because, now)
    emails.approved(registration, people)
    return registration


@transaction.atomic
def refuse(registration: Registration, *, by: AbstractBaseUser, reason: str) -> Registration:
    """Do not accept the people who wait for a decision; the reason is theirs to read."""
    event, now = lock(registration.event), database_clock()
    registration, people = _pending(event, registration)
    step(event, people, Verb.REFUSE, Status.REFUSED, by_staff(by, reason), now)
    end_if_nobody_is_left(registration, now)
    emails.refused(registration, people, reason)
    return registration


def _pending(event: Event, registration: Registration) -> tuple[Registration, list[Participant]]:
    registration = registration_at(event, registration)
    people = list(registration.participants.pending().order_by("pk"))
    if not people or registration.is_double():
        raise RegistrationRefused(_("Nobody in this registration waits for a decision."))
    return registration, people


def give_place(
    person: Participant, *, by: AbstractBaseUser, reason: str, over_capacity: bool = False
) -> Participant:
    """Give one person a place out of turn. Raises RegistrationRefused."""
    (person,) = give_places(
        person.event, [person], by=by, reason=reason, over_capacity=over_capacity
    )
    return person


@transaction.atomic
def give_places(
    event: Event,
    people: Iterable[Participant],
    *,
    by: AbstractBaseUser,
    reason: str,
    over_capacity: bool = False,
) -> list[Participant]:
    """Give places out of turn, to all of the people or to none; beyond the capacity if staff say so.

    Raises RegistrationRefused.
    """
    event, now = lock(event), database_clock()
    if not can_come(event, now):
        raise RegistrationRefused(_("The event has started or is cancelled."))
    people = [person_at(event, person) for person in people]
    is_over = over_capacity and event.places_left < len(people)
    because = by_staff(by, reason)
    step(event, people, Verb.GIVE, Status.CONFIRMED, because, now, over_capacity=is_over)
    for registration, party in by_registration(people, event):
        emails.place_given(registration, party)
    return people


@transaction.atomic
def change_capacity(event: Event, capacity: int, *, by: AbstractBaseUser | None = None) -> Event:
    """Raise or cut the number of places.

    More places are offered at once. Fewer places take back the latest offers that nobody has
    accepted yet; people who have a place keep it, so a smaller number than theirs is refused.
    """
    event, now = lock(event), database_clock()
    before = event.capacity
    if capacity != before:
        who = Change.Who.STAFF if by else Change.Who.PORTAL
        words = _("The number of places changed from %(before)d to %(after)d.")
        because = Because(words % {"before": before, "after": capacity}, who, by)
        if capacity < before:
            _make_room_below(event, capacity, because, now)
        _set_capacity(event, capacity, because, now)
    serve(event, now)
    return event


def _make_room_below(event: Event, capacity: int, because: Because, now: datetime) -> None:
    confirmed = event.participants.confirmed().count()
    if confirmed > capacity:
        raise RegistrationRefused(
            ngettext(
                "%(count)d person has a place already. Capacity cannot be smaller.",
                "%(count)d people have a place already. Capacity cannot be smaller.",
                confirmed,
            )
            % {"count": confirmed}
        )
    for registration, party in reversed(offers_in_order(event)):
        if event.places_taken > capacity:
            step(event, party, Verb.WITHDRAW, Status.WAITING, because, now)
            emails.offer_withdrawn(registration, party)


def _set_capacity(event: Event, capacity: int, because: Because, now: datetime) -> None:
    event.capacity = capacity
    event.extra_places = max(0, event.places_taken - capacity)
    event.save(update_fields=["capacity", "extra_places"])
    Change.objects.create(
        event=event,
        verb=Verb.CAPACITY,
        reason=because.reason,
        who=because.who,
        by=because.by,
        at=now,
    )


@transaction.atomic
def serve_waiting_list(event: Event) -> None:
    """Offer what is free, after anything that staff may have changed."""
    serve(lock(event), database_clock())
