"""What staff have decided and what they have to say."""

from collections.abc import Sequence

from events.models import Event
from owes_portal.mail import Terms, compose
from owes_portal.models import OutgoingMail
from registrations.emails.writing import (
    IF_SOMEBODY_COMES,
    days_of,
    parts_of,
    places,
    template_of,
    without_days,
    write,
    write_to_each,
    write_to_person,
)
from registrations.models import AccessibilityNeed, Participant, Registration


def approved(registration: Registration, people: Sequence[Participant]) -> None:
    """That staff accepted the registration, and whether there were places."""
    context = places(people) | {"days": days_of(people)}
    files, terms = ["calendar"] if context["confirmed"] else [], IF_SOMEBODY_COMES
    write("approved", registration, context, files, terms=terms)
    for person in people:
        write_to_each("approved", [person], context | places([person]), terms=terms)


def refused(registration: Registration, people: Sequence[Participant], reason: str) -> None:
    """That staff did not accept the registration, and why."""
    write("refused", registration, {"reason": reason})
    write_to_each("refused", people, {"reason": reason})


def moved(registration: Registration, source: Event) -> None:
    """That staff moved the registration from one event to another."""
    people = list(registration.participants.live().order_by("queued_at", "pk"))
    context = places(people) | {"source": source, "days": list(registration.event.days.all())}
    given_up, files = without_days(registration)
    files += ["calendar"] if context["confirmed"] else []
    write("moved", registration, context | given_up, files, terms=IF_SOMEBODY_COMES)
    for person in people:
        person.registration = registration
        given_up, files = without_days(person)
        own = context | places([person]) | given_up
        write_to_each("moved", [person], own, terms=IF_SOMEBODY_COMES, attachments=files)


def need_answered(need: AccessibilityNeed) -> None:
    """That staff answered what can be provided; the answer itself stands behind the link."""
    person = need.participant
    if person.has_own_mail():
        write_to_person("need_answered", person, {})
    else:
        write("need_answered", person.registration, {})


def message(
    registration: Registration, people: Sequence[Participant], subject: str, text: str
) -> None:
    """What staff have to say, in their words, with the link; to the people themselves as well."""
    context, terms = {"subject": subject, "message": text}, Terms(is_bulk=True)
    write("message", registration, context, terms=terms)
    write_to_each("message", people, context, terms=terms)


def message_as_read(registration: Registration, subject: str, text: str) -> OutgoingMail:
    """The mail that message() would write, for a look before it is sent; not stored."""
    context = {"subject": subject, "message": text}
    return compose(template_of("message"), **parts_of(registration, context))
