"""People are told of another date or place, or that an event is called off: once, and in a while."""

from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from events.models import Event
from events.models.announced import Announced
from registrations import emails
from registrations.models import Change, Notice, Participant, Verb
from registrations.services.places import Because, by_staff, database_clock, lock, write_changes
from registrations.services.refusals import RegistrationRefused
from registrations.services.waiting import by_registration

# Time to put a slip of the pen right, or to save once more, before anybody reads of it.
PAUSE = timedelta(minutes=15)


@transaction.atomic
def tell_later(event: Event, before: Announced) -> Notice | None:
    """Write down what people will be told of an event that staff have just saved.

    Several changes are told as one, each person from the days that she knows. What is changed
    back, or concerns nobody, is not told; nor is anything of an event that people think is over,
    or that was called off before. Gives the notice that waits now, or None.
    """
    event, now = lock(event), database_clock()
    notice = event.notices.waiting().first()
    after = Announced.of(event)
    if after == before or before.is_cancelled or (notice is None and _was_over(before, now)):
        return notice
    notice = notice or Notice(event=event)
    notice.event = event
    notice.add_version(before.days, now)
    notice.changed_at, notice.due_at = now, now + PAUSE
    notice.is_cancellation = after.is_cancelled
    if whom_to_tell(notice):
        notice.save()
        return notice
    if notice.pk:
        notice.delete()
    return None


def _was_over(before: Announced, now: datetime) -> bool:
    return not before.days or max(day.ends_at for day in before.days) <= now


def whom_to_tell(notice: Notice) -> list[Participant]:
    """Live people who know something else than what holds now, the first that came first."""
    people = notice.event.participants.for_notice()
    return [person for person in people if notice.concerns(person)]


@transaction.atomic
def tell_if_due(event: Event) -> Notice | None:
    """Send the notice of an event if its time has come; None if there is nothing to send.

    Two at once send it once: the second finds, under the lock, that nothing waits any more.
    """
    event, now = lock(event), database_clock()
    notice = event.notices.due(now).first()
    because = Because(_("The portal wrote about the change or the cancellation of the event."))
    return _tell(event, notice, because, now) if notice else None


@transaction.atomic
def tell_now(event: Event, *, seen: datetime, by: AbstractBaseUser) -> Notice:
    """Send the notice that staff have looked at, before its time. Raises RegistrationRefused."""
    event, now = lock(event), database_clock()
    notice = _as_seen(event, seen)
    reason = _("Staff sent the message about the change or the cancellation of the event.")
    return _tell(event, notice, by_staff(by, reason), now)


@transaction.atomic
def tell_nobody(event: Event, *, seen: datetime, reason: str, by: AbstractBaseUser) -> Notice:
    """Do not send the notice, for a reason that is kept. Raises RegistrationRefused."""
    event, now = lock(event), database_clock()
    notice = _as_seen(event, seen)
    because = by_staff(by, reason)
    notice.settle(Notice.Status.WITHHELD, now, by, because.reason[:300])
    return notice


def _as_seen(event: Event, seen: datetime) -> Notice:
    notice = event.notices.waiting().first()
    if notice is None:
        raise RegistrationRefused(_("Nothing waits to be sent any more; see below what was done."))
    if notice.changed_at != seen:
        raise RegistrationRefused(
            _("The event has changed once more meanwhile. Look at the message again.")
        )
    notice.event = event
    return notice


def _tell(event: Event, notice: Notice, because: Because, now: datetime) -> Notice:
    notice.event = event
    people = whom_to_tell(notice)
    if not people:
        notice.delete()
        return notice
    reached = [person for person in people if person.can_be_mailed()]
    write_changes(reached, Verb.MESSAGE, because, now)
    for registration, party in by_registration(reached, event):
        write = emails.called_off if notice.is_cancellation else emails.changed
        write(notice, registration, party)
    notice.settle(Notice.Status.SENT, now, because.by, people=len(reached))
    notice.to_call.set(person for person in people if not person.can_be_mailed())
    return notice


@transaction.atomic
def called(person: Participant, *, by: AbstractBaseUser) -> None:
    """Staff have told somebody without an e-mail by telephone; told twice it is written once."""
    lock(person.event)
    notices = list(Notice.objects.for_call_to(person))
    if notices:
        because = Because(_("Told by telephone of the change."), Change.Who.STAFF, by)
        write_changes([person], Verb.MESSAGE, because, database_clock())
    for notice in notices:
        notice.to_call.remove(person)
