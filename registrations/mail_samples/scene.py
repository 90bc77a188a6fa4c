"""Invented people and their event, as rows; whoever writes them takes them back."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from events.models import Event, EventDay
from owes_portal.models import ContactPerson, Project
from owes_portal.polish import slug
from registrations.mail_samples import invented
from registrations.models import Change, Participant, Registration, Status, Verb

AHEAD = 2  # people on the waiting list before ours


def trip(title: str = invented.TRIP, *, begins_in: int = 14) -> Event:
    """Two days in so many days; contact and project are our own, so that their marks are seen."""
    event = Event.objects.create(
        title=title,
        slug=f"wzor-{slug(title)}",
        lead=invented.LEAD,
        status=Event.Status.PUBLISHED,
        published_from=timezone.now(),
        contact=ContactPerson.objects.first(),
        project=Project.objects.published().first(),
    )
    first_day = timezone.localtime() + timedelta(days=begins_in)
    for index, (begins, ends, topic, place, address) in enumerate(invented.DAYS):
        day = first_day + timedelta(days=index)
        EventDay.objects.create(
            event=event,
            starts_at=at(day, begins),
            ends_at=at(day, ends),
            topic=topic,
            place=place,
            address=address,
        )
    event.copy_from_days()
    return event


def at(day: datetime, clock: str) -> datetime:
    """That day at a time written as on a poster: 9.00."""
    hour, minute = map(int, clock.split("."))
    return day.replace(hour=hour, minute=minute, second=0, microsecond=0)


def sign_up(
    *statuses: Status,
    event: Event | None = None,
    own_email: str = "",
    open_names: int = 0,
    keep_together: bool = False,
) -> list[Participant]:
    """The people of one registration, one for each state; the last ones may have no name yet."""
    event = event or trip()
    if Status.WAITING in statuses:
        _people(_registration(event, invented.NUMBER_AHEAD), [Status.WAITING] * AHEAD)
    registration = _registration(
        event, invented.NUMBER, email=invented.CONTACT, keep_together=keep_together
    )
    return _people(registration, statuses, own_email=own_email, open_names=open_names)


def _registration(event: Event, number: str, **fields: object) -> Registration:
    registration = Registration(
        event=event,
        number=number,
        applicant=Registration.Applicant.GROUP,
        source=Registration.Source.DESK,
        **fields,
    )
    registration.set_token()
    registration.save(force_insert=True)
    return registration


def _people(
    registration: Registration,
    statuses: Sequence[Status],
    *,
    own_email: str = "",
    open_names: int = 0,
) -> list[Participant]:
    named = len(statuses) - open_names
    people = [
        _person(registration, status, invented.NAMES[index] if index < named else ("", ""))
        for index, status in enumerate(statuses)
    ]
    people[0].email = own_email
    people[0].save(update_fields=["email"])
    for person in people:
        person.days.set(registration.event.days.all())
        if person.status == Status.CANCELLED:
            had_a_place(person, registration.event)
    return people


def _person(registration: Registration, status: Status, name: tuple[str, str]) -> Participant:
    tomorrow = timezone.localtime() + timedelta(days=1)
    person = Participant(
        registration=registration,
        event=registration.event,
        first_name=name[0],
        last_name=name[1],
        status=status,
        queued_at=timezone.now(),
        offer_ends_at=at(tomorrow, "12.00") if status == Status.OFFERED else None,
    )
    person.set_token()
    person.save(force_insert=True)
    return person


def had_a_place(person: Participant, event: Event) -> None:
    """That the person once had a place there: the mail takes its days out of the calendar."""
    Change.objects.create(
        event=event,
        participant=person,
        verb=Verb.SIGN_UP,
        after=Status.CONFIRMED,
        reason="-",
        who=Change.Who.PORTAL,
        at=timezone.now(),
    )
