"""Changes that lock an event, count its places and write a mail.

One lock decides: the event's row. It is taken first, before anything is counted, and once in a
transaction; the number series comes last. So two transactions can never wait for each other.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Event, EventDay, PickupPoint
from owes_portal.models import ConsentText, Municipality, NumberSeries
from registrations import emails
from registrations.models import (
    AccessibilityNeed,
    Consent,
    Organisation,
    Participant,
    Registration,
)

NUMBER_PREFIX = "W"


class RegistrationRefused(Exception):
    """The sign-up was not accepted; the text says why, in words for the visitor."""


@dataclass(frozen=True)
class Contact:
    """Who signs up and how to reach them; e-mail or telephone may be empty, not both."""

    applicant: str
    email: str = ""
    phone: str = ""
    organisation_name: str = ""
    nip: str = ""
    municipality: Municipality | None = None
    other_municipality: str = ""
    remarks: str = ""
    source: str = Registration.Source.WEB


@dataclass(frozen=True)
class Person:
    """One person who wants a place; no days means all days of the event."""

    first_name: str
    last_name: str
    days: Sequence[EventDay] = ()
    diet: str = ""
    pickup_point: PickupPoint | None = None
    wants_accommodation: bool = False
    needs: Sequence[str] = ()
    needs_description: str = ""


@dataclass(frozen=True)
class Submission:
    """All that a sign-up form holds; sent twice with the same key it is one registration."""

    contact: Contact
    people: Sequence[Person]
    acknowledged: Sequence[ConsentText] = ()
    key: uuid.UUID = field(default_factory=uuid.uuid4)


def register(event: Event, submission: Submission) -> Registration:
    """Take places, or the next spots on the waiting list.

    1. Lock the event. 2. A key seen before: the same registration again. 3. Ask the database's
    clock whether sign-up is open. 4. Refuse a second live registration of an e-mail. 5. Write
    people, needs, consents and the mail.

    Raises RegistrationRefused; what was refused for a doubled e-mail gets its link by mail.
    """
    try:
        with transaction.atomic():
            return _register_locked(lock(event), submission)
    except _EmailIsKnown as known:
        emails.link_again(known.registration)
        raise RegistrationRefused(
            _(
                "There is a registration with this e-mail address already. "
                "We have sent a link to it to that address: "
                "you can see or cancel it there."
            )
        ) from None


class _EmailIsKnown(Exception):
    def __init__(self, registration: Registration):
        self.registration = registration


def lock(event: Event) -> Event:
    """The event's row, fresh, and nobody else's until the transaction ends.

    Its contact person comes along unlocked: every mail names that person.
    """
    rows = Event.objects.select_for_update(no_key=True, of=["self"]).select_related("contact")
    return rows.get(pk=event.pk)


def database_clock() -> datetime:
    """The moment by the database's clock; unlike now() it goes on during a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


def _register_locked(event: Event, submission: Submission) -> Registration:
    known = _known_registration(event, submission)
    if known and known.key == submission.key:
        return known
    now = database_clock()
    closed = event.why_closed(now)
    if closed or not event.is_published(now):
        raise RegistrationRefused((closed or Event.Closed.TOO_LATE).label)
    if known:
        raise _EmailIsKnown(known)
    registration = _write_registration(event, submission, now)
    participants = _write_participants(registration, submission.people, now)
    _write_consents(registration, submission.acknowledged)
    emails.confirmation(registration, participants)
    return registration


def _known_registration(event: Event, submission: Submission) -> Registration | None:
    """The registration of this very form, else the live one of the same e-mail."""
    found = {row.key: row for row in event.registrations.like(submission)}
    return found.get(submission.key) or next(iter(found.values()), None)


def _write_registration(event: Event, submission: Submission, now: datetime) -> Registration:
    contact = submission.contact
    registration = Registration(
        event=event,
        key=submission.key,
        applicant=contact.applicant,
        source=contact.source,
        email=contact.email,
        phone=contact.phone,
        organisation=_organisation(contact),
        municipality=contact.municipality,
        other_municipality=contact.other_municipality,
        remarks=contact.remarks,
        number=NumberSeries.objects.next(NUMBER_PREFIX, timezone.localtime(now).year),
    )
    registration.set_token()
    registration.save(force_insert=True)
    return registration


def _organisation(contact: Contact) -> Organisation | None:
    """The organisation of that NIP, else a new row: alike names are for staff to merge."""
    if not contact.organisation_name:
        return None
    if contact.nip:
        return Organisation.objects.get_or_create(
            nip=contact.nip,
            defaults={"name": contact.organisation_name, "municipality": contact.municipality},
        )[0]
    return Organisation.objects.filter(
        name=contact.organisation_name, municipality=contact.municipality, nip=""
    ).first() or Organisation.objects.create(
        name=contact.organisation_name, municipality=contact.municipality
    )


def _write_participants(
    registration: Registration, people: Sequence[Person], now: datetime
) -> list[Participant]:
    """People in the order of the form, first those who get a place."""
    event = registration.event
    places = _places_for(event, len(people))
    participants = Participant.objects.bulk_create(
        _participant(registration, person, has_place=index < places, now=now)
        for index, person in enumerate(people)
    )
    _write_days(event, participants, people)
    AccessibilityNeed.objects.bulk_create(_needs(participants, people))
    if places:
        _take_places(event, places)
    return participants


def _places_for(event: Event, wanted: int) -> int:
    """How many of the wanted places are free; none while others wait for one."""
    if event.participants.waiting().exists():
        return 0
    return max(0, min(event.places_left, wanted))


def _take_places(event: Event, count: int) -> None:
    """Change the counter by `count`, which is negative when places fall free."""
    event.places_taken += count
    event.save(update_fields=["places_taken"])


def _participant(
    registration: Registration, person: Person, *, has_place: bool, now: datetime
) -> Participant:
    status = Participant.Status.CONFIRMED if has_place else Participant.Status.WAITING
    return Participant(
        registration=registration,
        event=registration.event,
        first_name=person.first_name,
        last_name=person.last_name,
        status=status,
        queued_at=now,
        diet=person.diet,
        pickup_point=person.pickup_point,
        wants_accommodation=person.wants_accommodation,
    )


def _write_days(
    event: Event, participants: Iterable[Participant], people: Iterable[Person]
) -> None:
    link = Participant.days.through
    every_day = event.days.all()
    for participant, person in zip(participants, people, strict=True):
        participant.chosen_days = list(person.days or every_day)
    link.objects.bulk_create(
        link(participant=participant, eventday=day)
        for participant in participants
        for day in participant.chosen_days
    )


def _needs(
    participants: Iterable[Participant], people: Iterable[Person]
) -> Iterable[AccessibilityNeed]:
    """The description goes with the need called „something else”."""
    other = AccessibilityNeed.Kind.OTHER
    for participant, person in zip(participants, people, strict=True):
        kinds = dict.fromkeys(person.needs)
        if person.needs_description:
            kinds[other] = None
        for kind in kinds:
            description = person.needs_description if kind == other else ""
            yield AccessibilityNeed(participant=participant, kind=kind, description=description)


def _write_consents(registration: Registration, texts: Iterable[ConsentText]) -> None:
    Consent.objects.bulk_create(Consent(registration=registration, text=text) for text in texts)


@transaction.atomic
def cancel(registration: Registration, *, reason: str) -> Registration:
    """Give the places of the whole registration back; done twice it is done once.

    Freed places go to the first people of the waiting list in the same transaction.
    """
    event = lock(registration.event)
    registration = event.registrations.get(pk=registration.pk)
    if not registration.is_live():
        return registration
    people = registration.participants.live()
    freed = people.holding_places().count()
    people.update(status=Participant.Status.CANCELLED, reason=reason)
    registration.cancelled_at = database_clock()
    registration.save(update_fields=["cancelled_at"])
    emails.cancellation(registration)
    if freed:
        _take_places(event, -freed)
        _give_freed_places(event, registration.cancelled_at)
    return registration


@transaction.atomic
def give_free_places(event: Event) -> None:
    """To the first who wait, after staff have changed the event: its capacity may be larger."""
    _give_freed_places(lock(event), database_clock())


def _can_come(event: Event, now: datetime) -> bool:
    return not event.is_cancelled() and event.starts_at is not None and event.starts_at > now


def _give_freed_places(event: Event, now: datetime) -> None:
    """In the order of the waiting list, as long as somebody can still come."""
    if not _can_come(event, now) or not event.has_free_places():
        return
    first = event.participants.waiting().select_related("registration")[: event.places_left]
    for participant in first:
        _give(event, participant, reason=_("A place fell free."))


@transaction.atomic
def give_place(participant: Participant, *, reason: str) -> Participant:
    """Move a person from the waiting list to a free place. Raises RegistrationRefused."""
    event = lock(participant.event)
    participant = event.participants.select_related("registration").get(pk=participant.pk)
    if not participant.is_waiting():
        raise RegistrationRefused(_("This person is not on the waiting list."))
    if not event.has_free_places():
        raise RegistrationRefused(_("There is no free place."))
    if not _can_come(event, database_clock()):
        raise RegistrationRefused(_("The event has started or is cancelled."))
    _give(event, participant, reason=reason)
    return participant


def _give(event: Event, participant: Participant, *, reason: str) -> None:
    participant.status, participant.reason = Participant.Status.CONFIRMED, reason
    participant.save(update_fields=["status", "reason"])
    participant.registration.event = event
    _take_places(event, 1)
    emails.place_given(participant.registration)
