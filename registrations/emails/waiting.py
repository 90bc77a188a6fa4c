"""Places that fell free: the offer, what became of it, and the place at last."""

from collections.abc import Sequence

from owes_portal.mail import Terms
from registrations.emails.writing import days_of, write, write_to_each
from registrations.models import Participant, Registration


def offer(registration: Registration, people: Sequence[Participant]) -> None:
    """That places fell free and are held until a moment; to the people themselves as well."""
    ends_at = people[0].offer_ends_at
    context = {"people": len(people), "ends_at": ends_at, "days": days_of(people)}
    terms = Terms(check_name="offer", useless_after=ends_at)
    write("offer", registration, context, page="propozycja/", terms=terms)
    write_to_each("offer", people, context | {"people": 1}, page="propozycja/", terms=terms)


def offer_lapsed(registration: Registration, people: Sequence[Participant]) -> None:
    """That an offer was not answered in time, and how to come back to the list."""
    terms = Terms(check_name="offer_lapsed")
    write("offer_lapsed", registration, {"people": len(people)}, page="powrot/", terms=terms)
    write_to_each("offer_lapsed", people, {"people": 1}, page="powrot/", terms=terms)


def offer_withdrawn(registration: Registration, people: Sequence[Participant]) -> None:
    """That there are fewer places now, and the person waits again where she waited."""
    terms = Terms(check_name="offer_withdrawn")
    write("offer_withdrawn", registration, {"people": len(people)}, terms=terms)
    write_to_each("offer_withdrawn", people, {"people": 1}, terms=terms)


def place_given(registration: Registration, people: Sequence[Participant]) -> None:
    """That somebody has a place for good now."""
    context, terms = (
        {"people": len(people), "days": days_of(people)},
        Terms(check_name="place_given"),
    )
    write("place_given", registration, context, ["calendar"], terms=terms)
    write_to_each("place_given", people, context | {"people": 1}, terms=terms)
