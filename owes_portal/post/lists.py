"""The lists of „Poczta i zadania”: what needs a person, what waits, what went out."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet, prefetch_related_objects
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from owes_portal.models import DeadAddress, Document, OutgoingMail
from owes_portal.pipeline import FAILED_LATELY

Status = OutgoingMail.Status
ON_THE_FIRST_PAGE = 20
RECENTLY_SENT = 10


@dataclass(frozen=True)
class State:
    """A filter: its name, and the statuses of its mails."""

    name: str
    statuses: tuple[str, ...]


STATES = {
    "nieznane": State(_("unknown whether they went out"), (Status.UNKNOWN,)),
    "nieudane": State(_("those that failed"), (Status.FAILED,)),
    "czekaja": State(_("waiting or being sent"), OutgoingMail.UNFINISHED_STATUSES),
    "wyslane": State(_("those that were sent"), (Status.SENT,)),
    "wycofane": State(_("those left unsent"), (Status.WITHDRAWN,)),
}


def mails_in(state: State) -> QuerySet:
    """All mails of the state, the newest first."""
    return _shown().filter(status__in=state.statuses).order_by("-pk")


def overview(at: datetime) -> dict:
    """The beginnings of all lists."""
    dead = list(DeadAddress.objects.all()[:ON_THE_FIRST_PAGE])
    lists = {
        "last_to_dead": list(last_mails_to([row.email for row in dead])),
        "troubled": list(_shown().troubled().order_by("-pk")[:ON_THE_FIRST_PAGE]),
        "waiting": list(_shown().unfinished().order_by("pk")[:ON_THE_FIRST_PAGE]),
        "sent": list(_shown().filter(status=Status.SENT).order_by("-pk")[:RECENTLY_SENT]),
    }
    with_cause([mail for mails in lists.values() for mail in mails])
    failed = Document.objects.filter(status=Document.Status.FAILED)
    return lists | {
        "dead_addresses": with_users(dead, lists.pop("last_to_dead")),
        "failed_documents": list(failed.filter(finished_at__gte=at - FAILED_LATELY)),
    }


def last_mails_to(emails: list[str]) -> QuerySet:
    """The last mail to each address, in small letters, that did not go out."""
    mails = _shown().not_sent().annotate(address=Lower("recipient")).filter(address__in=emails)
    return mails.order_by("address", "-pk").distinct("address")


def with_users(dead: list[DeadAddress], mails: list[OutgoingMail]) -> list[DeadAddress]:
    """The addresses with the mail that did not reach them, and whether they still stand there."""
    by_address = {mail.address: mail for mail in mails}
    for row in dead:
        row.mail = by_address.get(row.email)
        about = row.mail and row.mail.about
        row.is_in_use = bool(about) and row.covers(about.email)
    return dead


def with_cause(mails: list[OutgoingMail]) -> list[OutgoingMail]:
    """The mails with the rows that they are about, in one query for each kind of row."""
    prefetch_related_objects(mails, "about")
    return mails


def _shown() -> QuerySet:
    """Without the texts, which are long and stand on a mail's own page."""
    return OutgoingMail.objects.with_dead_addresses().defer("text", "html")
