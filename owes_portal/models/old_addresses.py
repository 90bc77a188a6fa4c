"""Addresses under which something was once: of the old website, or before a title was changed."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OldAddress(models.Model):
    """Leads to a row, wherever that is now, or to a page of this website. It never leads elsewhere."""

    path = models.CharField(
        _("old address"),
        max_length=300,
        unique=True,
        help_text=_("What follows the name of the website, for example /new,1147"),
    )
    content_type = models.ForeignKey(
        ContentType, models.CASCADE, null=True, blank=True, editable=False, related_name="+"
    )
    object_id = models.PositiveBigIntegerField(null=True, blank=True, editable=False)
    row = GenericForeignKey()
    target = models.CharField(
        _("new address"),
        max_length=300,
        blank=True,
        help_text=_("A page of this website, for example /aktualnosci/otwarcie/"),
    )
    made_at = models.DateTimeField(_("since"), default=timezone.now, editable=False)

    class Meta:
        ordering = ["path"]
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")
        indexes = [models.Index(fields=["content_type", "object_id"], name="old_address_of_row")]
        constraints = [
            models.CheckConstraint(
                condition=Q(object_id=None, content_type=None, target__startswith="/")
                | Q(object_id__isnull=False, content_type__isnull=False, target=""),
                name="old_address_leads_to_one_page",
                violation_error_message=_("Give an address of this website; it starts with “/”."),
            ),
            models.CheckConstraint(
                condition=Q(path__startswith="/"),
                name="old_address_starts_with_a_slash",
                violation_error_message=_("The old address starts with “/”."),
            ),
        ]

    def __str__(self):
        return self.path
