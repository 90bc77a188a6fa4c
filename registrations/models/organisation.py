"""An organisation that signs people up: known by its NIP, else by name and municipality."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from owes_portal.models import Municipality


class OrganisationQuerySet(models.QuerySet):
    def like(self, other):
        """Others of the same name and municipality, for staff to decide. See also is_like()."""
        same = self.annotate(lower_name=Lower("name")).filter(
            lower_name=other.name.lower(), municipality=other.municipality_id
        )
        return same.exclude(pk=other.pk)


class Organisation(models.Model):
    name = models.CharField(_("name"), max_length=200)
    nip = models.CharField("NIP", max_length=10, blank=True)
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name=_("municipality"),
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            models.UniqueConstraint(
                fields=["nip"], condition=~Q(nip=""), name="organisation_nip_is_one"
            )
        ]

    def __str__(self):
        return self.name

    def is_like(self, other):
        same_name = self.name.lower() == other.name.lower()
        return same_name and self.municipality_id == other.municipality_id and self.pk != other.pk
