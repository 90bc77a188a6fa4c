"""Calendar files (RFC 5545): every day of an event is an entry of its own."""

from collections.abc import Iterable

import icalendar
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Event, EventDay

PRODUCT = "-//OWES portal//PL"


def of_event(event: Event) -> bytes:
    """All days of the event."""
    return of_days(event, event.days.all())


def of_days(event: Event, days: Iterable[EventDay]) -> bytes:
    """Those days of the event, in its local time and with the definition of that zone."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for day in days:
        calendar.add_component(_entry(event, day))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _entry(event: Event, day: EventDay) -> icalendar.Event:
    entry = icalendar.Event()
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
