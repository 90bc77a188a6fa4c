"""Copies of an event: what they take along, on which days, and only once."""

import uuid
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from events import services
from events.models import Attachment, Event, EventSeries, PickupPoint
from events.services.copies import LEFT_BEHIND, MOVED, planned
from tests import factories
from tests.factories_library import pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

MARCH = timezone.make_aware(datetime(2026, 3, 21, 9))  # eight days before the clocks go forward


@pytest.fixture
def event():
    made = factories.event(
        title="Ekonomia na start",
        slug="ekonomia",
        days=2,
        starts_at=MARCH,
        programme="<p>Plan</p>",
        signup_closes_at=timezone.make_aware(datetime(2026, 3, 17, 15)),
        needs_by=date(2026, 3, 12),
        contact=factories.contact_person(),
        project=factories.project(),
        privacy_notice=factories.consent_text(),
        places_taken=4,
        people_came=4,
    )
    PickupPoint.objects.create(event=made, place="Dworzec", leaves_at=MARCH - timedelta(hours=2))
    made.topics.add(factories.topic())
    made.consents.add(factories.consent_text(kind="image"))
    return made


def copy(event, *days, bob, key=None, **options):
    options = {"title": event.title, "with_files": False} | options
    return services.copy_event(event, days, key=key or uuid.uuid4(), by=bob, **options)


def local(moment):
    return timezone.make_naive(moment)


def test_copy_event_keeps_hours_and_distances_when_clocks_change(event, bob):
    [made] = copy(event, date(2026, 4, 21), bob=bob)

    assert [local(day.starts_at) for day in made.days.all()] == [
        datetime(2026, 4, 21, 9),
        datetime(2026, 4, 22, 9),
    ]
    assert local(made.signup_closes_at) == datetime(2026, 4, 17, 15)
    assert made.needs_by == date(2026, 4, 12)
    assert local(made.pickup_points.get().leaves_at) == datetime(2026, 4, 21, 7)
    assert (local(made.starts_at), local(made.ends_at)) == (
        datetime(2026, 4, 21, 9),
        datetime(2026, 4, 22, 15),
    )


def test_copy_event_takes_along_what_describes_it_and_no_people(event, bob):
    [made] = copy(event, date(2026, 4, 21), bob=bob)

    same = ("lead", "programme", "contact", "project", "privacy_notice", "capacity")
    assert [getattr(made, name) for name in same] == [getattr(event, name) for name in same]
    assert list(made.topics.all()) == list(event.topics.all())
    assert list(made.consents.all()) == list(event.consents.all())
    assert (made.status, made.places_taken, made.people_came) == ("draft", 0, None)
    assert made.slug == "ekonomia-na-start-2026-04-21"


def test_every_field_of_an_event_is_copied_moved_or_left_behind():
    names = {field.name for field in Event._meta.concrete_fields}

    assert LEFT_BEHIND | set(MOVED) <= names
    assert not {
        field for field in names - LEFT_BEHIND - set(MOVED) if field.endswith(("_at", "_by"))
    }


def test_copy_event_is_no_cancelled_event(event, bob):
    event.cancel("Choroba trenera")

    [made] = copy(event, date(2026, 4, 21), bob=bob)

    assert (made.cancelled_at, made.cancellation_reason) == (None, "")


def test_copy_event_twice_for_a_day_gives_each_an_address(event, bob):
    copy(event, date(2026, 4, 21), bob=bob)

    [again] = copy(event, date(2026, 4, 21), bob=bob)

    assert again.slug == "ekonomia-na-start-2026-04-21-2"


def test_copy_event_sent_twice_makes_it_once(event, bob):
    key = uuid.uuid4()

    first = copy(event, date(2026, 4, 21), date(2026, 5, 21), bob=bob, key=key)
    second = copy(event, date(2026, 4, 21), date(2026, 5, 21), bob=bob, key=key)

    assert second == first
    assert Event.objects.count() == 3


def test_copy_event_makes_one_series_with_its_source(event, bob):
    made = copy(event, date(2026, 4, 21), date(2026, 5, 21), bob=bob)

    series = EventSeries.objects.get()
    assert list(series.events.order_by("starts_at")) == [event, *made]


def test_copy_event_once_begins_no_series(event, bob):
    copy(event, date(2026, 4, 21), bob=bob)

    assert not EventSeries.objects.exists()


def test_copy_event_takes_files_along_only_if_asked_and_never_materials(event, bob):
    Attachment.objects.create(event=event, title="Program", file=ContentFile(pdf(), "plik.pdf"))
    Attachment.objects.create(
        event=event, title="Slajdy", file=ContentFile(pdf(), "plik.pdf"), is_material=True
    )

    [without] = copy(event, date(2026, 4, 21), bob=bob)
    [with_them] = copy(event, date(2026, 4, 22), bob=bob, with_files=True)

    assert not without.attachments.exists()
    assert [file.title for file in with_them.attachments.all()] == ["Program"]
    assert event.attachments.count() == 2


def test_copy_event_drops_a_translated_title_that_is_no_longer_true(event, bob):
    event.translations = {"en": {"title": "Start", "lead": "What it is about"}}
    event.save()

    [made] = copy(event, date(2026, 4, 21), bob=bob, title="Ekonomia dalej")

    assert made.translations == {"en": {"lead": "What it is about"}}


def test_a_day_whose_hour_the_clock_leaves_out_is_noticed():
    night = timezone.make_aware(datetime(2026, 3, 21, 2, 10))
    event = factories.event(starts_at=night)
    event.days.update(ends_at=night + timedelta(minutes=30))

    assert planned(event, date(2026, 3, 29), title="").is_torn_by_the_clock()
    assert not planned(event, date(2026, 3, 30), title="").is_torn_by_the_clock()


@given(
    st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)),
    st.integers(-800, 800),
)
def test_in_days_keeps_the_hour_unless_the_clock_leaves_it_out(moment, days):
    moment = moment.replace(second=0, microsecond=0)

    later = local(services.in_days(moment, days))

    wanted = local(moment) + timedelta(days=days)
    assert later == wanted or (wanted.hour, later.time()) == (2, time(3))
