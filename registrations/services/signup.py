"""Sign-up: by a visitor's form, or entered by staff."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from events.models import Event
from owes_portal.models import NumberSeries
from registrations import emails
from registrations.models import Change, Invitation, Organisation, Participant, Registration, Status
from registrations.services import writing
from registrations.services.places import (
    Because,
    by_person,
    by_staff,
    count,
    database_clock,
    lock,
    statuses_for,
)
from registrations.services.refusals import (
    AlreadyRegistered,
    OnlySomeFit,
    RegistrationRefused,
)
from registrations.services.submission import Contact, Person, Submission

NUMBER_PREFIX = "W"
# What does not hold back staff who enter what came on paper or by telephone.
OPEN_TO_STAFF = (None, Event.Closed.NOT_YET, Event.Closed.TOO_LATE, Event.Closed.BY_INVITATION)


@transaction.atomic
def register(event: Event, submission: Submission) -> Registration:
    """Take places, or the next spots on the waiting list.

    1. Lock the event. 2. A key seen before: the same registration again. 3. Ask the database's
    clock whether sign-up is open. 4. A known e-mail: the form waits until the owner of the
    address confirms it; nobody else is told. 5. Write people, needs, answers, consents, mails.

    Raises RegistrationRefused; OnlySomeFit if a group must choose first.
    """
    event = lock(event)
    known = known_registration(event, submission)
    if known and known.key == submission.key:
        return known
    now = database_clock()
    invitation = _fresh_invitation(event, submission)
    closed = event.why_closed(now, is_invited=invitation is not None)
    if closed or not event.is_published(now):
        raise RegistrationRefused((closed or Event.Closed.TOO_LATE).label)
    refuse_too_many(event, len(submission.people))
    status = status_before_places(event)
    # Asked before a known e-mail is dealt with, or the question would tell who is known.
    refuse_undecided(event, submission, status)
    if known:
        return _second_form(event, known, submission, now, invitation)
    registration = write_down(event, submission, now, invitation=invitation)
    because = by_person(_("Signed up with the form."))
    take_in(registration, submission.people, status, because, now)
    return confirm(registration)


@transaction.atomic
def enter(
    event: Event, submission: Submission, *, by: AbstractBaseUser, over_capacity: str = ""
) -> Registration:
    """Staff enter what came on paper, by telephone or at the desk, also after the deadline.

    The same number of places holds; `over_capacity` is the reason of an explicit exception.
    Raises RegistrationRefused, AlreadyRegistered, OnlySomeFit.
    """
    event = lock(event)
    known = known_registration(event, submission)
    if known and known.key == submission.key:
        return known
    if known:
        raise AlreadyRegistered(known)
    now = database_clock()
    closed = event.why_closed(now, is_invited=True)
    is_full = closed == Event.Closed.FULL and not over_capacity
    if is_full or closed not in (*OPEN_TO_STAFF, Event.Closed.FULL):
        raise RegistrationRefused(closed.label)
    is_over = bool(over_capacity) and len(submission.people) > event.places_left
    if not is_over:
        refuse_undecided(event, submission, Status.CONFIRMED)
    registration = write_down(event, submission, now, by=by)
    because = by_staff(by, over_capacity or _("Entered by staff."))
    take_in(
        registration,
        submission.people,
        Status.CONFIRMED,
        because,
        now,
        over_capacity=is_over,
    )
    return confirm(registration)


@transaction.atomic
def add_people(
    registration: Registration, people: Sequence[Person], because: Because
) -> list[Participant]:
    """More people come with a registration that exists, on the terms of a new sign-up.

    The same form sent twice adds them once. Raises RegistrationRefused.
    """
    event, now = lock(registration.event), database_clock()
    registration = event.registrations.live().filter(pk=registration.pk).first()
    if registration is None:
        raise RegistrationRefused(_("This registration is cancelled."))
    if registration.is_double():
        raise RegistrationRefused(_("The owner of the e-mail has not confirmed this form yet."))
    registration.event = event
    known = registration.participants.filter(key__in=[one.key for one in people if one.key])
    if known:
        return list(known)
    # An invitation to another event, from which staff moved them, is none.
    invitation = event.invitations.filter(pk=registration.invitation_id).first()
    closed = event.why_closed(now, is_invited=invitation is not None)
    is_staff = because.who == Change.Who.STAFF
    if closed and not (is_staff and closed in OPEN_TO_STAFF):
        raise RegistrationRefused(closed.label)
    if not is_staff:
        refuse_too_many(event, registration.participants.live().count() + len(people))
    if invitation:
        _use_invitation(invitation, len(people), now)
    writing.further_consents(registration, people)
    added = take_in(registration, people, status_before_places(event), because, now)
    emails.people_added(registration, added)
    return added


def take_in(
    registration: Registration,
    people: Sequence[Person],
    status: Status,
    because: Because,
    now: datetime,
    *,
    over_capacity: bool = False,
) -> list[Participant]:
    """Write people of a locked event down: with a place as far as there are, else waiting."""
    event = registration.event
    statuses = statuses_for(event, registration, len(people), status, over_capacity=over_capacity)
    participants = writing.people(registration, people, statuses, now)
    count(event, statuses.count(Status.CONFIRMED), over_capacity=over_capacity)
    for after in dict.fromkeys(statuses):
        writing.first_changes(
            [person for person in participants if person.status == after],
            because_of(after, because),
            now,
            is_over_capacity=over_capacity,
        )
    registration.taken_in = participants
    return participants


def because_of(status: Status, because: Because) -> Because:
    """The reason, with what it means for the place."""
    words = {
        Status.PENDING: _("Staff decide on every registration of this event."),
        Status.CONFIRMED: _("There was a free place."),
        Status.WAITING: _("There were too few free places."),
    }
    if because.who == Change.Who.STAFF:
        return because
    return Because(format_lazy("{} {}", because.reason, words[status]), because.who, because.by)


def refuse_undecided(event: Event, submission: Submission, status: Status) -> None:
    """A group that does not fit whole must have said what it wants."""
    people, left = len(submission.people), event.places_left
    if status == Status.PENDING or people <= left or people == 1:
        return
    if not event.has_waiting_list:
        raise RegistrationRefused(
            _("There are fewer free places than people in your form, and no waiting list.")
        )
    if submission.together is None:
        raise OnlySomeFit(left)


def status_before_places(event: Event) -> Status:
    """What new people are if there is a place for them."""
    return Status.PENDING if event.needs_approval() else Status.CONFIRMED


def refuse_too_many(event: Event, people: int) -> None:
    """A registration of more people than the event allows is for staff to enter."""
    if people > event.group_limit:
        raise RegistrationRefused(
            _("One registration can have %(limit)d people at most. Please call us.")
            % {"limit": event.group_limit}
        )


def known_registration(event: Event, submission: Submission) -> Registration | None:
    """The registration of this very form, else the live one of the same e-mail."""
    found = {row.key: row for row in Registration.objects.like(submission, event)}
    known = found.get(submission.key) or next(iter(found.values()), None)
    if known and known.event_id == event.pk:
        known.event = event
    return known


def _fresh_invitation(event: Event, submission: Submission):
    if submission.invitation is None:
        return None
    return event.invitations.get(pk=submission.invitation.pk)


def _use_invitation(invitation, people: int, now: datetime) -> None:
    left = invitation.places_left()
    if not invitation.is_valid(now) or (left is not None and left < people):
        raise RegistrationRefused(_("This invitation is no longer valid for so many people."))
    invitation.places_used += people
    invitation.save(update_fields=["places_used"])


def write_down(
    event: Event,
    submission: Submission,
    now: datetime,
    *,
    invitation: Invitation | None = None,
    by: AbstractBaseUser | None = None,
    double_of: Registration | None = None,
) -> Registration:
    """The registration with its answers and consents; its people come after."""
    if invitation:
        _use_invitation(invitation, len(submission.people), now)
    contact = submission.contact
    registration = Registration(
        event=event,
        key=submission.key,
        applicant=contact.applicant,
        source=contact.source,
        email=contact.email,
        phone=contact.phone,
        contact_name=contact.name,
        organisation_name=contact.organisation_name,
        organisation=_organisation(contact),
        municipality=contact.municipality,
        other_municipality=contact.other_municipality,
        remarks=contact.remarks,
        keep_together=bool(submission.together),
        invitation=invitation,
        double_of=double_of,
        entered_by=by,
        number=NumberSeries.objects.next(NUMBER_PREFIX, timezone.localtime(now).year),
    )
    registration.set_token()
    registration.save(force_insert=True)
    writing.answers(registration, None, submission.answers)
    writing.consents(registration, submission.acknowledged)
    return registration


def _organisation(contact: Contact) -> Organisation | None:
    """The organisation of that NIP, else a new row: alike names are for staff to merge."""
    if not contact.organisation_name:
        return None
    described = {"name": contact.organisation_name, "municipality": contact.municipality}
    if contact.nip:
        return Organisation.objects.get_or_create(nip=contact.nip, defaults=described)[0]
    return Organisation.objects.create(**described)


def confirm(registration: Registration) -> Registration:
    """Write the mails: one to the contact, one to each person with an address of her own."""
    emails.confirmation(registration, registration.taken_in)
    for person in registration.taken_in:
        if person.has_own_mail():
            emails.own_place(person)
    return registration


def _second_form(
    event: Event, known: Registration, submission: Submission, now: datetime, invitation
) -> Registration:
    """Keep the form until the owner of the address says what it is; its sender learns nothing.

    The same people again are the same registration.
    """
    known.event = event
    if _is_repeated(known, submission):
        emails.link_again(known)
        return known
    registration = write_down(event, submission, now, invitation=invitation, double_of=known)
    because = by_person(
        _("There is a registration with this e-mail already; its owner was asked to confirm.")
    )
    people = writing.people(registration, submission.people, None, now)
    writing.first_changes(people, because, now)
    emails.second_form(known)
    return registration


def _is_repeated(known: Registration, submission: Submission) -> bool:
    """Whether everybody in the form is in the known registration already; open names are not."""
    sent = _names(submission.people)
    return ("", "") not in sent and sent <= _names(known.participants.not_ended())


def _names(people) -> set[tuple[str, str]]:
    return {(one.first_name.casefold(), one.last_name.casefold()) for one in people}
