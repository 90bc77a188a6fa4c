"""Calendar files: the days on which people of a registration, or one of them, have a place."""

from events import calendar
from registrations.models import Participant, Registration


def of_registration(registration: Registration) -> bytes | None:
    """The days on which somebody of the registration has a place; None if nobody has one."""
    return _of(registration.days_with_a_place())


def of_person(person: Participant) -> bytes | None:
    """The person's own days; None without a place."""
    return _of(person.days.all()) if person.is_confirmed() else None


def _of(days) -> bytes | None:
    days = list(days.select_related("event"))
    return calendar.of_days(days) if days else None


def attachment(registration: Registration) -> tuple[str, bytes, str] | None:
    """File name, content and type, as a mail wants them; None if the place is gone by now."""
    return _named(registration.number, of_registration(registration))


def own_attachment(person: Participant) -> tuple[str, bytes, str] | None:
    """The same for a mail to one person."""
    return _named(person.registration.number, of_person(person))


def _named(number: str, content: bytes | None) -> tuple[str, bytes, str] | None:
    return (f"{number}.ics", content, "text/calendar") if content else None
