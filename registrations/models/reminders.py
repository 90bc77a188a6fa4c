"""Reminders before the first day that somebody comes to: when one is due, and who wants none."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models
from django.db.models import DateTimeField, ExpressionWrapper, F, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from owes_portal.working_time import not_at_night


@dataclass(frozen=True)
class Lead:
    """A reminder falls due so long `before` a start, and goes out while there is `still` so much.

    Both are true hours: if the clock is changed in between, the reminder comes an hour earlier or
    later by the clock on the wall. At night it waits for the morning, unless that is too late.
    """

    name: str
    before: timedelta
    still: timedelta

    def window(self, at: datetime | None = None) -> tuple[datetime, datetime]:
        """The earliest and the latest start of which a reminder is due at the moment."""
        now = at or timezone.now()
        morning = not_at_night(now)
        latest = now + self.before
        return now + self.still, latest if morning == now else min(latest, morning + self.still)

    def is_due(self, starts_at: datetime, at: datetime | None = None) -> bool:
        """Whether the reminder of that start is due at the moment."""
        earliest, latest = self.window(at)
        return earliest <= starts_at <= latest


WEEK = Lead("week", before=timedelta(days=7), still=timedelta(days=6))
DAY = Lead("day", before=timedelta(days=1), still=timedelta(hours=2))
LEADS = (WEEK, DAY)


class RemindedQuerySet(models.QuerySet):
    def wanting_reminders(self):
        """Who has not said no to them. See also Reminded.wants_reminders()."""
        return self.filter(reminders_stopped_at=None)


class Reminded(models.Model):
    """A registration, of which the contact is reminded, or a person with an address of her own.

    Each tells by `people_with_a_place()` for whom the row stands.
    """

    # Reminders and thanks are not wanted; what concerns the place still comes.
    reminders_stopped_at = models.DateTimeField(
        _("wants no reminders since"), null=True, blank=True, editable=False
    )

    class Meta:
        abstract = True

    def days_of_people(self):
        """The days that one of them comes to, in their order."""
        days = {day for person in self.people_with_a_place() for day in person.days.all()}
        return sorted(days, key=lambda day: day.starts_at)

    def is_to_be_reminded(self, lead, at=None):
        days = self.days_of_people()
        if not days or not self.wants_reminders() or self.event.is_cancelled():
            return False
        starts_at = days[0].starts_at
        people = self.people_with_a_place()
        return lead.is_due(starts_at, at) and any(
            person.is_settled_by(starts_at - lead.before) for person in people
        )

    def wants_reminders(self):
        return self.reminders_stopped_at is None

    def stop_reminders(self, at=None):
        if self.wants_reminders():
            self.reminders_stopped_at = at or timezone.now()
            self.save(update_fields=["reminders_stopped_at"])

    def resume_reminders(self):
        self.reminders_stopped_at = None
        self.save(update_fields=["reminders_stopped_at"])


def falling_due(rows, people, lead, at):
    """The rows whose people come first on a day that the lead reminds of, with `reminder_due_at`.

    `people` are those with a place that an outer row stands for. Cancelled events and rows that
    want no reminders are left out.
    """
    first = people.order_by("days__starts_at").values("days__starts_at")[:1]
    due_at = ExpressionWrapper(F("begins_at") - lead.before, DateTimeField())
    return (
        rows.wanting_reminders()
        .filter(event__cancelled_at=None)
        .annotate(begins_at=Subquery(first), reminder_due_at=due_at)
        .filter(begins_at__range=lead.window(at))
    )
