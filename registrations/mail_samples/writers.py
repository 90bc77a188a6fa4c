"""How a sample writes its mail: to the contact, to one person, about all of it."""

from collections.abc import Callable

from registrations.mail_samples import invented
from registrations.mail_samples.scene import sign_up
from registrations.models import Participant, Registration, Status


def to_contact(email: Callable, *statuses: Status, words: tuple = (), **signed_up) -> Callable:
    """What writes a mail about people in those states to the contact of their registration."""

    def write() -> Registration:
        people = sign_up(*statuses, **signed_up)
        email(people[0].registration, people, *words)
        return people[0].registration

    return write


def to_person(email: Callable, status: Status, words: tuple = ()) -> Callable:
    """What writes a mail to somebody with an address of her own."""

    def write() -> Participant:
        people = sign_up(status, own_email=invented.OWN)
        email(people[0].registration, people, *words)
        return people[0]

    return write


def about_registration(email: Callable, *statuses: Status) -> Callable:
    """What writes a mail that speaks of the registration as a whole."""
    return to_contact(lambda registration, people: email(registration), *statuses)


def about_person(email: Callable, status: Status) -> Callable:
    """What writes a mail that speaks of one person only."""
    return to_person(lambda registration, people: email(people[0]), status)
