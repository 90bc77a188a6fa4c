"""The schedule of support as PDF: of one project, or of all from the month in which it is made."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, BinaryIO

from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import EventDay, ScheduledDay
from events.schedule import ALL, month_begin, place_of, topic_of
from owes_portal import pdf
from owes_portal.models import Project
from owes_portal.models.operator import current_operator
from owes_portal.polish import slug

MARKS_IN_STRIP = 4  # the most that the rules of the funds allow in one line
DATA_READ, WRITTEN = 15, 95  # per cent of the work


def schedule(
    project_id: int, file: BinaryIO, report: Callable[[int], None], *, at: datetime | None = None
) -> str:
    """Write what is announced and give the file's name; `at` is the moment it shows, or now."""
    project = None if project_id == ALL else Project.objects.get(pk=project_id)
    built_at = timezone.localtime(at)
    context = _context(project, built_at)
    report(DATA_READ)
    title = _("Schedule of support")
    if project:
        title = _("%(paper)s – %(event)s") % {"paper": title, "event": project.title}
    content = pdf.render("events/papers/schedule.html", context, title=title, report=report)
    file.write(content)
    report(WRITTEN)
    return _filename(project, built_at)


def _context(project: Project | None, built_at: datetime) -> dict[str, Any]:
    days = EventDay.objects.announced(built_at).for_schedule()
    since = None if project else month_begin(built_at)
    found = days.filter(event__project=project) if project else days.filter(starts_at__gte=since)
    return {
        "project": project,
        "marks": project.marks.all()[:MARKS_IN_STRIP] if project else [],
        "operator": current_operator(),
        "since": since,
        "built_at": built_at,
        "rows": list(_rows(found, built_at)),
    }


def _rows(days: Iterator[EventDay], at: datetime) -> Iterator[dict[str, Any]]:
    for day in days:
        told = ScheduledDay.of(day, at)
        yield {"day": told, "topic": topic_of(told), "place": place_of(told)}


def _filename(project: Project | None, built_at: datetime) -> str:
    """`harmonogram-wsparcia_2026-11-21_iskra-w-subregionie.pdf`."""
    name = f"harmonogram-wsparcia_{built_at:%Y-%m-%d}"
    return f"{name}_{slug(project.title, length=60)}.pdf" if project else f"{name}.pdf"
