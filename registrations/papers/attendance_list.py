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
from registrations.models import Participant
from registrations.papers.options import DayOptions
from registrations.papers.paper import Paper

DAYS_PER_SHEET = 5
DAYS_IN_PORTRAIT = 3
WALK_INS = 5
ROWS_OF_EMPTY_LIST = 20


@dataclass(frozen=True)
class Person:
    name: str
    organisation: str
    day_ids: frozenset[int]

    def comes_on(self, day: EventDay) -> bool:
        """Whoever chose no day in particular comes on all of them."""
        return not self.day_ids or day.pk in self.day_ids


NOBODY = [Person("", "", frozenset())] * (ROWS_OF_EMPTY_LIST - WALK_INS)


@dataclass(frozen=True)
class Sheet:
    """The part of the list that has room for the signatures: some days, all people."""

    days: tuple[EventDay, ...]
    people: list[Person]
    with_organisations: bool

    def blank_numbers(self) -> range:
        """For those who come without having signed up."""
        first = len(self.people) + 1
        return range(first, first + WALK_INS)

    def column_count(self) -> int:
        return 2 + self.with_organisations + max(len(self.days), 1)

    def rows(self) -> Iterator[tuple[Person, list[bool]]]:
        for person in self.people:
            yield person, [person.comes_on(day) for day in self.days]


class Options(DayOptions):
    """One day or all of them, with names or without."""

    is_empty = forms.BooleanField(label=_("Without names, to be filled in by hand"), required=False)


def facts(event: Event, *, day: int | None = None, is_empty: bool = False) -> dict[str, Any]:
    """The sheets with their people, and how the paper lies."""
    days = [one for one in event.days.all() if day in (None, one.pk)]
    people = [] if is_empty else list(_people(event))
    with_organisations = any(person.organisation for person in people)
    return {
        "is_empty": not people,
        "sheets": [Sheet(part, people or NOBODY, with_organisations) for part in _parts(days)],
        "is_landscape": len(days) > DAYS_IN_PORTRAIT,
        "teaching_hours": sum(one.teaching_hours for one in days),
    }


def _parts(days: list[EventDay]) -> list[tuple[EventDay, ...]]:
    return list(batched(days, DAYS_PER_SHEET)) or [()]


def _people(event: Event) -> Iterator[Person]:
    chosen = chosen_days(event)
    columns = ("pk", "first_name", "last_name", "registration__organisation__name")
    participants = event.participants.holding_places().in_polish_order()
    for pk, first_name, last_name, organisation in participants.values_list(*columns):
        yield Person(f"{first_name} {last_name}", organisation or "", frozenset(chosen.get(pk, ())))


def chosen_days(event: Event) -> dict[int, set[int]]:
    """The days of each person who chose some, by the keys of both."""
    chosen: dict[int, set[int]] = {}
    pairs = Participant.days.through.objects.filter(participant__event=event)
    for participant_id, day_id in pairs.values_list("participant_id", "eventday_id"):
        chosen.setdefault(participant_id, set()).add(day_id)
    return chosen


ATTENDANCE_LIST = Paper(
    kind=Document.Kind.PARTICIPANT_LIST,
    code="LO",
    file_slug="lista-obecnosci",
    about=_(
        "To be signed: people with a place, a column for each day and five blank rows. "
        "No contact data."
    ),
    template="registrations/papers/attendance_list.html",
    facts=facts,
    options=Options,
    file_words={"is_empty": "pusta"},
)
