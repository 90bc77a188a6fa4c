"""That somebody does not come any more."""

from collections.abc import Sequence

from registrations.emails.writing import write, write_to_each
from registrations.models import Participant, Registration


def cancellation(registration: Registration, people: Sequence[Participant]) -> None:
    """That the registration was cancelled and its places are free for others."""
    write("cancellation", registration, {})
    write_to_each("cancellation", people, {})


def people_cancelled(registration: Registration, people: Sequence[Participant]) -> None:
    """That some of the registration's people do not come any more."""
    write("people_cancelled", registration, {"people": len(people)})
    write_to_each("cancellation", people, {})
