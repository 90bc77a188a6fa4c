"""What waits in the middle of its work until a test lets it go on, and what kills its process."""

import asyncio
import os
import signal
import time
from pathlib import Path

from tests.mail_server import MailServer

POISON = 13  # the number of an event whose list kills whoever builds it
GREEDY = 14  # and of one whose list wants all the memory


class HoldingMailServer(MailServer):
    """Takes mails; while it holds, whoever has handed one over waits for the answer."""

    is_holding = False

    def __exit__(self, *failure):
        self.is_holding = False
        super().__exit__(*failure)

    async def handle_DATA(self, server, session, envelope):
        answer = await super().handle_DATA(server, session, envelope)
        while self.is_holding:
            await asyncio.sleep(0.02)
        return answer


def build(subject_id, file, report_progress):
    """A document that is half done until the gate is there; that of POISON never gets on."""
    report_progress(50)
    if subject_id == POISON:
        die()
    if subject_id == GREEDY:
        devour()
    while not Path(os.environ["GATE"]).exists():
        time.sleep(0.02)
    file.write(b"%PDF-1.7 whole")
    return "lista.pdf"


def attachment(registration):
    """A mail that kills whoever makes it ready to be sent."""
    if registration.email.startswith("poison"):
        die()
    return []


def die():
    os.kill(os.getpid(), signal.SIGKILL)


def devour():
    """In small pieces, so that nothing is left for whoever wants to say what has happened."""
    eaten = []
    while True:
        eaten.append([eaten, bytes(1_000)])
