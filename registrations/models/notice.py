"""What people of an event have to be told of: another date or place, or that it is called off."""

from datetime import datetime
from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Event
from events.models.announced import Announced, AnnouncedDay, differences
from registrations.models.participant import Participant


class NoticeQuerySet(models.QuerySet):
    def waiting(self):
        """Neither sent nor withheld. See also Notice.is_waiting()."""
        return self.filter(status=Notice.Status.WAITING)

    def due(self, at=None):
        """To be sent now, but never about what is over. See also Notice.is_due()."""
        at = at or timezone.now()
        return self.waiting().filter(due_at__lte=at).exclude(event__ends_at__lte=at)

    def for_call_to(self, person):
        """Of which the person, who has no e-mail, has not been told yet."""
        return self.filter(to_call=person)

    def newest_first(self):
        return self.select_related("settled_by").order_by("-pk")


class Notice(models.Model):
    """What one person knows follows from when she came: each change keeps the days before it."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("waits to be sent")
        SENT = "sent", _("sent")
        WITHHELD = "withheld", _("not sent")

    event = models.ForeignKey(
        Event, models.CASCADE, related_name="notices", verbose_name=_("event")
    )
    # [{"until": moment of a change, "days": the days as they were till then}], the oldest first
    versions = models.JSONField(_("days as people knew them"), default=list)
    changed_at = models.DateTimeField(_("last change"))
    due_at = models.DateTimeField(_("is sent"))
    is_cancellation = models.BooleanField(_("the event is called off"), default=False)
    status = models.CharField(
        _("status"), max_length=10, choices=Status, default=Status.WAITING, db_default="waiting"
    )
    settled_at = models.DateTimeField(_("sent or withheld"), null=True, editable=False)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("by whom"),
    )
    reason = models.CharField(_("why it was not sent"), max_length=300, blank=True)
    people = models.PositiveIntegerField(_("number of people"), default=0)
    to_call = models.ManyToManyField(
        Participant, related_name="+", verbose_name=_("people without an e-mail")
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [
            models.UniqueConstraint(
                fields=["event"],
                condition=Q(status="waiting"),
                name="notice_waiting_is_one_per_event",
            ),
            models.CheckConstraint(
                condition=~Q(status="withheld") | ~Q(reason=""),
                name="notice_withheld_with_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.event} {self.changed_at:%Y-%m-%d %H:%M}"

    def is_waiting(self):
        return self.status == self.Status.WAITING

    def is_due(self, at=None):
        at = at or timezone.now()
        return self.is_waiting() and self.due_at <= at and not self.event.is_over(at)

    def is_sent(self):
        return self.status == self.Status.SENT

    def add_version(self, days, until):
        """Remember what those know who came before that moment."""
        stored = [day.as_json() for day in days]
        self.versions.append({"until": until.isoformat(), "days": stored})

    @cached_property
    def _known(self):
        """(until, days) of each version, the oldest first."""
        return [
            (
                datetime.fromisoformat(one["until"]),
                [AnnouncedDay.from_json(day) for day in one["days"]],
            )
            for one in self.versions
        ]

    @cached_property
    def announced(self):
        """The days as they are now, or were when this was first asked."""
        return Announced.of(self.event).days

    def known_to(self, person):
        """The days as the person knows them: those of the version in force when she came."""
        found = (days for until, days in self._known if person.queued_at <= until)
        return next(found, self.announced)

    def differences_for(self, person):
        """What is other than she knows: new days, days that are gone, changes of her own days."""
        hers = {day.pk for day in person.days.all()}
        pairs = differences(self.known_to(person), self.announced)
        return [pair for pair in pairs if pair.is_new() or pair.is_gone() or pair.after.pk in hers]

    def concerns(self, person):
        """Whether the person has to be told."""
        return self.is_cancellation or bool(self.differences_for(person))

    def settle(self, status, at, by=None, reason="", people=0):
        self.status, self.settled_at, self.settled_by = status, at, by
        self.reason, self.people = reason, people
        self.save()
