"""People leave; what falls free is offered to the next in the same transaction."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from registrations import emails
from registrations.models import Participant, Registration, Status, Verb
from registrations.services.attendance import refuse_who_was_there
from registrations.services.places import Because, database_clock, lock, registration_at, step
from registrations.services.waiting import end_if_nobody_is_left, serve


@transaction.atomic
def cancel(registration: Registration, because: Because) -> Registration:
    """Cancel for everybody of the registration; done twice it is done once.

    Raises RegistrationRefused if somebody was at the event already, and at the moment in which
    staff move the registration.
    """
    event, now = lock(registration.event), database_clock()
    registration = registration_at(event, registration)
    if not registration.is_live():
        return registration
    people = list(registration.participants.not_ended())
    _leave(event, registration, people, because, now)
    _tell(registration, people)
    serve(event, now)
    return registration


@transaction.atomic
def cancel_people(
    registration: Registration, people: Iterable[Participant], because: Because
) -> list[Participant]:
    """Cancel for some people of the registration, and for all of it if nobody is left.

    Raises RegistrationRefused as cancel() does.
    """
    event, now = lock(registration.event), database_clock()
    registration = registration_at(event, registration)
    keys = [person.pk for person in people]
    leaving = list(registration.participants.not_ended().filter(pk__in=keys))
    if not leaving:
        return []
    _leave(event, registration, leaving, because, now)
    _tell(registration, leaving)
    serve(event, now)
    return leaving


def _leave(event, registration, people: list[Participant], because: Because, now: datetime) -> None:
    refuse_who_was_there(people)
    step(event, people, Verb.CANCEL, Status.CANCELLED, because, now)
    end_if_nobody_is_left(registration, now)


def _tell(registration: Registration, people: list[Participant]) -> None:
    """Of a second form its sender was told nothing, and its address is somebody else's."""
    if registration.double_of_id:
        return
    if registration.is_live():
        emails.people_cancelled(registration, people)
    else:
        emails.cancellation(registration, people)
