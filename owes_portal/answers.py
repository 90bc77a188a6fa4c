"""What the answers of a mail server mean for the mail that it did not take."""

import re
import smtplib
from dataclasses import dataclass
from datetime import timedelta
from typing import Self

TOO_LARGE = 552
MAILBOX_IS_FULL = (422, 452)
RECIPIENT_IS_REFUSED = (550, 551, 553)
# RFC 3463: no such mailbox or domain, moved away, a domain that takes no mail. 5.1.7 and 5.1.8
# speak of the sender, 5.2.x of a full or closed mailbox and 5.7.x of a policy: these may change.
NO_SUCH_MAILBOX = ("5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10")
SAYS_NOBODY = re.compile(
    r"no such|unknown|unrouteable|(does not|doesn't|nie) (exist|istnieje)"
    r"|invalid (recipient|mailbox)|user not found",
    re.IGNORECASE,
)
DETAIL = re.compile(r"(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?!\.?\d)")


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


@dataclass(frozen=True)
class Refusal:
    """What the mail server said, and whether about the sender, the recipient or the mail."""

    code: int
    words: str
    is_about_sender: bool = False
    is_about_recipient: bool = False

    @classmethod
    def told_by(cls, failure: smtplib.SMTPException) -> Self:
        if isinstance(failure, smtplib.SMTPRecipientsRefused):
            code, reply = next(iter(failure.recipients.values()))
            return cls(code, one_line(reply), is_about_recipient=True)
        is_about_sender = isinstance(failure, smtplib.SMTPSenderRefused)
        return cls(failure.smtp_code, one_line(failure.smtp_error), is_about_sender)

    @property
    def facts(self) -> tuple[str, str]:
        """The error in a word, and the words of the server."""
        return f"SMTP {self.code}", self.words

    @property
    def detail(self) -> str:
        """The enhanced status code of RFC 3463, if there is one."""
        found = DETAIL.search(self.words)
        return found.group() if found else ""

    @property
    def family(self) -> Family:
        if self.detail:
            return FULL if self.detail == "4.2.2" else BUSY
        return FULL if self.code in MAILBOX_IS_FULL else BUSY

    def is_final(self) -> bool:
        """4xx means try later, 5xx means never (RFC 5321, 4.2.1); what is neither says nothing."""
        return 500 <= self.code < 600

    def concerns_all_mails(self) -> bool:
        """All have the same sender; but the size of the mail is told along with it (RFC 1870)."""
        return self.is_about_sender and self.code != TOO_LARGE

    def tells_of_dead_address(self) -> bool:
        """No mail can ever come there: the enhanced status code says so, or else the words do.

        A refusal without a reason may be a policy that meets everybody: it buries nobody.
        """
        if not (self.is_about_recipient and self.code in RECIPIENT_IS_REFUSED):
            return False
        if self.detail:
            return self.detail in NO_SUCH_MAILBOX
        return bool(SAYS_NOBODY.search(self.words))


def why_away(failure: BaseException) -> tuple[str, str]:
    """The code and the words of a server that takes no mails now."""
    code = getattr(failure, "smtp_code", None)
    error = type(failure).__name__ if code is None else f"SMTP {code}"
    return error, one_line(getattr(failure, "smtp_error", b""))


def one_line(reply: bytes | str) -> str:
    """The words as PostgreSQL can hold them."""
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    return " ".join(text.replace("\0", "").split())
