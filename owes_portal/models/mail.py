"""A mail is a row: written with its cause, sent by a worker, seen by staff."""

from datetime import timedelta

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from owes_portal.mail_marks import MailWithMarks

# Stands in the stored text for the secret of a link, so that the database holds no secret;
# the true one is put in when the mail is sent.
SECRET = "[[secret]]"
# Longer than the time limit of the task that sends: no worker is at it any more.
IN_FLIGHT_AT_MOST = timedelta(minutes=3)
NUDGED_LONG_AGO = timedelta(seconds=30)
CONTENT_KEPT = timedelta(days=30)
FORGOTTEN_AT_ONCE = 500
# The first of due().most_urgent_first(), taken and read by one statement: a third of what a mail
# costs would go into more of them, and a connection that breaks in between would leave the mail in
# doubt. The attempt is counted before the work, so that a mail that kills its worker stops some day.
# What another worker is just taking is passed over.
CLAIM = """
    UPDATE owes_portal_outgoingmail
    SET status = 'sending', claimed_at = %(now)s, attempts = attempts + 1
    WHERE id = (
        SELECT id FROM owes_portal_outgoingmail
        WHERE status IN ('queued', 'retry') AND next_attempt_at <= %(now)s
            AND id = coalesce(%(pk)s, id)
        ORDER BY is_bulk, next_attempt_at, id
        LIMIT 1
        FOR NO KEY UPDATE SKIP LOCKED
    )
    RETURNING *, EXISTS (
        SELECT FROM owes_portal_deadaddress WHERE email = lower(recipient)
    ) AS is_to_dead_address
"""


class OutgoingMailQuerySet(models.QuerySet):
    def about(self, *rows):
        """Mails whose cause is one of the rows."""
        found = Q(pk=None)
        for row in rows:
            found |= Q(about_type=ContentType.objects.get_for_model(row), about_id=row.pk)
        return self.filter(found)

    def waiting(self):
        """Written and neither sent nor given up. See also OutgoingMail.is_waiting()."""
        return self.filter(status__in=OutgoingMail.WAITING_STATUSES)

    def due(self, at=None):
        """Mails that may be sent now. See also OutgoingMail.is_due()."""
        return self.waiting().filter(next_attempt_at__lte=at or timezone.now())

    def left_behind(self, at=None):
        """Due mails whose nudge must have been lost. See also OutgoingMail.is_left_behind()."""
        return self.due((at or timezone.now()) - NUDGED_LONG_AGO)

    def stranded(self, at=None):
        """Mails whose worker died while it was sending. See also OutgoingMail.is_stranded()."""
        died_before = (at or timezone.now()) - IN_FLIGHT_AT_MOST
        return self.filter(status=OutgoingMail.Status.SENDING, claimed_at__lt=died_before)

    def withdraw_waiting(self):
        """Send none of them any more; how many there were. What is being sent is sent."""
        return self.waiting().update(status=OutgoingMail.Status.WITHDRAWN, error="overtaken")

    def to_forget(self, at=None):
        """Mails that are over and old, with what they said. See also OutgoingMail.is_to_forget()."""
        written_before = (at or timezone.now()) - CONTENT_KEPT
        return self.filter(
            status__in=OutgoingMail.FINAL_STATUSES,
            created_at__lte=written_before,
            forgotten_at=None,
        )

    def forget(self, at=None):
        """Take away what some of them said and to whom; how many. Those in other hands are left."""
        with transaction.atomic():
            some = self.order_by("pk").select_for_update(skip_locked=True)[:FORGOTTEN_AT_ONCE]
            pks = list(some.values_list("pk", flat=True))
            return OutgoingMail.objects.filter(pk__in=pks).update(
                **OutgoingMail.NOTHING, forgotten_at=at or timezone.now()
            )

    def most_urgent_first(self):
        """What somebody waits for goes before what goes to many."""
        return self.order_by("is_bulk", "next_attempt_at", "pk")

    def claim(self, pk):
        """Take the mail for sending; None if it was taken, sent or is not due yet."""
        return self._claim(pk)

    def claim_next(self):
        """Take the most urgent mail that is due; None if there is none left."""
        return self._claim(None)

    def _claim(self, pk):
        return next(iter(self.raw(CLAIM, {"pk": pk, "now": timezone.now()})), None)

    def next_due(self):
        """The number of the most urgent mail that is due; None if there is none."""
        return self.due().most_urgent_first().values_list("pk", flat=True).first()


class OutgoingMail(models.Model):
    class Status(models.TextChoices):
        QUEUED = "queued", _("waiting")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        RETRY = "retry", _("will be tried again")
        FAILED = "failed", _("failed")
        UNKNOWN = "unknown", _("unknown whether it went out")
        WITHDRAWN = "withdrawn", _("no longer true, not sent")

    WAITING_STATUSES = (Status.QUEUED, Status.RETRY)
    FINAL_STATUSES = (Status.SENT, Status.FAILED, Status.UNKNOWN, Status.WITHDRAWN)
    # What is left of a mail that was forgotten.
    NOTHING = dict.fromkeys(("recipient", "subject", "text", "html", "reply"), "") | {
        "attachments": []
    }

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

    is_bulk = models.BooleanField(_("one of many"), default=False, db_default=False, editable=False)
    # Names the cause where the same cause must not write two mails: the second is not written.
    once = models.CharField(max_length=120, null=True, blank=True, unique=True, editable=False)
    # A name of settings.MAIL_CHECKS: asked when the mail is sent whether it still is true.
    check_name = models.CharField(max_length=40, blank=True, db_default="", editable=False)
    useless_after = models.DateTimeField(_("useless after"), null=True, editable=False)
    unsubscribe = models.CharField(max_length=200, blank=True, db_default="", editable=False)

    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    claimed_at = models.DateTimeField(_("taken by a worker"), null=True, editable=False)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent"), null=True, editable=False)
    error = models.CharField(_("last error"), max_length=60, blank=True)
    reply = models.CharField(
        _("words of the mail server"), max_length=300, blank=True, db_default=""
    )

    # What it said and to whom is forgotten after a while; that it was sent is not.
    forgotten_at = models.DateTimeField(_("content forgotten"), null=True, editable=False)
    copy_of = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="copies",
        verbose_name=_("copy of"),
    )

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mail")
        indexes = [
            models.Index(
                fields=["is_bulk", "next_attempt_at", "id"],
                condition=Q(status__in=["queued", "retry"]),
                name="mail_most_urgent_first",
            ),
            models.Index(fields=["about_type", "about_id"], name="mail_about"),
            models.Index(
                fields=["status", "created_at"],
                condition=~Q(status="sent"),
                name="mail_not_sent",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="sent") | Q(sent_at__isnull=False), name="mail_sent_has_moment"
            )
        ]

    def __str__(self):
        return f"{self.template} {self.pk}"

    def is_waiting(self):
        return self.status in self.WAITING_STATUSES

    def is_due(self, at=None):
        return self.is_waiting() and self.next_attempt_at <= (at or timezone.now())

    def is_left_behind(self, at=None):
        return self.is_due((at or timezone.now()) - NUDGED_LONG_AGO)

    def is_stranded(self, at=None):
        died_before = (at or timezone.now()) - IN_FLIGHT_AT_MOST
        return self.status == self.Status.SENDING and self.claimed_at < died_before

    def is_to_forget(self, at=None):
        is_old = self.created_at <= (at or timezone.now()) - CONTENT_KEPT
        return self.status in self.FINAL_STATUSES and is_old and not self.is_forgotten()

    def is_forgotten(self):
        """Nobody knows any more what it said and to whom: it cannot be sent again."""
        return self.forgotten_at is not None

    def is_still_true(self, at=None):
        """Whether what it says still holds; asked just before it is sent."""
        if self.useless_after and self.useless_after <= (at or timezone.now()):
            return False
        return not self.check_name or import_string(settings.MAIL_CHECKS[self.check_name])(self)

    def as_message(self):
        """The mail as its reader gets it, with the secret of its link and its attachments."""
        secret = self.about.token if SECRET in self.text else ""
        message = MailWithMarks(
            self.subject,
            self.text.replace(SECRET, secret),
            html=self.html.replace(SECRET, secret),
            to=[self.recipient],
            headers={"Message-ID": self.message_id, "Auto-Submitted": "auto-generated"}
            | self._unsubscribe_headers(secret),
        )
        for name in self.attachments:
            for file in import_string(settings.MAIL_ATTACHMENTS[name])(self.about):
                message.attach(*file)
        return message

    def _unsubscribe_headers(self, secret):
        """One click in the reader's own program (RFC 8058)."""
        if not self.unsubscribe:
            return {}
        address = f"{settings.SITE_URL}{self.unsubscribe.replace(SECRET, secret)}"
        return {
            "List-Unsubscribe": f"<{address}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }

    def mark_sent(self, at=None):
        self.sent_at = at or timezone.now()
        self._finish(self.Status.SENT)

    def mark_failed(self, error, reply=""):
        self._finish(self.Status.FAILED, error, reply)

    def mark_unknown(self, error):
        self._finish(self.Status.UNKNOWN, error)

    def withdraw(self, error):
        self._finish(self.Status.WITHDRAWN, error)

    def postpone(self, family, error, reply="", at=None):
        """Try again after the family's next pause; too old for the family, it has failed."""
        now = at or timezone.now()
        if now - self.created_at >= family.gives_up_after:
            self.mark_failed(error, reply)
        else:
            self.next_attempt_at = now + family.pause(self.attempts)
            self._finish(self.Status.RETRY, error, reply)

    def _finish(self, status, error="", reply=""):
        self.status, self.error, self.reply = status, error[:60], reply[:300]
        self.save(update_fields=["status", "error", "reply", "sent_at", "next_attempt_at"])
