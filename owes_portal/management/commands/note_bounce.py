"""Note that a mail has come back: reads one delivery report from the standard input."""

import os
import sys

from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError

from owes_portal import bounces

MOST_BYTES = 10_000_000


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args, **options) -> None:
        """Note the report; the exit status tells a mail server what to do with a message (sysexits)."""
        try:
            done = bounces.note(sys.stdin.buffer.read(MOST_BYTES))
        except bounces.NotOurs as reason:
            raise CommandError(str(reason), returncode=os.EX_DATAERR) from None
        except bounces.TryLater as reason:
            raise CommandError(str(reason), returncode=os.EX_TEMPFAIL) from None
        except (OperationalError, InterfaceError):
            text = "The database does not answer. Bring the message again."
            raise CommandError(text, returncode=os.EX_TEMPFAIL) from None
        self.stdout.write(done)
