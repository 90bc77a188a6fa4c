"""How many teaching hours somebody attended, who is entitled to a certificate and who has one."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce, Least
from django.db.models.lookups import GreaterThanOrEqual

from events.models import EventDay
from events.models.day import teaching_hours_of
from registrations.models.states import Status


def hours_attended_of(day):
    """The teaching hours of an attendance: all of its day, or the part that staff wrote down."""
    of_day = teaching_hours_of(day)
    return Least(Coalesce(F("hours"), of_day), of_day)


def _sum_of(rows, owner, hours):
    """The hours of the owner's rows together; 0 without any."""
    together = rows.order_by().values(owner).annotate(together=Sum(hours)).values("together")
    return Coalesce(Subquery(together), 0)


class AttendingQuerySet(models.QuerySet):
    def with_hours(self):
        """Give each the `hours_attended` and the `hours_in_all` of the event's days.

        See also Participant.attended_hours().
        """
        attendances = self.model.attendances.rel.related_model.objects.present()
        attended = attendances.filter(participant=OuterRef("pk"))
        in_all = EventDay.objects.filter(event=OuterRef("event"))
        return self.annotate(
            hours_attended=_sum_of(attended, "participant", hours_attended_of("day__")),
            hours_in_all=_sum_of(in_all, "event", teaching_hours_of("")),
        )

    def for_day(self, day):
        """Who said that they come on that day, and who is there all the same."""
        there = day.attendances.present().values("participant")
        return self.filter(Q(pk__in=day.participants.values("pk")) | Q(pk__in=there))

    def on_record(self):
        """Who has a place for good, or of whom attendance tells. See also is_on_record()."""
        attendances = self.model.attendances.rel.related_model.objects
        told = attendances.filter(participant=OuterRef("pk"))
        return self.filter(Q(status=Status.CONFIRMED) | Exists(told))

    def entitled(self):
        """Who was there long enough for a certificate. See also Participant.is_entitled()."""
        enough = GreaterThanOrEqual(
            F("hours_attended") * 100, F("event__certificate_threshold") * F("hours_in_all")
        )
        people = self.with_hours().filter(status=Status.CONFIRMED, event__cancelled_at=None)
        return people.exclude(last_name="").filter(enough, hours_attended__gt=0)

    def certified(self):
        """Who has a certificate that is in force. See also Participant.is_certified()."""
        return self.filter(Exists(self._certificates().in_force()))

    def lately_certified(self, at=None):
        """Who got a certificate so lately that the link lives. See also is_lately_certified()."""
        return self.filter(Exists(self._certificates().new(at)))

    def _certificates(self):
        """Those of each person of the query around it."""
        certificates = self.model.certificates.rel.related_model.objects
        return certificates.filter(participant=OuterRef("pk"))


class Attending(models.Model):
    class Meta:
        abstract = True

    def attended_hours(self):
        """Teaching hours of all days on which the person was there."""
        return sum(attendance.teaching_hours() for attendance in self.attendances.all())

    def is_on_record(self):
        """Whether the table of attendance holds her."""
        return self.status == Status.CONFIRMED or self.attendances.exists()

    def is_entitled(self):
        """Whether she was there long enough for a certificate."""
        attended, event = self.attended_hours(), self.event
        in_all = sum(day.teaching_hours for day in event.days.all())
        is_enough = attended > 0 and 100 * attended >= event.certificate_threshold * in_all
        has_place = self.status == Status.CONFIRMED and not event.is_cancelled()
        return is_enough and has_place and bool(self.last_name)

    def is_certified(self):
        return any(certificate.is_in_force() for certificate in self.certificates.all())

    def is_lately_certified(self, at=None):
        return any(certificate.is_new(at) for certificate in self.certificates.all())
