"""The schedule of support as it stood: one line for each change of one day."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from events.models.event import Event
from owes_portal.models import Project


class ScheduleChangeQuerySet(models.QuerySet):
    def standing(self):
        """The latest line of each day that is still announced. See also ScheduleChange.stands()."""
        latest = self.order_by("day_number", "-at", "-pk").distinct("day_number")
        return self.filter(pk__in=latest.values("pk")).exclude(after__isnull=True)

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

    def is_new(self):
        return self.before is None

    def is_gone(self):
        return self.after is None

    def stands(self):
        """Whether no later line tells of the same day, and the day is announced."""
        later = ScheduleChange.objects.filter(day_number=self.day_number).newest_first()
        return not self.is_gone() and later.first() == self
