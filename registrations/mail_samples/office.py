"""Samples: what the portal writes to the centre itself."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from owes_portal import memory, review
from owes_portal.models import AccessibilityDeclaration
from registrations.mail_samples.sample import Occasion, Sample

DRAWN_UP_ON = date(2026, 3, 2)


def remind_of_review() -> AccessibilityDeclaration:
    """A declaration of last year, with the reminder of a month before."""
    declaration = AccessibilityDeclaration.objects.create(
        entity="OWES",
        conformance=AccessibilityDeclaration.Conformance.PARTIAL,
        site_published_on=DRAWN_UP_ON,
        site_updated_on=DRAWN_UP_ON,
        drawn_up_on=DRAWN_UP_ON,
    )
    with memory.apart():
        review.write(declaration, to="biuro@example.com", lead=30)
    return declaration


SAMPLES = [
    Sample(
        "przeglad-deklaracji",
        "review_due",
        Occasion.OFFICE,
        _("Review of the declaration of accessibility"),
        _("60, 30 and 7 days before 31 March, to the address of the centre, until it is reviewed."),
        remind_of_review,
        app="owes_portal",
    ),
]
