"""Mails handed to the mail server, and what its answers mean.

One connection carries as many mails as are due, the most urgent first: a confirmation that comes
while hundreds of reminders wait is the very next to go.
"""

import logging
import smtplib
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from celery.exceptions import SoftTimeLimitExceeded
from django.core.exceptions import ObjectDoesNotExist
from django.core.mail import EmailMessage, mailers
from django.core.mail.backends.base import BaseEmailBackend
from django.db import InterfaceError, OperationalError, connection

from owes_portal.models import DeadAddress, OutgoingMail
from owes_portal.smtp import NoAnswer, Unreachable

logger = logging.getLogger(__name__)
SENDS_FOR = 20  # seconds; then others get their turn with the worker
SPARED_FOR = 20  # seconds in which a mail server that is away is not asked again
CLOSING = 421  # the server ends the connection with this answer
WRITES_AFTER = (0, 1, 2, 4, 8)  # seconds; PostgreSQL may be starting again
_away_until = 0.0  # by this process's own clock


@dataclass(frozen=True)
class Family:
    """How a kind of failure is tried again: minutes between attempts, the last one repeated."""

    pauses: tuple[int, ...]
    gives_up_after: timedelta  # since the mail was written

    def pause(self, attempts: int) -> timedelta:
        """After so many attempts, one or more."""
        return timedelta(minutes=self.pauses[min(attempts, len(self.pauses)) - 1])


# RFC 5321, 4.5.4.1: at least half an hour between attempts in the long run, and four to five days.
AWAY = Family((1, 2, 5, 10, 15, 30), timedelta(days=5))
BUSY = Family((1, 5, 15, 30, 60), timedelta(days=2))
FULL = Family((30, 60, 120, 240), timedelta(days=3))
MAILBOX_IS_FULL = (422, 452)


class Away(Exception):
    """The mail server cannot be used now: nothing was sent, and the other mails may wait."""


@dataclass(frozen=True)
class Refusal:
    """What the mail server said about one mail."""

    code: int
    words: str
    is_about_recipient: bool = False

    @property
    def error(self) -> str:
        return f"SMTP {self.code}"

    @property
    def family(self) -> Family:
        return FULL if self.code in MAILBOX_IS_FULL else BUSY

    def is_final(self) -> bool:
        """4xx means try later, 5xx means never (RFC 5321, 4.2.1)."""
        return self.code >= 500

    def tells_of_dead_address(self) -> bool:
        """No such mailbox or domain (RFC 3463: 5.1.x), or the recipient is refused without a word.

        5.2.x speaks of a full or closed mailbox and 5.7.x of a policy: both may change.
        """
        detail, _, _ = self.words.partition(" ")
        is_said = detail.count(".") == 2 and detail.replace(".", "").isdigit()
        is_refused = self.is_about_recipient and self.code in (550, 551, 553)
        return is_refused and (detail.startswith("5.1.") or not is_said)


def send_due(first: int) -> int | None:
    """Send the mail of that number and then whatever is due, for SENDS_FOR seconds.

    Returns the number of a mail that is left for another turn. When the mail server is away, all
    mails but the one it was tried with keep their attempts and wait for the sweep.
    """
    if time.monotonic() < _away_until:
        return None
    until, server = time.monotonic() + SENDS_FOR, mailers.default
    try:
        mail = OutgoingMail.objects.claim(first) or OutgoingMail.objects.claim_next()
        while mail:
            _send(mail, server)
            if time.monotonic() > until:
                return OutgoingMail.objects.due().values_list("pk", flat=True).first()
            mail = OutgoingMail.objects.claim_next()
    except Away:
        _spare()
    finally:
        _hang_up(server)
    return None


def _spare() -> None:
    """Ask the mail server nothing for a while: each attempt may take as long as its patience."""
    global _away_until
    _away_until = time.monotonic() + SPARED_FOR


def _send(mail: OutgoingMail, server: BaseEmailBackend) -> None:
    """Send a claimed mail and write down how it went."""
    if mail.is_to_dead_address:
        _write(mail.mark_failed, "dead address")
        return
    try:
        message = mail.as_message() if mail.is_still_true() else None
    except (LookupError, ObjectDoesNotExist, AttributeError) as failure:
        # Its cause or the key of its link is gone: it can never be made.
        _write(mail.mark_failed, type(failure).__name__)
    except Exception as failure:  # Nothing has gone out, so it is safe to try again.
        logger.exception("mail %s was not made", mail.pk)
        _write(mail.postpone, BUSY, type(failure).__name__)
    else:
        if message:
            _hand_over(mail, message, server)
        else:
            _write(mail.withdraw, "overtaken")


def _hand_over(mail: OutgoingMail, message: EmailMessage, server: BaseEmailBackend) -> None:
    is_new = False
    try:
        is_new = bool(server.open())
        server.send_messages([message])
    except NoAnswer as doubt:
        _hang_up(server)
        logger.error("mail %s: unknown whether it went out", mail.pk)
        _write(mail.mark_unknown, str(doubt))
    except (Unreachable, smtplib.SMTPSenderRefused) as failure:
        # Whatever its code, this speaks of our address, login or settings and not of the mail.
        _write(mail.postpone, AWAY, *_told(failure))
        raise Away from failure
    except smtplib.SMTPRecipientsRefused as failure:
        code, reply = next(iter(failure.recipients.values()))
        _refused(mail, Refusal(code, _text(reply), is_about_recipient=True), server)
    except smtplib.SMTPResponseException as failure:
        _refused(mail, Refusal(failure.smtp_code, _text(failure.smtp_error)), server)
    except Exception as failure:  # The line broke before the end of the mail, or our time is over.
        _hang_up(server)
        _write(mail.postpone, BUSY, type(failure).__name__)
        if is_new or isinstance(failure, SoftTimeLimitExceeded):
            raise Away from failure
    else:
        _write(mail.mark_sent)


def _refused(mail: OutgoingMail, refusal: Refusal, server: BaseEmailBackend) -> None:
    if refusal.code == CLOSING:
        _hang_up(server)
    if refusal.tells_of_dead_address():
        DeadAddress.objects.bury(mail.recipient, error=refusal.error, reply=refusal.words)
    if refusal.is_final():
        _write(mail.mark_failed, refusal.error, refusal.words)
    else:
        _write(mail.postpone, refusal.family, refusal.error, refusal.words)


def _told(failure: Exception) -> tuple[str, str]:
    """The code and the words of a server that does not take our mails."""
    cause = failure.__cause__ if isinstance(failure, Unreachable) else failure
    code = getattr(cause, "smtp_code", None)
    error = type(cause).__name__ if code is None else f"SMTP {code}"
    return error, _text(getattr(cause, "smtp_error", b""))


def _text(reply: bytes | str) -> str:
    """One line that PostgreSQL can hold."""
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    return " ".join(text.replace("\0", "").split())


def _hang_up(server: BaseEmailBackend) -> None:
    """Whatever becomes of the farewell, what was sent is sent."""
    with suppress(Exception):
        server.close()


def _write(change: Callable[..., None], *facts: object) -> None:
    """Write down what has happened, also while PostgreSQL starts again: nobody else knows it."""
    for pause in WRITES_AFTER:
        time.sleep(pause)
        try:
            return change(*facts)
        except (OperationalError, InterfaceError):
            if connection.in_atomic_block or pause == WRITES_AFTER[-1]:
                raise
            connection.close()
    return None
