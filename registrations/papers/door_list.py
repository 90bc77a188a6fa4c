"""The list for the door: who is expected, in large letters, with a box for each day to tick."""

from itertools import batched, groupby
from typing import Any

from django.utils.translation import gettext_lazy as _

from events.models import Event, EventDay
from owes_portal.models import Document
from registrations.papers.options import DayOptions
from registrations.papers.paper import Paper, Stage, days_of
from registrations.papers.people import Person, people_on

DAYS_PER_SHEET = 7
# With more of them, the boxes leave too little room for a surname.
DAYS_IN_PORTRAIT = 4
# From so many people on one looks for a letter first.
PEOPLE_IN_LETTERS = 30


def facts(event: Event, *, day: int | None = None) -> dict[str, Any]:
    """The sheets: some days each, people by the first letter of their surname."""
    days = days_of(event, day)
    people = [person for person in people_on(event) if person.comes_on_any(days)]
    parts = list(batched(days, DAYS_PER_SHEET)) or [()]
    return {
        "sheets": [{"days": part, "groups": _groups(people, part)} for part in parts],
        "with_letters": len(people) >= PEOPLE_IN_LETTERS,
        "people_count": len(people),
        "is_landscape": len(days) > DAYS_IN_PORTRAIT,
    }


def _groups(people: list[Person], days: tuple[EventDay, ...]) -> list[tuple[str, list]]:
    """(letter, its people with a word for each day: whether they come). Nameless ones are last."""
    known = [person for person in people if person.last_name]
    unknown = [person for person in people if not person.last_name]
    return [
        (letter, [(person, [person.comes_on(day) for day in days]) for person in group])
        for letter, group in groupby(known + unknown, key=_letter)
    ]


def _letter(person: Person) -> str:
    return person.last_name[:1].upper() or "–"


DOOR_LIST = Paper(
    kind=Document.Kind.DOOR_LIST,
    code="LD",
    file_slug="lista-na-drzwi",
    about=_(
        "To be ticked at the entrance: surnames in large letters, numbers of registrations, a box "
        "for each day."
    ),
    template="registrations/papers/door_list.html",
    facts=facts,
    stage=Stage.ON_THE_DAY,
    options=DayOptions,
)
