"""To whom a mail goes, with which link, and what most of them say: places and days."""

from collections.abc import Iterable, Sequence

from events.models import EventDay
from owes_portal.mail import Terms, queue
from owes_portal.mail_marks import funding_of
from owes_portal.models.mail import SECRET
from registrations.models import Participant, Registration

# Of what somebody was told who may come: pointless once nobody does.
IF_SOMEBODY_COMES = Terms(check_name="comes")


def write(
    name: str,
    registration: Registration,
    context: dict,
    attachments: Sequence[str] = (),
    page: str = "",
    terms: Terms | None = None,
) -> None:
    """To the contact; nothing is written for somebody who left no e-mail address."""
    if registration.email:
        parts = parts_of(registration, _with_files(context, attachments), page)
        queue(template_of(name), attachments=attachments, terms=terms, **parts)


def parts_of(registration: Registration, context: dict, page: str = "") -> dict:
    """To the contact of the registration, with its link."""
    known = _known(registration) | {"link": f"/zgloszenie/{SECRET}/{page}"}
    return {"to": registration.email, "context": known | context, "about": registration}


def _known(registration: Registration) -> dict:
    """What every mail says: for what it is, and who pays for that."""
    event = registration.event
    funding = funding_of(event.project_id) if event.project_id else None
    return {"registration": registration, "event": event, "funding": funding}


def write_to_person(
    name: str,
    person: Participant,
    context: dict,
    page: str = "",
    terms: Terms | None = None,
    attachments: Sequence[str] = (),
) -> None:
    """To the person's own address, with her own link and, once she has a place, her own days."""
    has_days = context.get("days") and person.is_confirmed()
    files = [*attachments, *(["own_calendar"] if has_days else [])]
    parts = parts_for_person(person, _with_files(context, files), page)
    queue(template_of(name), attachments=files, terms=terms, **parts)


def _with_files(context: dict, attachments: Sequence[str]) -> dict:
    """A mail says what its file is for."""
    return context | {"has_calendar": bool({"calendar", "own_calendar"} & set(attachments))}


def parts_for_person(person: Participant, context: dict, page: str = "") -> dict:
    """To one person's own address, with her link."""
    known = _known(person.registration)
    known |= {"person": person, "link": f"/miejsce/{SECRET}/{page}"}
    return {"to": person.email, "context": known | context, "about": person}


def write_to_each(
    name: str,
    people: Iterable[Participant],
    context: dict,
    page: str = "",
    terms: Terms | None = None,
    attachments: Sequence[str] = (),
) -> None:
    """To those of the people whom a mail to the contact does not reach; days are their own."""
    for person in people:
        if person.has_own_mail():
            own = {"days": days_of([person])} if "days" in context else {}
            write_to_person(name, person, context | own, page, terms, attachments)


def template_of(name: str) -> str:
    """The folder and the name that its three templates share."""
    return f"registrations/emails/{name}"


def places(people: Sequence[Participant]) -> dict:
    """How many have places, wait and where the first of them waits."""
    waiting = [person for person in people if person.is_waiting()]
    return {
        "people": len(people),
        "confirmed": sum(person.is_confirmed() for person in people),
        "waiting": len(waiting),
        "is_pending": any(person.is_pending() for person in people),
        "position": waiting[0].position() if waiting else None,
    }


def days_of(people: Iterable[Participant]) -> list[EventDay]:
    """The days that somebody of them comes to; of new people the service knows them already."""
    chosen = {day for person in people for day in _days_of_one(person)}
    return sorted(chosen, key=lambda day: day.starts_at)


def _days_of_one(person: Participant) -> list[EventDay]:
    return getattr(person, "chosen_days", None) or list(person.days.all())


def without_days(owner: Registration | Participant) -> tuple[dict, list[str]]:
    """How many days are no longer the owner's, and the attachment that takes them out of a calendar.

    Who only waited has none in a calendar.
    """
    days = len(owner.days_given_up())
    name = "cancelled_calendar" if isinstance(owner, Registration) else "own_cancelled_calendar"
    return {"days_given_up": days}, [name] if days else []
