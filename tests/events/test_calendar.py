"""Calendar files: every day an entry, in local time with the definition of the zone."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest

from events import calendar
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

WARSAW = ZoneInfo("Europe/Warsaw")


def entries(event):
    return icalendar.Calendar.from_ical(calendar.of_event(event)).walk("VEVENT")


def test_calendar_has_an_entry_for_each_day_with_its_own_place():
    event = factories.event(days=0, title="Wyjazd", slug="wyjazd")
    start = datetime(2027, 3, 8, 9, tzinfo=WARSAW)
    factories.day(event, starts_at=start, place="Ostrowiec", topic="Spółdzielnie")
    factories.day(event, starts_at=start + timedelta(days=1), place="Bałtów")
    event.copy_from_days()

    first, second = entries(event)

    assert first.decoded("dtstart") == start
    assert str(first["summary"]) == "Wyjazd: Spółdzielnie"
    assert str(second["summary"]) == "Wyjazd"
    assert str(second["location"]) == "Bałtów, ul. Lipowa 2, Zwierzyniec"
    assert str(first["url"]) == "https://portal.example/wydarzenia/wyjazd/"
    assert first["uid"] != second["uid"]


def test_calendar_defines_the_zone_it_speaks_of():
    event = factories.event()

    content = icalendar.Calendar.from_ical(calendar.of_event(event))

    zones = [str(zone["tzid"]) for zone in content.walk("VTIMEZONE")]
    assert zones == ["Europe/Warsaw"]
    assert entries(event)[0]["dtstart"].params["TZID"] == "Europe/Warsaw"


@pytest.mark.parametrize(
    ("utc", "local_hour"),
    [
        (datetime(2026, 10, 24, 7, tzinfo=UTC), 9),
        (datetime(2026, 10, 25, 8, tzinfo=UTC), 9),
        (datetime(2027, 3, 27, 8, tzinfo=UTC), 9),
        (datetime(2027, 3, 28, 7, tzinfo=UTC), 9),
    ],
    ids=["day before winter", "first day of winter", "day before summer", "first day of summer"],
)
def test_calendar_keeps_the_hour_across_the_change_of_clocks(utc, local_hour):
    event = factories.event(days=0)
    factories.day(event, starts_at=utc)
    event.copy_from_days()

    (entry,) = entries(event)

    assert entry.decoded("dtstart").hour == local_hour
    assert entry.decoded("dtstart") == utc


def test_calendar_tells_that_the_event_is_cancelled():
    event = factories.event()
    event.cancel("illness")

    (entry,) = entries(event)

    assert str(entry["status"]) == "CANCELLED"


@pytest.mark.parametrize(
    "title",
    ["A\nEND:VEVENT\nBEGIN:VALARM", "A; B, C", "Zażółć gęślą jaźń " * 8],
    ids=["lines", "marks", "long"],
)
def test_calendar_holds_any_title_as_text(title):
    event = factories.event(title=title)

    (entry,) = entries(event)

    assert str(entry["summary"]) == title
    assert entry.subcomponents == []
