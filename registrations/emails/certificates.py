"""That certificates are ready; they wait behind the link."""

from collections.abc import Iterable, Sequence

from owes_portal.mail import Terms
from registrations.emails.writing import write, write_to_person
from registrations.models import Participant, Registration

TERMS = Terms(is_bulk=True, check_name="certificate")


def certificates(people: Iterable[Participant]) -> list[Participant]:
    """One to each person of an own address, one to each contact for all the others of it.

    Returns whom it told.
    """
    reached = [person for person in people if person.can_be_mailed()]
    parties: dict[Registration, list[Participant]] = {}
    for person in reached:
        if person.has_own_mail():
            write_to_person("certificate", person, _about([person]), terms=TERMS)
        else:
            parties.setdefault(person.registration, []).append(person)
    for registration, party in parties.items():
        write("certificate", registration, _about(party), terms=TERMS)
    return reached


def _about(people: Sequence[Participant]) -> dict:
    return {"people": len(people), "link_days": Registration.LINK_LIVES.days}
