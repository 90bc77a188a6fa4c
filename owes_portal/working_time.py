"""Working days, night, and working hours: 8.00 to 20.00 in Poland, on no weekend or holiday."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import cache

from django.utils import timezone

OPENS, CLOSES = time(8), time(20)
SATURDAY = 5
ONE_DAY = timedelta(days=1)


def not_at_night(moment: datetime) -> datetime:
    """The moment itself from 8.00 to 20.00, on whatever day; at night 8.00 of the next morning."""
    local = timezone.make_naive(moment)
    if local.time() >= CLOSES:
        local += ONE_DAY
    elif local.time() >= OPENS:
        return moment
    return timezone.make_aware(datetime.combine(local, OPENS)).astimezone(UTC)


def is_working_day(day: date) -> bool:
    """Tell a working day from Saturday, Sunday and a public holiday."""
    return day.weekday() < SATURDAY and day not in _holidays(day.year)


def name_of_holiday(day: date) -> str:
    """Return the Polish name of the public holiday, or nothing."""
    return _holidays(day.year).get(day, "")


def add_working_days(day: date, days: int) -> date:
    """Return the working day that comes so many working days after the day itself."""
    for _ in range(days):
        day = _next_working_day(day)
    return day


def add_working_hours(start: datetime, hours: int | Decimal) -> datetime:
    """Return the moment, in UTC, when so many working hours have passed since the start.

    Outside working hours the clock stands still. The end may be 20.00, but never a later hour.
    """
    # The clocks change at night, so that the hours of one day can be counted by the wall clock.
    moment = _when_the_clock_runs(timezone.make_naive(start))
    left = timedelta(seconds=int(hours * 3600))
    while left > (rest := _closing(moment) - moment):
        left -= rest
        moment = _opening_after(moment)
    return timezone.make_aware(moment + left).astimezone(UTC)


def _when_the_clock_runs(moment: datetime) -> datetime:
    """The moment itself within working hours, otherwise the next opening."""
    if moment >= _closing(moment) or not is_working_day(moment.date()):
        return _opening_after(moment)
    return max(moment, datetime.combine(moment, OPENS))


def _closing(moment: datetime) -> datetime:
    return datetime.combine(moment, CLOSES)


def _opening_after(moment: datetime) -> datetime:
    return datetime.combine(_next_working_day(moment.date()), OPENS)


def _next_working_day(day: date) -> date:
    day += ONE_DAY
    while not is_working_day(day):
        day += ONE_DAY
    return day


@cache
def _holidays(year: int) -> Mapping[date, str]:
    """The import takes half a second and 12 MB, so it waits for the first who needs it."""
    from holidays.countries.poland import Poland

    return dict(Poland(years=year))
