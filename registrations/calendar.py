"""The calendar file of a registration: the days that its people chose."""

from events import calendar
from registrations.models import Registration


def of_registration(registration: Registration) -> bytes:
    """The days that somebody of the registration comes to."""
    return calendar.of_days(registration.chosen_days().select_related("event"))


def attachment(registration: Registration) -> tuple[str, bytes, str]:
    """File name, content and type, as a mail wants them."""
    return f"{registration.number}.ics", of_registration(registration), "text/calendar"
