"""Plain pages: about us, data protection, rules of the portal."""

from django.db import models
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from owes_portal.models.publishing import Publishable, PublishableQuerySet
from owes_portal.models.rich_text import RichTextField

POLISH = "pl"


class PageQuerySet(PublishableQuerySet):
    def in_footer(self):
        """Those that every page leads to, in the order that staff have set."""
        return self.filter(footer_position__isnull=False).order_by("footer_position", "title")


class Page(Publishable):
    title = models.CharField(_("title"), max_length=160)
    slug = models.SlugField(_("part of the address"), max_length=80, unique=True)
    language = models.CharField(_("language"), max_length=2, default=POLISH)
    lead = models.CharField(_("in one sentence"), max_length=300, blank=True)
    body = RichTextField(_("text"))
    footer_position = models.PositiveSmallIntegerField(
        _("place in the footer"),
        null=True,
        blank=True,
        help_text=_("10 stands before 20. Empty: the footer does not lead here."),
    )

    objects = PageQuerySet.as_manager()

    class Meta(Publishable.Meta):
        abstract = False
        ordering = ["title"]
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    def language_of(self, name):
        return self.language

    def is_in_footer(self):
        return self.footer_position is not None

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """What is written in another language is read with the portal in that language around it."""
        with translation.override(self.language if self.is_foreign() else get_language()):
            return reverse("page", args=[self.slug])

    def is_foreign(self):
        return self.language != POLISH
