"""What staff may do with a mail: each by one conditional update, so a worker wins or loses cleanly."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ObjectDoesNotExist
from django.db import models, transaction
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from owes_portal import tasks
from owes_portal.mail import queue_copy
from owes_portal.models import DeadAddress, OutgoingMail
from owes_portal.models.mail import SECRET
from owes_portal.models.mail_reasons import BY_STAFF
from owes_portal.nudge import nudge

Status = OutgoingMail.Status


class Refused(Exception):
    """It cannot be done, or not any more; the text says why."""


@dataclass(frozen=True)
class Deed:
    """Its words before and after, and from which states it leads."""

    name: str
    tells: str
    done: str
    do: Callable[..., OutgoingMail]
    from_statuses: tuple[str, ...]
    is_asked_first: bool = False

    def suits(self, mail: OutgoingMail) -> bool:
        return mail.status in self.from_statuses

    def refusal(self, mail: OutgoingMail) -> str:
        """Why it cannot be done now; empty if it can."""
        if not self.suits(mail):
            return _("This is not possible: the state of the mail has changed.")
        return why_not_again(mail) if self is SEND_AGAIN else ""


def send_again(mail: OutgoingMail, *, by: AbstractBaseUser, copies: int) -> OutgoingMail:
    """The same row once more; of a mail that was sent a copy, the one after so many.

    Pressed twice it is one mail: the second press finds the row waiting or the copy written.
    """
    if refusal := why_not_again(mail):
        raise Refused(refusal)
    if mail.is_sent():
        return _send_copy(mail, by=by, number=copies + 1)
    with transaction.atomic():
        now = timezone.now()
        changes = {"status": Status.QUEUED, "queued_at": now, "next_attempt_at": now}
        _change(mail, SEND_AGAIN, is_bulk=False, error="", reply="", **changes)
        _log(mail, SEND_AGAIN, by)
        transaction.on_commit(lambda: nudge(tasks.send_mail, mail.pk), robust=True)
    return mail


def note_arrival(mail: OutgoingMail, *, by: AbstractBaseUser, **_more) -> OutgoingMail:
    """Somebody knows that it has arrived: it counts as sent when it was tried."""
    with transaction.atomic():
        sent_at = Coalesce("claimed_at", "created_at")
        _change(mail, ARRIVED, status=Status.SENT, sent_at=sent_at, error=BY_STAFF)
        _log(mail, ARRIVED, by)
    return mail


def withdraw(mail: OutgoingMail, *, by: AbstractBaseUser, **_more) -> OutgoingMail:
    """Leave it unsent; a mail that a worker has just taken goes out."""
    with transaction.atomic():
        _change(mail, WITHDRAW, status=Status.WITHDRAWN, error=BY_STAFF)
        _log(mail, WITHDRAW, by)
    return mail


def lift(dead: DeadAddress, *, by: AbstractBaseUser) -> None:
    """Write to the address again; nothing happens if somebody was faster."""
    with transaction.atomic():
        log(dead, _("taken off the list of addresses without a mailbox"), by)
        DeadAddress.objects.filter(pk=dead.pk).delete()


def log(row: models.Model, what: str, by: AbstractBaseUser) -> None:
    """Who did what with which row, in the history of the administration; no address, no name."""
    LogEntry.objects.log_actions(by.pk, [row], CHANGE, change_message=what)


def must_be_as_seen(mail: OutgoingMail, *, attempts: int) -> None:
    """Refuse what was decided on a page older than the last attempt, such as a second press."""
    if mail.attempts != attempts:
        raise Refused(_("This is not possible any more: the state of the mail has changed."))


def why_not_again(mail: OutgoingMail) -> str:
    """Why the mail cannot be sent once more; empty if it can."""
    if mail.forgotten_at:
        return _("Its text was deleted after the time for which mails are kept.")
    if SECRET in mail.text and mail.about is None:
        return _("The registration that it is about is gone.")
    if not mail.is_for_reader_of_link():
        return _("The registration has another address now. A new link goes only there.")
    if DeadAddress.objects.covering(mail.recipient).exists():
        return _("There is no such mailbox. First take the address off the list.")
    return "" if _is_still_true(mail) else _("What it says is no longer true.")


def _is_still_true(mail: OutgoingMail) -> bool:
    try:
        return mail.is_still_true()
    except (LookupError, ObjectDoesNotExist, AttributeError):
        return False


def _send_copy(mail: OutgoingMail, *, by: AbstractBaseUser, number: int) -> OutgoingMail:
    with transaction.atomic():
        copy = queue_copy(mail, number=number)
        if copy is None:
            raise Refused(_("It has been sent once more already; see the copies below."))
        _log(mail, SEND_AGAIN, by)
    return copy


def _change(mail: OutgoingMail, deed: Deed, **changes) -> None:
    """Only from the very state that was read: what a worker or somebody else has done since stays."""
    unchanged = OutgoingMail.objects.filter(
        pk=mail.pk, status=mail.status, attempts=mail.attempts, forgotten_at=None
    )
    if not deed.suits(mail) or not unchanged.update(**changes):
        raise Refused(_("This is not possible any more: the state of the mail has changed."))


def _log(mail: OutgoingMail, deed: Deed, by: AbstractBaseUser) -> None:
    log(mail, str(deed.name), by)


SEND_AGAIN = Deed(
    name=gettext_lazy("Send again"),
    tells=gettext_lazy("The same text goes to the same address once more."),
    done=gettext_lazy("The mail is on its way again."),
    do=send_again,
    from_statuses=OutgoingMail.FINAL_STATUSES,
    is_asked_first=True,
)
ARRIVED = Deed(
    name=gettext_lazy("It has arrived, do not send it"),
    tells=gettext_lazy("You know from the person or from the mail server that it came."),
    done=gettext_lazy("The mail counts as sent."),
    do=note_arrival,
    from_statuses=(Status.UNKNOWN,),
)
WITHDRAW = Deed(
    name=gettext_lazy("Do not send"),
    tells=gettext_lazy("The mail stays here and is not sent. You can send it again later."),
    done=gettext_lazy("The mail will not be sent."),
    do=withdraw,
    from_statuses=(*OutgoingMail.WAITING_STATUSES, Status.FAILED, Status.UNKNOWN),
)
DEEDS = {"wyslij": SEND_AGAIN, "doszla": ARRIVED, "nie-wysylaj": WITHDRAW}


def possible_deeds(mail: OutgoingMail) -> list[tuple[str, Deed]]:
    """(slug, deed) of what can be done now; nothing with a mail whose text was deleted."""
    if mail.forgotten_at:
        return []
    return [(slug, deed) for slug, deed in DEEDS.items() if not deed.refusal(mail)]
