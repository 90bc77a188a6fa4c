"""Calendar files: the days on which people of a registration, or one of them, have a place."""

from collections.abc import Iterable

from django.db.models import QuerySet

from events import calendar
from events.models import EventDay
from registrations.models import Participant, Registration

type File = tuple[str, bytes, str]  # name, content and type, as a mail wants them


def of_registration(registration: Registration) -> bytes | None:
    """The days on which somebody of the registration has a place; None if nobody has one."""
    return _of(registration.days_with_a_place())


def of_person(person: Participant) -> bytes | None:
    """The person's own days; None without a place."""
    return _of(person.days.all()) if person.is_confirmed() else None


def _of(days: QuerySet[EventDay]) -> bytes | None:
    days = list(days.select_related("event"))
    return calendar.of_days(days) if days else None


def attachment(registration: Registration) -> list[File]:
    """The days of the registration; nothing if the place is gone by now."""
    return _with_places(registration.number, of_registration(registration))


def own_attachment(person: Participant) -> list[File]:
    """The same for a mail to one person."""
    return _with_places(person.registration.number, of_person(person))


def _with_places(number: str, content: bytes | None) -> list[File]:
    return [(f"{number}.ics", content, calendar.media_type(calendar.PUBLISH))] if content else []


def cancelled_attachment(registration: Registration) -> list[File]:
    """What takes days that are no longer the registration's out of a calendar."""
    return _cancelled(registration.number, registration.days_given_up())


def own_cancelled_attachment(person: Participant) -> list[File]:
    """The same for a mail to one person."""
    return _cancelled(person.registration.number, person.days_given_up())


def _cancelled(number: str, days: Iterable[EventDay]) -> list[File]:
    """A file for each day, in the order of the days."""
    ordered = sorted(days, key=lambda day: day.starts_at)
    media_type = calendar.media_type(calendar.CANCEL)
    return [
        (f"{number}-odwolanie-{place}.ics", calendar.without(day), media_type)
        for place, day in enumerate(ordered, 1)
    ]
