"""The schedule of support in words: its rows, what has changed in it, and its newest paper."""

from collections.abc import Iterable, Iterator, Set
from datetime import datetime
from typing import BinaryIO, NamedTuple

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Event, EventDay, ScheduleChange, ScheduledDay
from owes_portal.models import Document, Project
from owes_portal.models.translations import Spoken
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


def public_changes(changes: Iterable[ScheduleChange]) -> list[tuple[ScheduleChange, list]]:
    """Each change with its differences, without the words of what was withdrawn."""
    taken_back = frozenset(Project.objects.withdrawn().values_list("pk", flat=True))
    return [
        (change, [] if change.is_withdrawn() else differences(change, unnamed=taken_back))
        for change in changes
    ]


def differences(change: ScheduleChange, unnamed: Set[int] = frozenset()) -> list[Difference]:
    """What is otherwise now; nothing for a day that is new or gone. Projects can be left unnamed."""
    if change.is_new() or change.is_gone():
        return []
    before, after = (_told(day, unnamed) for day in (change.was, change.now))
    pairs = zip(before, after, strict=True)
    return [Difference(name, was, now) for (name, was), (_name, now) in pairs if was != now]


def _told(day: ScheduledDay, unnamed: Set[int]) -> Iterator[tuple[str, str]]:
    """All that is said of the day: what it is, and in words."""
    yield _("Day and hours"), _when(day)
    yield _("Form of support"), day.kind_name
    yield _("Topic"), _polish(topic_of(day))
    yield _("Place and address"), _polish(place_of(day))
    yield _("Led by"), day.trainer
    yield _("Planned number of people"), str(day.people)
    yield _("Project"), "" if day.project_id in unnamed else _polish(day.project)
    yield _("Cancelled, reason"), _polish(day.cancelled)


def _polish(text: str) -> Spoken:
    return Spoken(text, settings.LANGUAGE_CODE)


def _when(day: ScheduledDay) -> str:
    return f"{date_range(day.starts_at, day.ends_at)}, {hours(day.starts_at, day.ends_at)}"


def newest_paper(project: Project | None) -> Document | None:
    """The last finished PDF of the project's schedule, or of the whole, whose file is there."""
    made = Document.objects.about(Document.Kind.SCHEDULE, project.pk if project else ALL)
    newest = made.filter(status=Document.Status.READY).first()
    is_shown = newest is not None and not newest.is_gone() and not _names_too_much(newest)
    return newest if is_shown else None


def _names_too_much(paper: Document) -> bool:
    """Whether something in it has been taken back or is over since: the next paper is on its way."""
    gone = ScheduleChange.objects.filter(after__isnull=True, at__gte=paper.begun_at)
    ended = Event.objects.filter(published_until__range=(paper.begun_at, timezone.now()))
    return gone.exists() or ended.exists()


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
