"""What the demo counts from today fits on any day, and its people are the same at every run."""

from datetime import date, datetime
from random import Random

import pytest
import time_machine
from django.utils import timezone

from owes_portal.demo import people
from owes_portal.demo.coming_events import COMING_EVENTS
from owes_portal.demo.dates import working_day, working_day_before
from owes_portal.demo.events import dates_of_signup, first_day_of
from owes_portal.demo.past_events import PAST_EVENTS


def test_people_are_the_same_at_every_run():
    first, second = (list(people.make_names(Random(5)))[:50] for _ in range(2))

    assert first == second
    assert len(set(first)) == 50


def test_working_day_is_no_weekend_and_no_holiday():
    with time_machine.travel(datetime(2026, 12, 23, 12)):
        assert working_day(0) == date(2026, 12, 23)
        assert working_day(1) == date(2026, 12, 28)
        assert working_day(0, length=2) == date(2026, 12, 28)
        assert working_day_before(date(2026, 12, 28), 1) == date(2026, 12, 23)


@pytest.mark.parametrize("month", range(1, 13))
def test_dates_of_signup_fit_on_any_day_of_the_year(month):
    for day in range(1, 29):
        with time_machine.travel(datetime(2027, month, day, 6)):
            for text in [*PAST_EVENTS, *COMING_EVENTS]:
                first_day, dates = first_day_of(text), dates_of_signup(text, first_day_of(text))
                assert dates["published_from"] < timezone.now()
                assert (first_day < timezone.localdate()) == (text in PAST_EVENTS)
                if "signup_opens_at" in dates:
                    assert dates["signup_opens_at"] < dates["signup_closes_at"]
                    assert dates["signup_closes_at"].date() < first_day
                    is_closed = dates["signup_closes_at"] < timezone.now()
                    assert is_closed == (text in PAST_EVENTS or text.get("is_closed", False))


@pytest.mark.parametrize("day", [datetime(2026, 12, 23, 22, 55), datetime(2028, 12, 22, 22, 55)])
def test_signup_of_what_comes_is_open_in_the_evening_too(day):
    """So many holidays follow that three days before the event are all that is left of today."""
    with time_machine.travel(day):
        for text in COMING_EVENTS:
            first_day = first_day_of(text)
            closes_at = dates_of_signup(text, first_day).get("signup_closes_at")
            if closes_at and not text.get("is_closed"):
                assert timezone.now() < closes_at
                assert closes_at.date() < first_day
