"""What follows a sign-up: the confirmation, more people, second forms and lost links."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from owes_portal.models import OutgoingMail
from registrations.emails.writing import (
    IF_SOMEBODY_COMES,
    days_of,
    places,
    template_of,
    write,
    write_to_person,
)
from registrations.models import Participant, Registration

ONCE_IN = timedelta(hours=1)


def confirmation(registration: Registration, people: Sequence[Participant]) -> None:
    """How many have a place, wait or need a decision, which names are open, and the days as a file."""
    context = places(people) | {"days": days_of(people)}
    context |= {"unnamed": sum(person.is_unnamed() for person in people)}
    # Who only waits gets no entry in the calendar that says that somebody comes.
    files = ["calendar"] if context["confirmed"] else []
    write("confirmation", registration, context, files, terms=IF_SOMEBODY_COMES)


def own_place(person: Participant) -> None:
    """To a person whom somebody else signed up: the state, the days and a link of her own."""
    context = places([person]) | {"days": days_of([person])}
    write_to_person("own_place", person, context, terms=IF_SOMEBODY_COMES)


def people_added(registration: Registration, people: Sequence[Participant]) -> None:
    """That more people come with the registration, and whether they have places."""
    context = places(people) | {"days": days_of(people)}
    files = ["calendar"] if context["confirmed"] else []
    write("people_added", registration, context, files, terms=IF_SOMEBODY_COMES)
    for person in people:
        if person.has_own_mail():
            own_place(person)


def link_again(registration: Registration) -> bool:
    """The link to an existing registration; at most once an hour, whoever asks. False: too soon."""
    return _write_once_in_a_while("link_again", registration)


def own_link_again(person: Participant) -> None:
    """The same for one person with an address of her own."""
    _write_once_in_a_while("link_again", person)


def second_form(registration: Registration) -> None:
    """That another form came with the same address, and where to say what it is."""
    _write_once_in_a_while("second_form", registration)


@transaction.atomic
def _write_once_in_a_while(name: str, owner: Registration | Participant) -> bool:
    is_too_soon = (
        OutgoingMail.objects.about(owner)
        .filter(
            template=template_of(name),
            recipient=owner.email,
            created_at__gt=timezone.now() - ONCE_IN,
        )
        .exists()
    )
    if not is_too_soon:
        queue_for = write if isinstance(owner, Registration) else write_to_person
        queue_for(name, owner, {})
    return not is_too_soon
