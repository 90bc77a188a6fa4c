"""A mail is a row: written with its cause, sent by a worker, seen by staff."""

from datetime import timedelta

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower, Now
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from owes_portal.mail_marks import MailWithMarks
from owes_portal.models.dead_address import DeadAddress
from owes_portal.models.mail_reasons import BY_STAFF, in_words

# Stands in the stored text for the secret of a link, so that the database holds no secret;
# the true one is put in when the mail is sent.
SECRET = "[[secret]]"
# Longer than the time limit of the task that sends: no worker is at it any more.
IN_FLIGHT_AT_MOST = timedelta(minutes=3)
NUDGED_LONG_AGO = timedelta(seconds=30)
CONTENT_KEPT = timedelta(days=30)
FORGOTTEN_AT_ONCE = 500
# What somebody waits for goes out within seconds, so by then the mail server must be away.
HELD_UP_AFTER = timedelta(minutes=10)
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

    def for_rows(self, rows):
        """Mails whose cause is one of the rows of that queryset."""
        kind = ContentType.objects.get_for_model(rows.model)
        return self.filter(about_type=kind, about_id__in=rows.values("pk"))

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

    def withdraw_unsent(self):
        """Send none of them any more; what is being sent is sent.

        Those that failed need nobody any more either, but what went wrong with them stays known.
        What they were to tell may be written anew.
        """
        withdrawn = {"status": OutgoingMail.Status.WITHDRAWN, "once": None}
        self.waiting().update(**withdrawn, error="overtaken")
        failed = self.filter(status=OutgoingMail.Status.FAILED, forgotten_at=None)
        failed.update(**withdrawn)

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

    def held_up(self, at=None):
        """Mails that wait although nothing speaks against them. See also OutgoingMail.is_held_up().

        One of many may just wait for the others. A 4xx is the answer of the recipient's server;
        all else that is tried again speaks of ours (owes_portal/delivery.py).
        """
        before = (at or timezone.now()) - HELD_UP_AFTER
        never_tried = Q(
            status=OutgoingMail.Status.QUEUED, is_bulk=False, next_attempt_at__lt=before
        )
        in_vain = Q(status=OutgoingMail.Status.RETRY, queued_at__lt=before)
        return self.filter(never_tried | in_vain & ~Q(error__startswith="SMTP 4"))

    def troubled(self):
        """Mails that need a person, and still can be sent. See also OutgoingMail.is_troubled()."""
        return self.filter(status__in=OutgoingMail.TROUBLED_STATUSES, forgotten_at=None)

    def not_sent(self):
        """All others than those that went out. See also OutgoingMail.is_sent()."""
        return self.exclude(status=OutgoingMail.Status.SENT)

    def unfinished(self):
        """Waiting or being sent just now. See also OutgoingMail.is_unfinished()."""
        return self.filter(status__in=OutgoingMail.UNFINISHED_STATUSES)

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

    def with_dead_addresses(self):
        dead = DeadAddress.objects.filter(email=Lower(OuterRef("recipient")))
        return self.annotate(is_to_dead_address=Exists(dead))


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
    UNFINISHED_STATUSES = (*WAITING_STATUSES, Status.SENDING)
    TROUBLED_STATUSES = (Status.FAILED, Status.UNKNOWN)

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
    # Names the cause where the same cause must not write two mails: the second is not written,
    # unless the first was withdrawn.
    once = models.CharField(max_length=120, null=True, blank=True, unique=True, editable=False)
    # A name of settings.MAIL_CHECKS: asked when the mail is sent whether it still is true.
    check_name = models.CharField(max_length=40, blank=True, db_default="", editable=False)
    useless_after = models.DateTimeField(_("useless after"), null=True, editable=False)
    unsubscribe = models.CharField(max_length=200, blank=True, db_default="", editable=False)

    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.QUEUED)
    # From then on is counted how long it is tried; staff may begin anew.
    queued_at = models.DateTimeField(
        _("waits since"), default=timezone.now, db_default=Now(), editable=False
    )
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

    def is_held_up(self, at=None):
        before = (at or timezone.now()) - HELD_UP_AFTER
        if self.status == self.Status.QUEUED:
            return not self.is_bulk and self.next_attempt_at < before
        is_tried = self.status == self.Status.RETRY and self.queued_at < before
        return is_tried and not self.error.startswith("SMTP 4")

    def is_troubled(self):
        return self.status in self.TROUBLED_STATUSES and self.forgotten_at is None

    def is_sent(self):
        return self.status == self.Status.SENT

    def is_in_doubt(self):
        return self.status == self.Status.UNKNOWN

    def is_unfinished(self):
        return self.status in self.UNFINISHED_STATUSES

    def can_be_sent_again(self):
        return self.status in self.FINAL_STATUSES and not self.is_forgotten()

    def state(self):
        """In words; a withdrawn mail may be true and staff have decided."""
        is_withdrawn = self.status == self.Status.WITHDRAWN
        return _("left unsent") if is_withdrawn else self.get_status_display()

    def reason(self):
        """What went wrong, in words; empty if nothing did."""
        if self.error == BY_STAFF:
            return _("One of the staff decided so.")
        if self.status == self.Status.UNKNOWN and self.error != "worker died":
            return _("The mail server took the whole mail and never said whether it keeps it.")
        return in_words(self.error, self.reply)

    def is_for_reader_of_link(self):
        """Whether its secret link still is its recipient's: the address may have been corrected."""
        if SECRET not in self.text or self.about is None:
            return True
        return self.about.email.lower() == self.recipient.lower()

    def is_still_true(self, at=None):
        """Whether what it says still holds; asked just before it is sent."""
        if self.useless_after and self.useless_after <= (at or timezone.now()):
            return False
        if self.check_name and not import_string(settings.MAIL_CHECKS[self.check_name])(self):
            return False
        return self.is_for_reader_of_link()

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
        """It has told nobody anything, so its cause may write another one that is true."""
        self.once = None
        self._finish(self.Status.WITHDRAWN, error)

    def postpone(self, family, error, reply="", at=None):
        """Try again after the family's next pause; too old for the family, it has failed."""
        now = at or timezone.now()
        if now - self.queued_at >= family.gives_up_after:
            self.mark_failed(error, reply)
        else:
            self.next_attempt_at = now + family.pause(self.attempts)
            self._finish(self.Status.RETRY, error, reply)

    def _finish(self, status, error="", reply=""):
        """Only of the attempt that was claimed: a worker that was thought dead may not undo another."""
        self.status, self.error, self.reply = status, error[:60], reply[:300]
        names = ("status", "error", "reply", "sent_at", "next_attempt_at", "once")
        own = OutgoingMail.objects.filter(pk=self.pk, attempts=self.attempts)
        own.update(**{name: getattr(self, name) for name in names})
