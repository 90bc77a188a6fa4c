"""Say whether the portal lives, is ready and does its background work; the exit status says it too."""

import sys
from datetime import datetime, timedelta

from django.core.management.base import BaseCommand, no_translations
from django.db import DatabaseError
from django.utils import timezone

from owes_portal import pipeline

NOT_WORKING, NOT_READY = 1, 2


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    @no_translations
    def handle(self, *args, **options) -> None:
        """Exit with 0 if all is well, 1 if background work stands still, 2 if PostgreSQL is away."""
        self.stdout.write("alive: yes")
        try:
            state, sent = pipeline.state(), pipeline.sent_lately()
        except DatabaseError:
            self.stdout.write("ready: no, PostgreSQL does not answer\npipeline: unknown")
            sys.exit(NOT_READY)
        self.stdout.write("ready: yes")
        for line in lines(state, sent):
            self.stdout.write(line)
        if not state.is_well():
            sys.exit(NOT_WORKING)


def lines(state: pipeline.Pipeline, sent: int) -> list[str]:
    """What a person or a log reads: queues, ages, counts."""
    counts = ", ".join(f"{count} {status}" for status, count in state.mails.items())
    return [
        f"pipeline: {'up' if state.is_well() else 'down'}",
        *(f"  queue {sign.queue}: {_heard(sign)}" for sign in state.signs),
        f"  mails: {counts or 'none that is not sent'}; {sent} sent in 24 hours",
        f"  oldest mail that waits: {_age(state.waiting_since)}",
        f"  oldest document that waits: {_age(state.document_since)}",
        f"  documents failed in 7 days: {state.failed_documents}",
        *(f"  trouble: {trouble}" for trouble in state.troubles()),
    ]


def _heard(sign: pipeline.Sign) -> str:
    if sign.at is None:
        return "never heard"
    return f"silent for {_age(sign.at)}" if sign.is_silent else f"heard {_age(sign.at)} ago"


def _age(since: datetime | None) -> str:
    if since is None:
        return "none"
    return f"{(timezone.now() - since) // timedelta(minutes=1)} min"
