"""Dates of the demo, counted from today: never on a weekend, never on a Polish holiday."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from owes_portal.working_time import is_working_day


def working_day(offset: int, *, length: int = 1) -> date:
    """The first day, `offset` days from today or later, that begins `length` working days."""
    day = timezone.localdate() + timedelta(days=offset)
    while not all(is_working_day(day + timedelta(days=index)) for index in range(length)):
        day += timedelta(days=1)
    return day


def working_day_before(day: date, count: int) -> date:
    """The nearest working day that is at least `count` days earlier."""
    day -= timedelta(days=count)
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def moment(day: date, clock: str) -> datetime:
    """That day at a time written as on a poster: 9.00."""
    hour, minute = clock.split(".")
    return timezone.make_aware(datetime.combine(day, time(int(hour), int(minute))))
