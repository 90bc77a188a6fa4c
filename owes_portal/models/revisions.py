"""Versions of what is published: one a saving, with all that the form held."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Func, Value
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class RevisionQuerySet(models.QuerySet):
    def about(self, row):
        """All versions of that row, the newest first."""
        kind = ContentType.objects.get_for_model(row)
        return self.filter(content_type=kind, object_id=row.pk).order_by("-number")

    def of_deleted_rows(self):
        """Versions of what is there no more. See also Revision.is_of_deleted_row()."""
        orphans = self.none()
        for kind in ContentType.objects.filter(pk__in=self.values("content_type")):
            rows = kind.model_class()._base_manager.all()
            orphans |= self.filter(content_type=kind).exclude(object_id__in=rows.values("pk"))
        return orphans

    def hashes_in_content(self):
        """The SHA-256 of every file that any version names."""
        found = Func(
            Cast("content", models.TextField()),
            Value("[0-9a-f]{64}"),
            Value("g"),
            function="regexp_matches",
            output_field=ArrayField(models.TextField()),
        )
        return {one for (one,) in self.order_by().values_list(found, flat=True)}


class Revision(models.Model):
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    row = GenericForeignKey()
    number = models.PositiveIntegerField(_("version"))
    at = models.DateTimeField(_("when"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("who"),
    )
    # Fields by name; rows that belong to it (days, pictures) as lists of the same under their name.
    content = models.JSONField(_("content"))

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "number"], name="revision_numbered_once"
            )
        ]

    def __str__(self):
        return f"{self.number}"

    def is_of_deleted_row(self):
        return self.row is None
