"""A mail is a row: written with its cause, sent by a worker, seen by staff."""

import logging
import smtplib
from datetime import timedelta

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ObjectDoesNotExist
from django.core.mail import EmailMultiAlternatives
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

# Stands in the stored text for the secret of a link, so that the database holds no secret;
# the true one is put in when the mail is sent.
SECRET = "[[secret]]"
MAX_ATTEMPTS = 10
# Whatever their code, these speak of our login, address or settings and not of this mail.
OUR_FAULT = (
    smtplib.SMTPAuthenticationError,
    smtplib.SMTPConnectError,
    smtplib.SMTPHeloError,
    smtplib.SMTPSenderRefused,
)
logger = logging.getLogger(__name__)
IN_FLIGHT_AT_MOST = timedelta(minutes=10)
NUDGED_LONG_AGO = timedelta(seconds=30)


class OutgoingMailQuerySet(models.QuerySet):
    def about(self, *rows):
        """Mails whose cause is one of the rows."""
        found = Q(pk=None)
        for row in rows:
            found |= Q(about_type=ContentType.objects.get_for_model(row), about_id=row.pk)
        return self.filter(found)

    def due(self, at=None):
        """Mails that may be sent now. See also OutgoingMail.is_due()."""
        return self.filter(
            status__in=OutgoingMail.WAITING_STATUSES, next_attempt_at__lte=at or timezone.now()
        )

    def left_behind(self, at=None):
        """Due mails whose nudge must have been lost. See also OutgoingMail.is_left_behind()."""
        return self.due((at or timezone.now()) - NUDGED_LONG_AGO)

    def stranded(self, at=None):
        """Mails whose worker died while it was sending. See also OutgoingMail.is_stranded()."""
        died_before = (at or timezone.now()) - IN_FLIGHT_AT_MOST
        return self.filter(status=OutgoingMail.Status.SENDING, claimed_at__lt=died_before)

    def claim(self, pk):
        """Take the mail for sending; None if it was taken, sent or is not due yet.

        The attempt is counted before the work, so that a mail that kills its worker stops some day.
        """
        now = timezone.now()
        taken = (
            self.due(now)
            .filter(pk=pk)
            .update(status=OutgoingMail.Status.SENDING, claimed_at=now, attempts=F("attempts") + 1)
        )
        return self.get(pk=pk) if taken else None


class OutgoingMail(models.Model):
    class Status(models.TextChoices):
        QUEUED = "queued", _("waiting")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        RETRY = "retry", _("will be tried again")
        FAILED = "failed", _("failed")
        UNKNOWN = "unknown", _("unknown whether it went out")

    WAITING_STATUSES = (Status.QUEUED, Status.RETRY)

    template = models.CharField(_("kind"), max_length=80)
    recipient = models.EmailField(_("recipient"))
    subject = models.CharField(_("subject"), max_length=250)
    text = models.TextField(_("text"))
    html = models.TextField(_("HTML"))
    attachments = models.JSONField(_("attachments made when sent"), default=list)
    message_id = models.CharField("Message-ID", max_length=120, unique=True)
    about_type = models.ForeignKey(ContentType, models.PROTECT, null=True, editable=False)
    about_id = models.BigIntegerField(null=True, editable=False)
    about = GenericForeignKey("about_type", "about_id")
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    claimed_at = models.DateTimeField(_("taken by a worker"), null=True, editable=False)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent"), null=True, editable=False)
    error = models.CharField(_("last error"), max_length=200, blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mail")
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                condition=Q(status__in=["queued", "retry"]),
                name="mail_waiting",
            ),
            models.Index(fields=["about_type", "about_id"], name="mail_about"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="sent") | Q(sent_at__isnull=False), name="mail_sent_has_moment"
            )
        ]

    def __str__(self):
        return f"{self.template} {self.pk}"

    def is_due(self, at=None):
        return self.status in self.WAITING_STATUSES and self.next_attempt_at <= (
            at or timezone.now()
        )

    def is_left_behind(self, at=None):
        return self.is_due((at or timezone.now()) - NUDGED_LONG_AGO)

    def is_stranded(self, at=None):
        died_before = (at or timezone.now()) - IN_FLIGHT_AT_MOST
        return self.status == self.Status.SENDING and self.claimed_at < died_before

    def send(self):
        """Hand a claimed mail to the mail server and write down how it went."""
        try:
            message = self.as_message()
        except (LookupError, ObjectDoesNotExist, AttributeError) as failure:
            # Its cause or the key of its link is gone: it can never be made.
            self._finish(self.Status.FAILED, error=type(failure).__name__)
        except Exception as failure:  # Nothing has gone out, so it is safe to try again.
            logger.exception("mail %s was not made", self.pk)
            self.postpone(type(failure).__name__)
        else:
            self._hand_over(message)

    def _hand_over(self, message):
        try:
            message.send()
        except OUR_FAULT as failure:
            self.postpone(f"SMTP {failure.smtp_code}")
        except smtplib.SMTPResponseException as refusal:
            self.refused(refusal.smtp_code)
        except smtplib.SMTPRecipientsRefused as refusal:
            self.refused(max(code for code, _reply in refusal.recipients.values()))
        except (smtplib.SMTPException, OSError) as failure:
            self.postpone(type(failure).__name__)
        else:
            self.mark_sent()

    def as_message(self):
        """The mail as its reader gets it, with the secret of its link and its attachments."""
        secret = self.about.token if SECRET in self.text else ""
        message = EmailMultiAlternatives(
            self.subject,
            self.text.replace(SECRET, secret),
            to=[self.recipient],
            headers={"Message-ID": self.message_id, "Auto-Submitted": "auto-generated"},
        )
        message.attach_alternative(self.html.replace(SECRET, secret), "text/html")
        for name in self.attachments:
            made = import_string(settings.MAIL_ATTACHMENTS[name])(self.about)
            if made:
                message.attach(*made)
        return message

    def refused(self, code):
        """SMTP: 4xx means try later, 5xx means never (RFC 5321, 4.2.1)."""
        if code >= 500:
            self._finish(self.Status.FAILED, error=f"SMTP {code}")
        else:
            self.postpone(f"SMTP {code}")

    def postpone(self, error):
        """Try again after 1, 2, 4 … minutes, at most four hours; give up after MAX_ATTEMPTS."""
        if self.attempts >= MAX_ATTEMPTS:
            self._finish(self.Status.FAILED, error=error)
        else:
            pause = min(timedelta(minutes=2 ** (self.attempts - 1)), timedelta(hours=4))
            self.next_attempt_at = timezone.now() + pause
            self._finish(self.Status.RETRY, error=error)

    def mark_sent(self):
        self.sent_at = timezone.now()
        self._finish(self.Status.SENT)

    def _finish(self, status, error=""):
        self.status, self.error = status, error
        self.save(update_fields=["status", "error", "sent_at", "next_attempt_at"])
