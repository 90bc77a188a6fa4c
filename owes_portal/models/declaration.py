"""The declaration of accessibility that the act of 4 April 2019 asks for."""

from datetime import date

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from owes_portal.memory import remembered
from owes_portal.models.rich_text import RichTextField


class AccessibilityDeclaration(models.Model):
    class Conformance(models.TextChoices):
        FULL = "full", _("fully conformant")
        PARTIAL = "partial", _("partly conformant")
        NONE = "none", _("not conformant")

    entity = models.CharField(_("name of the entity"), max_length=200)
    site_published_on = models.DateField(_("site published on"))
    site_updated_on = models.DateField(_("site last changed on"))
    conformance = models.CharField(_("conformance"), max_length=10, choices=Conformance)
    shortcomings = RichTextField(_("what does not conform with the annex to the act"), blank=True)
    exclusions = RichTextField(
        _("content that the act does not cover"), blank=True, default="", db_default=""
    )
    burden = RichTextField(_("excessive costs"), blank=True, default="", db_default="")
    facilities = RichTextField(_("facilities and limits"), blank=True, default="", db_default="")
    shortcuts = RichTextField(_("keyboard shortcuts"), blank=True, default="", db_default="")
    drawn_up_on = models.DateField(_("declaration drawn up on"))
    reviewed_on = models.DateField(_("declaration reviewed on"), null=True, blank=True)
    contact_name = models.CharField(_("whom to ask"), max_length=120)
    contact_email = models.EmailField(_("e-mail"))
    contact_phone = models.CharField(_("telephone"), max_length=30)
    architecture = RichTextField(_("accessibility of the building"))
    architecture_url = models.URLField(
        _("address of a page on the building's accessibility"),
        blank=True,
        default="",
        db_default="",
    )
    communication = RichTextField(_("accessibility of communication"))
    apps = RichTextField(_("mobile applications"), blank=True, default="", db_default="")
    report_url = models.URLField(_("address of the report"), blank=True, default="", db_default="")

    class Meta:
        verbose_name = _("declaration of accessibility")
        verbose_name_plural = _("declaration of accessibility")

    def __str__(self):
        return self.entity

    def get_absolute_url(self):
        return reverse("declaration")

    def has_gaps(self):
        """Whether the page names content that is not accessible."""
        return bool(self.shortcomings or self.burden or self.exclusions)

    def review_due_on(self):
        """The 31 March by which the act wants it reviewed: of the year after the last review."""
        return date((self.reviewed_on or self.drawn_up_on).year + 1, 3, 31)

    def is_overdue(self, on=None):
        return self.review_due_on() < (on or timezone.localdate())

    def mark_reviewed(self, on=None):
        """Somebody has compared it with the website, and what it says is true."""
        self.reviewed_on = on or timezone.localdate()
        self.save(update_fields=["reviewed_on"])


@remembered
def current_declaration() -> AccessibilityDeclaration | None:
    """The declaration in force: the one drawn up last."""
    return AccessibilityDeclaration.objects.order_by("drawn_up_on").last()
