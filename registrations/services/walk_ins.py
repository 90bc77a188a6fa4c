"""People who come without a registration: on the day, or found on the signed list after it."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from events.models import Event, EventDay
from owes_portal.polish import fold
from registrations import emails
from registrations.models import Participant, Registration, Status, Tick
from registrations.services.arrivals import NoPlaceLeft, arrive, refuse_at_another_time
from registrations.services.places import by_staff, database_clock, lock
from registrations.services.refusals import AlreadyRegistered, RegistrationRefused
from registrations.services.signup import confirm, known_registration, take_in, write_down
from registrations.services.submission import Person, Submission
from registrations.services.waiting import expire_overdue


class SameName(RegistrationRefused):
    """Somebody of that name is on a list of the event already; `people` may be her."""

    def __init__(self, people: Sequence[Participant]):
        self.people = people
        super().__init__(_("Somebody of that name is on the list already. Is it this person?"))


@transaction.atomic
def walk_in(
    day: EventDay,
    submission: Submission,
    *,
    by: AbstractBaseUser,
    over_capacity: str = "",
    is_somebody_else: bool = False,
) -> Participant:
    """Take one person in and note that she is there; the same form sent twice is one person.

    1. Lock the event. 2. A key seen before: the same person again. 3. Only on the day or a week
    after it. 4. Somebody of the same name or e-mail is pointed out first. 5. A free place, or one
    beyond their number with a reason; never the waiting list. 6. Number, history, tick and mail.

    Raises RegistrationRefused, SameName, AlreadyRegistered, NoPlaceLeft.
    """
    event = lock(day.event)
    known = known_registration(event, submission)
    if known and known.key == submission.key:
        return known.participants.first()
    now = database_clock()
    refuse_at_another_time(event, day, now)
    if not is_somebody_else:
        _refuse_same_name(event, submission.people)
    if known:
        raise AlreadyRegistered(known)
    expire_overdue(event, now)
    registration = write_down(event, submission, now, by=by)
    person = _take_in(registration, submission.people, over_capacity.strip(), by, now)
    arrive(person, day, source=Tick.Source.WALK_IN, by=by)
    _send_link(registration, now)
    return person


def _refuse_same_name(event: Event, wanted: Sequence[Person]) -> None:
    names = {fold(f"{one.first_name} {one.last_name}") for one in wanted}
    people = event.participants.not_ended().select_related("registration")
    same = [one for one in people if fold(one.full_name) in names]
    if same:
        raise SameName(same)


def _take_in(
    registration: Registration, people: Sequence[Person], over_capacity: str, by, now: datetime
) -> Participant:
    is_over = not registration.event.has_free_places()
    if is_over and not over_capacity:
        raise NoPlaceLeft
    because = by_staff(by, over_capacity or _("Came without a registration."))
    (person,) = take_in(registration, people, Status.CONFIRMED, because, now, over_capacity=is_over)
    return person


def _send_link(registration: Registration, now: datetime) -> None:
    """The confirmation says when and where the rest is; afterwards only the link is of use."""
    if registration.event.is_over(now):
        emails.link_again(registration)
    else:
        confirm(registration)
