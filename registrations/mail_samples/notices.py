"""Samples: that staff have changed or called off an event."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Event
from events.models.announced import Announced
from registrations import emails
from registrations.mail_samples import invented
from registrations.mail_samples.sample import Occasion, Sample
from registrations.mail_samples.scene import had_a_place, sign_up, trip
from registrations.models import Notice, Registration, Status


def changed(*statuses: Status, **fields: object) -> Callable[[], Registration]:
    """What writes that the first day is other than people in those states know it."""

    def write() -> Registration:
        event = trip()
        people = sign_up(*statuses, event=event)
        notice = _notice(event)
        day = event.days.first()
        moved = {"starts_at": day.starts_at + timedelta(hours=1)}
        event.days.filter(pk=day.pk).update(**fields or moved)
        emails.changed(notice, people[0].registration, people)
        return people[0].registration

    return write


def called_off() -> Registration:
    event = trip()
    people = sign_up(Status.CONFIRMED, event=event)
    had_a_place(people[0], event)
    notice = _notice(event)
    event.cancel(invented.CANCELLATION)
    emails.called_off(notice, people[0].registration, people)
    return people[0].registration


def _notice(event: Event) -> Notice:
    """It remembers the days as they are now."""
    now = timezone.now()
    notice = Notice(event=event, changed_at=now, due_at=now)
    notice.add_version(Announced.of(event).days, now)
    notice.save()
    return notice


ELSEWHERE = {"place": invented.OTHER_PLACE, "address": invented.OTHER_ADDRESS}
SAMPLES = [
    Sample(
        "zmiana-terminu",
        "changed",
        Occasion.CHANGE,
        _("Change of date"),
        _("A quarter of an hour after staff have changed the hours of a day."),
        changed(Status.CONFIRMED),
    ),
    Sample(
        "zmiana-miejsca-lista-rezerwowa",
        "changed",
        Occasion.CHANGE,
        _("Change of place: waiting list"),
        _("The same about a place, to somebody who waits for one."),
        changed(Status.WAITING, **ELSEWHERE),
    ),
    Sample(
        "zmiana-miejsca-grupa",
        "changed",
        Occasion.CHANGE,
        _("Change of place: group"),
        _("The same, to somebody who signed several people up."),
        changed(Status.CONFIRMED, Status.CONFIRMED, Status.WAITING, **ELSEWHERE),
    ),
    Sample(
        "odwolane",
        "called_off",
        Occasion.CHANGE,
        _("Event called off"),
        _("A quarter of an hour after staff have called off an event."),
        called_off,
    ),
]
