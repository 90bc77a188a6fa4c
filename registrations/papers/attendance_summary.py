"""The summary of attendance: who was there on which day, for how long, and what proves it.

For the project's papers, not for circulation; contact data are not on it all the same.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import batched
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events.models import Event, EventDay
from owes_portal.models import Document
from registrations.models import Attendance, SignedList
from registrations.papers.attendance_list import DAYS_IN_PORTRAIT, DAYS_PER_SHEET
from registrations.papers.paper import Paper
from registrations.papers.people import chosen_days

State = Attendance.State
AWAY, NOTHING = "away", ""


@dataclass(frozen=True)
class Word:
    """How one person's day stands: said in a word, for a sign alone is read by no screen reader."""

    state: str
    text: str

    def is_present(self) -> bool:
        return self.state == State.PRESENT


@dataclass(frozen=True)
class Person:
    name: str
    hours: int
    hours_in_all: int
    words: dict[int, Word]

    @property
    def per_cent(self) -> int:
        """Rounded down: nobody has reached a threshold by rounding."""
        return 100 * self.hours // self.hours_in_all if self.hours_in_all else 0


@dataclass(frozen=True)
class Sheet:
    """Some days, all people."""

    days: tuple[EventDay, ...]
    people: list[Person]

    def rows(self) -> Iterator[tuple[Person, list[Word]]]:
        for person in self.people:
            yield person, [person.words[day.pk] for day in self.days]


@dataclass(frozen=True)
class Total:
    """A day in numbers, and what became of its signed lists."""

    day: EventDay
    counts: Counter[str]
    lists: list[SignedList]

    def numbers(self) -> list[int]:
        return [self.counts[state] for state in (*State, NOTHING)]


def facts(event: Event) -> dict[str, Any]:
    """The sheets with their people, the days in numbers, and how the paper lies."""
    days = list(event.days.all())
    people = list(_people(event, days))
    return {
        "sheets": [Sheet(part, people) for part in batched(days, DAYS_PER_SHEET)],
        "totals": list(_totals(event, days, people)),
        "threshold": event.certificate_threshold,
        "is_landscape": len(days) > DAYS_IN_PORTRAIT,
        "teaching_hours": sum(day.teaching_hours for day in days),
    }


def _people(event: Event, days: list[EventDay]) -> Iterator[Person]:
    """In the order of the attendance list; four queries, however many there are."""
    said, chosen = _said(event), chosen_days(event)
    columns = ("pk", "first_name", "last_name", "hours_attended", "hours_in_all")
    people = event.participants.confirmed().with_hours().in_polish_order()
    for pk, first_name, last_name, hours, in_all in people.values_list(*columns):
        words = {day.pk: _word(day, said.get((pk, day.pk)), chosen.get(pk)) for day in days}
        yield Person(f"{first_name} {last_name}".strip(), hours, in_all, words)


def _said(event: Event) -> dict[tuple[int, int], tuple[str, int | None]]:
    """{(person, day): (state, teaching hours)} of all that was ticked."""
    rows = Attendance.objects.for_event(event)
    columns = ("participant_id", "day_id", "state", "hours")
    return {
        (person, day): (state, hours) for person, day, state, hours in rows.values_list(*columns)
    }


def _word(day: EventDay, said: tuple[str, int | None] | None, chosen: set[int] | None) -> Word:
    state, hours = said or (NOTHING, None)
    if state == State.PRESENT and hours is not None and hours < day.teaching_hours:
        return Word(state, _hours_in_words(hours))
    if state:
        return Word(state, str(State(state).label))
    if chosen and day.pk not in chosen:
        return Word(AWAY, _("does not take part"))
    return Word(NOTHING, _("no entry"))


def _hours_in_words(hours: int) -> str:
    return ngettext("present for %(count)d h", "present for %(count)d h", hours) % {"count": hours}


def _totals(event: Event, days: list[EventDay], people: list[Person]) -> Iterator[Total]:
    filed = list(event.signed_lists.in_force().for_reading())
    for day in days:
        counts = Counter(person.words[day.pk].state for person in people)
        yield Total(day, counts, [one for one in filed if one.day_id == day.pk])


ATTENDANCE_SUMMARY = Paper(
    kind=Document.Kind.ATTENDANCE_SUMMARY,
    code="ZO",
    file_slug="zestawienie-obecnosci",
    about=gettext_lazy(
        "Who was there on which day and for how many teaching hours, the days in numbers, and "
        "whether their signed lists are filed and compared."
    ),
    template="registrations/papers/attendance_summary.html",
    facts=facts,
)
