"""Writes to 300 people at once as often as told: by the portal, or by a bare loop of smtplib."""

import email.policy
import smtplib
import sys
import time
import uuid

import django
from django.conf import settings

PEOPLE = 300


def main() -> None:
    """Take `portal` or `bare` from standard input, a line each; answer when and how long."""
    django.setup()
    from django.contrib.auth.models import User

    bob = User.objects.get_or_create(username="bob")[0]
    for line in sys.stdin:
        print(*{"portal": by_portal, "bare": by_bare_loop}[line.strip()](bob), flush=True)


def by_portal(bob) -> tuple[float, float]:
    """What the staff page does. Return the moment of the commit and the seconds up to it."""
    from registrations import services
    from registrations.models import Participant

    people = Participant.objects.filter(event__slug=f"lista-{PEOPLE}").select_related("event")
    started = time.time()
    services.send_message(
        people[0].event,
        people,
        subject="Jutro zaczynamy",
        text="Spotykamy się o dziewiątej. Prosimy zabrać wygodne buty.\n\n" * 4,
        key=uuid.uuid4(),
        by=bob,
    )
    return time.time(), time.time() - started


def by_bare_loop(_bob) -> tuple[float, float]:
    """One connection, and a message of the portal, made before, again and again."""
    from owes_portal.models import OutgoingMail

    mail = OutgoingMail.objects.filter(is_bulk=True).latest("pk")
    content = mail.as_message().message().as_bytes(policy=email.policy.SMTP)
    options = settings.MAILERS["default"]["OPTIONS"]
    started = time.time()
    with smtplib.SMTP(options["host"], options["port"]) as server:
        for _ in range(PEOPLE):
            server.sendmail("portal@owes.example", ["loop@bench.example"], content)
    return time.time(), time.time() - started


if __name__ == "__main__":
    main()
