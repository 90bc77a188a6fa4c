"""How often people may sign up, ask for their link, guess one, change, upload and give a password."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from events.models import Event
from owes_portal.limits import Limit, Per, spend
from owes_portal.network import network_of
from registrations.models import Registration

TEN_MINUTES, HOUR = timedelta(minutes=10), timedelta(hours=1)


def allow_signup(request: HttpRequest, event: Event, *emails: str) -> None:
    """Count one sign-up that is about to be written, for all to whom it writes. Raises TooMany."""
    spend(
        [
            Limit(
                "signup",
                Per.NETWORK,
                network_of(request),
                most=settings.SIGNUPS_PER_NETWORK,
                within=TEN_MINUTES,
                why=_("A great many registrations have just come from your internet connection."),
            ),
            *map(_of_address, emails),
            Limit(
                "signup",
                Per.EVENT,
                str(event.pk),
                most=settings.SIGNUPS_PER_EVENT,
                within=TEN_MINUTES,
                why=_("A great many people are signing up for this event right now."),
            ),
        ]
    )


def _of_address(email: str) -> Limit:
    return Limit(
        "signup",
        Per.ADDRESS,
        email.lower(),
        most=settings.SIGNUPS_PER_ADDRESS,
        within=HOUR,
        why=_("Several registrations have just come with this e-mail address."),
    )


def allow_own_mail(email: str) -> None:
    """Count an address to which a person's link is about to go. Raises TooMany."""
    spend([_of_address(email)])


def allow_link(request: HttpRequest, email: str) -> None:
    """Count one wish to get the link again, whether we know the address or not. Raises TooMany."""
    spend(
        [
            Limit(
                "link",
                Per.NETWORK,
                network_of(request),
                most=settings.LINKS_PER_NETWORK,
                within=HOUR,
                why=_("Links have just been asked for many times from your internet connection."),
            ),
            Limit(
                "link",
                Per.ADDRESS,
                email.lower(),
                most=settings.LINKS_PER_ADDRESS,
                within=HOUR,
                why=_("A link for this e-mail address has just been asked for several times."),
            ),
        ]
    )


def allow_guess(request: HttpRequest) -> None:
    """Count one secret link behind which there is nothing. Raises TooMany."""
    limit = Limit(
        "guess",
        Per.NETWORK,
        network_of(request),
        most=settings.GUESSES_PER_NETWORK,
        within=TEN_MINUTES,
        why=_("Many links that lead nowhere have just been opened from your internet connection."),
    )
    spend([limit])


def allow_change(registration: Registration) -> None:
    """Count one change that a person makes behind the secret link. Raises TooMany."""
    limit = Limit(
        "change",
        Per.REGISTRATION,
        str(registration.pk),
        most=settings.CHANGES_PER_REGISTRATION,
        within=HOUR,
        why=_("This registration has been changed many times within an hour."),
    )
    spend([limit])


def files_of(request: HttpRequest) -> MultiValueDict:
    """The files of a request, none of them read before they are counted. Raises TooMany."""
    if request.FILES:
        allow_upload(request)
    return request.FILES


def allow_upload(request: HttpRequest) -> None:
    """Count one request that brings files. Raises TooMany."""
    limit = Limit(
        "upload",
        Per.NETWORK,
        network_of(request),
        most=settings.UPLOADS_PER_NETWORK,
        within=TEN_MINUTES,
        why=_("A great many files have just come from your internet connection."),
    )
    spend([limit])


def allow_password(person: AbstractBaseUser) -> None:
    """Count one password that a member of staff gives again, right or wrong. Raises TooMany."""
    limit = Limit(
        "password",
        Per.PERSON,
        str(person.pk),
        most=settings.PASSWORDS_PER_PERSON,
        within=HOUR,
        why=_("The password has been given many times within an hour."),
    )
    spend([limit])
