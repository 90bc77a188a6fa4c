"""Who was there on which day, and every tick that said so."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from events.models import EventDay
from registrations.models.participant import Participant

# A tick that took longer from the phone to the portal is told with both times.
LATE = timedelta(minutes=2)


class State(models.TextChoices):
    PRESENT = "present", _("present")
    ABSENT = "absent", _("absent")
    EXCUSED = "excused", _("excused")


class AttendanceQuerySet(models.QuerySet):
    def present(self):
        """Those who were there, if only for a part of the day. See also Attendance.is_present()."""
        return self.filter(state=State.PRESENT)

    def for_event(self, event):
        return self.filter(day__event=event)


class Attendance(models.Model):
    """How things stand for one person on one day; without a row nobody has said anything yet.

    An empty state: what was said has been taken back.
    """

    State = State

    participant = models.ForeignKey(
        Participant, models.CASCADE, related_name="attendances", verbose_name=_("participant")
    )
    day = models.ForeignKey(
        EventDay, models.PROTECT, related_name="attendances", verbose_name=_("day")
    )
    state = models.CharField(_("attendance"), max_length=10, choices=State, blank=True)
    hours = models.PositiveSmallIntegerField(
        _("teaching hours attended"), null=True, blank=True, help_text=_("Empty: the whole day.")
    )
    # Counted up by each tick: a phone says which one it had seen when it was touched.
    revision = models.PositiveIntegerField(_("revision"), default=1)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        constraints = [
            models.UniqueConstraint(fields=["participant", "day"], name="attendance_is_one_a_day"),
            models.CheckConstraint(
                condition=Q(hours=None) | Q(state="present"),
                name="attendance_hours_only_of_those_present",
            ),
        ]

    def __str__(self):
        return self.get_state_display()

    def is_present(self):
        return self.state == State.PRESENT

    def teaching_hours(self):
        """Attended on that day, of 45 minutes each."""
        if not self.is_present():
            return 0
        of_day = self.day.teaching_hours
        return of_day if self.hours is None else min(self.hours, of_day)


class TickQuerySet(models.QuerySet):
    def of_arrival(self):
        """By which somebody who was not there yet came; the latest first."""
        came = self.filter(after=State.PRESENT).exclude(before=State.PRESENT)
        return came.order_by("-at", "-pk")

    def of_day(self, day):
        """The log of one day in its order, with who wrote each line."""
        return self.filter(day=day).select_related("by").order_by("at", "pk")


class Tick(models.Model):
    """One line of the log: what was said about a person and a day, when, by whom and from what."""

    class Source(models.TextChoices):
        DESK = "desk", _("ticked by staff")
        CODE = "code", _("code on the phone")
        NUMBER = "number", _("number of the registration")
        PAPER = "paper", _("from the signed list")
        WALK_IN = "walk_in", _("came without a registration")

    # Made by the phone: the same tick sent twice is one.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    participant = models.ForeignKey(
        Participant, models.CASCADE, related_name="ticks", verbose_name=_("participant")
    )
    day = models.ForeignKey(EventDay, models.PROTECT, related_name="ticks", verbose_name=_("day"))
    before = models.CharField(_("attendance before"), max_length=10, choices=State, blank=True)
    after = models.CharField(_("attendance after"), max_length=10, choices=State, blank=True)
    hours = models.PositiveSmallIntegerField(_("teaching hours attended"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=10, choices=Source, default=Source.DESK)
    reason = models.CharField(_("why"), max_length=300, blank=True)
    noted_at = models.DateTimeField(_("ticked"), help_text=_("By the clock of the phone."))
    at = models.DateTimeField(_("received"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by whom")
    )

    objects = TickQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("tick")
        verbose_name_plural = _("ticks")
        constraints = [
            models.CheckConstraint(
                condition=~Q(before=F("after")) | ~Q(after=""), name="tick_says_something"
            ),
        ]

    def __str__(self):
        return self.get_after_display() or str(_("taken back"))

    def is_correction(self):
        """Whether something else stood before."""
        return bool(self.before) and self.before != self.after

    def came_late(self):
        """Whether the phone had kept it for minutes before it was received."""
        return self.at - self.noted_at > LATE
