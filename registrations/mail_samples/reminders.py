"""Samples: reminders, thanks and certificates."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from registrations import emails
from registrations.mail_samples import invented
from registrations.mail_samples.sample import Occasion, Sample
from registrations.mail_samples.writers import to_contact, to_person
from registrations.models import Participant, Registration, Status
from registrations.models.reminders import DAY


def remind_contact(registration: Registration, people: Sequence[Participant]) -> None:
    emails.reminder(DAY, [registration])


def remind_person(registration: Registration, people: Sequence[Participant]) -> None:
    emails.reminder(DAY, people)


def thank(registration: Registration, people: Sequence[Participant]) -> None:
    registration.event.survey_url = invented.SURVEY
    emails.thanks([registration])


def certify(registration: Registration, people: Sequence[Participant]) -> None:
    emails.certificates(people)


SAMPLES = [
    Sample(
        "przypomnienie",
        "reminder",
        Occasion.EVENT,
        _("Reminder"),
        _("A week and a day before the first day, for whoever has a place."),
        to_contact(remind_contact, Status.CONFIRMED),
    ),
    Sample(
        "przypomnienie-dla-grupy",
        "reminder",
        Occasion.EVENT,
        _("Reminder for a group"),
        _("The same, for several people, of whom some have no name yet."),
        to_contact(remind_contact, Status.CONFIRMED, Status.CONFIRMED, open_names=1),
    ),
    Sample(
        "przypomnienie-dla-osoby",
        "reminder",
        Occasion.EVENT,
        _("Reminder, to one person"),
        _("The same, to a person who has an e-mail address of their own."),
        to_person(remind_person, Status.CONFIRMED),
    ),
    Sample(
        "podziekowanie",
        "thanks",
        Occasion.EVENT,
        _("Thanks with a survey"),
        _("After the event, when staff send it."),
        to_contact(thank, Status.CONFIRMED),
    ),
    Sample(
        "zaswiadczenie",
        "certificate",
        Occasion.EVENT,
        _("Certificate"),
        _("When a certificate is ready for somebody without an e-mail address of their own."),
        to_contact(certify, Status.CONFIRMED),
    ),
    Sample(
        "zaswiadczenia-dla-grupy",
        "certificate",
        Occasion.EVENT,
        _("Certificates for a group"),
        _("The same, for several people."),
        to_contact(certify, Status.CONFIRMED, Status.CONFIRMED),
    ),
    Sample(
        "zaswiadczenie-dla-osoby",
        "certificate",
        Occasion.EVENT,
        _("Certificate, to one person"),
        _("The same, to a person who has an e-mail address of their own."),
        to_person(certify, Status.CONFIRMED),
    ),
]
