"""When one can sign up, and that rows and querysets mean the same by each word."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from events.models import Article, Event
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

NOW = timezone.now().replace(microsecond=0)
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)


def closing(at, **fields):
    return factories.event(starts_at=NOW + 9 * DAY, signup_closes_at=at, **fields)


# Deadlines are inclusive to the second


@pytest.mark.parametrize(
    ("shift", "reason"),
    [(-SECOND, None), (0 * SECOND, None), (SECOND * 0.999, None), (SECOND, "too_late")],
    ids=["before", "the second itself", "its last part", "after"],
)
def test_why_closed_counts_the_second_of_the_deadline(shift, reason):
    event = closing(NOW)

    assert event.why_closed(NOW + shift) == reason


@pytest.mark.parametrize(
    ("shift", "reason"), [(-SECOND, "not_yet"), (0 * SECOND, None)], ids=["before", "opening"]
)
def test_why_closed_opens_at_the_very_second(shift, reason):
    event = factories.event(starts_at=NOW + 9 * DAY, signup_opens_at=NOW)

    assert event.why_closed(NOW + shift) == reason


@pytest.mark.parametrize(
    ("shift", "reason"),
    [(-SECOND, None), (0 * SECOND, "too_late"), (6 * HOUR, "over")],
    ids=["before", "start", "end"],
)
def test_why_closed_shuts_when_the_event_starts(shift, reason):
    event = factories.event(starts_at=NOW)

    assert event.why_closed(NOW + shift) == reason


def test_why_closed_tells_the_first_reason_that_holds():
    cancelled = {"cancelled_at": NOW, "cancellation_reason": "illness"}
    event = closing(NOW - DAY, capacity=0, has_waiting_list=False, **cancelled)

    assert event.why_closed(NOW) == "cancelled"


def test_why_closed_never_asks_anybody_to_come_to_what_is_cancelled_or_over():
    coming = factories.event(signup_mode="none")
    cancelled = factories.event(signup_mode="none", cancelled_at=NOW, cancellation_reason="Awaria.")

    assert coming.why_closed(NOW) == "no_signup"
    assert coming.why_closed(coming.ends_at + timedelta(minutes=1)) == "over"
    assert cancelled.why_closed(NOW) == "cancelled"


def test_why_closed_of_a_full_event_depends_on_its_waiting_list():
    reasons = [
        factories.event(capacity=0, has_waiting_list=has_list).why_closed(NOW)
        for has_list in (True, False)
    ]

    assert reasons == [None, "full"]


def test_why_closed_of_an_event_without_days_is_too_late():
    event = factories.event(days=0)

    assert event.why_closed(NOW) == "too_late"


# Twins


@pytest.fixture
def all_sorts(db):
    """An event on each side of each rule."""
    cancelled = {"cancelled_at": NOW, "cancellation_reason": "illness"}
    return [
        factories.event(starts_at=NOW + 9 * DAY),
        factories.event(starts_at=NOW + 9 * DAY, capacity=0),
        factories.event(starts_at=NOW + 9 * DAY, capacity=0, has_waiting_list=False),
        factories.event(starts_at=NOW + 9 * DAY, signup_mode="none"),
        factories.event(starts_at=NOW + 9 * DAY, signup_opens_at=NOW),
        factories.event(starts_at=NOW + 9 * DAY, signup_opens_at=NOW + SECOND),
        factories.event(starts_at=NOW),
        factories.event(starts_at=NOW + SECOND),
        factories.event(starts_at=NOW - 6 * HOUR),
        factories.event(starts_at=NOW - 6 * HOUR + SECOND),
        factories.event(starts_at=NOW + 9 * DAY, **cancelled),
        factories.event(days=0),
        closing(NOW),
        closing(NOW - SECOND),
    ]


@pytest.mark.parametrize("shift", [-SECOND, 0 * SECOND, SECOND * 0.5, SECOND])
def test_event_words_mean_the_same_for_rows_and_querysets(all_sorts, shift):
    at = NOW + shift
    rows = list(Event.objects.all())

    def chosen(predicate):
        return {row.pk for row in rows if predicate(row)}

    def found(queryset):
        return set(queryset.values_list("pk", flat=True))

    events = Event.objects
    assert found(events.past(at)) == chosen(lambda row: row.is_over(at))
    assert found(events.upcoming(at)) == chosen(lambda row: row.ends_at and not row.is_over(at))
    assert found(events.accepting_signups(at)) == chosen(lambda row: row.accepts_signups(at))
    assert found(events.having_free_places()) == chosen(lambda row: row.has_free_places())


@pytest.mark.parametrize("shift", [-SECOND, 0 * SECOND, SECOND])
@pytest.mark.parametrize("status", ["draft", "review", "published", "archived"])
def test_published_means_the_same_for_rows_and_querysets(status, shift):
    for until in (None, NOW + SECOND, NOW + DAY):
        factories.article(status=status, published_from=NOW, published_until=until)

    at = NOW + shift
    found = set(Article.objects.published(at))

    assert found == {row for row in Article.objects.all() if row.is_published(at)}


def test_upcoming_and_past_come_in_the_order_of_their_pages():
    soon, later = (factories.event(starts_at=NOW + days * DAY) for days in (3, 5))
    lately, long_ago = (factories.event(starts_at=NOW - days * DAY) for days in (3, 5))

    assert list(Event.objects.upcoming()) == [soon, later]
    assert list(Event.objects.past()) == [lately, long_ago]


def test_for_days_between_finds_each_event_of_which_a_day_starts_then_once():
    event = factories.event(starts_at=NOW + DAY, days=3)
    factories.event(starts_at=NOW + 5 * DAY)

    assert list(Event.objects.for_days_between(NOW + 2 * DAY, NOW + 3 * DAY)) == [event]
    assert list(Event.objects.for_days_between(NOW + 4 * DAY, NOW + 4 * DAY)) == []


# Rows


@pytest.mark.parametrize(
    ("address", "host"),
    [("", ""), ("https://www.ankieta.example/abc?x=1", "ankieta.example")],
)
def test_survey_host_is_what_people_read_in_their_browser(address, host):
    assert Event(survey_url=address).survey_host == host


def test_copy_from_days_takes_the_first_start_the_last_end_and_each_place_once():
    event = factories.event(days=0)
    for shift, place in ((2, "Biblioteka"), (1, "Świetlica"), (3, "Biblioteka")):
        factories.day(event, starts_at=NOW + shift * DAY, place=place)

    event.copy_from_days()

    event.refresh_from_db()
    assert (event.starts_at, event.ends_at) == (NOW + DAY, NOW + 3 * DAY + 6 * HOUR)
    assert event.venues == "Świetlica · Biblioteka"


@pytest.mark.parametrize(("hours", "taught"), [(0.7, 0), (0.75, 1), (6, 8), (1.4, 1)])
def test_teaching_hours_have_45_minutes(hours, taught):
    day = factories.day(factories.event(days=0), starts_at=NOW, hours=hours)

    assert day.teaching_hours == taught


@pytest.mark.parametrize(
    "fields",
    [
        {"capacity": 1, "places_taken": 2},
        {"cancelled_at": NOW},
        {"signup_opens_at": NOW, "signup_closes_at": NOW},
        {"certificate_threshold": 101},
        {"published_until": NOW - DAY},
    ],
    ids=["overbooked", "no reason", "closes before it opens", "threshold", "window"],
)
def test_database_refuses_an_event_that_cannot_be(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.event(**fields)


def test_capacity_below_the_places_taken_is_refused_in_words():
    event = factories.event(capacity=2, privacy_notice=None)
    factories.registration(event)
    factories.registration(event)
    event.refresh_from_db()
    event.capacity = 1

    with pytest.raises(ValidationError, match="More people than that have a place already."):
        event.validate_constraints()


def test_rich_text_is_cleaned_when_it_is_stored():
    article = factories.article(
        body='<p onclick="x()">Tak<script>alert(1)</script> <a href="javascript:x()">tu</a></p>'
    )

    article.refresh_from_db()

    assert "script" not in article.body
    assert "onclick" not in article.body
