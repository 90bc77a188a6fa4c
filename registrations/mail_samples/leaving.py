"""Samples: that somebody does not come, or comes to another event."""

from django.utils.translation import gettext_lazy as _

from registrations import emails
from registrations.mail_samples import invented
from registrations.mail_samples.sample import Occasion, Sample
from registrations.mail_samples.scene import had_a_place, sign_up, trip
from registrations.mail_samples.writers import to_contact, to_person
from registrations.models import Registration, Status


def moved() -> Registration:
    people, source = sign_up(Status.CONFIRMED), trip(invented.MEETING)
    had_a_place(people[0], source)
    emails.moved(people[0].registration, source)
    return people[0].registration


SAMPLES = [
    Sample(
        "rezygnacja",
        "cancellation",
        Occasion.CHANGE,
        _("Registration cancelled"),
        _("When a registration is cancelled by its link or by staff."),
        to_contact(emails.cancellation, Status.CANCELLED),
    ),
    Sample(
        "rezygnacja-osoby",
        "cancellation",
        Occasion.CHANGE,
        _("Place cancelled, to one person"),
        _("The same, to a person who has an e-mail address of their own."),
        to_person(emails.cancellation, Status.CANCELLED),
    ),
    Sample(
        "rezygnacja-czesci-osob",
        "people_cancelled",
        Occasion.CHANGE,
        _("Some people do not come"),
        _("When some people of a registration do not come."),
        to_contact(emails.people_cancelled, Status.CANCELLED, Status.CANCELLED),
    ),
    Sample(
        "przeniesione",
        "moved",
        Occasion.CHANGE,
        _("Registration moved"),
        _("When staff move a registration to another event."),
        moved,
    ),
]
