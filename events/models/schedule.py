"""The schedule of support as it stood: one line for each change of one day."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from events.models.event import Event
from events.models.scheduled import ScheduledDay
from owes_portal.models import Project


class ScheduleChangeQuerySet(models.QuerySet):
    def standing(self):
        """The latest line of each day that is still announced. See also ScheduleChange.stands()."""
        latest = self.order_by("day_number", "-at", "-pk").distinct("day_number")
        return self.filter(pk__in=latest.values("pk")).exclude(after__isnull=True)

    def for_project(self, project):
        """Changes of its days, also of those that went to another project."""
        return self.filter(Q(project=project) | Q(before__project_id=project.pk))

    def newest_first(self):
        return self.order_by("-at", "-pk")


class ScheduleChange(models.Model):
    """What was announced of a day before and after; nothing before: new, nothing after: gone."""

    # The day may be deleted, and what was once announced of it stays.
    day_number = models.BigIntegerField(_("number of the day"), db_index=True)
    event = models.ForeignKey(
        Event, models.SET_NULL, null=True, related_name="+", verbose_name=_("event")
    )
    project = models.ForeignKey(
        Project, models.SET_NULL, null=True, related_name="+", verbose_name=_("project")
    )
    before = models.JSONField(_("before"), null=True)
    after = models.JSONField(_("after"), null=True)
    at = models.DateTimeField(_("when"), db_index=True)

    objects = ScheduleChangeQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("change of the schedule")
        verbose_name_plural = _("changes of the schedule")
        constraints = [
            models.CheckConstraint(
                condition=Q(before__isnull=False) | Q(after__isnull=False),
                name="schedule_change_says_something",
            ),
        ]

    def __str__(self):
        return f"{self.day_number} {self.at:%Y-%m-%d}"

    @classmethod
    def of(cls, key, was, now, *, at, event_id):
        """The line for a day that is announced otherwise than it was, or not any more."""
        return cls(
            day_number=key,
            event_id=event_id,
            project_id=(now or was).project_id,
            before=was and was.as_json(),
            after=now and now.as_json(),
            at=at,
        )

    @property
    def was(self):
        return self.before and ScheduledDay.from_json(self.before)

    @property
    def now(self):
        return self.after and ScheduledDay.from_json(self.after)

    @property
    def latest(self):
        """What was last announced of the day."""
        return self.now or self.was

    def is_new(self):
        return self.before is None

    def is_gone(self):
        return self.after is None

    def is_cancellation(self):
        return bool(self.now and self.now.cancelled) and not (self.was and self.was.cancelled)

    def is_withdrawn(self):
        """Whether the words of its event were taken back; then only staff read them."""
        return self.event is not None and self.event.is_withdrawn()

    def stands(self):
        """Whether no later line tells of the same day, and the day is announced."""
        later = ScheduleChange.objects.filter(day_number=self.day_number).newest_first()
        return not self.is_gone() and later.first() == self
