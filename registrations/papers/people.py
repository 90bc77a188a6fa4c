"""Who is on a paper: everybody who has a place, with nothing that others need not know."""

from collections.abc import Iterator
from dataclasses import dataclass

from events.models import Event, EventDay
from registrations.models import Participant


@dataclass(frozen=True)
class Person:
    first_name: str = ""
    last_name: str = ""
    organisation: str = ""
    number: str = ""
    day_ids: frozenset[int] = frozenset()

    @property
    def name(self) -> str:
        """Empty as long as an organisation has not said who comes."""
        return f"{self.first_name} {self.last_name}".strip()

    def comes_on(self, day: EventDay) -> bool:
        """Whoever chose no day in particular comes on all of them."""
        return not self.day_ids or day.pk in self.day_ids

    def comes_on_any(self, days: list[EventDay]) -> bool:
        """An event without days is not divided: everybody comes."""
        return not days or any(self.comes_on(day) for day in days)


COLUMNS = (
    "pk",
    "first_name",
    "last_name",
    "registration__organisation__name",
    "registration__number",
)


def people_on(event: Event) -> Iterator[Person]:
    """In Polish order; two queries, however many there are."""
    days = chosen_days(event)
    found = event.participants.holding_places().in_polish_order()
    for pk, first_name, last_name, organisation, number in found.values_list(*COLUMNS):
        yield Person(first_name, last_name, organisation or "", number, frozenset(days.get(pk, ())))


def chosen_days(event: Event) -> dict[int, set[int]]:
    """The days of each person who chose some, by the keys of both."""
    chosen: dict[int, set[int]] = {}
    pairs = Participant.days.through.objects.filter(participant__event=event)
    for participant_id, day_id in pairs.values_list("participant_id", "eventday_id"):
        chosen.setdefault(participant_id, set()).add(day_id)
    return chosen
