"""One person in a registration; takes one place."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.models import Event, EventDay, PickupPoint
from owes_portal.polish import SortKey
from registrations.models.registration import Registration


class ParticipantQuerySet(models.QuerySet):
    def holding_places(self):
        """Those who take a place of the event. See also Participant.holds_place()."""
        return self.filter(status=Participant.Status.CONFIRMED)

    def waiting(self):
        """The waiting list, first come first. See also Participant.is_waiting()."""
        return self.filter(status=Participant.Status.WAITING).order_by("queued_at", "pk")

    def live(self):
        """Who has a place or waits for one. See also Participant.is_live()."""
        return self.exclude(status=Participant.Status.CANCELLED)

    def in_polish_order(self):
        return self.order_by(SortKey("last_name"), SortKey("first_name"), "pk")


class Participant(models.Model):
    class Status(models.TextChoices):
        CONFIRMED = "confirmed", _("has a place")
        WAITING = "waiting", _("waiting list")
        CANCELLED = "cancelled", pgettext_lazy("participant", "cancelled")

    class Diet(models.TextChoices):
        STANDARD = "standard", _("standard")
        VEGETARIAN = "vegetarian", _("vegetarian")
        VEGAN = "vegan", _("vegan")
        GLUTEN_FREE = "gluten_free", _("gluten-free")
        OTHER = "other", _("other")

    registration = models.ForeignKey(
        Registration, models.CASCADE, related_name="participants", verbose_name=_("registration")
    )
    event = models.ForeignKey(
        Event, models.PROTECT, related_name="participants", verbose_name=_("event")
    )
    first_name = models.CharField(_("first name"), max_length=80)
    last_name = models.CharField(_("surname"), max_length=80)
    status = models.CharField(_("status"), max_length=10, choices=Status)
    reason = models.CharField(_("why"), max_length=200, blank=True)
    queued_at = models.DateTimeField(_("in the order since"))
    days = models.ManyToManyField(EventDay, related_name="participants", verbose_name=_("days"))
    pickup_point = models.ForeignKey(
        PickupPoint,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="participants",
        verbose_name=_("pick-up point"),
    )
    wants_accommodation = models.BooleanField(_("needs accommodation"), default=False)
    diet = models.CharField(_("diet"), max_length=20, choices=Diet, blank=True)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        indexes = [
            models.Index(
                fields=["event"], condition=Q(status="confirmed"), name="participant_holding_place"
            ),
            models.Index(
                fields=["event", "queued_at", "id"],
                condition=Q(status="waiting"),
                name="participant_waiting",
            ),
            models.Index(
                SortKey("last_name"), SortKey("first_name"), name="participant_polish_order"
            ),
        ]

    def __str__(self):
        return self.full_name

    @property
    def full_name(self):
        return f"{self.first_name} {self.last_name}"

    def holds_place(self):
        return self.status == self.Status.CONFIRMED

    def is_waiting(self):
        return self.status == self.Status.WAITING

    def is_live(self):
        return self.status != self.Status.CANCELLED

    def position(self):
        """Place on the waiting list, counted from 1."""
        ahead = Q(queued_at__lt=self.queued_at) | Q(queued_at=self.queued_at, pk__lt=self.pk)
        waiting = Participant.objects.filter(event=self.event_id).waiting()
        return waiting.filter(ahead).count() + 1
