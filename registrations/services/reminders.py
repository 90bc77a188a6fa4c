"""Reminders before an event, thanks after it."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from events.models import Event
from registrations import emails
from registrations.models import Participant, Registration, Status, Verb
from registrations.models.reminders import Lead
from registrations.services.places import by_staff, database_clock, lock, write_changes
from registrations.services.refusals import RegistrationRefused


@transaction.atomic
def remind(event: Event, lead: Lead, at: datetime | None = None) -> int:
    """Write the event's reminders that are due; each once, also when two do it at the same time."""
    owners = [
        *event.registrations.to_be_reminded(lead, at).for_reminder(),
        *event.participants.to_be_reminded(lead, at).for_reminder(),
    ]
    return len(emails.reminder(lead, owners))


def whom_to_thank(event: Event) -> list[Registration | Participant]:
    """Contacts and people who had places at the end and want such mails, reachable or not."""
    registrations = event.registrations.with_somebody(Status.CONFIRMED).wanting_reminders()
    people = event.participants.confirmed().wanting_reminders()
    return [*registrations.for_reminder(), *people.for_reminder()]


@transaction.atomic
def thank(event: Event, *, by: AbstractBaseUser) -> int:
    """Thank everybody who has not been thanked yet; how many mails that makes.

    Raises RegistrationRefused before the end of the event, and if it was cancelled.
    """
    event = lock(event)
    if event.is_cancelled() or not event.is_over(database_clock()):
        raise RegistrationRefused(_("There are thanks only when the event is over."))
    thanked = emails.thanks(whom_to_thank(event))
    people = {person.pk: person for owner in thanked for person in owner.people_with_a_place()}
    because = by_staff(by, _("Thanks after the event"))
    write_changes(people.values(), Verb.MESSAGE, because, database_clock())
    return len(thanked)
