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
        attended = self._attendances().present()
        in_all = EventDay.objects.filter(event=OuterRef("event"))
        return self.annotate(
            hours_attended=_sum_of(attended, "participant", hours_attended_of("day__")),
            hours_in_all=_sum_of(in_all, "event", teaching_hours_of("")),
        )

    def coming_on(self, day):
        """Who chose that day, or none in particular. See also Participant.comes_on()."""
        return self.filter(Q(days=day) | Q(days=None))

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

    def were_there(self):
        """Who was present on some day of the event. See also Participant.was_there()."""
        return self.filter(Exists(self._attendances().present()))

    def unmarked_on(self, day):
        """Who has a place, was to come and was not ticked. See also Participant.is_unmarked_on()."""
        said = self._attendances().filter(day=day).exclude(state="")
        here = {"status": Status.CONFIRMED, "event": day.event_id}
        return self.coming_on(day).filter(~Exists(said), **here)

    def for_attendance(self):
        """Those with a place, in Polish order, with their days and all that was ticked."""
        people = self.filter(status=Status.CONFIRMED).select_related("registration")
        return people.prefetch_related("days", "attendances__day").in_polish_order()

    def _attendances(self):
        """The rows of each of them."""
        attendances = self.model.attendances.rel.related_model.objects
        return attendances.filter(participant=OuterRef("pk"), day__event=OuterRef("event"))


class Attending(models.Model):
    class Meta:
        abstract = True

    def was_there(self):
        """Whether she was present on some day of the event."""
        return any(one.is_present() for one in self._attendances_here())

    def comes_on(self, day):
        """Whether she chose that day; whoever chose no day in particular comes on all of them."""
        chosen = self.days.all()
        return not chosen or day in chosen

    def attendance_on(self, day):
        """How things stand on that day, or None."""
        return next((one for one in self.attendances.all() if one.day_id == day.pk), None)

    def noted_days(self):
        """What was said of her, day by day, as far as anything was said."""
        noted = [one for one in self._attendances_here() if one.state]
        return sorted(noted, key=lambda one: one.day.starts_at)

    def is_unmarked_on(self, day):
        """Whether she has a place, was to come that day and was not ticked."""
        known, is_here = self.attendance_on(day), self.event_id == day.event_id
        is_marked = known is not None and bool(known.state)
        return is_here and self.is_confirmed() and self.comes_on(day) and not is_marked

    def _attendances_here(self):
        """Not of an event from which she was moved away."""
        return [one for one in self.attendances.all() if one.day.event_id == self.event_id]

    def attended_hours(self):
        """Teaching hours of all days on which the person was there."""
        return sum(attendance.teaching_hours() for attendance in self._attendances_here())

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
