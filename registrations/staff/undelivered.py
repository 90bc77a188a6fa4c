"""People whom e-mails do not reach: their address is dead, or the last mail to them failed."""

from collections.abc import Iterable

from owes_portal.models import DeadAddress, OutgoingMail
from registrations.models import Participant, Registration


def undelivered(event, people: Iterable[Participant]) -> list[Participant]:
    """Those of the event's live people who have to be called, in their order."""
    live = [person for person in people if person.is_live()]
    failed = failed_for(event.registrations.all()) | failed_for(event.participants.all())
    dead = dead_addresses(live)
    return [
        person
        for person in live
        if {person, person.registration} & failed or addresses_of(person) & dead
    ]


def failed_for(rows) -> set[Registration | Participant]:
    """Those of the registrations, or of the people, the last mail about whom failed."""
    mails = OutgoingMail.objects.for_rows(rows).order_by("about_id", "-pk").distinct("about_id")
    failed = OutgoingMail.Status.FAILED
    latest = mails.values_list("about_id", "status")
    return {rows.model(pk=pk) for pk, status in latest if status == failed}


def dead_addresses(people: Iterable[Participant]) -> set[str]:
    """Those of their addresses that have no mailbox."""
    known = set().union(*(addresses_of(person) for person in people))
    return set(DeadAddress.objects.filter(email__in=known).values_list("email", flat=True))


def addresses_of(person: Participant) -> set[str]:
    """Her own address and that of the contact, in small letters; without those that were not given."""
    return {email.lower() for email in (person.email, person.registration.email) if email}
