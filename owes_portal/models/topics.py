"""Topics, by which everything is linked to everything."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from owes_portal.memory import remembered
from owes_portal.models.translations import Translated
from owes_portal.polish import SortKey


class Topic(Translated):
    TRANSLATED = ("name",)

    name = models.CharField(_("name"), max_length=80, unique=True)
    slug = models.SlugField(_("part of the address"), max_length=80, unique=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def __str__(self):
        return self.name


@remembered
def known_topics() -> list[Topic]:
    """All topics in their order: few, and offered by the filters of every list."""
    return list(Topic.objects.order_by(SortKey("name")))
