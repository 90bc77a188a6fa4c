"""The table of catering: how many people of which diet come on which day, and nobody's name."""

from collections import Counter
from collections.abc import Iterator

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Event, EventDay
from owes_portal.models import Document
from owes_portal.spreadsheet import Column, Row
from registrations.models import Participant
from registrations.tables.table import Table

EVERY_DAY = None  # what somebody who chose no day in particular comes on


def columns(event: Event) -> list[Column]:
    diets = [str(label) for label in Participant.Diet.labels]
    return [
        Column(_("Day"), 12),
        *(Column(diet.capitalize(), 14) for diet in diets),
        Column(_("not given").capitalize(), 14),
        Column(_("Together"), 12),
    ]


def rows(event: Event) -> Iterator[Row]:
    """Those for whom a place is held, day by day: the same people as on the paper for the kitchen."""
    people = event.participants.holding_places().values_list("days", "diet").annotate(Count("pk"))
    counts = Counter({(day, diet): count for day, diet, count in people})
    for day in event.days.all():
        numbers = [_number(counts, day, diet) for diet in (*Participant.Diet.values, "")]
        yield [timezone.localdate(day.starts_at), *numbers, sum(numbers)]


def _number(counts: Counter, day: EventDay, diet: str) -> int:
    return counts[day.pk, diet] + counts[EVERY_DAY, diet]


CATERING = Table(
    kind=Document.Kind.CATERING_TABLE,
    file_slug="wyzywienie",
    about=gettext_lazy("How many people of which diet come on which day. Numbers only."),
    columns=columns,
    rows=rows,
)
