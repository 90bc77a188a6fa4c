"""Plain pages: about us, data protection, rules of the portal."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from owes_portal.models.publishing import Publishable, PublishableQuerySet
from owes_portal.models.rich_text import RichTextField


class Page(Publishable):
    title = models.CharField(_("title"), max_length=160)
    slug = models.SlugField(_("part of the address"), max_length=80, unique=True)
    language = models.CharField(_("language"), max_length=2, default="pl")
    lead = models.CharField(_("in one sentence"), max_length=300, blank=True)
    body = RichTextField(_("text"))

    objects = PublishableQuerySet.as_manager()

    class Meta(Publishable.Meta):
        abstract = False
        ordering = ["title"]
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    def language_of(self, name):
        return self.language

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("page", args=[self.slug])
