"""The people of a registration as their own pages show them: all is asked for at once."""

from collections.abc import Sequence

from django.db.models import prefetch_related_objects

from events.models import EventDay
from registrations.models import Certificate, Participant, Registration

SAID = (
    "days",
    "needs",
    "answers__question",
    "answers__upload",
    "attendances__day",
    "changes",
    "pickup_point",
)


def people_of(registration: Registration) -> list[Participant]:
    """Everybody of the registration, in the order of the form."""
    people = sorted(registration.participants.all(), key=lambda person: person.pk)
    return with_all_that_was_said(people)


def with_all_that_was_said(people: Sequence[Participant]) -> Sequence[Participant]:
    """Give each person her place in line, her days, needs, answers and history, newest first.

    As many queries for ten people as for one.
    """
    prefetch_related_objects(people, *SAID)
    positions = _positions(people)
    for person in people:
        person.place_in_line = positions.get(person.pk)
        person.history = list(person.changes.all())[::-1]
    return people


def _positions(people: Sequence[Participant]) -> dict[int, int]:
    """Of the whole list: a list narrowed to these people would be counted anew."""
    waiting = [person for person in people if person.is_waiting()]
    if not waiting:
        return {}
    line = waiting[0].registration.event.participants.waiting().with_positions()
    return dict(line.values_list("pk", "place_in_line"))


def days_of(people: Sequence[Participant]) -> list[EventDay]:
    """The days that somebody of them comes to, or may come to."""
    days = {day for person in people if person.is_live() for day in person.days.all()}
    return sorted(days, key=lambda day: day.starts_at)


def certificates_of(
    owner: Registration | Participant, people: Sequence[Participant]
) -> list[tuple[Certificate, str]]:
    """(certificate in force, its page behind the owner's link); before its end an event has none."""
    if not owner.event.is_over():
        return []
    found = Certificate.objects.in_force().filter(participant__in=people).in_order()
    return [(one, owner.get_certificate_url(one)) for one in found]
