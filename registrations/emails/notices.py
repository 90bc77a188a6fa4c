"""That the date or the place has changed, or that the event is called off."""

from collections.abc import Sequence

from events.models.announced import Difference
from owes_portal.mail import Terms, compose
from owes_portal.models import OutgoingMail
from registrations.emails.writing import days_of, parts_of, template_of, write, write_to_person
from registrations.models import Notice, Participant, Registration


def changed(notice: Notice, registration: Registration, people: Sequence[Participant]) -> None:
    """What the days were and what they are, and the days as a file for whoever has a place."""
    context = _change(notice, people)
    files = ["calendar"] if context["has_place"] else []
    write("changed", registration, context, files, terms=_terms(notice, registration))
    for person in people:
        if person.has_own_mail():
            person.registration = registration
            own = _change(notice, [person])
            write_to_person("changed", person, own, terms=_terms(notice, person))


def called_off(notice: Notice, registration: Registration, people: Sequence[Participant]) -> None:
    """That the event does not take place, why, and a file that takes it out of the calendar."""
    context = _end(notice, people)
    files = ["cancelled_calendar"] if context["days_given_up"] else []
    write("called_off", registration, context, files, terms=_terms(notice, registration))
    for person in people:
        if person.has_own_mail():
            person.registration = registration
            own, terms = _end(notice, [person]), _terms(notice, person)
            files = ["own_cancelled_calendar"] if own["days_given_up"] else []
            write_to_person("called_off", person, own, terms=terms, attachments=files)


def notice_as_read(
    notice: Notice, registration: Registration, people: Sequence[Participant]
) -> OutgoingMail:
    """The mail that either of them would write, for a look before it is sent; not stored."""
    is_end = notice.is_cancellation
    name, context = ("called_off", _end) if is_end else ("changed", _change)
    return compose(template_of(name), **parts_of(registration, context(notice, people)))


def _terms(notice: Notice, owner: Registration | Participant) -> Terms:
    return Terms(
        is_bulk=True,
        once=f"notice {notice.pk} to {owner._meta.model_name} {owner.pk}",
        check_name="" if notice.is_cancellation else "changed",
        useless_after=notice.event.ends_at,
    )


def _change(notice: Notice, people: Sequence[Participant]) -> dict:
    found = _differences(notice, people)
    days = days_of(people) or notice.announced
    return {
        "starts_at": days[0].starts_at,
        "ends_at": days[-1].ends_at,
        "differences": found,
        "is_of_time": any(one.is_of_time() for one in found),
        "is_of_place": any(one.is_of_place() for one in found),
        "has_new_day": any(one.is_new() for one in found),
        "has_place": any(person.is_confirmed() for person in people),
        "days": days,
    } | _who(people)


def _differences(notice: Notice, people: Sequence[Participant]) -> list[Difference]:
    """Each day once, from what those know who came first."""
    found = {}
    for person in people:
        for one in notice.differences_for(person):
            found.setdefault((one.before or one.after).pk, one)
    return sorted(found.values(), key=lambda one: one.starts_at)


def _end(notice: Notice, people: Sequence[Participant]) -> dict:
    """The dates as the first of them knows them."""
    known = notice.known_to(people[0])
    return {
        "starts_at": min(day.starts_at for day in known),
        "ends_at": max(day.ends_at for day in known),
        "days_given_up": len(days_of(person for person in people if person.is_confirmed())),
    } | _who(people)


def _who(people: Sequence[Participant]) -> dict:
    return {"people": len(people), "one": people[0] if len(people) == 1 else None}
