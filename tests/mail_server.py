"""A mail server on loopback that takes mails, or does what a test tells it."""

import asyncio
import contextlib
import socket
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

YES = "250 OK"
HANG_UP = "hang up"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class MailServer:
    """Keeps the mails it took.

    `replies` maps a moment to what is answered instead of yes: one reply for always, or a list of
    them for one time after another, and then yes. "hang up" is no reply at all. The moments are
    "CONNECT", "EHLO", "AUTH", "MAIL", "RCPT", "354" (the word DATA), "DATA" (the end of the mail)
    and "QUIT"; of RCPT and DATA also ("RCPT", recipient). `pauses` maps them to seconds of thought.
    """

    def __init__(self, port=None):
        self.mails = []
        self.replies = {}
        self.pauses = {}
        self.mails_per_connection = None
        self.connections = 0
        self.port = port or free_port()
        self._controller = _Controller(self, hostname="127.0.0.1", port=self.port, ready_timeout=60)

    def __enter__(self):
        self._controller.start()
        self.connections = 0  # It has tried itself.
        return self

    def __exit__(self, *_failure):
        self._controller.stop()

    def as_mailers(self, **options):
        """The setting that makes Django send to this server."""
        options = {"host": "127.0.0.1", "port": self.port, "timeout": 2} | options
        return {"default": {"BACKEND": "owes_portal.smtp.Backend", "OPTIONS": options}}

    @property
    def recipients(self):
        return [mail["To"] for mail in self.mails]

    @property
    def message_ids(self):
        return [mail["Message-ID"] for mail in self.mails]

    async def answer(self, session, moment, recipient=None, usually=YES):
        """What the test wants said at this moment, after as much thought as it wants."""
        reply = self._decide(moment, recipient) or usually
        return await self._say(session, moment, recipient, reply)

    def _decide(self, moment, recipient):
        return self._reply((moment, recipient)) or self._reply(moment)

    async def _say(self, session, moment, recipient, reply):
        await asyncio.sleep(self.pauses.get((moment, recipient), self.pauses.get(moment, 0)))
        if reply == HANG_UP:
            session.transport.abort()
        return reply

    def _reply(self, moment):
        reply = self.replies.get(moment)
        if isinstance(reply, list):
            return reply.pop(0) if reply else None
        return reply

    async def handle_MAIL(self, session, _session, envelope, address, options):
        if session.mails == self.mails_per_connection:
            return "421 4.7.0 too many mails"
        envelope.mail_from = address
        return await self.answer(session, "MAIL")

    async def handle_RCPT(self, session, _session, envelope, address, options):
        reply = await self.answer(session, "RCPT", address)
        if reply == YES:
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(self, session, _session, envelope):
        recipient = envelope.rcpt_tos[0]
        reply = self._decide("DATA", recipient) or YES
        if reply in (YES, HANG_UP):  # It is taken before that is said, or not said.
            session.mails += 1
            self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return await self._say(session, "DATA", recipient, reply)

    async def handle_QUIT(self, session, _session, envelope):
        return await self.answer(session, "QUIT", usually="221 Bye")


class _Session(SMTP):
    """One connection, with the moments for which aiosmtpd asks nobody."""

    mails = 0

    async def push(self, status):
        if status != HANG_UP:
            # Who did not want to wait is gone.
            with contextlib.suppress(ConnectionError, AttributeError):
                await super().push(status)

    def eof_received(self):
        """Whoever has gone is gone, also while we think; else the end of the test would wait."""
        super().eof_received()
        return False

    async def _handle_client(self):
        self.event_handler.connections += 1
        greeting = await self.event_handler.answer(self, "CONNECT")
        if greeting == YES:
            await super()._handle_client()
        else:
            await self.push(greeting)
            self.transport.close()

    async def smtp_EHLO(self, hostname):
        reply = await self.event_handler.answer(self, "EHLO")
        await (super().smtp_EHLO(hostname) if reply == YES else self.push(reply))

    smtp_HELO = smtp_EHLO

    async def smtp_DATA(self, arg):
        reply = await self.event_handler.answer(self, "354")
        await (super().smtp_DATA(arg) if reply == YES else self.push(reply))


class _Controller(Controller):
    def factory(self):
        taken = AuthResult(success="AUTH" not in self.handler.replies, handled=False)
        return _Session(self.handler, auth_require_tls=False, authenticator=lambda *_facts: taken)
