"""Changes of a person's data: names filled in later, days, needs, answers."""

import uuid

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from owes_portal.models import OutgoingMail
from registrations import emails
from registrations.models import Change, Participant, Question, Registration, Verb
from registrations.services import writing
from registrations.services.places import Because, database_clock, lock, person_at, write_changes
from registrations.services.refusals import AlreadyRegistered, RegistrationRefused
from registrations.services.submission import Person


@transaction.atomic
def change_person(participant: Participant, person: Person, because: Because) -> Participant:
    """Write what a form says of a person who is there already; the place does not change.

    Answers to wordings that are no longer asked stay as they are. An address given for the
    first time gets a mail of its own. Names may be changed by the link until they are due, by staff
    also once somebody stands at the door; whoever comes instead of somebody else gets a new link.
    Raises RegistrationRefused.
    """
    event, now = lock(participant.event), database_clock()
    participant = person_at(event, participant)
    if participant.is_ended() or _is_too_late(event, because, now):
        raise RegistrationRefused(_("This can no longer be changed. Please call us."))
    _refuse_late_names(event, participant, person, because, now)
    write_changes([participant], Verb.EDIT, because, now)
    is_new_address = participant.email.lower() != person.email.lower()
    is_somebody_else = _is_somebody_else(participant, person)
    _describe(participant, person)
    if is_somebody_else:
        _give_new_link(participant)
    participant.days.set(person.days or event.days.all())
    writing.further_consents(participant.registration, [person])
    _replace_needs(participant, person, now)
    _replace_answers(participant, person)
    if participant.has_own_mail() and (is_new_address or is_somebody_else):
        _send_own_link(participant, now)
    return participant


def _is_too_late(event, because: Because, now) -> bool:
    is_staff = because.who == Change.Who.STAFF
    return event.starts_at is None or (event.starts_at <= now and not is_staff)


def _send_own_link(participant: Participant, now) -> None:
    """After the event a mail must not say that there is a place."""
    if participant.event.is_over(now):
        emails.own_link_again(participant)
    else:
        participant.chosen_days = list(participant.days.all())
        emails.own_place(participant)


def _refuse_late_names(event, participant, person: Person, because: Because, now) -> None:
    is_renamed = not participant.is_called(person.first_name, person.last_name)
    is_late = now.replace(microsecond=0) > event.names_are_due()
    if is_renamed and is_late and because.who != Change.Who.STAFF:
        raise RegistrationRefused(
            _("The time for giving names has passed. Please call us: what you typed is kept here.")
        )


def _is_somebody_else(participant: Participant, person: Person) -> bool:
    """Whether a place that was somebody's is now somebody else's, or that person's address is."""
    is_renamed = not participant.is_called(person.first_name, person.last_name)
    is_readdressed = participant.email.lower() != person.email.lower()
    return bool(participant.last_name and is_renamed) or bool(participant.email and is_readdressed)


def _describe(participant: Participant, person: Person) -> None:
    for name, value in writing.described(person).items():
        setattr(participant, name, value)
    participant.save(update_fields=list(writing.described(person)))


def _give_new_link(participant: Participant) -> None:
    """Whoever came before must not read what the new person needs, nor choose for her.

    A mail that still waits for the former address would bring the new link there.
    """
    OutgoingMail.objects.about(participant).withdraw_unsent()
    participant.key, participant.reminders_stopped_at = uuid.uuid4(), None
    participant.set_token()
    participant.save(update_fields=["key", "token_hash", "reminders_stopped_at"])


def _replace_needs(participant: Participant, person: Person, now) -> None:
    """A need that stays keeps our answer to it."""
    told = {need.kind: need for need in writing.needs_of(participant, person, now)}
    for known in participant.needs.all():
        new = told.pop(known.kind, None)
        if new is None:
            known.delete()
        elif new.description != known.description:
            known.description, known.told_at = new.description, now
            known.answer, known.answered_at, known.answered_by = "", None, None
            known.save()
    for need in told.values():
        need.save(force_insert=True)


def _replace_answers(participant: Participant, person: Person) -> None:
    """A file belongs to one answer: it goes over to that to the wording of now."""
    given = Q(question__in=[answer.question for answer in person.answers])
    given |= Q(upload__in=[answer.upload for answer in person.answers if answer.upload])
    participant.answers.filter(Q(question__in=Question.objects.current()) | given).delete()
    writing.answers(participant.registration, participant, person.answers)


@transaction.atomic
def change_contact(
    registration: Registration, *, phone: str, contact_name: str, because: Because
) -> Registration:
    """Another telephone number or contact person. Raises RegistrationRefused."""
    event, now = lock(registration.event), database_clock()
    registration = event.registrations.live().filter(pk=registration.pk).first()
    if registration is None:
        raise RegistrationRefused(_("This registration is cancelled."))
    if not phone and not registration.email:
        raise RegistrationRefused(
            _("Give a telephone number: without an e-mail it is our only way to reach you.")
        )
    registration.phone, registration.contact_name = phone, contact_name
    registration.save(update_fields=["phone", "contact_name"])
    write_changes(registration.participants.not_ended(), Verb.EDIT, because, now)
    return registration


@transaction.atomic
def correct_email(registration: Registration, *, email: str, because: Because) -> Registration:
    """Write to another address from now on; whoever reads the former one loses the link.

    A confirmation with the new link goes out, or only the link if there is nothing to come to any
    more; mails that still wait for the former address or did not reach it are withdrawn. Raises
    RegistrationRefused, AlreadyRegistered.
    """
    event, now = lock(registration.event), database_clock()
    registration = event.registrations.standing().filter(pk=registration.pk).first()
    if registration is None:
        raise RegistrationRefused(_("This registration is cancelled."))
    if registration.is_of(email):
        raise RegistrationRefused(_("This is the address that we write to already."))
    known = event.registrations.with_email(email).first()
    if known:
        raise AlreadyRegistered(known)
    OutgoingMail.objects.about(registration).withdraw_unsent()
    registration.email, registration.key = email, uuid.uuid4()
    registration.reminders_stopped_at = None
    registration.set_token()
    registration.save(update_fields=["email", "key", "token_hash", "reminders_stopped_at"])
    people = list(registration.participants.not_ended().order_by("pk"))
    write_changes(people, Verb.EDIT, because, now)
    if event.is_cancelled() or event.is_over(now):
        emails.link_again(registration)  # Its page says what became of the event.
    else:
        emails.confirmation(registration, people)
    return registration
