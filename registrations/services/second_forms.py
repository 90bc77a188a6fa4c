"""Second forms of a known e-mail address: its owner lets their people in, or nobody does."""

import logging
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from events.models import Event
from registrations import emails
from registrations.models import Participant, Registration, Status, Verb
from registrations.services import writing
from registrations.services.places import (
    Because,
    by_person,
    database_clock,
    lock,
    statuses_for,
    step,
)
from registrations.services.refusals import RegistrationRefused
from registrations.services.signup import because_of, refuse_too_many, status_before_places
from registrations.services.waiting import can_come, serve

logger = logging.getLogger(__name__)


@transaction.atomic
def confirm_second_form(double: Registration) -> Registration:
    """The owner of the address lets the people of the second form come with the first one.

    Raises RegistrationRefused, also if the first one is cancelled or at another event by now.
    """
    event, now = lock(double.event), database_clock()
    double = event.registrations.doubles().filter(pk=double.pk).first()
    if double is None:
        raise RegistrationRefused(_("This form was dealt with already."))
    registration = event.registrations.live().filter(pk=double.double_of_id).first()
    if registration is None:
        raise RegistrationRefused(
            _("The first registration is cancelled or for another event by now.")
        )
    if not can_come(event, now):
        raise RegistrationRefused(_("The event has started or is cancelled."))
    coming = registration.participants.live().count() + double.participants.pending().count()
    refuse_too_many(event, coming)
    registration.event = event
    join(event, double, registration, by_person(_("The owner of the e-mail confirmed it.")), now)
    serve(event, now)
    return registration


def join(
    event: Event, double: Registration, registration: Registration, because: Because, now: datetime
) -> None:
    """Let the people of a second form come with the first one, places as far as there are.

    Who is in the first one already does not take a second place.
    """
    known = list(registration.participants.live())
    people = list(double.participants.pending().order_by("pk"))
    writing.hand_over(people, registration, now)
    writing.hand_over_consents(double, registration)
    twins = [person for person in people if take_twin(known, person)]
    step(event, twins, Verb.CANCEL, Status.CANCELLED, because, now)
    people = [person for person in people if person.is_pending()]
    places = statuses_for(event, registration, len(people), status_before_places(event))
    for after in dict.fromkeys(places):
        party = [person for person, one in zip(people, places, strict=True) if one == after]
        step(event, party, Verb.MERGE, after, because_of(after, because), now)
    double.cancelled_at = now
    double.save(update_fields=["cancelled_at"])
    if people:
        emails.people_added(registration, people)


def take_twin(known: list[Participant], person: Participant) -> Participant | None:
    """The other row of the same named person, taken out of the list: it is the twin of one."""
    if person.is_ended() or not person.last_name:
        return None
    name = person.first_name, person.last_name
    twin = next((one for one in known if one.is_called(*name)), None)
    if twin:
        known.remove(twin)
    return twin


def forget_second_forms(before: datetime) -> int:
    """Cancel second forms that nobody confirmed in time; how many there were.

    One that fails does not hold the others up. Safe when two run at once.
    """
    doubles = Registration.objects.doubles().filter(submitted_at__lt=before)
    return sum(_forget_alone(double) for double in doubles.order_by("pk"))


def _forget_alone(double: Registration) -> bool:
    try:
        return _forget(double)
    except Exception:
        logger.exception("second form %s was not forgotten", double.pk)
        return False


@transaction.atomic
def _forget(double: Registration) -> bool:
    event, now = lock(double.event), database_clock()
    double = event.registrations.doubles().filter(pk=double.pk).first()
    if double is None:
        return False
    people = list(double.participants.pending())
    because = Because(_("The owner of the e-mail address did not confirm the second form."))
    step(event, people, Verb.CANCEL, Status.CANCELLED, because, now)
    double.cancelled_at = now
    double.save(update_fields=["cancelled_at"])
    return True
