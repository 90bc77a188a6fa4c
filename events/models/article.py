"""A piece of news."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from events.models.event import Event
from owes_portal.models import Partner, Project, Topic
from owes_portal.models.pictures import Picture, Pictured, PicturedQuerySet
from owes_portal.models.publishing import Publishable
from owes_portal.models.rich_text import RichTextField


class ArticleQuerySet(PicturedQuerySet):
    def newest_first(self):
        return self.order_by("-published_from", "-pk")

    def for_reading(self):
        """With what the page of a piece of news shows."""
        return self.select_related("project", "event").prefetch_related(
            "partners", "topics", "project__marks", "pictures"
        )


class Article(Pictured, Publishable):
    title = models.CharField(_("title"), max_length=160)
    slug = models.SlugField(_("part of the address"), max_length=100, unique=True)
    lead = models.CharField(_("in one or two sentences"), max_length=400)
    body = RichTextField(_("text"))
    happened_on = models.DateField(
        _("happened on"),
        null=True,
        blank=True,
        help_text=_("The day of what you write about; never write “yesterday”."),
    )
    project = models.ForeignKey(
        Project,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("project"),
    )
    event = models.ForeignKey(
        Event,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("event"),
    )
    is_report = models.BooleanField(
        _("report of the event"),
        default=False,
        db_default=False,
        help_text=_("After the event its page shows this text."),
    )
    partners = models.ManyToManyField(
        Partner, related_name="articles", blank=True, verbose_name=_("partners")
    )
    topics = models.ManyToManyField(
        Topic, related_name="articles", blank=True, verbose_name=_("topics")
    )

    objects = ArticleQuerySet.as_manager()

    class Meta(Publishable.Meta):
        abstract = False
        verbose_name = _("piece of news")
        verbose_name_plural = _("news")
        indexes = [
            models.Index(
                fields=["-published_from", "-id"],
                include=["published_until"],
                condition=Q(status="published"),
                name="article_newest_first",
            )
        ]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(is_report=False) | Q(event__isnull=False),
                name="article_report_is_of_an_event",
                violation_error_message=_("Choose the event that this is the report of."),
            ),
            models.UniqueConstraint(
                fields=["event"],
                condition=Q(is_report=True),
                name="article_one_report_an_event",
                violation_error_message=_("There is a report of this event already."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("articles:detail", args=[self.slug])


class ArticlePicture(Picture):
    section, page_field = "aktualnosci", "article"

    article = models.ForeignKey(
        Article, models.CASCADE, related_name="pictures", verbose_name=_("piece of news")
    )

    class Meta(Picture.Meta):
        abstract = False
