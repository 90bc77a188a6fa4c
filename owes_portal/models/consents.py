"""Wordings that people acknowledge or agree to: once used, a version never changes."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from owes_portal.models.rich_text import RichTextField


class ConsentText(models.Model):
    class Kind(models.TextChoices):
        PRIVACY_NOTICE = "privacy", _("information on data processing")
        RULES = "rules", _("rules of participation")
        NEEDS = "needs", _("consent to hold what people need")
        IMAGE = "image", _("consent to pictures")
        OTHER = "other", _("another consent")

    # What one agrees to if one likes, and may withdraw; the others are only acknowledged.
    OPTIONAL = (Kind.NEEDS, Kind.IMAGE, Kind.OTHER)

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    title = models.CharField(_("title"), max_length=160)
    version = models.PositiveIntegerField(_("version"), default=1)
    language = models.CharField(_("language"), max_length=2, default="pl")
    body = RichTextField(_("text"))
    label = models.CharField(
        _("words beside the box"),
        max_length=200,
        blank=True,
        help_text=_("For a consent, e.g. “I agree to be shown in pictures”."),
    )
    withdrawal_effect = models.CharField(
        _("what happens when it is withdrawn"),
        max_length=300,
        blank=True,
        help_text=_("The person reads this before withdrawing the consent."),
    )
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

    def next_version(self, on=None):
        """The latest version if nobody has used it yet, otherwise a new one that says the same."""
        alike = ConsentText.objects.filter(kind=self.kind, title=self.title, language=self.language)
        latest = alike.order_by("version").last()
        if not latest.is_used():
            return latest
        copied = ("kind", "title", "language", "body", "label", "withdrawal_effect")
        return ConsentText.objects.create(
            version=latest.version + 1,
            valid_from=on or timezone.localdate(),
            **{name: getattr(latest, name) for name in copied},
        )

    def is_optional(self):
        return self.kind in self.OPTIONAL
