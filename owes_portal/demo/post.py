"""A few mails in every state, so that „Poczta i zadania” shows what it is for."""

from datetime import timedelta

from django.utils import timezone

from owes_portal.models import DeadAddress, OutgoingMail
from registrations import emails
from registrations.models import Registration

NO_MAILBOX = "5.1.1 User unknown in virtual mailbox table"
GREYLISTED = "4.7.1 Greylisting in action, please come back later"
UNWANTED = "5.7.1 Message rejected due to content restrictions"
STATES = [
    {"status": "sent"},
    {"status": "sent"},
    {"status": "sent"},
    {"status": "sent", "attempts": 3},
    {"status": "withdrawn", "error": "overtaken", "attempts": 1},
    {"status": "unknown", "error": "worker died"},
    {"status": "unknown", "error": "SMTPServerDisconnected"},
    {"status": "failed", "error": "SMTP 550", "reply": NO_MAILBOX},
    {"status": "failed", "error": "SMTP 554", "reply": UNWANTED},
    {"status": "retry", "error": "SMTP 451", "reply": GREYLISTED, "attempts": 4},
]


def write_mails() -> None:
    """Confirmations with a fate each, of people whose addresses lead nowhere.

    Call it last: other parts of the demo delete their mails. None of these is due, so the worker
    lets them be; the one that is tried again goes out in the end, to the catcher of the demo.
    """
    people = Registration.objects.standing().exclude(email="").filter(event__cancelled_at=None)
    for place, registration in enumerate(people.order_by("-pk")[: len(STATES)]):
        emails.confirmation(registration, list(registration.participants.not_ended()))
        _give_fate(OutgoingMail.objects.latest("pk"), STATES[place], hours_ago=place + 1)


def _give_fate(mail: OutgoingMail, fate: dict, *, hours_ago: int) -> None:
    written = timezone.now() - timedelta(hours=hours_ago)
    moments = {
        "created_at": written,
        "queued_at": written,
        "claimed_at": written + timedelta(seconds=2),
        "next_attempt_at": timezone.now() + timedelta(minutes=40),
    }
    if fate["status"] == "sent":
        moments["sent_at"] = written + timedelta(seconds=3)
    OutgoingMail.objects.filter(pk=mail.pk).update(**{"attempts": 1} | fate | moments)
    if fate.get("reply") == NO_MAILBOX:
        DeadAddress.objects.bury(mail.recipient, error=fate["error"], reply=NO_MAILBOX)
