"""The organisation that runs the centre, and the people one can ask."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, Value
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _

from owes_portal.memory import remembered
from owes_portal.models.declaration import AccessibilityDeclaration
from owes_portal.models.pages import Page
from owes_portal.models.places import County
from owes_portal.models.premises import Premises
from owes_portal.models.translations import Translated

# What a link of the footer, and whether it is there, depends on.
LINKED = (
    "slug",
    "title",
    "language",
    "translations",
    "status",
    "published_from",
    "published_until",
)


class OperatorQuerySet(models.QuerySet):
    def with_footer(self):
        """With what the footer leads to, in the same query: every page of the portal asks for it."""
        pages = Page.objects.in_footer().filter(status=Page.Status.PUBLISHED)
        links = pages.values(link=JSONObject(**{name: name for name in ("pk", *LINKED)}))
        has_declaration = Exists(AccessibilityDeclaration.objects.all())
        return self.annotate(footer_links=ArraySubquery(links), has_declaration=has_declaration)


class Operator(Premises):
    TRANSLATED = ("mission", "subregion", *Premises.TRANSLATED)

    name = models.CharField(_("name of the centre"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=60)
    legal_name = models.CharField(_("name of the organisation that runs it"), max_length=200)
    mission = models.CharField(
        _("whom we help and how"), max_length=300, help_text=_("One sentence on the home page.")
    )
    subregion = models.CharField(_("subregion"), max_length=100)
    phone = models.CharField(_("telephone"), max_length=30)
    email = models.EmailField(_("e-mail"))
    sign_language_url = models.URLField(
        _("online interpreter of Polish Sign Language"),
        blank=True,
        help_text=_("The address at which a deaf person reaches an interpreter."),
    )
    nip = models.CharField("NIP", max_length=10, blank=True)
    regon = models.CharField("REGON", max_length=14, blank=True)
    krs = models.CharField("KRS", max_length=10, blank=True)
    data_protection_email = models.EmailField(_("e-mail of the data protection officer"))

    objects = OperatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("centre")
        verbose_name_plural = _("centre")
        constraints = [
            models.UniqueConstraint(
                Value(1),
                name="operator_is_one",
                violation_error_message=_("The centre is described already; change that row."),
            )
        ]

    def __str__(self):
        return self.name

    def footer_pages(self):
        """The pages that the footer leads to at this moment."""
        pages = [_page_from(link) for link in self.footer_links]
        return [page for page in pages if page.is_published()]


def _page_from(link):
    fields = {name: Page._meta.get_field(name).to_python(link[name]) for name in LINKED}
    return Page(pk=link["pk"], **fields)


@remembered
def current_operator() -> Operator | None:
    """The one centre of this installation, with its footer; None before it is described."""
    return Operator.objects.with_footer().first()


class Office(Premises):
    """A further place where the centre can be found, beside the one of the operator."""

    TRANSLATED = ("name", *Premises.TRANSLATED)

    name = models.CharField(_("name"), max_length=120)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    counties = models.ManyToManyField(
        County, related_name="offices", blank=True, verbose_name=_("counties served")
    )
    position = models.PositiveSmallIntegerField(_("order on the contact page"), default=100)

    class Meta:
        ordering = ["position", "name"]
        verbose_name = _("office")
        verbose_name_plural = _("offices")

    def __str__(self):
        return self.name


class ContactPerson(Translated):
    TRANSLATED = ("role",)

    name = models.CharField(_("first name and surname"), max_length=120)
    role = models.CharField(_("what to ask about"), max_length=160)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    position = models.PositiveSmallIntegerField(_("order on the contact page"), default=100)

    class Meta:
        ordering = ["position", "name"]
        verbose_name = _("contact person")
        verbose_name_plural = _("contact people")

    def __str__(self):
        return self.name
