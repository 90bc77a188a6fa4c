"""A mail server that keeps only who got a mail, and when it was accepted."""

import asyncio
import signal
import sys
import time
from pathlib import Path

from aiosmtpd.controller import Controller

SLOW, QUICK = signal.SIGUSR1, signal.SIGUSR2
PONDERS = 0.05  # seconds over each mail, once told to be slow


class Sink:
    def __init__(self, log: Path):
        self.log = log.open("a", buffering=1)
        self.seconds_each = 0.0

    async def handle_DATA(self, server, session, envelope):
        """Accept the mail and write down the moment."""
        if self.seconds_each:
            await asyncio.sleep(self.seconds_each)
        for recipient in envelope.rcpt_tos:
            self.log.write(f"{time.time():.6f} {recipient}\n")
        return "250 Accepted"


def main(port: str, log: str) -> None:
    """Accept mails until told to stop; be slow or quick when told so."""
    sink = Sink(Path(log))
    server = Controller(sink, hostname="127.0.0.1", port=int(port))
    # Blocked before the server's thread starts: all signals come to this one.
    signals = {SLOW, QUICK, signal.SIGTERM, signal.SIGINT}
    signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    server.start()
    while (told := signal.sigwait(signals)) in (SLOW, QUICK):
        sink.seconds_each = PONDERS if told == SLOW else 0.0
    server.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
