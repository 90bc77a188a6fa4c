"""Mail over SMTP, with the one thing that smtplib does not tell: whether all had been handed over."""

import smtplib

from django.core.mail.backends.smtp import EmailBackend

END_OF_MAIL = b"\r\n.\r\n"


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
            return super().data(message)
        except Exception as failure:
            if self._last_sent.endswith(END_OF_MAIL):
                raise NoAnswer(type(failure).__name__) from failure
            raise


class Connection(_TellsWhatWasHandedOver, smtplib.SMTP):
    pass


class SecureConnection(_TellsWhatWasHandedOver, smtplib.SMTP_SSL):
    pass


class Backend(EmailBackend):
    """Django's own; raises Unreachable before a mail and NoAnswer after it."""

    def open(self):
        try:
            return super().open()
        except OSError as failure:  # smtplib's own errors are of this kind too.
            raise Unreachable from failure

    @property
    def connection_class(self):
        return SecureConnection if self.use_ssl else Connection
