"""Before the event and after it: reminders and thanks.

Nobody gets reminders and thanks who has said so.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from django.template.loader import render_to_string

from events.models import PickupPoint
from owes_portal.mail import Terms, compose, queue_all, written
from owes_portal.memory import one_stamp
from owes_portal.models import OutgoingMail
from registrations.emails.writing import parts_for_person, parts_of, template_of
from registrations.models import Participant, Registration
from registrations.models.reminders import Lead

Owner = Registration | Participant


def reminder(lead: Lead, owners: Iterable[Owner]) -> list[Owner]:
    """What is when and where: to contacts, for all their people, and to people of an own address.

    Each start is reminded of once, so that a date which was moved gets a reminder of its own.
    Returns to whom it wrote.
    """
    return _write_once(owners, partial(_name_of_reminder, lead), _reminder)


def thanks(owners: Iterable[Owner]) -> list[Owner]:
    """Thanks after the event, with its survey and its materials; returns to whom it wrote."""
    return _write_once(owners, _name_of_thanks, _thanks)


def not_thanked(owners: Iterable[Owner]) -> list[Owner]:
    """Those of them to whom thanks() would write now."""
    return list(_unwritten(owners, _name_of_thanks).values())


def thanks_as_read(owner: Owner) -> OutgoingMail:
    """The mail that thanks() would write, for a look before it is sent; not stored."""
    return _thanks(owner, None)


def tells_days_of(owner: Owner, mail: OutgoingMail) -> bool:
    """Whether a reminder still says when and where, as the days stand now."""
    days = render_to_string(template_of("_days.txt"), _days_for(owner))
    return " ".join(days.split()) in " ".join(mail.text.split())


def _write_once(
    owners: Iterable[Owner],
    name_of: Callable[[Owner], str],
    compose_one: Callable[[Owner, str | None], OutgoingMail],
) -> list[Owner]:
    """All in as many queries as one; who cannot be written to, or was, is left out."""
    unwritten = _unwritten(owners, name_of)
    with one_stamp():
        queue_all([compose_one(owner, name) for name, owner in unwritten.items()])
    return list(unwritten.values())


def _unwritten(owners: Iterable[Owner], name_of: Callable[[Owner], str]) -> dict[str, Owner]:
    named = {name_of(owner): owner for owner in owners if owner.has_own_mail()}
    known = written(named)
    return {name: owner for name, owner in named.items() if name not in known}


def _name_of_reminder(lead: Lead, owner: Owner) -> str:
    starts_at = owner.days_of_people()[0].starts_at
    return f"reminder/{lead.name}/{owner._meta.model_name}/{owner.pk}/{starts_at.isoformat()}"


def _name_of_thanks(owner: Owner) -> str:
    return f"thanks/{owner.event_id}/{owner._meta.model_name}/{owner.pk}"


def _reminder(owner: Owner, once: str) -> OutgoingMail:
    people = owner.people_with_a_place()
    context = {
        "people": len(people),
        "unnamed": sum(person.is_unnamed() and person.can_be_named() for person in people),
        "pickups": _pickups(people),
        **_days_for(owner),
    }
    terms = {"check_name": "reminder", "useless_after": context["days"][0].starts_at}
    return _compose("reminder", owner, context, once, **terms)


def _thanks(owner: Owner, once: str | None) -> OutgoingMail:
    return _compose("thanks", owner, {"people": len(owner.people_with_a_place())}, once)


def _compose(
    name: str, owner: Owner, context: dict, once: str | None, **terms: object
) -> OutgoingMail:
    """One of many, with the way to get no more of them, by hand and by the reader's program."""
    parts = (parts_for_person if isinstance(owner, Participant) else parts_of)(owner, context)
    stop = parts["context"]["stop_link"] = f"{parts['context']['link']}przypomnienia/"
    terms = Terms(is_bulk=True, once=once, unsubscribe=stop, **terms)
    return compose(template_of(name), terms=terms, **parts)


def _days_for(owner: Owner) -> dict:
    return {"days": owner.days_of_people(), "with_directions": True}


def _pickups(people: Sequence[Participant]) -> list[tuple[PickupPoint, int]]:
    """Where somebody of them gets on, and how many do."""
    points = [person.pickup_point for person in people if person.pickup_point]
    return [(point, points.count(point)) for point in sorted(set(points), key=_leaves_at)]


def _leaves_at(point: PickupPoint) -> tuple:
    return point.leaves_at, point.pk
