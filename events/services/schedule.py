"""The schedule of support is kept: what has changed is written down, and its papers are made anew."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from heapq import merge
from itertools import batched, groupby

from django.db import connection, transaction
from django.db.models import Max, QuerySet

from events.models import EventDay, ScheduleChange, ScheduledDay
from events.schedule import ALL, month_begin
from owes_portal import documents
from owes_portal.models import Document, Project

# A number of our own for PostgreSQL's advisory locks: who holds it compares the schedule.
TURN = 1_262_572_355
# Before the file of the last one is removed.
PAPER_LASTS = timedelta(days=25)
WRITTEN_AT_ONCE = 500


@transaction.atomic
def keep_schedule(at: datetime) -> int:
    """Write down what is announced otherwise than it was; gives how many days. Safe when two run.

    1. Nobody else compares until we are done.
    2. Each day that is announced now is compared with the last line about it.
    3. Papers that no longer say what is announced are asked for.
    """
    take_turn()
    lines = 0
    for some in batched(_changes(at), WRITTEN_AT_ONCE):
        lines += len(ScheduleChange.objects.bulk_create(some))
    for subject in _papers_due(at):
        documents.request(Document.Kind.SCHEDULE, subject_id=subject, by=None)
    return lines


def take_turn() -> None:
    """Wait until nobody else compares; it is our turn to the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])


def _changes(at: datetime) -> Iterator[ScheduleChange]:
    """A line for each day of which something else is known than what its last line says.

    Days and lines are read side by side: after some years there are thousands of both.
    """
    lines = ScheduleChange.objects.standing().order_by("day_number").iterator()
    days = EventDay.objects.announced(at).for_schedule().order_by("pk").iterator()
    for number, rows in groupby(merge(lines, days, key=_day_number), key=_day_number):
        found = {type(row): row for row in rows}
        line, day = found.get(ScheduleChange), found.get(EventDay)
        was = line and line.now
        now = day and ScheduledDay.of(day, at)
        if was != now:
            event_id = day.event_id if day else line.event_id
            yield ScheduleChange.of(number, was, now, at=at, event_id=event_id)


def _day_number(row: ScheduleChange | EventDay) -> int:
    return row.pk if isinstance(row, EventDay) else row.day_number


def _papers_due(at: datetime) -> Iterator[int]:
    """What there is no paper of that was asked for since the schedule changed."""
    if _is_due(ALL, ScheduleChange.objects.all(), at):
        yield ALL
    for project in Project.objects.published(at).filter(events__days__isnull=False).distinct():
        if _is_due(project.pk, ScheduleChange.objects.for_project(project), at):
            yield project.pk


def _is_due(subject: int, changes: QuerySet, at: datetime) -> bool:
    changed_at = changes.aggregate(last=Max("at"))["last"]
    if changed_at is None:
        return False
    since = max(changed_at, month_begin(at), at - PAPER_LASTS)
    asked = Document.objects.about(Document.Kind.SCHEDULE, subject).filter(asked_at__gte=since)
    return not asked.exists()
