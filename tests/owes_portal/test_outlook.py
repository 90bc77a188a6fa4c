"""The sentence that says what happens with a page, for every status and every window."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from events.models import Article
from owes_portal.editing.outlook import badge, outlook

WARSAW = ZoneInfo("Europe/Warsaw")


def at(*parts):
    return datetime(*parts, tzinfo=WARSAW)


NOW = at(2026, 11, 22, 12, 0)


def article(**fields):
    return Article(**{"status": "published", "published_from": at(2026, 11, 20, 8, 5)} | fields)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"status": "draft"}, "Szkic: nikt poza zespołem go nie widzi."),
        (
            {"status": "review"},
            "Czeka na sprawdzenie: nikt poza zespołem tego nie widzi.",
        ),
        ({"status": "archived"}, "W\xa0archiwum: zniknęło ze strony."),
        (
            {"status": "withdrawn", "withdrawal_reason": "Pomyliliśmy datę."},
            "Wycofane: Pomyliliśmy datę.",
        ),
        ({}, "Na stronie od 20.11, godz. 8.05."),
        ({"published_from": at(2025, 12, 31, 9)}, "Na stronie od 31.12.2025, godz. 9.00."),
        ({"published_from": at(2026, 11, 25, 8)}, "Ukaże się w\xa0środę 25.11 o\xa08.00."),
        ({"published_from": at(2026, 11, 24, 8)}, "Ukaże się we wtorek 24.11 o\xa08.00."),
        ({"published_from": at(2027, 1, 1, 0)}, "Ukaże się w\xa0piątek 1.01.2027 o\xa00.00."),
        (
            {"published_from": at(2026, 11, 25, 8), "published_until": at(2026, 12, 4, 12)},
            "Ukaże się w\xa0środę 25.11 o\xa08.00 i\xa0zniknie w\xa0piątek 4.12 o\xa012.00.",
        ),
        (
            {"published_until": at(2026, 12, 6, 12)},
            "Jest na stronie. Zniknie w\xa0niedzielę 6.12 o\xa012.00.",
        ),
        ({"published_until": at(2026, 11, 21, 12)}, "Było na stronie do 21.11, godz. 12.00."),
        ({"published_until": NOW}, "Było na stronie do 22.11, godz. 12.00."),
    ],
)
def test_outlook_says_it_in_polish(fields, sentence):
    with translation.override("pl"):
        assert outlook(article(**fields), NOW) == sentence


def test_outlook_tells_the_hour_that_happens_twice_apart():
    summer = at(2026, 10, 25, 2, 30)

    with translation.override("pl"):
        told = [
            outlook(article(published_from=moment), at(2026, 10, 1))
            for moment in (summer, summer.replace(fold=1))
        ]

    assert told[0] != told[1]


minutes = st.integers(0, 3_000_000)


@given(start=minutes, length=st.none() | minutes, passed=minutes)
def test_outlook_agrees_with_what_visitors_see(start, length, passed):
    start, now = (at(2022, 1, 1) + timedelta(minutes=number) for number in (start, passed))
    until = None if length is None else start + timedelta(minutes=length + 1)
    row = article(published_from=start, published_until=until)

    with translation.override("en"):
        said = outlook(row, now)

    assert said.startswith("On the website") == row.is_published(now)
    assert said.startswith("It will appear") == (start > now)
    assert ("vanish" in said) == (until is not None and until > now)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"status": "draft"}, "○</span> Draft<"),
        ({"status": "review"}, "◐</span> To be checked<"),
        ({}, "●</span> Published<"),
        ({"published_from": at(2026, 11, 25)}, "◷</span> Will appear<"),
        ({"status": "archived"}, "□</span> Archived<"),
        ({"status": "withdrawn"}, "✕</span> Withdrawn<"),
    ],
)
def test_badge_has_a_word_and_a_shape(fields, words):
    with translation.override("en"):
        assert words in badge(article(**fields), NOW)
