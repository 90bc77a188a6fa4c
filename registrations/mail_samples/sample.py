"""One mail in one of its variants: made by the very function that writes it, and never kept."""

from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from owes_portal.models import OutgoingMail


class Occasion(models.TextChoices):
    SIGN_UP = "sign_up", _("Sign-up")
    WAITING = "waiting", _("Waiting list and offers")
    DECISION = "decision", _("Decisions and answers of staff")
    CHANGE = "change", _("Changes and cancellations")
    EVENT = "event", _("Before and after the event")
    OFFICE = "office", _("To the centre itself")


@dataclass(frozen=True)
class Sample:
    """One mail in one of its variants."""

    slug: str
    mail: str
    occasion: Occasion
    name: str
    when: str  # it goes out, in one sentence
    write: Callable[[], models.Model]  # rows and the mail; returns whom or what it is about
    app: str = "registrations"  # whose mail it is

    @property
    def template(self) -> str:
        return f"{self.app}/emails/{self.mail}"

    def as_sent(self) -> EmailMessage:
        """The whole message; nothing of it remains in the database, and nobody gets it."""
        with transaction.atomic():
            about = self.write()
            mail = OutgoingMail.objects.about(about).get(template=self.template)
            message = mail.as_message().message()
            transaction.set_rollback(True)
        return message
