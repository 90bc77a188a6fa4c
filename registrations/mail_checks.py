"""Whether what a mail says still holds, asked when it is about to be sent: settings.MAIL_CHECKS.

Only where a late mail would mislead: an older one that is tried again may come after a newer one.
"""

from django.contrib.contenttypes.models import ContentType

from owes_portal.models import OutgoingMail
from registrations import emails
from registrations.models import Certificate, Participant


def reminder(mail: OutgoingMail) -> bool:
    """Somebody still has the place, at the hours and places that it names."""
    owner = mail.about
    is_wanted = owner.wants_reminders() and not owner.event.is_cancelled()
    return is_wanted and bool(owner.people_with_a_place()) and emails.tells_days_of(owner, mail)


def comes(mail: OutgoingMail) -> bool:
    """Somebody of them may still come, and the event takes place: asked along with the owner."""
    kind = ContentType.objects.get_for_id(mail.about_type_id)
    owner = kind.model_class().objects.expected().filter(pk=mail.about_id).first()
    if owner:
        mail.about = owner
    return owner is not None


def offer(mail: OutgoingMail) -> bool:
    """The very offer, with its very end, is still open, and the event takes place."""
    offered = [person for person in _people(mail) if person.is_offered()]
    is_open = any(person.offer_ends_at == mail.useless_after for person in offered)
    return is_open and not mail.about.event.is_cancelled()


def offer_lapsed(mail: OutgoingMail) -> bool:
    """Somebody may still come back to the list."""
    return any(person.is_lapsed() for person in _people(mail))


def offer_withdrawn(mail: OutgoingMail) -> bool:
    """Somebody still waits, and has not been offered a place again."""
    return any(person.is_waiting() for person in _people(mail))


def place_given(mail: OutgoingMail) -> bool:
    """Somebody still has a place, and the event takes place."""
    has_place = any(person.is_confirmed() for person in _people(mail))
    return has_place and not mail.about.event.is_cancelled()


def changed(mail: OutgoingMail) -> bool:
    """Somebody may still come, and no later mail tells of another date or of the end."""
    newer = OutgoingMail.objects.about(mail.about).filter(template=mail.template, pk__gt=mail.pk)
    is_live = any(person.is_live() for person in _people(mail))
    return is_live and not mail.about.event.is_cancelled() and not newer.exists()


def certificate(mail: OutgoingMail) -> bool:
    """A certificate that it may speak of is still valid."""
    owner = mail.about
    of = "participant" if isinstance(owner, Participant) else "participant__registration"
    return Certificate.objects.in_force().filter(**{of: owner}).exists()


def _people(mail: OutgoingMail) -> list[Participant]:
    owner = mail.about
    return [owner] if isinstance(owner, Participant) else list(owner.participants.all())
