"""A month as a calendar shows it: weeks of days, each with what begins on it."""

import calendar
from collections import Counter, defaultdict
from datetime import date
from typing import NamedTuple

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.dates import MONTHS, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.functional import Promise

from events.models import EventDay

SHOWN_A_DAY = 4


class Square(NamedTuple):
    """One day of the grid; a day of another month is left empty."""

    date: date
    is_inside: bool
    is_today: bool
    count: int
    days: list[EventDay]  # of events; the first few

    @property
    def more(self) -> int:
        return self.count - len(self.days)


class Month(NamedTuple):
    name: str  # as addresses write it: 2026-11
    title: str
    weekdays: list[tuple[Promise, Promise]]  # short and in full
    weeks: list[list[Square]]
    count: int = 0  # of events, each once

    @property
    def looks(self):
        """All that its looks depend on besides content."""
        squares = [square for week in self.weeks for square in week]
        shown = [(square.count, *(day.pk for day in square.days)) for square in squares]
        return self.name, timezone.localdate(), tuple(shown)


def month_in_numbers(name: str, events: QuerySet, between: tuple) -> Month:
    """How many of the events are on each day, counted by PostgreSQL."""
    days = _days_of(events, between).order_by()
    counts = days.annotate(date=TruncDate("starts_at")).values_list("date").annotate(Count("pk"))
    return _drawn(name, Counter(dict(counts)), {})


def month_in_words(name: str, found: QuerySet, between: tuple) -> Month:
    """Which of the events are on each day."""
    named = ("title", "translations", "slug", "cancelled_at")
    shown = ("starts_at", "ends_at", *(f"event__{name}" for name in named))
    days = _days_of(found, between).select_related("event").only(*shown)
    by_date = defaultdict(list)
    for day in days.order_by("starts_at", "pk"):
        by_date[timezone.localdate(day.starts_at)].append(day)
    counts = Counter({date: len(begun) for date, begun in by_date.items()})
    events = {day.event_id for begun in by_date.values() for day in begun}
    return _drawn(name, counts, by_date)._replace(count=len(events))


def _days_of(events: QuerySet, between: tuple) -> QuerySet:
    first, end = between
    return EventDay.objects.filter(event__in=events, starts_at__gte=first, starts_at__lt=end)


def _drawn(name: str, counts: Counter, by_date: dict) -> Month:
    year, month = map(int, name.split("-"))
    today = timezone.localdate()

    def square(day: date) -> Square:
        found = by_date.get(day, [])[:SHOWN_A_DAY]
        return Square(day, day.month == month, day == today, counts[day], found)

    weeks = calendar.Calendar().monthdatescalendar(year, month)
    return Month(
        name,
        f"{MONTHS[month]} {year}",
        [(WEEKDAYS_ABBR[number], WEEKDAYS[number]) for number in range(7)],
        [[square(day) for day in week] for week in weeks],
    )
