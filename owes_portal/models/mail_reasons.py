"""What the short code of a mail's last error means, for people who do not know SMTP."""

from django.utils.translation import gettext_lazy as _

BY_STAFF = "by staff"
CAUSE_IS_GONE = _("The registration that it is about, or the key of its link, is gone.")
NO_CONNECTION = _("Our mail server could not be reached.")
NO_ANSWER_IN_TIME = _("Our mail server did not answer in time.")
LINE_BROKE = _("The connection with the mail server broke before the end of the mail.")
NOT_SAFE = _("No safe connection with our mail server could be made.")
NO_MAILBOX = _("The recipient's server answered that there is no such mailbox (%(code)s).")
REFUSED = _("The recipient's server refused the mail for good (%(code)s).")
UNWANTED = _("The recipient's server refused the mail by its rules on unwanted mail (%(code)s).")
CLOSED = _("The recipient's mailbox is full or closed (%(code)s).")
LATER = _("The recipient's server asks to try again later (%(code)s).")
OUR_LOGIN = _("Our mail server does not accept our login (%(code)s).")
CAME_BACK = _("The mail came back: it could not be delivered (%(code)s).")
BROKEN = _("The mail could not be made. Tell whoever runs the portal: %(code)s.")

BY_CODE = {
    "dead address": _("Nothing is sent to this address: an earlier mail was refused there."),
    "overtaken": _("What it says was no longer true when its turn came, so it was not sent."),
    "worker died": _("The sending was cut off: nobody knows whether it went out."),
    "LookupError": CAUSE_IS_GONE,
    "AttributeError": CAUSE_IS_GONE,
    "DoesNotExist": CAUSE_IS_GONE,
    "ObjectDoesNotExist": CAUSE_IS_GONE,
    "ConnectionRefusedError": NO_CONNECTION,
    "gaierror": NO_CONNECTION,
    "OSError": NO_CONNECTION,
    "SMTPConnectError": NO_CONNECTION,
    "TimeoutError": NO_ANSWER_IN_TIME,
    "SoftTimeLimitExceeded": NO_ANSWER_IN_TIME,
    "SMTPServerDisconnected": LINE_BROKE,
    "ConnectionResetError": LINE_BROKE,
    "BrokenPipeError": LINE_BROKE,
    "SSLError": NOT_SAFE,
    "SSLCertVerificationError": NOT_SAFE,
    "SMTPNotSupportedError": NOT_SAFE,
}
BY_SMTP_CODE = {
    "422": CLOSED,
    "452": CLOSED,
    "530": OUR_LOGIN,
    "534": OUR_LOGIN,
    "535": OUR_LOGIN,
    "538": OUR_LOGIN,
    "550": NO_MAILBOX,
    "551": NO_MAILBOX,
    "552": CLOSED,
    "553": NO_MAILBOX,
}
# RFC 3463: the first two numbers of what a server says after its code.
BY_DETAIL = {"5.1": NO_MAILBOX, "5.2": CLOSED, "4.2": CLOSED, "5.7": UNWANTED}


def in_words(error: str, reply: str = "") -> str:
    """One sentence about the error; empty if there was none."""
    kind, _space, code = error.partition(" ")
    if kind == "SMTP" and code.isdigit():
        return _smtp_words(code, reply) % {"code": code}
    if kind == "bounced":
        return CAME_BACK % {"code": code}
    if error:
        return str(BY_CODE.get(error) or BROKEN % {"code": error})
    return ""


def _smtp_words(code: str, reply: str) -> str:
    by_default = LATER if code.startswith("4") else REFUSED
    return BY_DETAIL.get(reply[:3]) or BY_SMTP_CODE.get(code, by_default)
