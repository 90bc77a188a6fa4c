"""That somebody asked for the links to her registrations: gone as soon as they are on their way."""

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

NUDGED_LONG_AGO = timedelta(seconds=30)
TRIED_FOR = timedelta(hours=1)  # then whoever asked has asked again, or called


class LinkRequestQuerySet(models.QuerySet):
    def left_behind(self, at=None):
        """Whose nudge must have been lost. See also LinkRequest.is_left_behind()."""
        return self.filter(asked_at__lt=(at or timezone.now()) - NUDGED_LONG_AGO)

    def hopeless(self, at=None):
        """Not worth another attempt if this one fails. See also LinkRequest.is_hopeless()."""
        return self.filter(asked_at__lt=(at or timezone.now()) - TRIED_FOR)


class LinkRequest(models.Model):
    """Written for known and unknown addresses alike, so that the answer takes the same time."""

    email = models.EmailField(_("e-mail"))
    asked_at = models.DateTimeField(_("asked for"), default=timezone.now)

    objects = LinkRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for links")
        verbose_name_plural = _("requests for links")

    def __str__(self):
        return f"{self.pk}"

    def is_left_behind(self, at=None):
        return self.asked_at < (at or timezone.now()) - NUDGED_LONG_AGO

    def is_hopeless(self, at=None):
        return self.asked_at < (at or timezone.now()) - TRIED_FOR
