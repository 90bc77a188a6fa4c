"""That somebody acknowledged or agreed to a wording, when and how."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from owes_portal.models import ConsentText
from registrations.models.registration import Registration


class ConsentQuerySet(models.QuerySet):
    def in_force(self):
        """Given and not withdrawn. See also Consent.is_in_force()."""
        return self.filter(withdrawn_at=None)


class Consent(models.Model):
    registration = models.ForeignKey(
        Registration, models.CASCADE, related_name="consents", verbose_name=_("registration")
    )
    text = models.ForeignKey(
        ConsentText, models.PROTECT, related_name="consents", verbose_name=_("wording")
    )
    given_at = models.DateTimeField(_("given"), auto_now_add=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "text"],
                condition=Q(withdrawn_at=None),
                name="consent_is_given_once",
            )
        ]

    def __str__(self):
        return str(self.text)

    def is_in_force(self):
        return self.withdrawn_at is None

    def erases_needs(self):
        """Whether what people need goes with it when it is withdrawn."""
        return self.text.kind == ConsentText.Kind.NEEDS

    def can_be_withdrawn(self):
        """What one acknowledged, one cannot withdraw; what one agreed to, one can."""
        return self.is_in_force() and self.text.is_optional()
