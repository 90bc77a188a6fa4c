"""Mails handed to the mail server, and what its answers mean.

One connection carries as many mails as are due, the most urgent first: a confirmation that comes
while hundreds of reminders wait is the very next to go.
"""

import logging
import smtplib
import time
from collections.abc import Callable
from contextlib import suppress

from celery.exceptions import SoftTimeLimitExceeded
from django.core.exceptions import ObjectDoesNotExist
from django.core.mail import EmailMessage, mailers
from django.db import InterfaceError, OperationalError, connection

from owes_portal.answers import AWAY, BUSY, Refusal, why_away
from owes_portal.models import DeadAddress, OutgoingMail
from owes_portal.smtp import Backend, NoAnswer, Unreachable

logger = logging.getLogger(__name__)
SENDS_FOR = 20  # seconds; then others get their turn with the worker
SPARED_FOR = 20  # seconds in which a mail server that is away is not asked again
WRITES_AFTER = (0, 1, 2, 4, 8)  # seconds; PostgreSQL may be starting again
_away_until = 0.0  # by this process's own clock


class Away(Exception):
    """The mail server cannot be used now: nothing was sent, and the other mails may wait."""


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
                return OutgoingMail.objects.next_due()
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


def _send(mail: OutgoingMail, server: Backend) -> None:
    """Send a claimed mail and write down how it went."""
    if mail.is_to_dead_address:
        _write(mail.mark_failed, "dead address")
        return
    try:
        message = mail.as_message() if mail.is_still_true() else None
    except Exception as failure:
        _not_made(mail, failure)
    else:
        if message:
            _hand_over(mail, message, server)
        else:
            _write(mail.withdraw, "overtaken")


def _not_made(mail: OutgoingMail, failure: Exception) -> None:
    """Nothing has gone out, so it is safe to try again.

    Without its cause or the key of its link it can never be made. But a file or a check that the
    settings do not name (KeyError) may be known to newer code, which is just being deployed.
    """
    is_gone = isinstance(failure, (LookupError, ObjectDoesNotExist, AttributeError))
    if is_gone and not isinstance(failure, KeyError):
        _write(mail.mark_failed, type(failure).__name__)
    else:
        logger.error("mail %s was not made", mail.pk, exc_info=failure)
        _write(mail.postpone, BUSY, type(failure).__name__)


def _hand_over(mail: OutgoingMail, message: EmailMessage, server: Backend) -> None:
    try:
        _deliver(message, server)
    except NoAnswer as doubt:
        _hang_up(server)
        logger.error("mail %s: unknown whether it went out", mail.pk)
        _write(mail.mark_unknown, str(doubt))
    except Unreachable as failure:
        _write(mail.postpone, AWAY, *why_away(failure.__cause__))
        raise Away from failure
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException) as failure:
        _refused(mail, Refusal.told_by(failure))
    except Exception as failure:  # Before the end of the mail: it is safe to try again.
        _hang_up(server)
        _write(mail.postpone, BUSY, type(failure).__name__)
        if isinstance(failure, SoftTimeLimitExceeded):
            raise Away from failure
    else:
        _write(mail.mark_sent)


def _deliver(message: EmailMessage, server: Backend) -> None:
    """A connection that others used before may have come to its end: then over a new one."""
    is_new = server.open()
    try:
        server.send_messages([message])
    except smtplib.SMTPException:
        if is_new or not server.is_closed():
            raise
        server.open()
        server.send_messages([message])


def _refused(mail: OutgoingMail, refusal: Refusal) -> None:
    if refusal.concerns_all_mails():
        _write(mail.postpone, AWAY, *refusal.facts)
        raise Away
    if refusal.tells_of_dead_address():
        _write(DeadAddress.objects.bury, mail.recipient, *refusal.facts)
    if refusal.is_final():
        _write(mail.mark_failed, *refusal.facts)
    else:
        _write(mail.postpone, refusal.family, *refusal.facts)


def _hang_up(server: Backend) -> None:
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
