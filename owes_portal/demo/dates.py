"""Dates of the demo, counted from today: never on a weekend, never on a Polish holiday."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

# Holidays of a fixed date; an event on one of them would look like a mistake.
HOLIDAYS = {
    (1, 1),
    (1, 6),
    (5, 1),
    (5, 3),
    (8, 15),
    (11, 1),
    (11, 11),
    (12, 24),
    (12, 25),
    (12, 26),
}


def working_day(offset: int, *, length: int = 1) -> date:
    """The first day, `offset` days from today or later, that begins `length` working days."""
    day = timezone.localdate() + timedelta(days=offset)
    while not all(_is_working(day + timedelta(days=index)) for index in range(length)):
        day += timedelta(days=1)
    return day


def working_day_before(day: date, count: int) -> date:
    """The nearest working day that is at least `count` days earlier."""
    day -= timedelta(days=count)
    while not _is_working(day):
        day -= timedelta(days=1)
    return day


def moment(day: date, clock: str) -> datetime:
    """That day at a time written as on a poster: 9.00."""
    hour, minute = clock.split(".")
    return timezone.make_aware(datetime.combine(day, time(int(hour), int(minute))))


def _is_working(day: date) -> bool:
    return day.weekday() < 5 and (day.month, day.day) not in HOLIDAYS
