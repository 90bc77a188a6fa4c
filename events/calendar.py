"""Calendar files (RFC 5545): every day of an event is an entry of its own."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

import icalendar
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Event, EventDay
from owes_portal.local_time import is_doubled

PRODUCT = "-//OWES portal//PL"


def of_event(event: Event) -> bytes:
    """All days of the event."""
    return of_days(event.days.all())


def of_days(days: Iterable[EventDay]) -> bytes:
    """Those days, in local time and with the definition of that zone."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for day in days:
        calendar.add_component(_entry(day))
    if calendar.events:
        # Of a whole century, the changes of the clock would be nine tenths of the file.
        years = {day.start.year for day in calendar.events}
        calendar.add_missing_timezones(date(min(years), 1, 1), date(max(years) + 1, 1, 1))
    return calendar.to_ical()


def _entry(day: EventDay) -> icalendar.Event:
    event, entry = day.event, icalendar.Event()
    entry.add("uid", f"day-{day.pk}@{settings.ALLOWED_HOSTS[0]}")
    entry.add("dtstamp", timezone.now())
    entry.add("dtstart", _unambiguous(day.starts_at))
    entry.add("dtend", _unambiguous(day.ends_at))
    entry.add(
        "summary",
        _("%(event)s: %(topic)s") % {"event": event.title, "topic": day.topic}
        if day.topic
        else event.title,
    )
    entry.add("location", f"{day.place}, {day.address}")
    entry.add("url", f"{settings.SITE_URL}{event.get_absolute_url()}")
    entry.add("status", "CANCELLED" if event.is_cancelled() else "CONFIRMED")
    return entry


def _unambiguous(moment: datetime) -> datetime:
    """In local time; in UTC if its hour happens twice, for a calendar takes that for the first."""
    local = timezone.localtime(moment)
    return local.astimezone(UTC) if is_doubled(local) else local
