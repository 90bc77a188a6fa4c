"""Who was there: every tick is written down once, however often a phone sends it."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import EventDay
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

    `seen` is the revision that was on the screen (0: nothing), None if that does not matter.
    """

    state: str
    hours: int | None = None
    source: str = Tick.Source.DESK
    reason: str = ""
    seen: int | None = None
    noted_at: datetime | None = None
    key: uuid.UUID = field(default_factory=uuid.uuid4)


@transaction.atomic
def tick(
    participant: Participant, day: EventDay, said: Said, *, by: AbstractBaseUser
) -> Attendance | None:
    """Write down whether somebody was there, with a line of the log; gives how things stand.

    The same key again changes nothing. A day that is over is corrected only with a reason. Raises
    RegistrationRefused, and TickedOtherwise if the screen showed something that is no longer true.
    """
    event, now = lock(participant.event), database_clock()
    known = Attendance.objects.filter(participant=participant, day=day).first()
    if Tick.objects.filter(key=said.key).exists():
        return known
    participant = event.participants.filter(pk=participant.pk).first()
    _refuse(event, participant, day, said, known, now)
    if known and (known.state, known.hours) == (said.state, said.hours):
        return known
    before = known.state if known else ""
    if not (before or said.state):
        return known
    _write_line(participant, day, said, before, by, now)
    return _stand(participant, day, said, known)


def _refuse(event, participant, day, said: Said, known, now: datetime) -> None:
    if participant is None or day.event_id != event.pk:
        raise RegistrationRefused(_("This registration has just been moved to another event."))
    if not participant.is_confirmed():
        raise RegistrationRefused(_("This person has no place. Give her a place first."))
    if timezone.localdate(day.starts_at) > timezone.localdate(now):
        raise RegistrationRefused(_("This day has not come yet."))
    if said.hours is not None and not 0 < said.hours <= day.teaching_hours:
        raise RegistrationRefused(
            _("This day has %(hours)s teaching hours.") % {"hours": day.teaching_hours}
        )
    if said.seen is not None and said.seen != (known.revision if known else 0):
        raise TickedOtherwise(known)
    is_over = timezone.localdate(day.ends_at) < timezone.localdate(now)
    if known and is_over and not said.reason.strip():
        raise RegistrationRefused(_("This day is over. Write why you correct it."))


def _write_line(participant, day, said: Said, before: str, by, now: datetime) -> None:
    Tick.objects.create(
        key=said.key,
        participant=participant,
        day=day,
        before=before,
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
