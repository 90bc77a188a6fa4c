"""Events that repeat: the same workshop on several dates."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EventSeries(models.Model):
    name = models.CharField(_("name"), max_length=160)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("series")
        verbose_name_plural = _("series")

    def __str__(self):
        return self.name
