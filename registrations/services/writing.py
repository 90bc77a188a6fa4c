"""Rows of a registration that need no decision: people, days, needs, answers, consents."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from events.models import Event
from registrations.models import (
    AccessibilityNeed,
    Answer,
    Change,
    Consent,
    Participant,
    Registration,
    Status,
    Verb,
)
from registrations.services.places import Because
from registrations.services.submission import GivenAnswer, Person


def people(
    registration: Registration,
    people: Sequence[Person],
    statuses: Sequence[Status] | None,
    now: datetime,
) -> list[Participant]:
    """People in the order of the form with their days, needs and answers; no states mean pending."""
    statuses = statuses or [Status.PENDING] * len(people)
    participants = Participant.objects.bulk_create(
        _participant(registration, person, status, now)
        for person, status in zip(people, statuses, strict=True)
    )
    days(registration.event, participants, people)
    AccessibilityNeed.objects.bulk_create(
        need
        for participant, person in zip(participants, people, strict=True)
        for need in needs_of(participant, person, now)
    )
    for participant, person in zip(participants, people, strict=True):
        answers(registration, participant, person.answers)
    return participants


def _participant(
    registration: Registration, person: Person, status: Status, now: datetime
) -> Participant:
    participant = Participant(
        registration=registration,
        event=registration.event,
        status=status,
        queued_at=now,
        **({"key": person.key} if person.key else {}),
        **described(person),
    )
    participant.set_token()
    return participant


def described(person: Person) -> dict:
    """The fields of a participant that a form fills in."""
    names = ("first_name", "last_name", "email", "diet", "pickup_point", "wants_accommodation")
    return {name: getattr(person, name) for name in names}


def days(event: Event, participants: Iterable[Participant], people: Iterable[Person]) -> None:
    """Which days the new people come to; `chosen_days` of each says it too, for the mail."""
    link = Participant.days.through
    every_day = event.days.all()
    for participant, person in zip(participants, people, strict=True):
        participant.chosen_days = list(person.days or every_day)
    link.objects.bulk_create(
        link(participant=participant, eventday=day)
        for participant in participants
        for day in participant.chosen_days
    )


def needs_of(
    participant: Participant, person: Person, now: datetime
) -> Iterable[AccessibilityNeed]:
    """The description goes with the need called „something else”."""
    other = AccessibilityNeed.Kind.OTHER
    kinds = dict.fromkeys(person.needs)
    if person.needs_description:
        kinds[other] = None
    for kind in kinds:
        text = person.needs_description if kind == other else ""
        yield AccessibilityNeed(participant=participant, kind=kind, description=text, told_at=now)


def answers(
    registration: Registration, participant: Participant | None, given: Iterable[GivenAnswer]
) -> None:
    """What was answered to the event's own questions; a question left out leaves no row."""
    Answer.objects.bulk_create(
        Answer(
            question=answer.question,
            registration=registration,
            participant=participant,
            values=list(answer.values),
            upload=answer.upload,
        )
        for answer in given
        if answer.values or answer.upload
    )


def consents(registration: Registration, texts: Iterable) -> None:
    """What was acknowledged or agreed to, each wording by itself."""
    Consent.objects.bulk_create(Consent(registration=registration, text=text) for text in texts)


def further_consents(registration: Registration, people: Iterable[Person]) -> None:
    """What the forms of single people agreed to; none is doubled."""
    texts = {text.pk: text for person in people for text in person.consents}
    if texts:
        known = registration.consents.in_force().values_list("text", flat=True)
        consents(registration, [texts[pk] for pk in texts.keys() - set(known)])


def first_changes(
    participants: Sequence[Participant],
    because: Because,
    now: datetime,
    *,
    is_over_capacity: bool = False,
) -> None:
    """The first line of everybody's history."""
    Change.objects.bulk_create(
        Change(
            event_id=person.event_id,
            participant=person,
            verb=Verb.SIGN_UP,
            after=person.status,
            reason=because.in_polish(),
            who=because.who,
            by=because.by,
            is_over_capacity=is_over_capacity,
            at=now,
        )
        for person in participants
    )


def hand_over(people: Sequence[Participant], target: Registration, now: datetime) -> None:
    """Let people and their answers belong to another registration, last in its order."""
    keys = [person.pk for person in people]
    Answer.objects.filter(participant__in=keys).update(registration=target)
    Participant.objects.filter(pk__in=keys).update(registration=target, queued_at=now)
    for person in people:
        person.registration, person.queued_at = target, now


def hand_over_consents(source: Registration, target: Registration) -> None:
    """Consents go with the people, so that withdrawing one reaches them; none is doubled."""
    known = target.consents.in_force().values("text")
    source.consents.in_force().exclude(text__in=known).update(registration=target)
