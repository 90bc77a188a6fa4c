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


def test_calendar_tells_what_is_newer_by_its_sequence():
    event = factories.event(days=2)
    first, second = event.days.all()
    before = {str(entry["uid"]): entry["sequence"] for entry in entries(event)}

    first.starts_at -= timedelta(hours=1)
    first.save()

    after = {str(entry["uid"]): entry["sequence"] for entry in entries(event)}
    assert list(before.values()) == [0, 0]
    assert after == {
        f"day-{first.pk}@portal.example": 1,
        f"day-{second.pk}@portal.example": 0,
    }


def test_calendar_of_a_cancelled_event_is_newer_than_any_before():
    event = factories.event()
    event.days.update(place="Szkoła")
    event.cancel("illness")

    (entry,) = entries(event)

    assert entry["sequence"] == 2


def test_calendar_names_the_centre_as_the_organiser():
    factories.operator(name="Ośrodek „Iskra”, filia; Zamość")
    (entry,) = entries(factories.event())

    assert entry["organizer"] == "mailto:biuro@iskra.example"
    assert entry["organizer"].params["CN"] == "Ośrodek „Iskra”, filia; Zamość"


def test_calendar_names_the_sender_of_mails_before_the_centre_is_described():
    (entry,) = entries(factories.event())

    assert entry["organizer"] == "mailto:portal@portal.example"


# RFC 5546, 3.2.1 and 3.2.5: what there must be once in each entry
PUBLISHED = {"DTSTAMP", "DTSTART", "ORGANIZER", "SUMMARY", "UID", "SEQUENCE", "STATUS"}
WITHDRAWN = {"DTSTAMP", "ORGANIZER", "SEQUENCE", "UID", "STATUS"}


def test_calendar_has_all_that_a_published_entry_must_have():
    file = icalendar.Calendar.from_ical(calendar.of_event(factories.event(days=2)))

    assert file["method"] == "PUBLISH"
    for entry in file.events:
        assert PUBLISHED - set(entry) == set()
        assert entry.errors == []
        assert "ATTENDEE" not in entry


def test_calendar_without_a_day_cancels_that_one_entry():
    first, _second = factories.event(days=2).days.all()

    file = icalendar.Calendar.from_ical(calendar.without(first))

    (entry,) = file.events
    assert file["method"] == "CANCEL"
    assert WITHDRAWN - set(entry) == set()
    assert (entry["uid"], entry["status"]) == (f"day-{first.pk}@portal.example", "CANCELLED")
    assert [str(zone["tzid"]) for zone in file.walk("VTIMEZONE")] == ["Europe/Warsaw"]


def test_calendar_after_a_cancellation_counts_again_when_somebody_comes_back(time_machine):
    day = factories.event().days.get()
    time_machine.move_to(datetime(2027, 3, 1, 9, tzinfo=WARSAW), tick=False)
    (given_up,) = icalendar.Calendar.from_ical(calendar.without(day)).events

    time_machine.shift(1)
    (taken_again,) = entries(day.event)

    assert taken_again["uid"] == given_up["uid"]
    assert taken_again["sequence"] == given_up["sequence"]
    assert taken_again.decoded("dtstamp") > given_up.decoded("dtstamp")
