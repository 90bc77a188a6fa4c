"""Why something was not done, in words for whoever asked for it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class RegistrationRefused(Exception):
    """What was asked for is not possible; the text says why, in plain words."""


class OnlySomeFit(RegistrationRefused):
    """A group does not fit whole and has not said what it wants then."""

    def __init__(self, places_left: int):
        self.places_left = places_left
        super().__init__(
            ngettext(
                "Only %(count)d place is left. Choose what you want then.",
                "Only %(count)d places are left. Choose what you want then.",
                places_left,
            )
            % {"count": places_left}
            if places_left
            else _("There are no places left. Choose how you want to wait.")
        )


class AlreadyRegistered(RegistrationRefused):
    """Told to staff only: there is a live registration with the same e-mail address."""

    def __init__(self, registration):
        self.registration = registration
        super().__init__(
            _("There is a registration with this e-mail address already: %(number)s.")
            % {"number": registration.number}
        )
