"""Wordings that people acknowledge or agree to: once used, a version never changes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from owes_portal.models.rich_text import RichTextField


class ConsentText(models.Model):
    class Kind(models.TextChoices):
        PRIVACY_NOTICE = "privacy", _("information on data processing")
        RULES = "rules", _("rules of participation")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    title = models.CharField(_("title"), max_length=160)
    version = models.PositiveIntegerField(_("version"), default=1)
    language = models.CharField(_("language"), max_length=2, default="pl")
    body = RichTextField(_("text"))
    valid_from = models.DateField(_("in force from"))

    class Meta:
        ordering = ["kind", "title", "-version"]
        verbose_name = _("wording")
        verbose_name_plural = _("wordings")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "title", "language", "version"], name="consent_text_version_is_one"
            )
        ]

    def __str__(self):
        return _("%(title)s, version %(version)d") % {
            "title": self.title,
            "version": self.version,
        }

    def is_used(self):
        return self.consents.exists()
