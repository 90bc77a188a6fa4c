"""What a sign-up form holds, as plain values."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from events.models import EventDay, PickupPoint
from owes_portal.models import ConsentText, Municipality
from registrations.models import Invitation, Question, Registration, Upload


@dataclass(frozen=True)
class Contact:
    """Who signs up and how to reach them; e-mail or telephone may be empty, not both on the web."""

    applicant: str
    email: str = ""
    phone: str = ""
    name: str = ""
    organisation_name: str = ""
    nip: str = ""
    municipality: Municipality | None = None
    other_municipality: str = ""
    remarks: str = ""
    source: str = Registration.Source.WEB


@dataclass(frozen=True)
class GivenAnswer:
    """An answer to one wording of an own question; a file comes as the row it was stored in."""

    question: Question
    values: Sequence[str] = ()
    upload: Upload | None = None


@dataclass(frozen=True)
class Person:
    """One person who wants a place; no days means all days, no name that it is given later.

    A form that adds people to a registration brings a key: sent twice it is one person. Consents
    are those that are given with this person's form, for the whole registration.
    """

    first_name: str = ""
    last_name: str = ""
    email: str = ""
    days: Sequence[EventDay] = ()
    diet: str = ""
    pickup_point: PickupPoint | None = None
    wants_accommodation: bool = False
    needs: Sequence[str] = ()
    needs_description: str = ""
    answers: Sequence[GivenAnswer] = ()
    consents: Sequence[ConsentText] = ()
    key: uuid.UUID | None = None


@dataclass(frozen=True)
class Submission:
    """All that a sign-up form holds; sent twice with the same key it is one registration.

    `together` says what a group does if it does not fit whole: True waits until all can come,
    False takes what there is, None has not been asked.
    """

    contact: Contact
    people: Sequence[Person]
    acknowledged: Sequence[ConsentText] = ()
    answers: Sequence[GivenAnswer] = ()
    together: bool | None = None
    invitation: Invitation | None = None
    key: uuid.UUID = field(default_factory=uuid.uuid4)

    @property
    def emails(self) -> list[str]:
        """Everybody to whom it makes us write."""
        return [self.contact.email, *(person.email for person in self.people)]
