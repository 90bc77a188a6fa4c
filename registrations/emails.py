"""Mails to people who signed up: one function each, named like its templates.

No mail holds what somebody typed, but the number of people: an address may be a stranger's.
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from events.models import Event
from owes_portal.mail import compose, queue
from owes_portal.models import OutgoingMail
from owes_portal.models.mail import SECRET
from registrations.models import AccessibilityNeed, Participant, Registration

ONCE_IN = timedelta(hours=1)


def confirmation(registration: Registration, people: Sequence[Participant]) -> None:
    """The number, how many have a place, wait or need a decision, and the days as a file."""
    waiting = [person for person in people if person.is_waiting()]
    confirmed = sum(person.is_confirmed() for person in people)
    _queue(
        "confirmation",
        registration,
        {
            "people": len(people),
            "confirmed": confirmed,
            "waiting": len(waiting),
            "is_pending": any(person.is_pending() for person in people),
            "unnamed": sum(person.is_unnamed() for person in people),
            "position": waiting[0].position() if waiting else None,
            "days": people[0].chosen_days,
        },
        # Who only waits gets no entry in the calendar that says that somebody comes.
        attachments=["calendar"] if confirmed else [],
    )


def own_place(person: Participant) -> None:
    """To a person whom somebody else signed up: the state, the days and a link of her own."""
    days = getattr(person, "chosen_days", None) or list(person.days.all())
    _queue_for_person("own_place", person, {"days": days})


def people_added(registration: Registration, people: Sequence[Participant]) -> None:
    """That more people come with the registration, and whether they have places."""
    context = {"people": len(people), "confirmed": sum(one.is_confirmed() for one in people)}
    _queue("people_added", registration, context | {"is_pending": people[0].is_pending()})
    for person in people:
        if person.has_own_mail():
            own_place(person)


def offer(registration: Registration, people: Sequence[Participant]) -> None:
    """That places fell free and are held until a moment; to the people themselves as well."""
    context = {"people": len(people), "ends_at": people[0].offer_ends_at}
    _queue("offer", registration, context)
    _to_each("offer", people, context)


def offer_lapsed(registration: Registration, people: Sequence[Participant]) -> None:
    """That an offer was not answered in time, and how to come back to the list."""
    _queue("offer_lapsed", registration, {"people": len(people)})
    _to_each("offer_lapsed", people, {"people": 1})


def offer_withdrawn(registration: Registration, people: Sequence[Participant]) -> None:
    """That there are fewer places now, and the person waits again where she waited."""
    _queue("offer_withdrawn", registration, {"people": len(people)})
    _to_each("offer_withdrawn", people, {"people": 1})


def place_given(registration: Registration, people: Sequence[Participant]) -> None:
    """That somebody has a place for good now."""
    context = {"people": len(people), "days": list(registration.chosen_days())}
    _queue("place_given", registration, context, attachments=["calendar"])
    _to_each("place_given", people, context | {"people": 1})


def approved(registration: Registration, people: Sequence[Participant]) -> None:
    """That staff accepted the registration, and whether there were places."""
    confirmed = sum(person.is_confirmed() for person in people)
    context = {"people": len(people), "confirmed": confirmed, "waiting": len(people) - confirmed}
    context |= {"days": list(registration.chosen_days())}
    attachments = ["calendar"] if confirmed else []
    _queue("approved", registration, context, attachments=attachments)
    _to_each("own_place", people, {"days": context["days"]})


def refused(registration: Registration, people: Sequence[Participant], reason: str) -> None:
    """That staff did not accept the registration, and why."""
    _queue("refused", registration, {"people": len(people), "reason": reason})


def cancellation(registration: Registration) -> None:
    """That the registration was cancelled and its places are free for others."""
    _queue("cancellation", registration, {})


def people_cancelled(registration: Registration, people: Sequence[Participant]) -> None:
    """That some of the registration's people do not come any more."""
    _queue("people_cancelled", registration, {"people": len(people)})


def moved(registration: Registration, source: Event) -> None:
    """That staff moved the registration from one event to another."""
    people = list(registration.participants.live())
    confirmed = sum(person.is_confirmed() for person in people)
    context = {"source": source, "confirmed": confirmed, "waiting": len(people) - confirmed}
    context |= {"days": list(registration.event.days.all())}
    _queue("moved", registration, context, attachments=["calendar"] if confirmed else [])


def need_answered(need: AccessibilityNeed) -> None:
    """That staff answered what can be provided; the answer itself stands behind the link."""
    _queue("need_answered", need.participant.registration, {})


def message(
    registration: Registration, people: Sequence[Participant], subject: str, text: str
) -> None:
    """What staff have to say, in their words, with the link; to the people themselves as well."""
    context = {"subject": subject, "message": text}
    _queue("message", registration, context)
    _to_each("message", people, context)


def message_as_read(registration: Registration, subject: str, text: str) -> OutgoingMail:
    """The mail that message() would write, for a look before it is sent; not stored."""
    context = {"subject": subject, "message": text}
    return compose(_template("message"), **_parts(registration, context))


def link_again(registration: Registration) -> bool:
    """The link to an existing registration; at most once an hour, whoever asks. False: too soon."""
    return _queue_once_in_a_while("link_again", registration)


def second_form(registration: Registration) -> None:
    """That another form came with the same address, and where to say what it is."""
    _queue_once_in_a_while("second_form", registration)


@transaction.atomic
def _queue_once_in_a_while(name: str, registration: Registration) -> bool:
    is_too_soon = (
        OutgoingMail.objects.about(registration)
        .filter(template=_template(name), created_at__gt=timezone.now() - ONCE_IN)
        .exists()
    )
    if not is_too_soon:
        _queue(name, registration, {})
    return not is_too_soon


def _to_each(name: str, people: Iterable[Participant], context: dict) -> None:
    for person in people:
        if person.has_own_mail():
            _queue_for_person(name, person, context)


def _template(name: str) -> str:
    return f"registrations/emails/{name}"


def _queue(
    name: str, registration: Registration, context: dict, attachments: Sequence[str] = ()
) -> None:
    """Nothing is written for somebody who left no e-mail address."""
    if registration.email:
        queue(_template(name), attachments=attachments, **_parts(registration, context))


def _parts(registration: Registration, context: dict) -> dict:
    """To the contact of the registration, with its link."""
    known = {"registration": registration, "event": registration.event}
    known["link"] = f"/zgloszenie/{SECRET}/"
    return {"to": registration.email, "context": known | context, "about": registration}


def _queue_for_person(name: str, person: Participant, context: dict) -> None:
    """To the person's own address, with her own link."""
    queue(
        _template(name),
        to=person.email,
        context={
            "registration": person.registration,
            "person": person,
            "event": person.registration.event,
            "link": f"/miejsce/{SECRET}/",
            **context,
        },
        about=person,
    )
