"""EU-funded projects with the marks they must carry, and their partners."""

from urllib.parse import urlsplit

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from owes_portal.models.operator import ContactPerson
from owes_portal.models.pictures import Picture, Pictured, PicturedQuerySet
from owes_portal.models.places import County
from owes_portal.models.publishing import Publishable
from owes_portal.models.rich_text import RichTextField
from owes_portal.polish import SortKey

POLAND = "Polska"


class PartnerQuerySet(models.QuerySet):
    def in_order_of_countries(self):
        """Those from Poland first, then the countries and the names in Polish order."""
        abroad = Case(When(country=POLAND, then=Value(0)), default=Value(1))
        return self.order_by(abroad, SortKey("country"), SortKey("name"))


class Partner(models.Model):
    name = models.CharField(_("name"), max_length=200, unique=True)
    country = models.CharField(_("country"), max_length=60)
    city = models.CharField(_("town"), max_length=80, blank=True)
    website = models.URLField(_("website"), blank=True)
    description = models.TextField(_("description"), blank=True)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("partner")
        verbose_name_plural = _("partners")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"{reverse('partners')}#partner-{self.pk}"

    @property
    def host(self):
        """What the link to the website says."""
        return urlsplit(self.website).netloc.removeprefix("www.")


# What a page of a project must say; of those of 2021–2027 the rules ask for more.
REQUIRED_OF_ALL = ("number", "description", "target_groups")
REQUIRED = (
    *REQUIRED_OF_ALL,
    *("goals", "tasks", "results", "support", "joining", "contact_id", "value", "grant"),
)


class FundingMark(models.Model):
    """A mark of a fund; its rank is the order that the funds' rules demand."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    alt = models.CharField(_("words on the mark"), max_length=200)
    image = models.ImageField(
        _("picture"),
        upload_to="marks/",
        width_field="width",
        height_field="height",
        help_text=_("PNG or JPG as supplied by the fund."),
    )
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    rank = models.PositiveSmallIntegerField(_("order in the strip"))

    class Meta:
        ordering = ["rank", "name"]
        verbose_name = _("funding mark")
        verbose_name_plural = _("funding marks")

    def __str__(self):
        return self.name

    @cached_property
    def url(self):
        return reverse("funding_mark", args=[self.pk])


class ProjectQuerySet(PicturedQuerySet):
    def lasting(self, on=None):
        """Not ended yet, also those still to begin. See also Project.has_ended()."""
        return self.filter(ends_on__gte=on or timezone.localdate())

    def ended(self, on=None):
        """Over, the latest first. See also Project.has_ended()."""
        return self.filter(ends_on__lt=on or timezone.localdate()).order_by("-ends_on", "pk")

    def for_reading(self):
        """With all that the project's page shows."""
        partners = Partner.objects.in_order_of_countries()
        return (
            self.select_related("contact")
            .prefetch_related("marks", "counties", models.Prefetch("partners", partners))
            .with_pictures()
        )


class Project(Pictured, Publishable):
    TRANSLATED = (
        *("title", "lead", "description", "goals", "target_groups", "tasks", "results"),
        *("support", "joining"),
    )

    class Period(models.TextChoices):
        PO_KL = "2007-2013", _("2007–2013 Human Capital")
        RPO = "2014-2020", _("2014–2020 regional and knowledge programmes")
        FE = "2021-2027", _("2021–2027 European Funds")
        OTHER = "other", _("other")

    title = models.CharField(_("title"), max_length=150)
    slug = models.SlugField(_("part of the address"), max_length=100, unique=True)
    number = models.CharField(_("number of the agreement"), max_length=60, blank=True)
    period = models.CharField(_("perspective"), max_length=10, choices=Period)
    programme = models.CharField(_("programme"), max_length=200)
    fund = models.CharField(_("source of funding"), max_length=200)
    beneficiary = models.CharField(_("beneficiary"), max_length=200)
    funding_sentence = models.CharField(
        _("sentence on funding"), max_length=300, help_text=_("Printed on lists and certificates.")
    )
    lead = models.CharField(_("in one sentence"), max_length=300)
    description = RichTextField(_("description"), blank=True)
    goals = RichTextField(_("goals"), blank=True, default="", db_default="")
    tasks = RichTextField(_("tasks"), blank=True, default="", db_default="")
    results = RichTextField(_("effects, with numbers"), blank=True, default="", db_default="")
    target_groups = models.TextField(_("who can join"), blank=True)
    support = RichTextField(_("what support we give"), blank=True, default="", db_default="")
    joining = RichTextField(_("how to join and until when"), blank=True, default="", db_default="")
    contact = models.ForeignKey(
        ContactPerson,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="projects",
        verbose_name=_("contact person"),
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    value = models.DecimalField(
        _("value of the project (PLN)"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    grant = models.DecimalField(
        _("grant (PLN)"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    counties = models.ManyToManyField(
        County, verbose_name=_("counties"), related_name="projects", blank=True
    )
    partners = models.ManyToManyField(
        Partner, verbose_name=_("partners"), related_name="projects", blank=True
    )
    marks = models.ManyToManyField(
        FundingMark, verbose_name=_("funding marks"), related_name="projects", blank=True
    )

    objects = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "title"]
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="project_ends_after_start",
                violation_error_message=_("The project must not end before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(value=None) | Q(grant=None) | Q(grant__lte=F("value")),
                name="project_grant_within_value",
                violation_error_message=_("The grant must not exceed the value of the project."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("projects:detail", args=[self.slug])

    def has_ended(self, on=None):
        return self.ends_on < (on or timezone.localdate())

    def has_begun(self, on=None):
        return self.starts_on <= (on or timezone.localdate())

    @property
    def grant_share(self):
        """The grant as a part of the value, in per cent; None if one of them is not known."""
        return 100 * self.grant / self.value if self.grant and self.value else None

    @property
    def hashtags(self):
        """What the rules of 2021–2027 ask for; projects of earlier years know nothing of it."""
        return "#FunduszeUE #FunduszeEuropejskie" if self.period == self.Period.FE else ""

    def gaps(self):
        """Names of those fields that the rules of its fund ask for and that nobody has filled in."""
        asked = REQUIRED if self.period == self.Period.FE else REQUIRED_OF_ALL
        empty = [name for name in asked if not getattr(self, name)]
        return [*empty, *([] if self.marks.all() else ["marks"])]


class ProjectPicture(Picture):
    section, page_field = "projekty", "project"

    project = models.ForeignKey(
        Project, models.CASCADE, related_name="pictures", verbose_name=_("project")
    )

    class Meta(Picture.Meta):
        abstract = False
