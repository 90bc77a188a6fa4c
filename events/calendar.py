"""Calendar files (RFC 5545): every day of an event is an entry of its own.

Each entry keeps its UID for good, and its SEQUENCE grows with every change of time or place and
when the event is called off; the database counts (`EventDay.revision`).
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from email.utils import parseaddr

import icalendar
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events.models import Event, EventDay
from owes_portal.local_time import is_doubled
from owes_portal.memory import remembered
from owes_portal.models.operator import current_operator

PRODUCT = "-//OWES portal//PL"
PUBLISH, CANCEL = "PUBLISH", "CANCEL"  # methods (RFC 5546)


def of_event(event: Event) -> bytes:
    """All days of the event."""
    return of_days(event.days.all())


def of_days(days: Iterable[EventDay]) -> bytes:
    """Those days, in local time and with the definition of that zone."""
    entries = [_entry(day, _status_of(day)) for day in days]
    return _file(PUBLISH, entries)


def of_many(days: Sequence[EventDay], *, title: str) -> bytes:
    """Days of many events, to be asked for again and again: the same as long as nothing changes."""
    calendar = _empty(None)
    calendar.add("name", title)
    calendar.add("x-wr-calname", title)
    if days:
        zone = {"first_date": _new_year(min, days), "last_date": _new_year(max, days, 1)}
        calendar.add_component(icalendar.Timezone.from_tzid(settings.TIME_ZONE, **zone))
    head, end, line = calendar.to_ical().rpartition(b"END:VCALENDAR")
    return b"".join([head, *(_known_entry(day, get_language()) for day in days), end, line])


@remembered
def _known_entry(day: EventDay, language: str) -> bytes:
    """Each takes a millisecond, and several calendars hold the same ones."""
    entry = _entry(day, _status_of(day), at=day.event.updated_at)
    entry.add("organizer", _organizer())
    return entry.to_ical()


def without(day: EventDay) -> bytes:
    """What takes that one day out of a calendar.

    Only one: all entries of a cancellation have the same UID (RFC 5546, 3.2.5).
    """
    return _file(CANCEL, [_entry(day, "CANCELLED")])


def media_type(method: str) -> str:
    """The type of a file in a mail: mail programs look for the method there (RFC 6047, 2.4)."""
    return f"text/calendar; method={method}; charset=utf-8"


def _file(method: str, entries: list[icalendar.Event]) -> bytes:
    calendar = _empty(method)
    organizer = _organizer()
    for entry in entries:
        entry.add("organizer", organizer)
        calendar.add_component(entry)
    if entries:
        # Of a whole century, the changes of the clock would be nine tenths of the file.
        years = {entry.start.year for entry in entries}
        calendar.add_missing_timezones(date(min(years), 1, 1), date(max(years) + 1, 1, 1))
    return calendar.to_ical()


def _empty(method: str | None) -> icalendar.Calendar:
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    if method:
        calendar.add("method", method)
    return calendar


def _new_year(pick: Callable, days: Sequence[EventDay], years_later: int = 0) -> date:
    """Of the first or the last year that the days speak of."""
    return date(pick(day.starts_at for day in days).year + years_later, 1, 1)


def _status_of(day: EventDay) -> str:
    return "CANCELLED" if day.event.is_cancelled() else "CONFIRMED"


def _entry(day: EventDay, status: str, at: datetime | None = None) -> icalendar.Event:
    event, entry = day.event, icalendar.Event()
    entry.add("uid", f"day-{day.pk}@{settings.ALLOWED_HOSTS[0]}")
    entry.add("sequence", day.revision)
    # Of two files with the same SEQUENCE the later counts: who comes back after a cancellation
    # gets the day into the calendar again.
    entry.add("dtstamp", at or timezone.now())
    entry.add("dtstart", _unambiguous(day.starts_at))
    entry.add("dtend", _unambiguous(day.ends_at))
    entry.add("summary", _summary(day))
    entry.add("location", f"{day.place}, {day.address}")
    entry.add("url", f"{settings.SITE_URL}{event.get_absolute_url()}")
    entry.add("status", status)
    return entry


def _summary(day: EventDay) -> str:
    if not day.topic:
        return day.event.title
    return _("%(event)s: %(topic)s") % {"event": day.event.title, "topic": day.topic}


def _organizer() -> icalendar.vCalAddress:
    """The centre; before it is described, the sender of our mails."""
    operator = current_operator()
    sender = (operator.name, operator.email) if operator else parseaddr(settings.DEFAULT_FROM_EMAIL)
    name, address = sender
    return icalendar.vCalAddress.new(address, cn=name or None)


def _unambiguous(moment: datetime) -> datetime:
    """In local time; in UTC if its hour happens twice, for a calendar takes that for the first."""
    local = timezone.localtime(moment)
    return local.astimezone(UTC) if is_doubled(local) else local
