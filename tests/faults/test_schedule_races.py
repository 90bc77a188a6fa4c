"""The schedule of support compared by many at once: each change is one line."""

import time

import pytest
from django.utils import timezone

from events.models import ScheduleChange
from events.services import schedule
from owes_portal.models import Document
from tests import factories
from tests.faults.crowd import at_once, failures

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

AT_ONCE = 8


@pytest.fixture(autouse=True)
def _slow(monkeypatch, settings):
    """Between looking and writing there is time for all to look."""
    settings.CELERY_TASK_ALWAYS_EAGER = False
    looked = schedule._changes

    def slowly(at):
        found = list(looked(at))
        time.sleep(0.2)
        return found

    monkeypatch.setattr(schedule, "_changes", slowly)


def kept_at_once():
    return at_once([lambda: schedule.keep_schedule(timezone.now())] * AT_ONCE, connections=AT_ONCE)


def test_schedule_compared_by_many_at_once_is_written_down_once():
    factories.event(days=3, project=factories.project())

    results = kept_at_once()

    assert failures(results) == []
    assert sorted(results) == [0] * (AT_ONCE - 1) + [3]
    assert ScheduleChange.objects.count() == 3
    assert Document.objects.filter(kind="schedule").count() == 2


def test_schedule_compared_without_taking_turns_is_written_down_many_times(monkeypatch):
    """The control: if this finds one line only, the test above proves nothing."""
    factories.event(days=3)
    monkeypatch.setattr(schedule, "take_turn", lambda: None)

    kept_at_once()

    assert ScheduleChange.objects.count() > 3
