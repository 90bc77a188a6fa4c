"""The table of attendance: a row for each person and day, with what was written down of it."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Event, EventDay
from owes_portal.models import Document
from owes_portal.spreadsheet import Column, Row
from registrations.models import Attendance, Participant, Tick
from registrations.tables.table import CHUNK, Table, comes_on, moment_in, said, words_of


class Words(NamedTuple):
    """What states and sources are called."""

    states: dict[str, str]
    sources: dict[str, str]


def columns(event: Event) -> list[Column]:
    return [
        Column(_("Number"), 14),
        Column(_("Surname"), 20),
        Column(_("First name"), 16),
        Column(_("Day"), 12),
        Column(_("Attendance"), 14),
        Column(_("Hours on that day"), 12),
        Column(_("Hours of the day"), 12),
        Column(_("Hours in all"), 12),
        Column(_("Hours of the event"), 12),
        Column(_("Per cent"), 10),
        Column(_("Source"), 22),
        Column(_("Written down"), 16),
        Column(_("By whom"), 18),
        Column(_("Corrections"), 50),
    ]


def rows(event: Event) -> Iterator[Row]:
    """Everybody with a place, in Polish order, on each chosen day and each day that was ticked."""
    words = Words(words_of(Attendance.State), words_of(Tick.Source))
    days = list(event.days.all())
    for *person, attended, in_all, chosen, told, ticks in people_of(event).iterator(CHUNK):
        per_cent = 100 * attended // in_all if in_all else None
        known = {attendance["day"]: attendance for attendance in told}
        for day in days:
            if day.pk in known or comes_on(day.pk, chosen):
                of_day = [tick for tick in ticks if tick["day"] == day.pk]
                yield [
                    *person,
                    timezone.localdate(day.starts_at),
                    *_attended(day, known.get(day.pk), words),
                    attended,
                    in_all,
                    per_cent,
                    *_written_down(of_day, words),
                ]


def people_of(event: Event) -> QuerySet:
    """Name, hours, days, attendance and its log of each person."""
    days = Participant.days.through.objects.filter(participant=OuterRef("pk"))
    told = Attendance.objects.filter(participant=OuterRef("pk"))
    ticks = Tick.objects.filter(participant=OuterRef("pk")).order_by("at", "pk")
    names = ("registration__number", "last_name", "first_name", "hours_attended", "hours_in_all")
    people = event.participants.on_record().with_hours().in_polish_order()
    return people.values_list(
        *names,
        ArraySubquery(days.values("eventday")),
        ArraySubquery(told.values_list(JSONObject(day="day", state="state", hours="hours"))),
        ArraySubquery(ticks.values_list(_of_tick())),
    )


def _of_tick() -> JSONObject:
    own = ("day", "before", "after", "source", "reason", "at")
    return JSONObject(**{name: name for name in own}, by="by__username")


def _attended(day: EventDay, attendance: dict[str, Any] | None, words: Words) -> Row:
    """The state, the hours attended and the hours of that day."""
    state = attendance["state"] if attendance else ""
    if not state:
        return [_("not written down"), None, day.teaching_hours]
    hours = day.teaching_hours if attendance["hours"] is None else attendance["hours"]
    is_present = state == Attendance.State.PRESENT
    attended = min(hours, day.teaching_hours) if is_present else 0
    return [words.states[state], attended, day.teaching_hours]


def _written_down(ticks: list[dict[str, Any]], words: Words) -> Row:
    """From what, when and by whom it was written down last, and what was there before."""
    if not ticks:
        return [None] * 4
    last = ticks[-1]
    source = words.sources[last["source"]]
    corrections = "\n".join(_correction(tick, words) for tick in ticks[1:])
    return [source, moment_in(last["at"]), last["by"], corrections]


def _correction(tick: dict[str, Any], words: Words) -> str:
    """„3.10.2026 10:15 anna: nieobecność → obecność (spóźniony pociąg)”"""
    states = (words.states.get(tick[name], _("not written down")) for name in ("before", "after"))
    reason = f" ({tick['reason']})" if tick["reason"] else ""
    return f"{said(tick['at'])} {tick['by']}: {' → '.join(states)}{reason}"


ATTENDANCE = Table(
    kind=Document.Kind.ATTENDANCE_TABLE,
    file_slug="obecnosc",
    about=gettext_lazy(
        "A row for each person and day: attendance, hours, per cent, from what it was written down, "
        "and every correction."
    ),
    columns=columns,
    rows=rows,
)
