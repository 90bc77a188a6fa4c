"""Calendar files (RFC 5545): every day of an event is an entry of its own."""

from collections.abc import Iterable
from datetime import date

import icalendar
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Event, EventDay

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
    entry.add("dtstart", timezone.localtime(day.starts_at))
    entry.add("dtend", timezone.localtime(day.ends_at))
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
