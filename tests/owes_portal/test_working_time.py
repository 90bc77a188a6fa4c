"""Working hours: eight to twenty, Monday to Friday, but no Polish holiday."""

import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from owes_portal.working_time import (
    add_working_days,
    add_working_hours,
    is_working_day,
    not_at_night,
)

WARSAW = ZoneInfo("Europe/Warsaw")
STARTS = st.datetimes(datetime(2025, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))
HOURS = st.integers(0, 60) | st.decimals(0, 60, places=2)


def local(*parts, fold=0):
    return datetime(*parts, tzinfo=WARSAW, fold=fold)


# Days


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 1),
        date(2026, 1, 6),
        date(2026, 4, 6),
        date(2026, 5, 1),
        date(2027, 5, 3),
        date(2026, 6, 4),
        date(2027, 5, 27),
        date(2025, 12, 24),
        date(2026, 12, 24),
        date(2026, 12, 25),
        date(2026, 11, 11),
        date(2026, 9, 19),
        date(2026, 9, 20),
    ],
    ids=str,
)
def test_weekends_and_polish_holidays_are_no_working_days(day):
    assert not is_working_day(day)


@pytest.mark.parametrize(
    "day",
    [date(2026, 5, 4), date(2026, 6, 5), date(2024, 12, 24), date(2026, 12, 28), date(2026, 5, 2)],
    ids=str,
)
def test_a_day_beside_a_holiday_is_judged_by_itself(day):
    assert is_working_day(day) == (day.weekday() < 5)


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 9, 22), 2, date(2026, 9, 24)),
        (date(2026, 9, 18), 2, date(2026, 9, 22)),
        (date(2026, 9, 19), 1, date(2026, 9, 21)),
        (date(2026, 4, 30), 1, date(2026, 5, 4)),
        (date(2026, 4, 3), 1, date(2026, 4, 7)),
        (date(2026, 6, 3), 2, date(2026, 6, 8)),
        (date(2026, 12, 23), 2, date(2026, 12, 29)),
        (date(2026, 12, 31), 1, date(2027, 1, 4)),
    ],
    ids=[
        "in a week",
        "over a weekend",
        "from a Saturday",
        "May",
        "Easter",
        "Corpus Christi",
        "Christmas",
        "New Year",
    ],
)
def test_working_days_step_over_days_off(start, days, end):
    assert add_working_days(start, days) == end


# Hours


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        (local(2026, 9, 22, 9), 4, local(2026, 9, 22, 13)),
        (local(2026, 9, 22, 16), 4, local(2026, 9, 22, 20)),
        (local(2026, 9, 22, 16, 1), 4, local(2026, 9, 23, 8, 1)),
        (local(2026, 9, 22, 20), 1, local(2026, 9, 23, 9)),
        (local(2026, 9, 22, 23, 30), 12, local(2026, 9, 23, 20)),
        (local(2026, 9, 22, 3), 1, local(2026, 9, 22, 9)),
        (local(2026, 9, 25, 19), 24, local(2026, 9, 29, 19)),
        (local(2026, 9, 26, 12), 2, local(2026, 9, 28, 10)),
        (local(2026, 9, 22, 9), Decimal("1.25"), local(2026, 9, 22, 10, 15)),
        (local(2026, 9, 26, 12), 0, local(2026, 9, 28, 8)),
    ],
    ids=[
        "in a day",
        "until closing",
        "a minute over closing",
        "from closing",
        "from the night",
        "from before dawn",
        "over a weekend",
        "from a Saturday",
        "a quarter",
        "none, from a Saturday",
    ],
)
def test_working_hours_run_from_eight_to_twenty(start, hours, end):
    assert add_working_hours(start, hours) == end.astimezone(UTC)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (local(2026, 4, 30, 14), local(2026, 5, 4, 14)),
        (local(2027, 4, 30, 14), local(2027, 5, 4, 14)),
        (local(2026, 4, 3, 14), local(2026, 4, 7, 14)),
        (local(2026, 6, 3, 14), local(2026, 6, 5, 14)),
        (local(2026, 12, 23, 14), local(2026, 12, 28, 14)),
        (local(2024, 12, 23, 14), local(2024, 12, 24, 14)),
    ],
    ids=["May", "May with a Monday", "Easter", "Corpus Christi", "Christmas", "Eve before 2025"],
)
def test_twelve_working_hours_step_over_long_weekends(start, end):
    assert add_working_hours(start, 12) == end.astimezone(UTC)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        (datetime(2026, 10, 23, 17, tzinfo=UTC), 2, datetime(2026, 10, 26, 8, tzinfo=UTC)),
        (datetime(2027, 3, 25, 18, tzinfo=UTC), 14, datetime(2027, 3, 30, 7, tzinfo=UTC)),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), 2, datetime(2026, 10, 26, 9, tzinfo=UTC)),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), 2, datetime(2026, 10, 26, 9, tzinfo=UTC)),
    ],
    ids=["to winter time", "to summer time", "from the first 2.30", "from the second 2.30"],
)
def test_working_hours_keep_to_the_wall_clock_when_clocks_change(start, hours, end):
    assert add_working_hours(start, hours) == end


@given(STARTS, HOURS)
def test_working_hours_never_end_outside_working_hours(start, hours):
    end = timezone.localtime(add_working_hours(start, hours))

    assert is_working_day(end.date())
    assert time(8) <= end.time() <= time(20)
    assert end >= start


@given(STARTS, STARTS, HOURS, HOURS)
def test_working_hours_end_later_for_a_later_start_and_for_more_hours(one, other, few, many):
    (early, late), (few, many) = sorted((one, other)), sorted((few, many))

    assert add_working_hours(early, few) <= add_working_hours(early, many)
    assert add_working_hours(early, few) <= add_working_hours(late, few)


@given(STARTS, HOURS)
def test_working_hours_are_as_many_as_were_asked_for(start, hours):
    end = add_working_hours(start, hours)

    assert worked_between(start, end) == timedelta(seconds=int(hours * 3600))


def worked_between(start, end):
    """The slow way: what each day's opening hours share with the time from start to end."""
    day, worked = timezone.localdate(start), timedelta()
    while day <= timezone.localdate(end):
        if is_working_day(day):
            opens, closes = (datetime.combine(day, time(hour), WARSAW) for hour in (8, 20))
            shared = min(end, closes.astimezone(UTC)) - max(start, opens.astimezone(UTC))
            worked += max(shared, timedelta())
        day += timedelta(days=1)
    return worked


# Night


@pytest.mark.parametrize(
    ("at", "morning"),
    [
        (local(2026, 10, 24, 19, 59), local(2026, 10, 24, 19, 59)),
        (local(2026, 10, 24, 20), local(2026, 10, 25, 8)),
        (local(2026, 10, 25, 2, 30, fold=1), local(2026, 10, 25, 8)),
        (local(2026, 10, 25, 7, 59), local(2026, 10, 25, 8)),
        (local(2026, 10, 25, 8), local(2026, 10, 25, 8)),
        (local(2026, 12, 31, 23), local(2027, 1, 1, 8)),
        (local(2027, 3, 27, 22), local(2027, 3, 28, 8)),
    ],
    ids=str,
)
def test_night_ends_at_eight_on_whatever_day(at, morning):
    assert not_at_night(at.astimezone(UTC)) == morning


def test_the_calendar_of_holidays_waits_until_it_is_needed():
    code = (
        "import sys, owes_portal.wsgi, owes_portal.working_time; print('holidays' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "False\n"
