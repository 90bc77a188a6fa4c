"""The reasons why one cannot sign up for an event."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Closed(models.TextChoices):
    """Why one cannot sign up; decided in this order."""

    CANCELLED = "cancelled", _("The event has been cancelled.")
    OVER = "over", _("The event is over.")
    NO_SIGNUP = "no_signup", _("No sign-up is needed: just come.")
    EXTERNAL = "external", _("You sign up on the website of another organiser.")
    NOT_YET = "not_yet", _("Sign-up has not opened yet.")
    TOO_LATE = "too_late", _("The deadline for sign-up has passed.")
    BY_INVITATION = "by_invitation", _("Sign-up is by invitation only.")
    FULL = "full", _("There are no places left.")

    @property
    def is_not_yet(self):
        return self == self.NOT_YET

    @property
    def is_too_late(self):
        return self == self.TOO_LATE

    @property
    def is_cancelled(self):
        return self == self.CANCELLED

    @property
    def is_over(self):
        return self == self.OVER

    @property
    def is_external(self):
        return self == self.EXTERNAL

    @property
    def has_no_registrations(self):
        """Nobody can have one with us: sign-up is elsewhere, not needed or yet to open."""
        return self in (self.NO_SIGNUP, self.EXTERNAL, self.NOT_YET)

    @property
    def is_by_invitation(self):
        return self == self.BY_INVITATION
