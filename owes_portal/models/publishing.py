"""The publishing window: read when a page is asked for, so there is no job that could fail."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PublishableQuerySet(models.QuerySet):
    def published(self, at=None):
        """Rows that a visitor may see at the moment. See also Publishable.is_published()."""
        at = at or timezone.now()
        still = Q(published_until=None) | Q(published_until__gt=at)
        return self.filter(still, status=Publishable.Status.PUBLISHED, published_from__lte=at)


class Publishable(models.Model):
    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        REVIEW = "review", _("To be checked")
        PUBLISHED = "published", _("Published")
        ARCHIVED = "archived", _("Archived")

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

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(published_until=None) | Q(published_until__gt=F("published_from")),
                name="%(class)s_window_ends_after_start",
                violation_error_message=_("The end of publication must come after its start."),
            )
        ]

    def is_published(self, at=None):
        at = at or timezone.now()
        ended = self.published_until is not None and self.published_until <= at
        return self.status == self.Status.PUBLISHED and self.published_from <= at and not ended
