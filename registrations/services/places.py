"""The lock, the counter and the one way in which a participant's state changes.

One lock decides: the event's row. It is taken first, before anything is counted, and once in a
transaction (of two events at once, in the order of their keys); the number series comes last.
So two transactions can never wait for each other.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import connection
from django.utils import translation
from django.utils.translation import gettext as _

from events.models import Event
from registrations.models import Change, Participant, Registration, Status, Verb
from registrations.models.states import HOLDING
from registrations.services.refusals import RegistrationRefused


@dataclass(frozen=True)
class Because:
    """Why and by whom something is done; `by` is a member of staff, or nobody."""

    reason: str
    who: str = Change.Who.PORTAL
    by: AbstractBaseUser | None = None

    def in_polish(self) -> str:
        """The reason as staff will read it, whatever language the page speaks to the person."""
        with translation.override(settings.LANGUAGE_CODE):
            return str(self.reason)


def by_staff(user: AbstractBaseUser, reason: str) -> Because:
    """What a member of staff does, always with a reason. Raises RegistrationRefused."""
    if not reason.strip():
        raise RegistrationRefused(_("Write the reason."))
    return Because(reason.strip()[:500], Change.Who.STAFF, user)


def by_person(reason: str) -> Because:
    """What the person does behind the secret link."""
    return Because(reason, Change.Who.PERSON)


def lock(event: Event) -> Event:
    """The event's row, fresh, and nobody else's until the transaction ends.

    Its contact person comes along unlocked: every mail names that person.
    """
    return lock_all([event])[0]


def lock_all(events: Iterable[Event]) -> list[Event]:
    """Several events' rows in the order given, locked in the order of their keys."""
    rows = (
        Event.objects.select_for_update(no_key=True, of=["self"])
        .select_related("contact")
        .filter(pk__in=[event.pk for event in events])
        .order_by("pk")
    )
    locked = {row.pk: row for row in rows}
    return [locked[event.pk] for event in events]


def registration_at(event: Event, registration: Registration) -> Registration:
    """Its fresh row at the locked event. Raises RegistrationRefused if it was just moved away."""
    found = event.registrations.filter(pk=registration.pk).first()
    if found is None:
        raise RegistrationRefused(_moved())
    found.event = event
    return found


def person_at(event: Event, person: Participant) -> Participant:
    """The same for one person, with her registration."""
    found = event.participants.select_related("registration").filter(pk=person.pk).first()
    if found is None:
        raise RegistrationRefused(_moved())
    found.event = found.registration.event = event
    return found


def _moved() -> str:
    return _("This registration has just been moved to another event. Please try again.")


def database_clock() -> datetime:
    """The moment by the database's clock; unlike now() it goes on during a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


def count(event: Event, difference: int, *, over_capacity: bool = False) -> None:
    """Take places, or give them back if negative. Raises RegistrationRefused.

    Places beyond the capacity are taken only on purpose, and go first when somebody leaves.
    """
    taken = event.places_taken + difference
    if difference > 0 and taken > event.capacity and not over_capacity:
        raise RegistrationRefused(_("There is no free place."))
    if difference:
        event.places_taken = taken
        event.extra_places = max(0, taken - event.capacity)
        event.save(update_fields=["places_taken", "extra_places"])


def statuses_for(
    event: Event,
    registration: Registration,
    wanted: int,
    status: Status = Status.CONFIRMED,
    *,
    over_capacity: bool = False,
) -> list[Status]:
    """The states of so many people, in their order: pending, or places first and then waiting.

    People who come only together get all places or none, and none while one of them waits.
    Raises RegistrationRefused if there is no waiting list.
    """
    if status == Status.PENDING:
        return [status] * wanted
    fitting = wanted if over_capacity else min(event.places_left, wanted)
    if registration.keep_together and (fitting < wanted or _some_wait(event, registration)):
        fitting = 0
    if fitting < wanted and not event.has_waiting_list:
        raise RegistrationRefused(Event.Closed.FULL.label)
    return [Status.CONFIRMED] * fitting + [Status.WAITING] * (wanted - fitting)


def _some_wait(event: Event, registration: Registration) -> bool:
    return event.participants.waiting().filter(registration=registration).exists()


def step(
    event: Event,
    people: Sequence[Participant],
    verb: Verb,
    to: Status,
    because: Because,
    now: datetime,
    *,
    offer_ends_at: datetime | None = None,
    over_capacity: bool = False,
) -> None:
    """Lead people of a locked event from one state to another and write down why.

    The only place where a state changes after sign-up. Raises RegistrationRefused if the table
    of states does not know such a step, or if there are too few places.
    """
    for person in people:
        if not person.may(verb, to):
            raise RegistrationRefused(
                _("%(person)s: “%(verb)s” is not possible now. State: %(state)s.")
                % {
                    "person": person.full_name,
                    "verb": verb.label,
                    "state": person.get_status_display(),
                }
            )
    held = sum(person.holds_place() for person in people)
    count(event, (len(people) if to in HOLDING else 0) - held, over_capacity=over_capacity)
    write_changes(people, verb, because, now, after=to, is_over_capacity=over_capacity)
    for person in people:
        person.status, person.offer_ends_at = to, offer_ends_at
    Participant.objects.filter(pk__in=[person.pk for person in people]).update(
        status=to, offer_ends_at=offer_ends_at
    )


def write_changes(
    people: Iterable[Participant],
    verb: Verb,
    because: Because,
    now: datetime,
    *,
    after: Status | str = "",
    is_over_capacity: bool = False,
) -> None:
    """One line of history for each; called before the people's own rows change."""
    Change.objects.bulk_create(
        Change(
            event_id=person.event_id,
            participant=person,
            verb=verb,
            before=person.status,
            after=after or person.status,
            reason=because.in_polish(),
            who=because.who,
            by=because.by,
            is_over_capacity=is_over_capacity,
            at=now,
        )
        for person in people
    )
