"""Mails to people who signed up: one function each, named like its templates.

No mail holds what somebody typed, but the number of people: an address may be a stranger's.
What staff have written may stand in it: their reasons and their messages.
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from events.models import Event, EventDay
from owes_portal.mail import Terms, compose, queue
from owes_portal.models import OutgoingMail
from owes_portal.models.mail import SECRET
from registrations.models import AccessibilityNeed, Participant, Registration

ONCE_IN = timedelta(hours=1)


def confirmation(registration: Registration, people: Sequence[Participant]) -> None:
    """How many have a place, wait or need a decision, which names are open, and the days as a file."""
    context = _places(people) | {"days": _days(people)}
    context |= {"unnamed": sum(person.is_unnamed() for person in people)}
    # Who only waits gets no entry in the calendar that says that somebody comes.
    _queue("confirmation", registration, context, ["calendar"] if context["confirmed"] else [])


def own_place(person: Participant) -> None:
    """To a person whom somebody else signed up: the state, the days and a link of her own."""
    _queue_for_person("own_place", person, _places([person]) | {"days": _days([person])})


def people_added(registration: Registration, people: Sequence[Participant]) -> None:
    """That more people come with the registration, and whether they have places."""
    context = _places(people) | {"days": _days(people)}
    _queue("people_added", registration, context, ["calendar"] if context["confirmed"] else [])
    for person in people:
        if person.has_own_mail():
            own_place(person)


def offer(registration: Registration, people: Sequence[Participant]) -> None:
    """That places fell free and are held until a moment; to the people themselves as well."""
    context = {"people": len(people), "ends_at": people[0].offer_ends_at, "days": _days(people)}
    _queue("offer", registration, context, page="propozycja/")
    _to_each("offer", people, context | {"people": 1}, page="propozycja/")


def offer_lapsed(registration: Registration, people: Sequence[Participant]) -> None:
    """That an offer was not answered in time, and how to come back to the list."""
    _queue("offer_lapsed", registration, {"people": len(people)}, page="powrot/")
    _to_each("offer_lapsed", people, {"people": 1}, page="powrot/")


def offer_withdrawn(registration: Registration, people: Sequence[Participant]) -> None:
    """That there are fewer places now, and the person waits again where she waited."""
    _queue("offer_withdrawn", registration, {"people": len(people)})
    _to_each("offer_withdrawn", people, {"people": 1})


def place_given(registration: Registration, people: Sequence[Participant]) -> None:
    """That somebody has a place for good now."""
    context = {"people": len(people), "days": _days(people)}
    _queue("place_given", registration, context, ["calendar"])
    _to_each("place_given", people, context | {"people": 1})


def approved(registration: Registration, people: Sequence[Participant]) -> None:
    """That staff accepted the registration, and whether there were places."""
    context = _places(people) | {"days": _days(people)}
    _queue("approved", registration, context, ["calendar"] if context["confirmed"] else [])
    for person in people:
        _to_each("approved", [person], context | _places([person]))


def refused(registration: Registration, people: Sequence[Participant], reason: str) -> None:
    """That staff did not accept the registration, and why."""
    _queue("refused", registration, {"reason": reason})
    _to_each("refused", people, {"reason": reason})


def cancellation(registration: Registration, people: Sequence[Participant]) -> None:
    """That the registration was cancelled and its places are free for others."""
    _queue("cancellation", registration, {})
    _to_each("cancellation", people, {})


def people_cancelled(registration: Registration, people: Sequence[Participant]) -> None:
    """That some of the registration's people do not come any more."""
    _queue("people_cancelled", registration, {"people": len(people)})
    _to_each("cancellation", people, {})


def moved(registration: Registration, source: Event) -> None:
    """That staff moved the registration from one event to another."""
    people = list(registration.participants.live().order_by("queued_at", "pk"))
    context = _places(people) | {"source": source, "days": list(registration.event.days.all())}
    _queue("moved", registration, context, ["calendar"] if context["confirmed"] else [])
    for person in people:
        person.registration = registration
        _to_each("moved", [person], context | _places([person]))


def need_answered(need: AccessibilityNeed) -> None:
    """That staff answered what can be provided; the answer itself stands behind the link."""
    person = need.participant
    if person.has_own_mail():
        _queue_for_person("need_answered", person, {})
    else:
        _queue("need_answered", person.registration, {})


def message(
    registration: Registration, people: Sequence[Participant], subject: str, text: str
) -> None:
    """What staff have to say, in their words, with the link; to the people themselves as well."""
    context, terms = {"subject": subject, "message": text}, Terms(is_bulk=True)
    _queue("message", registration, context, terms=terms)
    _to_each("message", people, context, terms=terms)


def message_as_read(registration: Registration, subject: str, text: str) -> OutgoingMail:
    """The mail that message() would write, for a look before it is sent; not stored."""
    context = {"subject": subject, "message": text}
    return compose(_template("message"), **_parts(registration, context))


def link_again(registration: Registration) -> bool:
    """The link to an existing registration; at most once an hour, whoever asks. False: too soon."""
    return _queue_once_in_a_while("link_again", registration)


def own_link_again(person: Participant) -> None:
    """The same for one person with an address of her own."""
    _queue_once_in_a_while("link_again", person)


def second_form(registration: Registration) -> None:
    """That another form came with the same address, and where to say what it is."""
    _queue_once_in_a_while("second_form", registration)


@transaction.atomic
def _queue_once_in_a_while(name: str, owner: Registration | Participant) -> bool:
    is_too_soon = (
        OutgoingMail.objects.about(owner)
        .filter(template=_template(name), created_at__gt=timezone.now() - ONCE_IN)
        .exists()
    )
    if not is_too_soon:
        queue_for = _queue if isinstance(owner, Registration) else _queue_for_person
        queue_for(name, owner, {})
    return not is_too_soon


def _places(people: Sequence[Participant]) -> dict:
    """How many have places, wait and where the first of them waits."""
    waiting = [person for person in people if person.is_waiting()]
    return {
        "people": len(people),
        "confirmed": sum(person.is_confirmed() for person in people),
        "waiting": len(waiting),
        "is_pending": any(person.is_pending() for person in people),
        "position": waiting[0].position() if waiting else None,
    }


def _days(people: Iterable[Participant]) -> list[EventDay]:
    """The days that somebody of them comes to; of new people the service knows them already."""
    chosen = {day for person in people for day in _days_of(person)}
    return sorted(chosen, key=lambda day: day.starts_at)


def _days_of(person: Participant) -> list[EventDay]:
    return getattr(person, "chosen_days", None) or list(person.days.all())


def _to_each(
    name: str,
    people: Iterable[Participant],
    context: dict,
    page: str = "",
    terms: Terms | None = None,
) -> None:
    """To those of the people whom a mail to the contact does not reach; days are their own."""
    for person in people:
        if person.has_own_mail():
            own = {"days": _days([person])} if "days" in context else {}
            _queue_for_person(name, person, context | own, page, terms)


def _template(name: str) -> str:
    return f"registrations/emails/{name}"


def _queue(
    name: str,
    registration: Registration,
    context: dict,
    attachments: Sequence[str] = (),
    page: str = "",
    terms: Terms | None = None,
) -> None:
    """Nothing is written for somebody who left no e-mail address."""
    if registration.email:
        parts = _parts(registration, context, page)
        queue(_template(name), attachments=attachments, terms=terms, **parts)


def _parts(registration: Registration, context: dict, page: str = "") -> dict:
    """To the contact of the registration, with its link."""
    known = {"registration": registration, "event": registration.event}
    known["link"] = f"/zgloszenie/{SECRET}/{page}"
    return {"to": registration.email, "context": known | context, "about": registration}


def _queue_for_person(
    name: str, person: Participant, context: dict, page: str = "", terms: Terms | None = None
) -> None:
    """To the person's own address, with her own link and, once she has a place, her own days."""
    queue(
        _template(name),
        to=person.email,
        context={
            "registration": person.registration,
            "person": person,
            "event": person.registration.event,
            "link": f"/miejsce/{SECRET}/{page}",
            **context,
        },
        about=person,
        attachments=["own_calendar"] if context.get("days") and person.is_confirmed() else [],
        terms=terms,
    )
