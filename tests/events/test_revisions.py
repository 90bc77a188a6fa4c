"""How often a day changed is counted by the database, whoever changes it and however."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F

from events.models import EventDay
from tests import factories

pytestmark = pytest.mark.django_db

AN_HOUR = timedelta(hours=1)


@pytest.fixture
def day():
    return factories.event().days.get()


def revision(day):
    return EventDay.objects.get(pk=day.pk).revision


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("starts_at", F("starts_at") - AN_HOUR),
        ("ends_at", F("ends_at") + AN_HOUR),
        ("place", "Szkoła"),
        ("address", "ul. Polna 1, Zamość"),
    ],
)
def test_revision_counts_changes_of_time_and_place(day, field, value):
    EventDay.objects.filter(pk=day.pk).update(**{field: value})

    assert revision(day) == 1


def test_revision_counts_one_change_of_time_and_place_together_once(day):
    day.starts_at, day.place = day.starts_at + AN_HOUR, "Szkoła"
    day.save()

    assert revision(day) == 1


def test_revision_stands_when_anything_else_changes(day):
    day.topic, day.directions = "Spółdzielnie", "Od podwórza."
    day.save()

    assert revision(day) == 0


def test_revision_counts_what_is_written_without_django(day):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE events_eventday SET place = 'Szkoła' WHERE id = %s", [day.pk])

    assert revision(day) == 1


def test_revision_never_goes_back_when_a_day_is_saved_as_it_was_read_before(day):
    stale = EventDay.objects.get(pk=day.pk)
    for place in ("Szkoła", "Remiza"):
        EventDay.objects.filter(pk=day.pk).update(place=place)

    stale.topic = "Spółdzielnie"
    stale.save(update_fields=["topic", "revision"])

    assert revision(day) == 2


def test_revision_cannot_be_set_back(day):
    EventDay.objects.filter(pk=day.pk).update(revision=5)
    EventDay.objects.filter(pk=day.pk).update(revision=0)

    assert revision(day) == 5


def test_revisions_of_all_days_count_that_the_event_is_called_off():
    event, other = factories.event(days=2), factories.event()

    event.cancel("Choroba.")

    assert [revision(day) for day in event.days.all()] == [1, 1]
    assert revision(other.days.get()) == 0


def test_revision_goes_on_when_an_event_takes_place_after_all(day):
    day.event.cancel("Choroba.")
    day.event.cancelled_at, day.event.cancellation_reason = None, ""
    day.event.save()

    assert revision(day) == 2


def test_revision_stands_when_an_event_changes_otherwise(day):
    day.event.cancel("Choroba.")
    day.event.cancel("Choroba prowadzącego.")

    assert revision(day) == 1
