"""An event as its pages show it: its words from memory, its places from the database."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection
from django.http import Http404
from django.utils import timezone

from events.models import Article, Event
from owes_portal import shown_places
from owes_portal.memory import remembered
from owes_portal.publishing import readable

SIMILAR_KNOWN, SIMILAR_SHOWN, DATES_KNOWN = 20, 3, 30
FULL = """
    SELECT id FROM events_event WHERE starts_at > %s AND places_taken >= capacity ORDER BY id
"""


def published_event(slug: str) -> Event:
    """The event at that address with all that its pages show; Http404 or Gone if it may not be read."""
    event = _known_event(slug)
    if event is None:
        raise Http404
    return readable(event)


class Around(NamedTuple):
    """What leads on from an event's page, whatever its publication: that depends on the hour."""

    report: Article | None
    dates: list[Event]
    similar: list[Event]

    def readable_report(self) -> Article | None:
        """The report, once visitors may read it."""
        return self.report if self.report and self.report.is_published() else None

    def other_dates(self) -> list[Event]:
        """The dates to come of the same series."""
        return _to_come(self.dates)

    def similar_events(self) -> list[Event]:
        """The next few that share the project or a topic and are no other date of the same."""
        return [one for one in _to_come(self.similar) if one not in self.dates][:SIMILAR_SHOWN]


@remembered
def around(event: Event) -> Around:
    """What belongs to a remembered event."""
    series = Event.objects.filter(series=event.series_id, series__isnull=False)
    return Around(
        event.articles.for_reading().filter(is_report=True).first(),
        list(series.exclude(pk=event.pk).upcoming()[:DATES_KNOWN]),
        list(Event.objects.upcoming().like(event)[: SIMILAR_KNOWN + DATES_KNOWN]),
    )


def _to_come(events: Sequence[Event]) -> list[Event]:
    return [one for one in events if one.is_published() and not one.is_over()]


def with_places_of_now(events: Sequence[Event]) -> list[Event]:
    """Copies of remembered events that know how many places are taken at this moment."""
    taken = _places_taken([event.pk for event in events]) if events else {}
    return [_with_places(event, taken.get(event.pk, event.places_taken)) for event in events]


def _with_places(event: Event, taken: int) -> Event:
    """Django's own copy goes the way of pickling, which takes ten times as long."""
    twin = Event.__new__(Event)
    vars(twin).update(vars(event), places_taken=taken)
    return twin


def _places_taken(keys: list[int]) -> dict[int, int]:
    """Asked on every event's page, so in plain SQL: the ORM would take three times as long."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, places_taken FROM events_event WHERE id = ANY(%s)", [keys])
        return dict(cursor.fetchall())


def full_events() -> tuple[int, ...]:
    """The numbers of those that have not begun and have no free place at this moment."""
    shown_places.tell_of_all()
    with connection.cursor() as cursor:
        cursor.execute(FULL, [timezone.now().replace(microsecond=0)])
        return tuple(number for (number,) in cursor.fetchall())


@remembered
def _known_event(slug: str) -> Event | None:
    """Whatever its publication status: that depends on the hour, and is asked each time."""
    return Event.objects.for_reading().filter(slug=slug).first()
