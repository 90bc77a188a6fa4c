"""Who saw or took out personal data, when and why."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AccessRecord(models.Model):
    class Deed(models.TextChoices):
        VIEW = "view", _("viewed")
        PRINT = "print", _("printed")
        EXPORT = "export", _("exported")

    at = models.DateTimeField(_("when"), auto_now_add=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("who"), related_name="+"
    )
    deed = models.CharField(_("deed"), max_length=10, choices=Deed)
    subject = models.CharField(
        _("what"), max_length=120, help_text=_("Kind and number of the row, never a name.")
    )
    reason = models.CharField(_("why"), max_length=200, blank=True)

    class Meta:
        ordering = ["-at"]
        verbose_name = _("access to personal data")
        verbose_name_plural = _("access to personal data")

    def __str__(self):
        return f"{self.get_deed_display()} {self.subject}"
