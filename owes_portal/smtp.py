"""Mail over SMTP, with what smtplib does not tell: whether all was handed over, who hung up."""

import smtplib

from django.core.mail.backends.smtp import EmailBackend

END_OF_MAIL = b"\r\n.\r\n"
CLOSING = 421  # the server ends the connection with this answer


class NoAnswer(Exception):
    """The server took the whole mail and never said whether it keeps it: it may have gone out.

    RFC 5321, 4.2.5: until the answer to the end of the mail both sides are responsible for it.
    """


class Unreachable(Exception):
    """There is no connection, or the server does not accept our greeting or login."""


class _TellsWhatWasHandedOver:
    """Between the last byte of a mail and its answer lies the only moment of doubt."""

    _last_sent: bytes = b""

    def send(self, data):
        super().send(data)
        self._last_sent = data if isinstance(data, bytes) else data.encode("ascii", "replace")

    def data(self, message):
        try:
            code, reply = super().data(message)
        except smtplib.SMTPDataError as refusal:  # of the word, before the mail
            if refusal.smtp_code == CLOSING:
                self.close()
            raise
        except Exception as failure:
            if self._last_sent.endswith(END_OF_MAIL):
                raise NoAnswer(type(failure).__name__) from failure
            raise
        return _verdict(code), reply


def _verdict(code):
    """Any 2yz takes the mail, any 4yz or 5yz does not (RFC 5321, 4.2.1); the rest is no answer."""
    if 200 <= code < 300:
        return 250  # the only one that smtplib knows
    if 400 <= code < 600:
        return code
    raise NoAnswer(f"SMTP {code}")


class Connection(_TellsWhatWasHandedOver, smtplib.SMTP):
    pass


class SecureConnection(_TellsWhatWasHandedOver, smtplib.SMTP_SSL):
    pass


class Backend(EmailBackend):
    """Django's own; raises Unreachable before a mail and NoAnswer after it."""

    def open(self):
        if self.is_closed():
            self.connection = None
        try:
            is_new = super().open()
            # Else it would be said with the first mail, which would seem to be refused.
            self.connection.ehlo_or_helo_if_needed()
        except OSError as failure:  # smtplib's own errors are of this kind too.
            raise Unreachable from failure
        return is_new

    def is_closed(self):
        """Whether there was a connection and it has come to its end."""
        return self.connection is not None and self.connection.sock is None

    @property
    def connection_class(self):
        return SecureConnection if self.use_ssl else Connection
