"""A publication: a work that may come out in several editions."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from owes_portal.licences import Licence
from owes_portal.models import Project, Topic
from owes_portal.models.publishing import Publishable, PublishableQuerySet
from owes_portal.models.rich_text import RichTextField


class PublicationQuerySet(PublishableQuerySet):
    def newest_first(self):
        return self.order_by("-published_from", "-pk")

    def for_year(self, year):
        """Whose current edition came out in the year. See also Publication.year."""
        return self.filter(editions__is_current=True, editions__year=year)

    def years(self):
        """Years of the current editions, the latest first."""
        current = self.filter(editions__is_current=True)
        years = current.order_by("-editions__year").values_list("editions__year", flat=True)
        return list(years.distinct())

    def with_editions(self):
        """With all editions and their files, for cards and for reading."""
        return self.prefetch_related("editions__files")

    def for_reading(self):
        """With everything that the publication's page shows and no further query asks for."""
        return (
            self.select_related("project")
            .prefetch_related("topics", "project__marks")
            .with_editions()
        )


class Publication(Publishable):
    TRANSLATED = ("title", "subtitle", "abstract")

    class Kind(models.TextChoices):
        GUIDE = "guide", _("guide")
        REPORT = "report", _("research report")
        EVALUATION = "evaluation", _("evaluation")
        MODEL = "model", _("model or standard")
        TEMPLATE = "template", _("document template")
        BROCHURE = "brochure", _("brochure")
        BULLETIN = "bulletin", _("bulletin")
        PRESENTATION = "presentation", _("presentation")
        ARTICLE = "article", _("article")

    class Language(models.TextChoices):
        POLISH = "pl", _("Polish")
        ENGLISH = "en", _("English")
        UKRAINIAN = "uk", _("Ukrainian")
        GERMAN = "de", _("German")
        FRENCH = "fr", _("French")

    title = models.CharField(_("title"), max_length=200)
    subtitle = models.CharField(_("subtitle"), max_length=200, blank=True)
    slug = models.SlugField(_("part of the address"), max_length=100, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.GUIDE)
    abstract = models.TextField(_("abstract"), max_length=1000)
    contents = RichTextField(_("table of contents"), blank=True)
    authors = models.CharField(
        _("authors"), max_length=300, help_text=_("People or institutions, in the title's order.")
    )
    editors = models.CharField(_("edited by"), max_length=300, blank=True)
    publisher = models.CharField(_("publisher"), max_length=200)
    language = models.CharField(
        _("language"), max_length=2, choices=Language, default=Language.POLISH
    )
    topics = models.ManyToManyField(
        Topic, related_name="publications", blank=True, verbose_name=_("topics")
    )
    audience = models.CharField(_("for whom"), max_length=200, blank=True)
    project = models.ForeignKey(
        Project,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="publications",
        verbose_name=_("project"),
    )
    licence = models.CharField(
        _("licence"), max_length=10, choices=Licence, default=Licence.UNKNOWN
    )

    objects = PublicationQuerySet.as_manager()

    class Meta(Publishable.Meta):
        abstract = False
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        indexes = [models.Index(fields=["-published_from", "-id"], name="publication_newest_first")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("publications:detail", args=[self.slug])

    def language_of(self, name):
        is_of_the_text = name in ("title", "subtitle", "contents")
        return self.language if is_of_the_text else super().language_of(name)

    @property
    def is_foreign(self):
        """Whether the title must be read aloud in another language than the page."""
        return self.language != self.Language.POLISH

    @property
    def current_edition(self):
        """The edition that counts; None before the first one is entered."""
        return next((edition for edition in self.editions.all() if edition.is_current), None)

    @property
    def earlier_editions(self):
        return [edition for edition in self.editions.all() if not edition.is_current]

    @property
    def year(self):
        return self.current_edition and self.current_edition.year

    def ensure_current_edition(self):
        """The newest edition counts as long as nobody has chosen one."""
        newest = self.editions.first()
        if newest and not self.editions.current().exists():
            newest.make_current()
