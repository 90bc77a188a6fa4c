"""What a person needs in order to take part: protected, and never a diagnosis."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registrations.models.participant import Participant


class AccessibilityNeed(models.Model):
    class Kind(models.TextChoices):
        SIGN_LANGUAGE = "sign_language", _("Polish sign language interpreter")
        INDUCTION_LOOP = "induction_loop", _("induction loop or FM system")
        CAPTIONS = "captions", _("live captions")
        LARGE_PRINT = "large_print", _("materials in large print")
        ELECTRONIC = "electronic", _("materials in electronic form")
        EASY_TO_READ = "easy_to_read", _("materials that are easy to read (ETR)")
        ASSISTANT = "assistant", _("assistant or a place for my assistant")
        WHEELCHAIR = "wheelchair", _("place for a wheelchair, way without barriers")
        ASSISTANCE_DOG = "assistance_dog", _("room for an assistance dog")
        AUDIO_DESCRIPTION = "audio_description", _("audio description")
        QUIET_ROOM = "quiet_room", _("quiet room, breaks")
        TRANSLATION = "translation", _("translation into Ukrainian or English")
        CARE = "care", _("care for a child or a dependent person")
        OTHER = "other", _("something else")

    participant = models.ForeignKey(
        Participant, models.CASCADE, related_name="needs", verbose_name=_("participant")
    )
    kind = models.CharField(_("need"), max_length=20, choices=Kind)
    description = models.CharField(_("in own words"), max_length=500, blank=True)
    told_at = models.DateTimeField(_("told"), default=timezone.now)
    answer = models.CharField(_("our answer"), max_length=500, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("answered by"),
    )

    class Meta:
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        constraints = [
            models.UniqueConstraint(fields=["participant", "kind"], name="need_is_told_once")
        ]

    def __str__(self):
        return self.get_kind_display()

    def is_open(self):
        """Nobody has told the person yet what we can provide."""
        return self.answered_at is None
