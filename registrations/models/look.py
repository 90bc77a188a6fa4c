"""When somebody of the staff last looked at what had changed in an event."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models import Event


class LastLook(models.Model):
    event = models.ForeignKey(Event, models.CASCADE, related_name="+", verbose_name=_("event"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("who")
    )
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("last look")
        verbose_name_plural = _("last looks")
        constraints = [models.UniqueConstraint(fields=["event", "person"], name="last_look_is_one")]

    def __str__(self):
        return f"{self.person} {self.at:%d.%m.%Y}"
