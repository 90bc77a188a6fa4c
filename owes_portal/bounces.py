"""Reports of mail servers that a mail could not be delivered after all (RFC 3464)."""

import logging
import re
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message

from django.db import transaction

from owes_portal.answers import NO_SUCH_MAILBOX
from owes_portal.models import DeadAddress, OutgoingMail

logger = logging.getLogger(__name__)
STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
KIND = re.compile(r"^[\w-]+; *")  # of an address or of words
UNDEFINED = "5.0.0"
MESSAGE_ID = re.compile(r"<[^<>\s]+>")


class NotOurs(Exception):
    """The message is no report about a mail of the portal: nothing was changed."""


class TryLater(Exception):
    """The mail is just being sent again: what became of it will be written down first."""


@dataclass(frozen=True)
class Report:
    """What a mail server says about one recipient of one mail."""

    names: tuple[str, ...]  # of the mail: its Message-ID, the name of its envelope
    recipients: tuple[str, ...]  # where it was to go, as the report says it
    action: str
    status: str
    words: str

    @property
    def error(self) -> str:
        return f"bounced {self.status}"

    def tells_of_failure(self) -> bool:
        """The server gave up; whatever the status says, it will not try again (RFC 3464, 2.3.3)."""
        return self.action == "failed"

    def tells_of_dead_address(self, email: str) -> bool:
        """Also not if the report is about another address, to which the mail was passed on."""
        return self.status in NO_SUCH_MAILBOX and email.lower() in self.recipients


def note(message: bytes) -> str:
    """Write down what a report says about a mail; the same report twice changes nothing.

    Whoever knows the Message-ID of a mail is its recipient or a server on its way: a forged report
    can do no more than stop mails to the address that this very mail went to.
    """
    report = read(message)
    with transaction.atomic():
        mail = OutgoingMail.objects.select_for_update().filter(message_id__in=report.names).first()
        if mail is None or mail.is_forgotten():
            raise NotOurs("It is about no mail that we know.")
        if mail.status == OutgoingMail.Status.SENDING:
            raise TryLater(f"Mail {mail.pk} is just being sent.")
        return _note(report, mail)


def _note(report: Report, mail: OutgoingMail) -> str:
    if not report.tells_of_failure():
        return f"Mail {mail.pk}: {report.action or 'no news'}, nothing is changed."
    if mail.status == OutgoingMail.Status.FAILED and mail.error == report.error[:60]:
        return f"Mail {mail.pk}: known already."
    if report.tells_of_dead_address(mail.recipient):
        DeadAddress.objects.bury(mail.recipient, error=report.error, reply=report.words)
    if (
        not mail.is_waiting()
    ):  # If it is, staff have sent it once more, and that is not answered yet.
        mail.mark_failed(report.error, report.words)
    logger.warning("mail %s has come back: %s", mail.pk, report.error)
    return f"Mail {mail.pk}: {report.error}."


def read(message: bytes) -> Report:
    """What the report says; NotOurs if the message is none."""
    try:
        report = _read(message_from_bytes(message))
    except Exception as failure:  # Whatever the parser stumbles over, it is no report.
        raise NotOurs(f"It cannot be read: {type(failure).__name__}.") from failure
    if report is None:
        raise NotOurs("It is no delivery report.")
    return report


def _read(message: Message) -> Report | None:
    if message.get_content_type() != "multipart/report" or not message.is_multipart():
        return None
    parts = message.get_payload()
    about = [part for part in parts if part.get_content_type() == "message/delivery-status"]
    if not about or not about[0].is_multipart():
        return None
    envelope, *recipients = about[0].get_payload()
    if not recipients:
        return None
    # One mail of ours has one recipient, so the others can only be those it was passed on to.
    failed = [block for block in recipients if _value(block, "Action").lower() == "failed"]
    return _report([_original(parts), _envelope_name(envelope)], (failed or recipients)[0])


def _report(names: list[str], block: Message) -> Report:
    status = STATUS.match(_value(block, "Status"))
    return Report(
        names=tuple(name for name in names if name),
        recipients=tuple(_address(block, who) for who in ("Original-Recipient", "Final-Recipient")),
        action=_value(block, "Action").lower(),
        status=status[0] if status else UNDEFINED,
        words=KIND.sub("", _value(block, "Diagnostic-Code")),
    )


def _original(parts: list[Message]) -> str:
    """The Message-ID of the mail that is returned, whole or only its headers."""
    for part in parts[1:]:
        kind = part.get_content_type()
        if kind in ("message/rfc822", "message/global", "message/global-headers"):
            returned = part.get_payload(0)
        elif kind == "text/rfc822-headers":
            returned = message_from_bytes(part.get_payload(decode=True))
        else:
            continue
        if found := MESSAGE_ID.search(_value(returned, "Message-ID")):
            return found[0]
    return ""


def _envelope_name(envelope: Message) -> str:
    name = _value(envelope, "Original-Envelope-Id").strip("<>")
    return f"<{name}>" if name else ""


def _address(block: Message, name: str) -> str:
    return KIND.sub("", _value(block, name)).strip("<>").lower()


def _value(part: Message, name: str) -> str:
    """A header in one line that PostgreSQL can hold."""
    text = str(part.get(name, "")).encode(errors="replace").decode()
    return " ".join(text.replace("\0", "").split())
