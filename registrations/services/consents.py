"""Consents are withdrawn as easily as they were given; what was acknowledged stays."""

from django.db import transaction
from django.utils.translation import gettext as _

from registrations.models import AccessibilityNeed, Consent, Verb
from registrations.services.places import Because, database_clock, lock, write_changes
from registrations.services.refusals import RegistrationRefused


@transaction.atomic
def withdraw_consent(consent: Consent, because: Because) -> Consent:
    """From now on the consent does not hold; with that to needs, the needs are erased.

    Raises RegistrationRefused for what was only acknowledged. Done twice it is done once.
    """
    registration = consent.registration
    lock(registration.event)
    now = database_clock()
    consent = registration.consents.select_related("text").get(pk=consent.pk)
    if not consent.text.is_optional():
        raise RegistrationRefused(_("This is no consent, so it cannot be withdrawn."))
    if consent.is_in_force():
        consent.withdrawn_at = now
        consent.save(update_fields=["withdrawn_at"])
        write_changes(registration.participants.not_ended(), Verb.EDIT, because, now)
        _follow(consent)
    return consent


def _follow(consent: Consent) -> None:
    if consent.erases_needs():
        people = consent.registration.participants.all()
        AccessibilityNeed.objects.filter(participant__in=people).delete()
