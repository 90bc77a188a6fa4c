"""Who was there: every tick is written down once, however often a phone sends it."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Event, EventDay
from registrations.models import Attendance, Participant, Tick
from registrations.services.places import database_clock, lock
from registrations.services.refusals import RegistrationRefused


class TickedOtherwise(RegistrationRefused):
    """Somebody else has ticked meanwhile; `attendance` is how things stand now, or None."""

    def __init__(self, attendance: Attendance | None):
        self.attendance = attendance
        super().__init__(_("Somebody else has just marked this person otherwise."))


@dataclass(frozen=True)
class Said:
    """What is said about one person on one day; an empty state takes back what was said.

    `seen` is the revision that was on the screen (0: nothing), None if that does not matter; it
    always does to whoever takes something back.
    """

    state: str
    hours: int | None = None
    source: str = Tick.Source.DESK
    reason: str = ""
    seen: int | None = None
    noted_at: datetime | None = None
    key: uuid.UUID = field(default_factory=uuid.uuid4)

    def agrees_with(self, known: Attendance | None) -> bool:
        """Whether that is how things stand already."""
        return (self.state, self.hours) == ((known.state, known.hours) if known else ("", None))


def people_who_came(event: Event) -> int:
    """How many people were there on some day, as far as that was noted."""
    return event.participants.were_there().count()


@transaction.atomic
def tick(
    participant: Participant, day: EventDay, said: Said, *, by: AbstractBaseUser
) -> Attendance | None:
    """Write down whether somebody was there, with a line of the log; gives how things stand.

    The same key again changes nothing. What stands of a day that is over is corrected only with a
    reason. Raises RegistrationRefused, and TickedOtherwise if the screen showed something that is
    no longer true.
    """
    event, now = lock(participant.event), database_clock()
    known = Attendance.objects.filter(participant=participant, day=day).first()
    if Tick.objects.filter(key=said.key).exists():
        return known
    participant = event.participants.filter(pk=participant.pk).first()
    _refuse(event, participant, day, said, now)
    if said.agrees_with(known):
        if said.state:
            _write_line(participant, day, said, known, by, now)
        return known
    _refuse_unseen(day, said, known, now)
    _write_line(participant, day, said, known, by, now)
    return _stand(participant, day, said, known)


@transaction.atomic
def mark_rest_absent(day: EventDay, *, by: AbstractBaseUser) -> list[Participant]:
    """When the day has ended: everybody who was to come and of whom nothing was said was absent.

    Done twice it is done once. Raises RegistrationRefused.
    """
    event, now = lock(day.event), database_clock()
    refuse_day(event, day, now)
    if day.ends_at > now:
        raise RegistrationRefused(_("This day has not ended yet."))
    people = list(event.participants.unmarked_on(day).in_polish_order())
    taken_back = Attendance.objects.filter(day=day, participant__in=people)
    known = {one.participant_id: one for one in taken_back}
    for person in people:
        said, before = Said(Attendance.State.ABSENT), known.get(person.pk)
        _write_line(person, day, said, before, by, now)
        _stand(person, day, said, before)
    return people


def refuse_who_was_there(people: Iterable[Participant]) -> None:
    """A place that was used cannot be given up: hours and certificates rest on it."""
    found = Participant.objects.filter(pk__in=[person.pk for person in people])
    if there := found.were_there().first():
        raise RegistrationRefused(
            _("%(person)s was at the event already. Mark the absence on the days that are left.")
            % {"person": there.full_name}
        )
    if certified := found.certified().first():
        raise RegistrationRefused(
            _("%(person)s has a certificate that is valid. Revoke it first.")
            % {"person": certified.full_name}
        )


def _refuse(event, participant, day, said: Said, now: datetime) -> None:
    if participant is None or day.event_id != event.pk:
        raise RegistrationRefused(_("This registration has just been moved to another event."))
    if not participant.is_confirmed():
        raise RegistrationRefused(_("This person has no place. Give them a place first."))
    refuse_day(event, day, now)
    if said.hours is not None and said.state != Attendance.State.PRESENT:
        raise RegistrationRefused(_("Hours are only written of people who were there."))
    if said.hours is not None and not 0 < said.hours <= day.teaching_hours:
        raise RegistrationRefused(
            _("This day has %(hours)s teaching hours.") % {"hours": day.teaching_hours}
        )


def refuse_day(event: Event, day: EventDay, now: datetime) -> None:
    """From the first minute of the day by the clock on the wall; people are let in early."""
    if timezone.localdate(day.starts_at) > timezone.localdate(now):
        raise RegistrationRefused(_("This day has not come yet."))
    if event.is_cancelled() and event.cancelled_at < day.starts_at:
        raise RegistrationRefused(_("The event was called off before this day."))


def _refuse_unseen(day, said: Said, known: Attendance | None, now: datetime) -> None:
    if said.seen is not None and said.seen != (known.revision if known else 0):
        raise TickedOtherwise(known)
    if known and known.state and day.is_past(now) and not said.reason.strip():
        raise RegistrationRefused(_("This day is over. Write why you correct it."))


def _write_line(participant, day, said: Said, known: Attendance | None, by, now: datetime) -> None:
    Tick.objects.create(
        key=said.key,
        participant=participant,
        day=day,
        before=known.state if known else "",
        after=said.state,
        hours=said.hours,
        source=said.source,
        reason=said.reason.strip()[:300],
        noted_at=min(said.noted_at or now, now),
        at=now,
        by=by,
    )


def _stand(participant, day, said: Said, known: Attendance | None) -> Attendance:
    """What is taken back keeps its row, so that revisions only grow."""
    if known is None:
        return Attendance.objects.create(
            participant=participant, day=day, state=said.state, hours=said.hours
        )
    known.state, known.hours, known.revision = said.state, said.hours, known.revision + 1
    known.save(update_fields=["state", "hours", "revision"])
    return known
