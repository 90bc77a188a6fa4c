"""The attendance list to sign: everybody who has a place, in Polish order, a column for each day.

It circulates among the participants, so it never shows contact data, needs or diets.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import batched
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import Event, EventDay
from owes_portal.models import Document
from registrations.papers.options import DayOptions, ListOptions
from registrations.papers.paper import Paper, Stage, days_of
from registrations.papers.people import Person, people_on

DAYS_PER_SHEET = 5
DAYS_IN_PORTRAIT = 3
WALK_INS = 5
ROWS_OF_EMPTY_LIST = 20


@dataclass(frozen=True)
class Sheet:
    """The part of the list that has room for the signatures: some days, all people."""

    days: tuple[EventDay, ...]
    people: list[Person]
    blank_rows: int
    with_organisations: bool

    def blank_numbers(self) -> range:
        """For those who come without having signed up."""
        first = len(self.people) + 1
        return range(first, first + self.blank_rows)

    def column_count(self) -> int:
        return 2 + self.with_organisations + max(len(self.days), 1)

    def rows(self) -> Iterator[tuple[Person, list[bool]]]:
        for person in self.people:
            yield person, [person.comes_on(day) for day in self.days]


class Options(DayOptions, ListOptions):
    """One day or all of them, with names or without, with organisations or without."""

    without_organisations = forms.BooleanField(
        label=_("Without the organisation column"), required=False
    )
    field_order = ("day", "blank_rows", "is_empty", "without_organisations")


def facts(
    event: Event,
    *,
    day: int | None = None,
    is_empty: bool = False,
    without_organisations: bool = False,
    blank_rows: int | None = None,
) -> dict[str, Any]:
    """The sheets with their people, and how the paper lies."""
    days = days_of(event, day)
    people = [] if is_empty else list(people_on(event))
    with_organisations = not without_organisations and has_organisations(people)
    blank = rows_left_blank(people, blank_rows)
    return {
        "is_empty": not people,
        "sheets": [Sheet(part, people, blank, with_organisations) for part in _parts(days)],
        "is_landscape": len(days) > DAYS_IN_PORTRAIT,
        "teaching_hours": sum(one.teaching_hours for one in days),
    }


def rows_left_blank(people: list[Person], wanted: int | None) -> int:
    """As many as staff want; else a few for walk-ins, or a page of them when nobody is named."""
    usual = WALK_INS if people else ROWS_OF_EMPTY_LIST
    return usual if wanted is None else wanted


def has_organisations(people: list[Person]) -> bool:
    return any(person.organisation for person in people)


def _parts(days: list[EventDay]) -> list[tuple[EventDay, ...]]:
    return list(batched(days, DAYS_PER_SHEET)) or [()]


ATTENDANCE_LIST = Paper(
    kind=Document.Kind.PARTICIPANT_LIST,
    code="LO",
    file_slug="lista-obecnosci",
    about=_(
        "To be signed: people with a place, a column for each day and blank rows for those who just "
        "come. No contact data."
    ),
    template="registrations/papers/attendance_list.html",
    facts=facts,
    stage=Stage.ON_THE_DAY,
    options=Options,
    file_words={"is_empty": "pusta"},
)
