"""What staff write to people of an event."""

import uuid
from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from events.models import Event
from registrations import emails
from registrations.models import Message, Participant, Verb
from registrations.services.places import by_staff, database_clock, lock, write_changes
from registrations.services.waiting import by_registration, fresh


@transaction.atomic
def send_message(
    event: Event,
    people: Iterable[Participant],
    *,
    subject: str,
    text: str,
    key: uuid.UUID,
    by: AbstractBaseUser,
) -> Message:
    """One mail to each registration and to those of its people who have an address of their own.

    Sent twice with the same key it is sent once. Who has no address at all is left to the telephone.
    """
    event = lock(event)
    known = Message.objects.filter(key=key).first()
    if known:
        return known
    reached = [person for person in fresh(event, people) if person.can_be_mailed()]
    because = by_staff(by, _("Message: %(subject)s") % {"subject": subject})
    write_changes(reached, Verb.MESSAGE, because, database_clock())
    for registration, party in by_registration(reached, event):
        emails.message(registration, party, subject, text)
    return Message.objects.create(
        event=event, key=key, subject=subject, text=text, people=len(reached), sent_by=by
    )
