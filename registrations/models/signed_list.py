"""The attendance list that people have signed, scanned and filed with its day."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from events.models import Event, EventDay
from registrations.models.attendance import Tick

FOLDER = "lists"


def private_path(scan, name):
    """Our own name; that of the file as it came is only shown."""
    ending = {"application/pdf": "pdf", "image/png": "png"}.get(scan.content_type, "jpg")
    return f"{FOLDER}/{scan.key}.{ending}"


class SignedListQuerySet(models.QuerySet):
    def in_force(self):
        """Those that were not taken back. See also SignedList.is_in_force()."""
        return self.filter(withdrawn_at=None)

    def of_file(self, day, sha256):
        """That very file, filed with that day and not taken back."""
        return self.in_force().filter(day=day, sha256=sha256)

    def for_reading(self):
        """With the day, who filed, compared and withdrew each, and when the day was ticked last."""
        ticks = Tick.objects.filter(day=OuterRef("day")).order_by("-at")
        return self.select_related(
            "event", "day", "filed_by", "compared_by", "withdrawn_by"
        ).annotate(ticked_at=Subquery(ticks.values("at")[:1]))


class SignedList(models.Model):
    """A scan is never deleted or replaced: it is withdrawn with a reason, and another one comes."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey(
        Event, models.PROTECT, related_name="signed_lists", verbose_name=_("event")
    )
    day = models.ForeignKey(
        EventDay, models.PROTECT, related_name="signed_lists", verbose_name=_("day")
    )
    file = models.FileField(_("file"), upload_to=private_path, max_length=120)
    name = models.CharField(_("name of the file"), max_length=100)
    content_type = models.CharField(_("type"), max_length=40)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField("SHA-256", max_length=64)
    pages = models.PositiveSmallIntegerField(_("pages"), default=1)
    list_number = models.CharField(
        _("number on the list"), max_length=40, blank=True, help_text=_("E.g. LO-12-20260922-0815.")
    )
    filed_at = models.DateTimeField(_("filed"), auto_now_add=True)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("filed by")
    )
    compared_at = models.DateTimeField(_("compared"), null=True, blank=True, editable=False)
    compared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("compared by"),
    )
    differences = models.CharField(
        _("what differs from the ticks"), max_length=500, blank=True, help_text=_("Empty: nothing.")
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("withdrawn by"),
    )
    withdrawal_reason = models.CharField(_("why it was withdrawn"), max_length=300, blank=True)

    objects = SignedListQuerySet.as_manager()

    class Meta:
        ordering = ["day__starts_at", "filed_at", "pk"]
        verbose_name = _("signed list")
        verbose_name_plural = _("signed lists")
        constraints = [
            models.UniqueConstraint(
                fields=["day", "sha256"],
                condition=Q(withdrawn_at=None),
                name="signed_list_is_filed_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawal_reason=""),
                name="signed_list_withdrawn_with_a_reason",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("registrations:signed_list", args=[self.key])

    def get_file_url(self):
        return reverse("registrations:signed_list_file", args=[self.key])

    def is_in_force(self):
        return self.withdrawn_at is None

    def is_compared(self):
        return self.compared_at is not None

    def is_overtaken(self):
        """Whether somebody was ticked after the list had been compared; for rows of for_reading()."""
        return bool(self.compared_at and self.ticked_at) and self.ticked_at > self.compared_at

    def in_words(self):
        """What came of the comparison, for pages and papers."""
        if not self.is_in_force():
            return _("withdrawn: %(reason)s") % {"reason": self.withdrawal_reason}
        if not self.is_compared():
            return _("not compared with the ticks yet")
        if self.differences:
            return _("differs from the ticks: %(differences)s") % {"differences": self.differences}
        return _("agrees with the ticks")

    def compare(self, differences, *, by, at):
        """Write down what a comparison has found; earlier ones stay in the log."""
        self.compared_at, self.compared_by, self.differences = at, by, differences
        self.save(update_fields=["compared_at", "compared_by", "differences"])
        self.comparisons.create(differences=differences, at=at, by=by)

    def withdraw(self, reason, *, by, at):
        self.withdrawn_at, self.withdrawn_by, self.withdrawal_reason = at, by, reason
        self.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawal_reason"])


class Comparison(models.Model):
    """One line of the log: what was found when a signed list was laid beside the ticks."""

    signed_list = models.ForeignKey(
        SignedList, models.CASCADE, related_name="comparisons", verbose_name=_("signed list")
    )
    differences = models.CharField(_("what differs from the ticks"), max_length=500, blank=True)
    at = models.DateTimeField(_("compared"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("compared by")
    )

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("comparison of a signed list")
        verbose_name_plural = _("comparisons of signed lists")

    def __str__(self):
        return self.differences or str(_("agrees with the ticks"))
