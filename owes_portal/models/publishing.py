"""The publishing window: read when a page is asked for, so there is no job that could fail."""

import threading
from contextlib import contextmanager

from django.apps import apps
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from owes_portal.models.translations import Translated


class _Preview(threading.local):
    """The one row that this thread draws as if it were published."""

    row = None


_preview = _Preview()


@contextmanager
def as_if_published(row):
    """Within it the row counts as published, for this thread alone: what it will look like.

    Danger: whatever is drawn within shows a draft. It goes to whoever may see that draft, and into
    no memory, see owes_portal.memory.apart().
    """
    _preview.row = row
    try:
        yield
    finally:
        _preview.row = None


def is_drawn_as_published(model, pk):
    """Whether this thread draws that row as if it were."""
    return isinstance(_preview.row, model) and _preview.row.pk == pk


class PublishableQuerySet(models.QuerySet):
    def published(self, at=None):
        """Rows that a visitor may see at the moment. See also Publishable.is_published()."""
        at = at or timezone.now()
        still = Q(published_until=None) | Q(published_until__gt=at)
        seen = still & Q(status=Publishable.Status.PUBLISHED, published_from__lte=at)
        if isinstance(_preview.row, self.model):
            seen |= Q(pk=_preview.row.pk)
        return self.filter(seen)

    def withdrawn(self, at=None):
        """What visitors could see until it was taken back. See also Publishable.is_withdrawn()."""
        status = Publishable.Status.WITHDRAWN
        return self.filter(status=status, published_from__lte=at or timezone.now())


class Publishable(Translated):
    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        REVIEW = "review", _("To be checked")
        PUBLISHED = "published", _("Published")
        ARCHIVED = "archived", _("Archived")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    status = models.CharField(
        _("publication status"), max_length=10, choices=Status, default=Status.DRAFT
    )
    published_from = models.DateTimeField(
        _("published from"),
        default=timezone.now,
        help_text=_("The page appears by itself at this moment."),
    )
    published_until = models.DateTimeField(
        _("published until"),
        null=True,
        blank=True,
        help_text=_("Leave empty if the page should stay."),
    )
    withdrawal_reason = models.CharField(
        _("reason of the withdrawal"),
        max_length=300,
        blank=True,
        default="",
        db_default="",
        help_text=_("Whoever comes by an old link reads it in place of the page."),
    )
    updated_at = models.DateTimeField(_("last change"), auto_now=True, db_default=Now())

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(published_until=None) | Q(published_until__gt=F("published_from")),
                name="%(class)s_window_ends_after_start",
                violation_error_message=_("The end of publication must come after its start."),
            ),
            models.CheckConstraint(
                condition=~Q(status="withdrawn") | ~Q(withdrawal_reason=""),
                name="%(class)s_withdrawn_with_a_reason",
                violation_error_message=_("Say why it is withdrawn."),
            ),
        ]

    def is_published(self, at=None):
        if is_drawn_as_published(type(self), self.pk):
            return True
        at = at or timezone.now()
        ended = self.published_until is not None and self.published_until <= at
        return self.status == self.Status.PUBLISHED and self.published_from <= at and not ended

    def has_appeared(self, at=None):
        """Whether visitors could see it at some time; only then does its address answer for it."""
        seen = (self.Status.PUBLISHED, self.Status.ARCHIVED, self.Status.WITHDRAWN)
        return self.status in seen and self.published_from <= (at or timezone.now())

    def is_withdrawn(self, at=None):
        was_public = self.published_from <= (at or timezone.now())
        return self.status == self.Status.WITHDRAWN and was_public


def kinds_of_pages():
    """Each kind of what staff publish, by its name in addresses for machines."""
    return {
        model._meta.model_name: model
        for model in apps.get_models()
        if issubclass(model, Publishable) and not model._meta.proxy
    }
