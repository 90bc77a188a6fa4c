"""Examples of social innovation: what works elsewhere and how to do it at home."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from owes_portal.licences import Licence
from owes_portal.models import County, Partner, Project, Topic
from owes_portal.models.publishing import Publishable, PublishableQuerySet
from owes_portal.models.rich_text import RichTextField
from owes_portal.polish import SortKey

POLAND = "Polska"


class InnovationQuerySet(PublishableQuerySet):
    def in_polish_order(self):
        return self.order_by(SortKey("title"), "pk")

    def countries(self):
        """Names of the countries that the examples come from, in Polish order."""
        ordered = self.order_by(SortKey("country"), "country")
        return list(ordered.values_list("country", flat=True).distinct())

    def for_cards(self):
        """With the topics that a card in the list shows."""
        return self.prefetch_related("topics")

    def for_reading(self):
        """With everything that the innovation's page shows and no further query asks for."""
        return self.select_related("project", "county").prefetch_related(
            "topics", "partners", "project__marks"
        )


class Innovation(Publishable):
    TRANSLATED = ("title", "lead", "problem", "solution", "evidence", "what_did_not_work")

    class Stage(models.TextChoices):
        """The spiral of innovation, in its order."""

        INSPIRATION = "inspiration", _("inspiration")
        PROJECT = "project", _("project")
        PILOT = "pilot", _("pilot")
        DURABILITY_TEST = "durability_test", _("test of durability")
        SCALING = "scaling", _("wider scale")
        SYSTEM_CHANGE = "system_change", _("change of the system")

    class Kind(models.TextChoices):
        PRODUCT = "product", _("product")
        SERVICE = "service", _("service")
        METHOD = "method", _("method or model")
        TECHNOLOGY = "technology", _("technology")
        ORGANISATION = "organisation", _("organisation")

    title = models.CharField(_("name"), max_length=160)
    slug = models.SlugField(_("part of the address"), max_length=100, unique=True)
    lead = models.CharField(_("in one or two sentences"), max_length=300)
    stage = models.CharField(_("stage"), max_length=20, choices=Stage)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    topics = models.ManyToManyField(
        Topic, related_name="innovations", blank=True, verbose_name=_("topics")
    )

    problem = RichTextField(_("what problem it answers"))
    solution = RichTextField(_("what the solution is"))
    target_group = models.CharField(
        _("whom it helps"), max_length=300, help_text=_("People whose life changes.")
    )
    users = models.CharField(
        _("who can use it"), max_length=300, blank=True, help_text=_("Who runs it: NGOs, offices.")
    )
    evidence = RichTextField(_("does it work"), blank=True)
    what_did_not_work = RichTextField(_("what did not work"), blank=True)

    transfer_cost = models.CharField(_("cost"), max_length=300, blank=True)
    transfer_time = models.CharField(_("time"), max_length=300, blank=True)
    transfer_people = models.CharField(_("people"), max_length=300, blank=True)
    first_step = models.CharField(_("first step"), max_length=300, blank=True)
    second_step = models.CharField(_("second step"), max_length=300, blank=True)
    third_step = models.CharField(_("third step"), max_length=300, blank=True)

    author_organisation = models.CharField(_("who runs it"), max_length=200)
    partners = models.ManyToManyField(
        Partner, related_name="innovations", blank=True, verbose_name=_("partners")
    )
    country = models.CharField(
        _("country"), max_length=60, default=POLAND, help_text=_("Its name in Polish.")
    )
    county = models.ForeignKey(
        County,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="innovations",
        verbose_name=_("county"),
    )
    place = models.CharField(_("place"), max_length=120, blank=True)
    started_in = models.PositiveSmallIntegerField(_("year of the start"), null=True, blank=True)
    funding = models.CharField(_("source of funding"), max_length=300, blank=True)
    project = models.ForeignKey(
        Project,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="innovations",
        verbose_name=_("project"),
    )
    website = models.URLField(_("website"), blank=True)
    licence = models.CharField(
        _("licence"), max_length=10, choices=Licence, default=Licence.UNKNOWN
    )

    source_of_description = models.CharField(_("source of the description"), max_length=300)
    state_as_of = models.DateField(_("state as of"), null=True, blank=True)
    is_verified = models.BooleanField(
        _("verified"), default=False, help_text=_("Somebody asked those who run it.")
    )
    related = models.ManyToManyField("self", blank=True, verbose_name=_("related innovations"))

    objects = InnovationQuerySet.as_manager()

    class Meta:
        verbose_name = _("innovation")
        verbose_name_plural = _("innovations")
        ordering = ["title", "pk"]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(is_verified=False) | Q(state_as_of__isnull=False),
                name="innovation_verified_on_a_day",
                violation_error_message=_("Say as of which day the description is verified."),
            ),
            models.CheckConstraint(
                condition=Q(county=None) | Q(country=POLAND),
                name="innovation_county_is_in_poland",
                violation_error_message=_("Only an innovation in Poland has a county."),
            ),
            models.CheckConstraint(
                condition=Q(started_in=None) | Q(started_in__range=(1800, 2100)),
                name="innovation_started_in_a_likely_year",
                violation_error_message=_("Give the year with four digits."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("innovations:detail", args=[self.slug])

    def is_to_be_verified(self):
        return not self.is_verified

    @property
    def spiral(self):
        """All stages in their order, each with whether the innovation stands there."""
        return [(stage.label, stage == self.stage) for stage in self.Stage]

    @property
    def first_steps(self):
        steps = [self.first_step, self.second_step, self.third_step]
        return [step for step in steps if step]

    @property
    def can_be_transferred(self):
        """Whether the description says anything on how to do it elsewhere."""
        needs = [self.transfer_cost, self.transfer_time, self.transfer_people]
        return any(needs) or bool(self.first_steps)
