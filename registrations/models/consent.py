"""That somebody acknowledged or agreed to a wording, when and how."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from owes_portal.models import ConsentText
from registrations.models.registration import Registration


class Consent(models.Model):
    registration = models.ForeignKey(
        Registration, models.CASCADE, related_name="consents", verbose_name=_("registration")
    )
    text = models.ForeignKey(
        ConsentText, models.PROTECT, related_name="consents", verbose_name=_("wording")
    )
    given_at = models.DateTimeField(_("given"), auto_now_add=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.UniqueConstraint(fields=["registration", "text"], name="consent_is_given_once")
        ]

    def __str__(self):
        return str(self.text)
