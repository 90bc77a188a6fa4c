"""Samples: the waiting list and its offers."""

from django.utils.translation import gettext_lazy as _

from registrations import emails
from registrations.mail_samples.sample import Occasion, Sample
from registrations.mail_samples.writers import to_contact, to_person
from registrations.models import Status

SAMPLES = [
    Sample(
        "propozycja",
        "offer",
        Occasion.WAITING,
        _("Offer of a place"),
        _("When a place falls free and it is somebody’s turn."),
        to_contact(emails.offer, Status.OFFERED),
    ),
    Sample(
        "propozycja-dla-grupy",
        "offer",
        Occasion.WAITING,
        _("Offer of several places"),
        _("When enough places fall free for a group that waits together."),
        to_contact(emails.offer, Status.OFFERED, Status.OFFERED, keep_together=True),
    ),
    Sample(
        "propozycja-dla-osoby",
        "offer",
        Occasion.WAITING,
        _("Offer of a place, to one person"),
        _("The same, to a person who has an e-mail address of their own."),
        to_person(emails.offer, Status.OFFERED),
    ),
    Sample(
        "propozycja-wygasla",
        "offer_lapsed",
        Occasion.WAITING,
        _("The offer has ended"),
        _("When nobody answered an offer in time."),
        to_contact(emails.offer_lapsed, Status.LAPSED),
    ),
    Sample(
        "propozycja-cofnieta",
        "offer_withdrawn",
        Occasion.WAITING,
        _("The offer is withdrawn"),
        _("When there are fewer places than planned and an offer must be taken back."),
        to_contact(emails.offer_withdrawn, Status.WAITING),
    ),
    Sample(
        "masz-miejsce",
        "place_given",
        Occasion.WAITING,
        _("A place at last"),
        _("When somebody from the waiting list accepts an offer or gets a place from staff."),
        to_contact(emails.place_given, Status.CONFIRMED),
    ),
    Sample(
        "macie-miejsca",
        "place_given",
        Occasion.WAITING,
        _("Places at last"),
        _("The same, for several people."),
        to_contact(emails.place_given, Status.CONFIRMED, Status.CONFIRMED),
    ),
]
