"""The waiting list: free places are offered in its order, and an offer holds its place."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from events.models import Event
from owes_portal.working_time import add_working_hours
from registrations import emails
from registrations.models import Participant, Registration, Status, Verb
from registrations.services.places import (
    Because,
    by_person,
    database_clock,
    lock,
    person_at,
    registration_at,
    statuses_for,
    step,
    write_changes,
)
from registrations.services.refusals import RegistrationRefused


def serve(event: Event, now: datetime) -> None:
    """Offer every free place of a locked event to the first of the list whom it fits.

    People who wait only together take part as one; if they do not fit, the next in the list are
    asked, and the history of both says so.
    """
    if not can_come(event, now) or not event.has_free_places():
        return
    passed_over = []
    for party in parties(event):
        if not event.has_free_places():
            break
        if len(party) > event.places_left:
            passed_over.append((party, event.places_left))
        else:
            _tell_passed_over(passed_over, now)
            passed_over = []
            _offer(event, party, now)


def can_come(event: Event, now: datetime) -> bool:
    """Whether a place of the event is still worth anything."""
    return not event.is_cancelled() and event.starts_at is not None and event.starts_at > now


def parties(event: Event) -> list[list[Participant]]:
    """The waiting list as it is served: single people, and groups that come only together."""
    return _bound_together(event.participants.waiting().select_related("registration"))


def offers_in_order(event: Event) -> list[tuple[Registration, list[Participant]]]:
    """Open offers in the order of the list, again by parties."""
    offered = event.participants.offered().select_related("registration")
    found = _bound_together(offered.order_by("queued_at", "pk"))
    return [(_registration_of(party, event), party) for party in found]


def _bound_together(people: Iterable[Participant]) -> list[list[Participant]]:
    found: dict[tuple, list[Participant]] = {}
    for person in people:
        is_bound = person.registration.keep_together
        party = ("group", person.registration_id) if is_bound else ("person", person.pk)
        found.setdefault(party, []).append(person)
    return list(found.values())


def offer_ends_at(event: Event, now: datetime) -> datetime:
    """So many working hours later, but never after the start of the event."""
    return min(add_working_hours(now, event.offer_hours), event.starts_at).replace(microsecond=0)


def _offer(event: Event, party: Sequence[Participant], now: datetime) -> None:
    because = Because(_("A place fell free and it was this person's turn."))
    ends_at = offer_ends_at(event, now)
    step(event, party, Verb.OFFER, Status.OFFERED, because, now, offer_ends_at=ends_at)
    emails.offer(_registration_of(party, event), party)


def _registration_of(party: Sequence[Participant], event: Event) -> Registration:
    registration = party[0].registration
    registration.event = event
    return registration


def _tell_passed_over(passed_over: Iterable[tuple], now: datetime) -> None:
    for party, left in passed_over:
        with translation.override(settings.LANGUAGE_CODE):
            because = Because(_not_enough(left))
        write_changes(party, Verb.PASS_OVER, because, now)


def _not_enough(left: int) -> str:
    return ngettext(
        "%(count)d place was free, but it is not enough for this group: "
        "its people wait for places together. The next on the list was asked.",
        "%(count)d places were free, but they are not enough for this group: "
        "its people wait for places together. The next on the list was asked.",
        left,
    ) % {"count": left}


@transaction.atomic
def accept(event: Event, people: Iterable[Participant], because: Because) -> list[Participant]:
    """Give the offered places for good; the people of an offer that ended get none.

    The end of an offer is decided by the database's clock; the second of the end still counts.
    Raises RegistrationRefused if nobody can come any more.
    """
    event, now = lock(event), database_clock()
    if not can_come(event, now):
        raise RegistrationRefused(_("The event has started or is cancelled."))
    asked = fresh(event, people)
    expire_overdue(event, now)
    valid = [person for person in asked if person.is_offered() and not person.is_overdue(now)]
    step(event, valid, Verb.ACCEPT, Status.CONFIRMED, because, now)
    for registration, party in by_registration(valid, event):
        emails.place_given(registration, party)
    return valid


@transaction.atomic
def decline(event: Event, people: Iterable[Participant], because: Because) -> list[Participant]:
    """Pass the offered places on to the next; those who decline leave the list."""
    event, now = lock(event), database_clock()
    declining = [person for person in fresh(event, people) if person.is_offered()]
    step(event, declining, Verb.DECLINE, Status.CANCELLED, because, now)
    for registration, _party in by_registration(declining, event):
        end_if_nobody_is_left(registration, now)
    serve(event, now)
    return declining


@transaction.atomic
def expire(event: Event) -> int:
    """End the offers of an event whose time is over, and offer their places to the next."""
    event = lock(event)
    return expire_overdue(event, database_clock())


def expire_overdue(event: Event, now: datetime) -> int:
    """The same for an event that is locked already."""
    overdue = list(event.participants.overdue(now).select_related("registration"))
    if overdue:
        because = Because(_("The offer was not answered in time."))
        step(event, overdue, Verb.EXPIRE, Status.LAPSED, because, now)
        if can_come(event, now):  # Else nobody wants to read about a place.
            for registration, party in by_registration(overdue, event):
                emails.offer_lapsed(registration, party)
        serve(event, now)
    return len(overdue)


@transaction.atomic
def rejoin(person: Participant, because: Because | None = None) -> Participant:
    """Come back after an offer that lapsed: at the end of the list, or to a place if one is free.

    People who come only together come back together. Done twice it is done once.
    Raises RegistrationRefused.
    """
    because = because or by_person(_("The person came back to the list."))
    event, now = lock(person.event), database_clock()
    person = person_at(event, person)
    if not can_come(event, now):
        raise RegistrationRefused(_("The event has started or is cancelled."))
    if person.is_live():
        return person
    party = _lapsed_with(person)
    after = statuses_for(event, _registration_of(party, event), len(party))[0]
    step(event, party, Verb.REJOIN, after, because, now)
    Participant.objects.filter(pk__in=[one.pk for one in party]).update(queued_at=now)
    if after == Status.CONFIRMED:
        emails.place_given(party[0].registration, party)
    person.refresh_from_db()
    return person


def _lapsed_with(person: Participant) -> list[Participant]:
    """The person, and those without whom she does not come."""
    if not (person.is_lapsed() and person.registration.keep_together):
        return [person]
    people = person.registration.participants.lapsed().select_related("registration")
    return list(people.order_by("queued_at", "pk"))


@transaction.atomic
def stop_waiting_together(registration: Registration, because: Because | None = None) -> None:
    """Let the people of a group take places one by one, in the order that they have."""
    because = because or by_person(_("The group no longer waits for places together."))
    event, now = lock(registration.event), database_clock()
    registration = registration_at(event, registration)
    registration.keep_together = False
    registration.save(update_fields=["keep_together"])
    people = registration.participants.waiting()
    write_changes(people, Verb.EDIT, because, now)
    serve(event, now)


def end_if_nobody_is_left(registration: Registration, now: datetime) -> None:
    """A registration without anybody who may still come is cancelled; its e-mail is free again."""
    if registration.is_live() and not registration.participants.not_ended().exists():
        registration.cancelled_at = now
        registration.save(update_fields=["cancelled_at"])


def fresh(event: Event, people: Iterable[Participant]) -> list[Participant]:
    """The people as they are now that the event is locked, in the order of the list."""
    keys = [person.pk for person in people]
    found = event.participants.filter(pk__in=keys).select_related("registration")
    return list(found.order_by("queued_at", "pk"))


def by_registration(
    people: Iterable[Participant], event: Event
) -> Iterator[tuple[Registration, list[Participant]]]:
    """Registrations with those of the people who are theirs, in one order for all."""
    ordered = sorted(people, key=lambda person: (person.registration_id, person.pk))
    for _pk, party in groupby(ordered, lambda person: person.registration_id):
        party = list(party)
        yield _registration_of(party, event), party
