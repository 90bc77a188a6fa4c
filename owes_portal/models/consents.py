"""Wordings that people acknowledge or agree to: once used, a version never changes."""

from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from owes_portal.memory import remembered
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
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    # A version of its own: whoever reads it acknowledges exactly this one.
    translation_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="translations",
        limit_choices_to={"translation_of": None},
        verbose_name=_("translation of"),
        help_text=_("Visitors read it in its language in place of that version."),
    )
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
            ),
            models.CheckConstraint(
                condition=Q(translation_of=None) | ~Q(language=settings.LANGUAGE_CODE),
                name="consent_text_translation_is_foreign",
                violation_error_message=_("A translation is not in Polish."),
            ),
        ]

    def __str__(self):
        return _("%(title)s, version %(version)d") % {
            "title": self.title,
            "version": self.version,
        }

    def clean(self):
        if self.translation_of and self.translation_of.kind != self.kind:
            message = _("A translation is of the same kind as what it translates.")
            raise ValidationError({"translation_of": message})

    def to_read(self, language=None):
        """What is shown and recorded in its place: its translation, or itself if there is none."""
        language = language or get_language()
        if language in (settings.LANGUAGE_CODE, self.language):
            return self
        return _translations().texts.get((self.pk, language), self)

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


class _Translations(NamedTuple):
    """By the number of the version and the language; nothing would not be remembered."""

    texts: dict[tuple[int, str], ConsentText]


@remembered
def _translations() -> _Translations:
    """The newest translation of each version into each language: few, and asked for by many."""
    texts = ConsentText.objects.exclude(translation_of=None).order_by("version", "pk")
    return _Translations({(text.translation_of_id, text.language): text for text in texts})
