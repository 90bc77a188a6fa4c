"""Samples: what staff decide, answer and write."""

from django.utils.translation import gettext_lazy as _

from registrations import emails
from registrations.mail_samples import invented
from registrations.mail_samples.sample import Occasion, Sample
from registrations.mail_samples.scene import sign_up
from registrations.mail_samples.writers import to_contact
from registrations.models import AccessibilityNeed, Registration, Status


def need_answered() -> Registration:
    (person,) = sign_up(Status.CONFIRMED)
    emails.need_answered(AccessibilityNeed(participant=person))
    return person.registration


SAMPLES = [
    Sample(
        "przyjete",
        "approved",
        Occasion.DECISION,
        _("Accepted"),
        _("When staff accept a registration and there is a place."),
        to_contact(emails.approved, Status.CONFIRMED),
    ),
    Sample(
        "przyjete-lista-rezerwowa",
        "approved",
        Occasion.DECISION,
        _("Accepted: waiting list"),
        _("When staff accept a registration and all places are taken."),
        to_contact(emails.approved, Status.WAITING),
    ),
    Sample(
        "nieprzyjete",
        "refused",
        Occasion.DECISION,
        _("Not accepted"),
        _("When staff do not accept a registration, with the reason."),
        to_contact(emails.refused, Status.REFUSED, words=(invented.REFUSAL,)),
    ),
    Sample(
        "potrzeby",
        "need_answered",
        Occasion.DECISION,
        _("Answer about needs"),
        _("When staff have answered what somebody needs; the answer is behind the link."),
        need_answered,
    ),
    Sample(
        "wiadomosc",
        "message",
        Occasion.DECISION,
        _("Message from staff"),
        _("When staff send a message to the people they choose."),
        to_contact(emails.message, Status.CONFIRMED, words=(invented.SUBJECT, invented.MESSAGE)),
    ),
]
