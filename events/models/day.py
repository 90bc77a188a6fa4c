"""The days of an event: each with its own place, hours, topic and trainer."""

from django.db import models
from django.db.models import ExpressionWrapper, F, Q
from django.db.models.functions import Cast, Extract, Floor
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from events.models.event import Event

TEACHING_MINUTES = 45


class EventDayQuerySet(models.QuerySet):
    def with_hours(self):
        """Give each its `hours_of_day`. See also EventDay.teaching_hours."""
        return self.annotate(hours_of_day=teaching_hours_of(""))

    def announced(self, at=None):
        """Of events that a visitor may see. See also EventDay.is_announced()."""
        return self.filter(event__in=Event.objects.published(at))

    def not_past(self, at=None):
        """That end today or later by the clock on the wall. See also EventDay.is_past()."""
        now = timezone.localtime(at or timezone.now())
        return self.filter(ends_at__gte=now.replace(hour=0, minute=0, second=0, microsecond=0))

    def for_calendars(self):
        """With what an entry of a calendar says, and nothing of the event's many other columns."""
        own = ("starts_at", "ends_at", "topic", "place", "address", "revision")
        events = ("title", "slug", "cancelled_at", "updated_at")
        names = (*own, *(f"event__{name}" for name in events))
        return self.select_related("event").only(*names)

    def for_schedule(self):
        """In their order, with all that the schedule of support says of them."""
        related = self.select_related("event__project", "trainer").order_by("starts_at", "pk")
        return related.defer("event__programme", "event__project__description")


def teaching_hours_of(prefix):
    """The whole teaching hours of the day at the end of that path, counted by PostgreSQL."""
    length = ExpressionWrapper(
        F(f"{prefix}ends_at") - F(f"{prefix}starts_at"), models.DurationField()
    )
    seconds = Extract(length, "epoch")
    return Cast(Floor(seconds / (TEACHING_MINUTES * 60)), models.IntegerField())


class Trainer(models.Model):
    name = models.CharField(_("first name and surname"), max_length=120)
    bio = models.TextField(_("about the trainer"), blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("trainer")
        verbose_name_plural = _("trainers")

    def __str__(self):
        return self.name


class EventDay(models.Model):
    event = models.ForeignKey(Event, models.CASCADE, related_name="days", verbose_name=_("event"))
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    topic = models.CharField(_("topic"), max_length=200, blank=True)
    place = models.CharField(_("place"), max_length=160)
    address = models.CharField(_("address"), max_length=200)
    directions = models.TextField(_("how to get there, in words"), blank=True)
    # How often time or place have changed; calendars take the newest (RFC 5545, SEQUENCE).
    revision = models.PositiveIntegerField(_("revision"), default=0, db_default=0, editable=False)
    trainer = models.ForeignKey(
        Trainer,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="days",
        verbose_name=_("trainer"),
    )

    objects = EventDayQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at"]
        verbose_name = _("day")
        verbose_name_plural = _("days")
        indexes = [models.Index(fields=["starts_at", "id"], name="event_day_nearest_first")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="event_day_ends_after_start",
                violation_error_message=_("The day must end after it starts."),
            ),
            models.UniqueConstraint(
                fields=["event", "starts_at"],
                name="event_day_starts_once",
                violation_error_message=_("Two days of the event start at the same moment."),
            ),
        ]

    def __str__(self):
        return f"{date_format(timezone.localtime(self.starts_at), 'j E Y')}, {self.place}"

    def is_announced(self, at=None):
        return self.event.is_published(at)

    def is_past(self, at=None):
        """Whether it is tomorrow already by the clock on the wall."""
        return timezone.localdate(self.ends_at) < timezone.localdate(at or timezone.now())

    @property
    def teaching_hours(self):
        """Whole hours of 45 minutes, breaks included."""
        return int((self.ends_at - self.starts_at).total_seconds() // (TEACHING_MINUTES * 60))


class PickupPoint(models.Model):
    event = models.ForeignKey(
        Event, models.CASCADE, related_name="pickup_points", verbose_name=_("event")
    )
    place = models.CharField(_("place"), max_length=160)
    leaves_at = models.DateTimeField(_("leaves at"))

    class Meta:
        ordering = ["leaves_at"]
        verbose_name = _("pick-up point")
        verbose_name_plural = _("pick-up points")

    def __str__(self):
        return self.place
