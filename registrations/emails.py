"""Mails to people who signed up: one function each, named like its templates."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from owes_portal.mail import queue
from owes_portal.models import OutgoingMail
from owes_portal.models.mail import SECRET
from registrations.models import Participant, Registration

LINK_AGAIN_AFTER = timedelta(hours=1)


def confirmation(registration: Registration, participants: Sequence[Participant]) -> None:
    """The number, the place or the position in the waiting list, and the days as a file."""
    waiting = [person for person in participants if person.is_waiting()]
    _queue(
        "registrations/emails/confirmation",
        registration,
        {
            "is_waiting": bool(waiting),
            "position": waiting[0].position() if waiting else None,
            "days": participants[0].chosen_days,
        },
        # Who waits gets no entry in the calendar that says he comes.
        attachments=[] if waiting else ["calendar"],
    )


def cancellation(registration: Registration) -> None:
    """That the registration was cancelled and its places are free for others."""
    _queue("registrations/emails/cancellation", registration, {})


def place_given(registration: Registration) -> None:
    """That somebody from the waiting list has a place now."""
    days = list(registration.chosen_days())
    _queue(
        "registrations/emails/place_given", registration, {"days": days}, attachments=["calendar"]
    )


@transaction.atomic
def link_again(registration: Registration) -> None:
    """The link to an existing registration; at most once an hour, whoever asks."""
    lately = OutgoingMail.objects.about(registration).filter(
        template="registrations/emails/link_again",
        created_at__gt=timezone.now() - LINK_AGAIN_AFTER,
    )
    if not lately.exists():
        _queue("registrations/emails/link_again", registration, {})


def _queue(
    template: str, registration: Registration, context: dict, attachments: Sequence[str] = ()
) -> None:
    """Nothing is written for somebody who left no e-mail address."""
    if registration.email:
        queue(
            template,
            to=registration.email,
            context={
                "registration": registration,
                "event": registration.event,
                "link": f"/zgloszenie/{SECRET}/",
                **context,
            },
            about=registration,
            attachments=attachments,
        )
