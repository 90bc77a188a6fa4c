"""An event as its pages show it: its words from memory, its places from the database."""

import copy
from collections.abc import Sequence

from django.db import connection
from django.http import Http404

from events.models import Event
from owes_portal.memory import remembered
from owes_portal.publishing import readable

SIMILAR_KNOWN, SIMILAR_SHOWN = 20, 3


def published_event(slug: str) -> Event:
    """The event at that address with all that its pages show; Http404 or Gone if it may not be read."""
    event = _known_event(slug)
    if event is None:
        raise Http404
    return readable(event)


def similar_events(event: Event) -> list[Event]:
    """The next few that share the project or a topic with a remembered event."""
    return [one for one in event.similar if one.is_published() and not one.is_over()][
        :SIMILAR_SHOWN
    ]


def with_places_of_now(events: Sequence[Event]) -> list[Event]:
    """Copies of remembered events that know how many places are taken at this moment."""
    taken = _places_taken([event.pk for event in events])
    copies = [copy.copy(event) for event in events]
    for event in copies:
        event.places_taken = taken.get(event.pk, event.places_taken)
    return copies


def _places_taken(keys: list[int]) -> dict[int, int]:
    """Asked on every event's page, so in plain SQL: the ORM would take three times as long."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, places_taken FROM events_event WHERE id = ANY(%s)", [keys])
        return dict(cursor.fetchall())


@remembered
def _known_event(slug: str) -> Event | None:
    """Whatever its publication status: that depends on the hour, and is asked each time."""
    event = Event.objects.for_reading().filter(slug=slug).first()
    if event:
        event.similar = list(Event.objects.upcoming().like(event)[:SIMILAR_KNOWN])
    return event
