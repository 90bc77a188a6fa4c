"""A mail server on loopback that takes mails, or answers as a test tells it."""

import socket
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class MailServer:
    """Keeps the mails it took; `replies` maps "MAIL", "RCPT" or "DATA" to another answer than yes."""

    def __init__(self):
        self.mails = []
        self.replies = {}
        self.port = free_port()
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)

    def __enter__(self):
        self._controller.start()
        return self

    def __exit__(self, *_failure):
        self._controller.stop()

    async def handle_MAIL(self, server, session, envelope, address, options):
        envelope.mail_from = address
        return self.replies.get("MAIL", "250 OK")

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.replies.get("RCPT") == "hang up":
            server.transport.abort()
        if "RCPT" not in self.replies:
            envelope.rcpt_tos.append(address)
        return self.replies.get("RCPT", "250 OK")

    async def handle_DATA(self, server, session, envelope):
        if self.replies.get("DATA", "hang up") == "hang up":
            self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        if self.replies.get("DATA") == "hang up":
            server.transport.abort()
        return self.replies.get("DATA", "250 OK")

    def as_mailers(self):
        """The setting that makes Django send to this server."""
        options = {"host": "127.0.0.1", "port": self.port, "timeout": 2}
        return {
            "default": {
                "BACKEND": "owes_portal.smtp.Backend",
                "OPTIONS": options,
            }
        }

    @property
    def recipients(self):
        return [mail["To"] for mail in self.mails]
