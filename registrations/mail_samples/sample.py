"""One mail in one of its variants: made by the very function that writes it, and never kept."""

from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from owes_portal.models import OutgoingMail
from registrations.emails.writing import template_of
from registrations.models import Participant, Registration


class Occasion(models.TextChoices):
    SIGN_UP = "sign_up", _("Sign-up")
    WAITING = "waiting", _("Waiting list and offers")
    DECISION = "decision", _("Decisions and answers of staff")
    CHANGE = "change", _("Changes and cancellations")
    EVENT = "event", _("Before and after the event")


@dataclass(frozen=True)
class Sample:
    """One mail in one of its variants."""

    slug: str
    mail: str
    occasion: Occasion
    name: str
    when: str  # it goes out, in one sentence
    write: Callable[[], Registration | Participant]  # rows and the mail; returns whom it is about

    @property
    def template(self) -> str:
        return template_of(self.mail)

    def as_sent(self) -> EmailMessage:
        """The whole message; nothing of it remains in the database, and nobody gets it."""
        with transaction.atomic():
            about = self.write()
            mail = OutgoingMail.objects.about(about).get(template=self.template)
            message = mail.as_message().message()
            transaction.set_rollback(True)
        return message
