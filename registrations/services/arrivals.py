"""Who comes through the door: noted once, and let in from the waiting list if staff say so."""

import uuid
from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Event, EventDay
from registrations.models import Attendance, Participant, Status, Tick, Verb
from registrations.services.attendance import Said, TickedOtherwise, refuse_day, tick
from registrations.services.places import by_staff, database_clock, lock, person_at, step
from registrations.services.refusals import RegistrationRefused

# After the day people are still added from the list that was signed on paper.
LATEST = timedelta(days=7)
# What gives a place to somebody who stands at the door without one.
VERBS = {
    Status.WAITING: Verb.GIVE,
    Status.LAPSED: Verb.GIVE,
    Status.OFFERED: Verb.ACCEPT,
    Status.PENDING: Verb.APPROVE,
}


class NoPlaceLeft(RegistrationRefused):
    """Somebody may come in only beyond the number of places, and nobody has said why."""

    def __init__(self):
        super().__init__(_("There is no free place. Write why this person comes in all the same."))


def arrive(
    person: Participant,
    day: EventDay,
    *,
    source: str,
    by: AbstractBaseUser,
    key: uuid.UUID | None = None,
    noted_at: datetime | None = None,
) -> Tick | None:
    """Note that somebody has come; gives the line of the log that says since when she is there.

    Who was there already stays as she was noted, hours and all. Raises RegistrationRefused.
    """
    known = Attendance.objects.filter(participant=person, day=day).first()
    if not (known and known.is_present()):
        said = Said(
            state=Attendance.State.PRESENT,
            source=source,
            seen=known.revision if known else 0,
            noted_at=noted_at,
            key=key or uuid.uuid4(),
        )
        _tick_unless_there(person, day, said, by)
    return person.ticks.filter(day=day).of_arrival().first()


def _tick_unless_there(person: Participant, day: EventDay, said: Said, by) -> None:
    try:
        tick(person, day, said, by=by)
    except TickedOtherwise as other:
        if not (other.attendance and other.attendance.is_present()):
            raise


@transaction.atomic
def let_in(
    person: Participant,
    day: EventDay,
    *,
    source: str,
    by: AbstractBaseUser,
    over_capacity: str = "",
    key: uuid.UUID | None = None,
) -> Tick | None:
    """Give somebody who waits at the door a place, also once the event has begun, and note it.

    No mail: the person stands there. Beyond the number of places only with a reason. Raises
    RegistrationRefused, NoPlaceLeft.
    """
    event, now = lock(person.event), database_clock()
    person = person_at(event, person)
    refuse_at_another_time(event, day, now)
    if not person.is_confirmed():
        _give_place(event, person, over_capacity, by, now)
        if not person.comes_on(day):
            person.days.add(day)
    return arrive(person, day, source=source, by=by, key=key)


def _give_place(event: Event, person: Participant, over_capacity: str, by, now: datetime) -> None:
    if not person.can_be_let_in():
        raise RegistrationRefused(
            _("This person cannot be given a place. Look at the registration.")
        )
    is_over = not person.holds_place() and not event.has_free_places()
    if is_over and not over_capacity.strip():
        raise NoPlaceLeft
    because = by_staff(by, over_capacity.strip() or _("The person came on the day."))
    verb = VERBS[person.status]
    step(event, [person], verb, Status.CONFIRMED, because, now, over_capacity=is_over)


def refuse_at_another_time(event: Event, day: EventDay, now: datetime) -> None:
    """On the day itself, or within a week after it."""
    if day.event_id != event.pk:
        raise RegistrationRefused(_("The event has no such day."))
    refuse_day(event, day, now)
    if timezone.localdate(now) > timezone.localdate(day.ends_at) + LATEST:
        raise RegistrationRefused(_("People can be added until a week after the day."))
