"""A mail server that keeps only who got a mail, and when it was accepted."""

import signal
import sys
import time
from pathlib import Path

from aiosmtpd.controller import Controller


class Sink:
    def __init__(self, log: Path):
        self.log = log.open("a", buffering=1)

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        """Accept the mail and write down the moment."""
        for recipient in envelope.rcpt_tos:
            self.log.write(f"{time.time():.6f} {recipient}\n")
        return "250 Accepted"


def main(port: str, log: str) -> None:
    """Accept mails until told to stop."""
    sink = Controller(Sink(Path(log)), hostname="127.0.0.1", port=int(port))
    sink.start()
    signal.sigwait({signal.SIGTERM, signal.SIGINT})
    sink.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
