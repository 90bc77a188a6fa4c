"""Papers about an event's participants."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import batched

from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Event, EventDay
from owes_portal import pdf
from owes_portal.models.operator import current_operator
from owes_portal.polish import slug
from registrations.models import Participant

DAYS_PER_SHEET = 5
DAYS_IN_PORTRAIT = 3
MARKS_IN_STRIP = 4  # the most that the rules of the funds allow in one line
WALK_INS = 5
ROWS_OF_EMPTY_LIST = 20
DATA_READ, WRITTEN = 15, 95  # per cent of the work


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


def participant_list(event_id: int, report: Callable[[int], None]) -> tuple[str, bytes]:
    """Build the attendance list to sign: everybody who has a place, in Polish order.

    It circulates among the participants, so it never shows contact data, needs or diets.
    """
    event = Event.objects.select_related("project").get(pk=event_id)
    built_at = timezone.localtime()
    context = _participant_list_context(event, built_at)
    report(DATA_READ)
    title = _("Attendance list – %(event)s") % {"event": event.title}
    content = pdf.render(
        "registrations/pdf/participant_list.html", context, title=title, report=report
    )
    report(WRITTEN)
    return _filename(event, built_at), content


def _participant_list_context(event: Event, built_at: datetime) -> dict:
    days = list(event.days.select_related("trainer"))
    people = list(_people(event))
    with_organisations = any(person.organisation for person in people)
    return {
        "event": event,
        "project": event.project,
        "marks": event.project.marks.all()[:MARKS_IN_STRIP] if event.project else [],
        "operator": current_operator(),
        "is_empty": not people,
        "sheets": [Sheet(part, people or NOBODY, with_organisations) for part in _parts(days)],
        "is_landscape": len(days) > DAYS_IN_PORTRAIT,
        "teaching_hours": sum(day.teaching_hours for day in days),
        "list_id": f"LO-{event.pk}-{built_at:%Y%m%d-%H%M}",
        "built_at": built_at,
    }


def _parts(days: list[EventDay]) -> list[tuple[EventDay, ...]]:
    return list(batched(days, DAYS_PER_SHEET)) or [()]


def _people(event: Event) -> Iterator[Person]:
    chosen = _chosen_days(event)
    columns = ("pk", "first_name", "last_name", "registration__organisation__name")
    participants = event.participants.holding_places().in_polish_order()
    for pk, first_name, last_name, organisation in participants.values_list(*columns):
        yield Person(f"{first_name} {last_name}", organisation or "", frozenset(chosen.get(pk, ())))


def _chosen_days(event: Event) -> dict[int, set[int]]:
    chosen: dict[int, set[int]] = {}
    pairs = Participant.days.through.objects.filter(participant__event=event)
    for participant_id, day_id in pairs.values_list("participant_id", "eventday_id"):
        chosen.setdefault(participant_id, set()).add(day_id)
    return chosen


def _filename(event: Event, built_at: datetime) -> str:
    first_day = timezone.localtime(event.starts_at) if event.starts_at else built_at
    return f"lista-obecnosci_{first_day:%Y-%m-%d}_{slug(event.title, length=60)}.pdf"
