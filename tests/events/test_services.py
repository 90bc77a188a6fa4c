"""The schedule of support is kept: each change is written down, once."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from events import services, tasks
from events.models import EventDay, ScheduleChange
from events.schedule import ALL, month_begin
from events.services.schedule import PAPER_LASTS
from owes_portal.models import Document
from tests import factories

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


@pytest.fixture
def day():
    project = factories.project(title="Iskra w gminie")
    event = factories.event(title="ABC", project=project)
    services.keep_schedule(timezone.now())
    return event.days.get()


def keep():
    """The lines that one more comparison writes."""
    known = set(ScheduleChange.objects.values_list("pk", flat=True))
    services.keep_schedule(timezone.now())
    return list(ScheduleChange.objects.exclude(pk__in=known))


def test_keep_schedule_writes_a_line_for_each_new_day():
    event = factories.event(title="ABC", days=2)

    written = services.keep_schedule(timezone.now())

    lines = ScheduleChange.objects.all()
    assert written == 2
    assert [line.day_number for line in lines] == [day.pk for day in event.days.all()]
    assert {(line.is_new(), line.now.event, line.event) for line in lines} == {(True, "ABC", event)}


def test_keep_schedule_writes_nothing_when_nothing_has_changed(day):
    assert keep() == []


def test_keep_schedule_keeps_what_was_and_what_is(day):
    EventDay.objects.update(place="Szkoła", address="ul. Długa 1, Chełm")

    [line] = keep()

    assert (line.was.place, line.now.place) == ("Dom kultury", "Szkoła")
    assert line.before == day_as_json(day, place="Dom kultury", address="ul. Lipowa 2, Zwierzyniec")
    assert line.after == day_as_json(day, place="Szkoła", address="ul. Długa 1, Chełm")


def day_as_json(day, **fields):
    return {
        "starts_at": day.starts_at.astimezone(UTC).isoformat(),
        "ends_at": day.ends_at.astimezone(UTC).isoformat(),
        "kind": "workshop",
        "event": "ABC",
        "topic": "",
        "trainer": "",
        "people": 20,
        "project": "Iskra w gminie",
        "project_id": day.event.project_id,
        "cancelled": "",
    } | fields


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "draft"},
        {"status": "archived"},
        {"published_until": timezone.now() - MINUTE},
        {"published_from": timezone.now() + timedelta(days=1)},
    ],
    ids=["draft", "archived", "its time is over", "later"],
)
def test_keep_schedule_writes_that_a_day_is_announced_no_more(day, fields):
    type(day.event).objects.update(**fields)

    [line] = keep()

    assert (line.is_gone(), line.was.event, keep()) == (True, "ABC", [])


def test_keep_schedule_follows_the_publishing_window():
    now = timezone.now()
    window = {"published_from": now + 10 * MINUTE, "published_until": now + 20 * MINUTE}
    factories.event(**window)

    written = [services.keep_schedule(now + minutes * MINUTE) for minutes in (9, 10, 19, 20, 21)]

    assert written == [0, 1, 0, 1, 0]


def test_keep_schedule_keeps_the_line_of_a_day_that_was_deleted(day):
    day.event.delete()

    [line] = keep()

    assert (line.is_gone(), line.event, line.was.event) == (True, None, "ABC")


def test_keep_schedule_writes_a_cancellation_with_its_reason(day):
    day.event.cancel("Trenerka zachorowała.")

    [line] = keep()

    assert (line.is_cancellation(), line.now.cancelled) == (True, "Trenerka zachorowała.")


def test_keep_schedule_announces_a_day_that_comes_back(day):
    type(day.event).objects.update(status="draft")
    keep()
    type(day.event).objects.update(status="published")

    [line] = keep()

    assert (line.is_new(), line.stands()) == (True, True)


def test_keep_schedule_does_not_name_a_project_that_nobody_may_see(day):
    type(day.event.project).objects.update(status="draft")

    [line] = keep()

    assert (line.project, line.now.project, line.now.project_id) == (None, "", None)
    assert line in ScheduleChange.objects.for_project(day.event.project)


def test_keep_schedule_sees_no_change_in_another_way_to_write_the_same_moment(day):
    EventDay.objects.update(starts_at=day.starts_at.astimezone(UTC))

    assert keep() == []


def test_keep_schedule_tells_the_two_hours_of_a_changed_clock_apart(day):
    """Clocks are put back on 25 October 2026: 2.30 comes twice."""
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    EventDay.objects.update(starts_at=first, ends_at=first + timedelta(hours=5))
    keep()
    EventDay.objects.update(starts_at=first + timedelta(hours=1))

    [line] = keep()

    assert line.now.starts_at - line.was.starts_at == timedelta(hours=1)


def test_keep_schedule_task_keeps_it(day):
    day.event.cancel("Brak prądu.")

    tasks.keep_schedule()

    assert ScheduleChange.objects.newest_first().first().is_cancellation()


# Its papers


def asked():
    made = Document.objects.filter(kind="schedule").order_by("subject_id")
    return list(made.values_list("subject_id", "status", "asked_by"))


def all_ready(**fields):
    fields = {"status": "ready", "file": "documents/x.pdf"} | fields
    Document.objects.update(**fields)


def test_keep_schedule_asks_for_the_papers_of_what_has_changed(day):
    assert asked() == [(ALL, "asked", None), (day.event.project_id, "asked", None)]


def test_keep_schedule_asks_for_no_paper_that_says_what_is_announced(day):
    all_ready()

    keep()

    assert len(asked()) == 2


def test_keep_schedule_asks_for_papers_of_the_project_that_has_changed_only(day):
    other = factories.event(project=factories.project())
    keep()
    all_ready()
    EventDay.objects.filter(event=other).update(place="Szkoła")

    keep()

    assert asked().count((ALL, "asked", None)) == 1
    assert asked().count((other.project_id, "asked", None)) == 1
    assert asked().count((day.event.project_id, "asked", None)) == 0


@pytest.mark.parametrize("status", ["ready", "failed"])
def test_keep_schedule_asks_anew_before_the_file_is_removed(day, status):
    all_ready(status=status)
    ScheduleChange.objects.update(at=timezone.now() - timedelta(days=90))
    later = timezone.now() + PAPER_LASTS + MINUTE

    services.keep_schedule(later)

    assert [status for _subject, status, _by in asked()].count("asked") == 2


def test_keep_schedule_asks_anew_when_a_month_begins(day):
    next_month = month_begin(timezone.now() + timedelta(days=32))
    all_ready(asked_at=next_month - MINUTE)

    services.keep_schedule(next_month)

    assert [status for _subject, status, _by in asked()].count("asked") == 2


def test_keep_schedule_asks_for_nothing_when_nothing_was_ever_announced():
    factories.event(status="draft")

    services.keep_schedule(timezone.now())

    assert asked() == []


@pytest.mark.parametrize("count", [1, 3])
def test_keep_schedule_takes_a_constant_number_of_queries(count, django_assert_num_queries):
    for _ in range(count):
        factories.event(days=2)

    with django_assert_num_queries(16):
        services.keep_schedule(timezone.now())
