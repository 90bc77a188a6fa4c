"""The schedule of support in words: its rows, what has changed in it, and its newest paper."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import BinaryIO, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import EventDay, ScheduleChange, ScheduledDay
from owes_portal.models import Document, Project
from owes_portal.spreadsheet import Cell, Column, Sheet, write_xlsx
from owes_portal.templatetags.typography import NBSP, date_range, hour_range, hours

# Of all projects together: the number of what a paper is about.
ALL = 0
# When a table says it was made, as long as nothing has been written down of the schedule.
BEFORE_ALL = datetime(2000, 1, 1, tzinfo=timezone.get_default_timezone())


class Difference(NamedTuple):
    """One thing about a day that was changed, in words; empty where there was or is nothing."""

    name: str
    was: str
    now: str


def month_begin(moment: datetime) -> datetime:
    """The first moment of its month, in Polish time."""
    local = timezone.localtime(moment)
    return timezone.make_aware(datetime(local.year, local.month, 1))


def topic_of(day: ScheduledDay) -> str:
    if not day.topic:
        return day.event
    return _("%(event)s: %(topic)s") % {"event": day.event, "topic": day.topic}


def place_of(day: ScheduledDay) -> str:
    return ", ".join(filter(None, [day.place, day.address]))


def differences(change: ScheduleChange) -> list[Difference]:
    """What is otherwise now; nothing for a day that is new or gone."""
    if change.is_new() or change.is_gone():
        return []
    pairs = zip(_told(change.was), _told(change.now), strict=True)
    return [Difference(name, was, now) for (name, was), (_name, now) in pairs if was != now]


def _told(day: ScheduledDay) -> Iterator[tuple[str, str]]:
    """All that is said of the day: what it is, and in words."""
    yield _("Day and hours"), _when(day)
    yield _("Form of support"), day.kind_name
    yield _("Topic"), topic_of(day)
    yield _("Place and address"), place_of(day)
    yield _("Led by"), day.trainer
    yield _("Planned number of people"), str(day.people)
    yield _("Project"), day.project
    yield _("Cancelled, reason"), day.cancelled


def _when(day: ScheduledDay) -> str:
    return f"{date_range(day.starts_at, day.ends_at)}, {hours(day.starts_at, day.ends_at)}"


def newest_paper(project: Project | None) -> Document | None:
    """The last finished PDF of the project's schedule, or of the whole, whose file is there."""
    made = Document.objects.about(Document.Kind.SCHEDULE, project.pk if project else ALL)
    newest = made.filter(status=Document.Status.READY).first()
    return None if newest is None or newest.is_gone() else newest


def write_table(file: BinaryIO, days: Iterable[EventDay]) -> None:
    """The days as XLSX; the same bytes as long as the same is announced."""
    columns = [
        Column(_("No."), 6),
        Column(_("Date"), 12),
        Column(_("Hours"), 14),
        Column(_("Form of support"), 22),
        Column(_("Topic"), 50),
        Column(_("Place and address"), 40),
        Column(_("Led by"), 24),
        Column(_("Planned number of people"), 12),
        Column(_("Project"), 34),
        Column(_("Cancelled, reason"), 34),
    ]
    last = ScheduleChange.objects.newest_first().values_list("at", flat=True).first()
    sheet = Sheet(_("Schedule of support"), columns, _rows(days))
    write_xlsx(file, [sheet], created=last or BEFORE_ALL, folder=Document.folder())


def _rows(days: Iterable[EventDay]) -> Iterator[list[Cell]]:
    for number, day in enumerate(map(ScheduledDay.of, days), 1):
        yield [
            number,
            timezone.localtime(day.starts_at).date(),
            hour_range(day.starts_at, day.ends_at).replace(NBSP, " "),
            day.kind_name,
            topic_of(day),
            place_of(day),
            day.trainer,
            day.people,
            day.project,
            day.cancelled,
        ]
