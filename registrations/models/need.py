"""What a person needs in order to take part: protected, and never a diagnosis."""

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from owes_portal.working_time import add_working_days
from registrations.models.participant import Participant
from registrations.models.states import LIVE

ANSWERED_WITHIN = 2  # working days


class AccessibilityNeedQuerySet(models.QuerySet):
    def for_event(self, event):
        """What live people of the event need: what is not answered first, then as it was told."""
        told = self.filter(participant__event=event, participant__status__in=LIVE)
        people = ("participant__registration", "answered_by")
        return told.select_related(*people).order_by(F("answered_at").asc(nulls_first=True), "pk")


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

    objects = AccessibilityNeedQuerySet.as_manager()

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

    def answer_due(self, event):
        """The last day for our answer: two working days, the event's own day, and never too late."""
        told_on = timezone.localdate(self.told_at)
        due = add_working_days(told_on, ANSWERED_WITHIN)
        if event.needs_by and event.needs_by >= told_on:
            due = min(due, event.needs_by)
        return min(due, timezone.localdate(event.starts_at)) if event.starts_at else due

    def is_overdue(self, event, today=None):
        return self.is_open() and self.answer_due(event) < (today or timezone.localdate())
