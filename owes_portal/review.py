"""The yearly review of the declaration of accessibility: who is reminded of it, and when."""

from datetime import date, timedelta

from celery import shared_task
from django.utils import timezone

from owes_portal import mail
from owes_portal.models import AccessibilityDeclaration, OutgoingMail
from owes_portal.models.declaration import current_declaration
from owes_portal.models.operator import current_operator

LEADS = (7, 30, 60)  # days before 31 March, the nearest first
TEMPLATE = "owes_portal/emails/review_due"


def lead_on(today: date, due: date) -> int | None:
    """The reminder that is the turn of that day, in days before; None too early or too late.

    A day that the worker slept through is made up for on the next.
    """
    if today > due:
        return None
    return next((days for days in LEADS if today >= due - timedelta(days=days)), None)


@shared_task(expires=6 * 60 * 60)
def remind() -> None:
    """Each morning. Safe when two run at once."""
    remind_on(timezone.localdate())


def remind_on(today: date) -> OutgoingMail | None:
    """Write to the centre if the declaration waits for its review, once for each lead."""
    declaration, operator = current_declaration(), current_operator()
    if not (declaration and operator):
        return None
    due = declaration.review_due_on()
    lead = lead_on(today, due)
    return write(declaration, to=operator.email, lead=lead) if lead else None


def write(declaration: AccessibilityDeclaration, *, to: str, lead: int) -> OutgoingMail | None:
    """The reminder itself; None if this one was written already."""
    due = declaration.review_due_on()
    return mail.queue(
        TEMPLATE,
        to=to,
        context={"declaration": declaration, "due": due},
        about=declaration,
        terms=mail.Terms(once=f"review of the declaration by {due}, {lead} days before"),
    )
