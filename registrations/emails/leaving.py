"""That somebody does not come any more."""

from collections.abc import Sequence

from registrations.emails.writing import without_days, write, write_to_person
from registrations.models import Participant, Registration


def cancellation(registration: Registration, people: Sequence[Participant]) -> None:
    """That the registration was cancelled and its places are free for others."""
    context, files = without_days(registration)
    write("cancellation", registration, context, files)
    _tell_each(people)


def people_cancelled(registration: Registration, people: Sequence[Participant]) -> None:
    """That some of the registration's people do not come any more."""
    context, files = without_days(registration)
    write("people_cancelled", registration, context | {"people": len(people)}, files)
    _tell_each(people)


def _tell_each(people: Sequence[Participant]) -> None:
    for person in people:
        if person.has_own_mail():
            context, files = without_days(person)
            write_to_person("cancellation", person, context, attachments=files)
