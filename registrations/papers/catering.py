"""What the kitchen and the house must know: how many eat what on which day; numbers, never names."""

from collections import Counter
from dataclasses import dataclass
from itertools import batched
from typing import Any

from django.utils.translation import gettext_lazy as _

from events.models import Event, EventDay
from owes_portal.models import Document
from registrations.models import Participant
from registrations.papers.paper import Paper, Stage
from registrations.papers.people import chosen_days

DAYS_PER_TABLE = 5
DIETS = (*Participant.Diet.choices, ("", _("not given")))


@dataclass(frozen=True)
class Counts:
    """A table: a row for each diet, a number for each day; zeros are told too."""

    days: tuple[EventDay, ...]
    rows: list[tuple[str, list[int]]]
    totals: list[int]


def facts(event: Event) -> dict[str, Any]:
    """How many people eat what, and how many stay overnight."""
    columns = ("pk", "diet", "wants_accommodation")
    people = list(event.participants.holding_places().values_list(*columns))
    diets = _diets_by_day({pk: diet for pk, diet, _stays in people}, event)
    parts = list(batched(event.days.all(), DAYS_PER_TABLE))
    return {
        "tables": [_counts(part, diets) for part in parts],
        "people_count": len(people),
        "overnight_count": sum(stays for _pk, _diet, stays in people),
        "has_other_diets": any(diet == Participant.Diet.OTHER for _pk, diet, _stays in people),
    }


def _diets_by_day(diets: dict[int, str], event: Event) -> Counter[tuple[int, str]]:
    """{(day, diet): people}; whoever chose no day in particular eats on all of them."""
    chosen, all_days = chosen_days(event), [day.pk for day in event.days.all()]
    return Counter(
        (day_id, diet) for pk, diet in diets.items() for day_id in chosen.get(pk, all_days)
    )


def _counts(days: tuple[EventDay, ...], diets: Counter[tuple[int, str]]) -> Counts:
    rows = [(name, [diets[day.pk, diet] for day in days]) for diet, name in DIETS]
    totals = [sum(numbers) for numbers in zip(*(row for _name, row in rows), strict=True)]
    *of_diets, (not_given, numbers) = rows
    return Counts(days, of_diets + [(not_given, numbers)] * any(numbers), totals)


CATERING = Paper(
    kind=Document.Kind.CATERING,
    code="KA",
    file_slug="wyzywienie",
    about=_("For the kitchen and the house: how many people, by diet and day. Numbers, no names."),
    template="registrations/papers/catering.html",
    facts=facts,
    stage=Stage.BEFORE,
)
