"""Samples: what follows a sign-up."""

from django.utils.translation import gettext_lazy as _

from registrations import emails
from registrations.mail_samples.sample import Occasion, Sample
from registrations.mail_samples.writers import (
    about_person,
    about_registration,
    to_contact,
)
from registrations.models import Status

SAMPLES = [
    Sample(
        "potwierdzenie",
        "confirmation",
        Occasion.SIGN_UP,
        _("Confirmation: there is a place"),
        _("At once after a sign-up, when everybody in it has a place."),
        to_contact(emails.confirmation, Status.CONFIRMED),
    ),
    Sample(
        "potwierdzenie-grupy",
        "confirmation",
        Occasion.SIGN_UP,
        _("Confirmation: a group with open names"),
        _("At once after the sign-up of a group whose names are not all known yet."),
        to_contact(emails.confirmation, *[Status.CONFIRMED] * 5, open_names=2),
    ),
    Sample(
        "potwierdzenie-czesci-grupy",
        "confirmation",
        Occasion.SIGN_UP,
        _("Confirmation: some have places, some wait"),
        _("At once after the sign-up of a group that does not fit whole."),
        to_contact(
            emails.confirmation,
            Status.CONFIRMED,
            Status.CONFIRMED,
            Status.CONFIRMED,
            Status.WAITING,
            Status.WAITING,
        ),
    ),
    Sample(
        "lista-rezerwowa",
        "confirmation",
        Occasion.SIGN_UP,
        _("Confirmation: waiting list"),
        _("At once after a sign-up, when all places are taken."),
        to_contact(emails.confirmation, Status.WAITING),
    ),
    Sample(
        "lista-rezerwowa-razem",
        "confirmation",
        Occasion.SIGN_UP,
        _("Confirmation: a group that waits together"),
        _("At once after the sign-up of a group that comes only all together and does not fit."),
        to_contact(emails.confirmation, *[Status.WAITING] * 3, keep_together=True),
    ),
    Sample(
        "czeka-na-decyzje",
        "confirmation",
        Occasion.SIGN_UP,
        _("Confirmation: staff decide"),
        _("At once after a sign-up for an event where staff decide on every registration."),
        to_contact(emails.confirmation, Status.PENDING),
    ),
    Sample(
        "wlasne-miejsce",
        "own_place",
        Occasion.SIGN_UP,
        _("To a person whom somebody else signed up"),
        _("At once after a sign-up, to each person who has an e-mail address of their own."),
        about_person(emails.own_place, Status.CONFIRMED),
    ),
    Sample(
        "wlasne-miejsce-lista-rezerwowa",
        "own_place",
        Occasion.SIGN_UP,
        _("To a person whom somebody else signed up: waiting list"),
        _("The same, when all places are taken."),
        about_person(emails.own_place, Status.WAITING),
    ),
    Sample(
        "wlasne-miejsce-decyzja",
        "own_place",
        Occasion.SIGN_UP,
        _("To a person whom somebody else signed up: staff decide"),
        _("The same, when staff decide on every registration."),
        about_person(emails.own_place, Status.PENDING),
    ),
    Sample(
        "dodane-osoby",
        "people_added",
        Occasion.SIGN_UP,
        _("People added"),
        _("When people are added to a registration, by its link or by staff."),
        to_contact(emails.people_added, Status.CONFIRMED, Status.CONFIRMED),
    ),
    Sample(
        "dodane-osoby-lista-rezerwowa",
        "people_added",
        Occasion.SIGN_UP,
        _("People added: waiting list"),
        _("The same, when all places are taken."),
        to_contact(emails.people_added, Status.WAITING, Status.WAITING),
    ),
    Sample(
        "dodane-osoby-decyzja",
        "people_added",
        Occasion.SIGN_UP,
        _("People added: staff decide"),
        _("The same, when staff decide on every registration."),
        to_contact(emails.people_added, Status.PENDING),
    ),
    Sample(
        "drugi-formularz",
        "second_form",
        Occasion.SIGN_UP,
        _("A second form with the same address"),
        _(
            "When another form comes with an address that has signed up already, at most once an hour."
        ),
        about_registration(emails.second_form, Status.CONFIRMED),
    ),
    Sample(
        "link",
        "link_again",
        Occasion.SIGN_UP,
        _("The link once more"),
        _("When somebody asks for a lost link, at most once an hour."),
        about_registration(emails.link_again, Status.CONFIRMED),
    ),
    Sample(
        "link-do-miejsca",
        "link_again",
        Occasion.SIGN_UP,
        _("The link once more, to one person"),
        _("The same, to a person who has an e-mail address of their own."),
        about_person(emails.own_link_again, Status.CONFIRMED),
    ),
]
