"""What happened to a participant, when and why: written once, never changed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models import Event
from registrations.models.participant import Participant
from registrations.models.states import Status, Verb

# What a migration writes for people who were there before any history was.
UNKNOWN_REASON = _("Signed up before reasons were written down.")


class ChangeQuerySet(models.QuerySet):
    def since(self, moment):
        """What happened after that moment; everything if there is none. See also is_since()."""
        return self.filter(at__gt=moment) if moment else self

    def giving_places(self):
        """By which somebody got a place for good. See also Change.gives_place()."""
        kept = models.Q(before=Status.CONFIRMED) & ~models.Q(verb=Verb.MOVE)
        return self.filter(after=Status.CONFIRMED).exclude(kept)

    def for_reading(self):
        """The newest first, with whom it happened to and who did it."""
        people = ("participant__registration", "by")
        return self.select_related(*people).order_by("-at", "-pk")


class Change(models.Model):
    class Who(models.TextChoices):
        PERSON = "person", _("the person")
        STAFF = "staff", _("staff")
        PORTAL = "portal", _("the portal")

    event = models.ForeignKey(
        Event, models.CASCADE, related_name="changes", verbose_name=_("event")
    )
    participant = models.ForeignKey(
        Participant,
        models.CASCADE,
        null=True,
        related_name="changes",
        verbose_name=_("participant"),
    )
    verb = models.CharField(_("what happened"), max_length=10, choices=Verb)
    before = models.CharField(_("state before"), max_length=10, choices=Status, blank=True)
    after = models.CharField(_("state after"), max_length=10, choices=Status, blank=True)
    reason = models.CharField(_("why"), max_length=500)
    is_over_capacity = models.BooleanField(_("beyond the number of places"), default=False)
    who = models.CharField(_("by whom"), max_length=10, choices=Who, default=Who.PORTAL)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("member of staff"),
    )
    at = models.DateTimeField(_("when"), db_index=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="change_has_a_reason"),
        ]

    def __str__(self):
        return self.get_verb_display()

    @property
    def by_whom(self):
        """Who did it, in words for the person; names of staff are for staff."""
        words = {self.Who.PERSON: _("by the link"), self.Who.STAFF: _("we")}
        return words.get(self.who, _("the portal"))

    def gives_place(self):
        """Also by a move from one event to another."""
        is_new = self.before != Status.CONFIRMED or self.verb == Verb.MOVE
        return self.after == Status.CONFIRMED and is_new

    def is_since(self, moment):
        return moment is None or self.at > moment
