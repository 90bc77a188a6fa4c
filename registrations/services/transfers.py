"""Staff move registrations between events and merge doubles."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from events.models import Event
from registrations import emails
from registrations.models import (
    Certificate,
    Change,
    Organisation,
    Participant,
    Registration,
    Status,
    Verb,
)
from registrations.services import writing
from registrations.services.attendance import refuse_who_was_there
from registrations.services.places import (
    Because,
    by_staff,
    count,
    database_clock,
    lock,
    lock_all,
    statuses_for,
    step,
    write_changes,
)
from registrations.services.refusals import AlreadyRegistered, RegistrationRefused
from registrations.services.second_forms import join, take_twin
from registrations.services.signup import OPEN_TO_STAFF
from registrations.services.waiting import serve


@transaction.atomic
def move(
    registration: Registration, target: Event, *, by: AbstractBaseUser, reason: str
) -> Registration:
    """Let everybody of a registration come to another event: its places, its list, all its days.

    Both events are locked; what falls free in the old one is offered there at once.
    Raises RegistrationRefused, AlreadyRegistered.
    """
    source, target = lock_all([registration.event, target])
    now = database_clock()
    registration = source.registrations.standing().filter(pk=registration.pk).first()
    if registration is None or source.pk == target.pk:
        raise RegistrationRefused(_("Choose a registration that is live and another event."))
    closed = target.why_closed(now, is_invited=True)
    if closed not in (*OPEN_TO_STAFF, Event.Closed.FULL):
        raise RegistrationRefused(closed.label)
    known = target.registrations.with_email(registration.email).first()
    if known:
        raise AlreadyRegistered(known)
    people = list(registration.participants.not_ended().order_by("queued_at", "pk"))
    _refuse_who_had_certificates(registration)
    refuse_who_was_there(people)
    words = _("Moved from “%(event)s”. %(reason)s") % {"event": source.title, "reason": reason}
    because = by_staff(by, reason) and by_staff(by, words)
    _leave_source(source, registration, people, target, because, now)
    _enter_target(target, registration, people, because, now)
    serve(source, now)
    emails.moved(registration, source)
    return registration


def _refuse_who_had_certificates(registration: Registration) -> None:
    """Also a revoked one stays in the register of its event, with the person it was made out to."""
    had = Certificate.objects.filter(participant__registration=registration).first()
    if had:
        raise RegistrationRefused(
            _(
                "%(person)s has had a certificate of this event, so the registration stays here. "
                "Sign the person up for the other event."
            )
            % {"person": had.name}
        )


def _leave_source(
    source: Event,
    registration: Registration,
    people: list[Participant],
    target: Event,
    because: Because,
    now: datetime,
) -> None:
    count(source, -sum(person.holds_place() for person in people))
    words = _("%(number)s moved to “%(event)s”.") % {
        "number": registration.number,
        "event": target.title,
    }
    Change.objects.create(
        event=source, verb=Verb.MOVE, reason=words, who=because.who, by=because.by, at=now
    )


def _enter_target(
    target: Event,
    registration: Registration,
    people: list[Participant],
    because: Because,
    now: datetime,
) -> None:
    registration.event = target
    registration.save(update_fields=["event"])
    statuses = statuses_for(target, registration, len(people))
    count(target, statuses.count(Status.CONFIRMED))
    days = list(target.days.all())
    for person, after in zip(people, statuses, strict=True):
        person.event, person.registration = target, registration
        write_changes([person], Verb.MOVE, because, now, after=after)
        person.status, person.offer_ends_at, person.queued_at = after, None, now
        person.pickup_point = None
        person.save(update_fields=["event", "status", "offer_ends_at", "queued_at", "pickup_point"])
        person.days.set(days)
    registration.participants.exclude(pk__in=[person.pk for person in people]).update(event=target)


@transaction.atomic
def merge(
    double: Registration, registration: Registration, *, by: AbstractBaseUser, reason: str
) -> Registration:
    """Join two live registrations of one event; each person keeps the state and the place.

    Somebody who is in both keeps the better state. Raises RegistrationRefused.
    """
    event, now = lock(registration.event), database_clock()
    live = event.registrations.live().in_bulk([double.pk, registration.pk])
    if len(live) < 2:
        raise RegistrationRefused(_("Choose two live registrations of the same event."))
    double, registration = live[double.pk], live[registration.pk]
    if registration.is_double():
        raise RegistrationRefused(_("A second form joins another registration, not the reverse."))
    registration.event = event
    because = by_staff(by, reason)
    if double.is_double():
        join(event, double, registration, because, now)
    else:
        _take_over(event, double, registration, because, now)
    serve(event, now)
    return registration


def _take_over(
    event: Event, double: Registration, registration: Registration, because: Because, now: datetime
) -> None:
    known = list(registration.participants.not_ended())
    people = list(double.participants.order_by("pk"))
    write_changes(people, Verb.EDIT, because, now)
    for person in people:
        writing.hand_over([person], registration, person.queued_at)
    writing.hand_over_consents(double, registration)
    double.cancelled_at = now
    double.save(update_fields=["cancelled_at"])
    for person in people:
        twin = take_twin(known, person)
        if twin:
            worse = max(twin, person, key=_rank)
            refuse_who_was_there([worse])
            step(event, [worse], Verb.CANCEL, Status.CANCELLED, because, now)


def _rank(person: Participant) -> tuple[int, bool]:
    """How far from a place: of two rows for one person the farther one goes, or who was not there."""
    order = (Status.CONFIRMED, Status.OFFERED, Status.PENDING, Status.WAITING, Status.LAPSED)
    return order.index(person.status), not person.was_there()


@transaction.atomic
def merge_organisations(double: Organisation, organisation: Organisation) -> Organisation:
    """Give the registrations of one row to the other, and its NIP if the other has none.

    Both rows are locked, so a registration that comes meanwhile waits. Raises RegistrationRefused.
    """
    keys = [double.pk, organisation.pk]
    rows = Organisation.objects.select_for_update().order_by("pk").in_bulk(keys)
    if len(rows) < 2:
        raise RegistrationRefused(_("One of the two organisations is no longer there."))
    double, organisation = (rows[key] for key in keys)
    if double.nip and organisation.nip:
        raise RegistrationRefused(
            _("They have different NIPs, so they are different organisations.")
        )
    double.registrations.update(organisation=organisation)
    nip = double.nip
    double.delete()
    if nip:
        organisation.nip = nip
        organisation.save(update_fields=["nip"])
    return organisation
