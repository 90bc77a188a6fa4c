"""The news strip of the home page: up to five places that staff give until a moment."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models.article import Article
from events.models.event import Event


class StripPlaceQuerySet(models.QuerySet):
    def shown(self, at=None):
        """Places whose time is not over. See also StripPlace.is_shown()."""
        return self.filter(Q(until=None) | Q(until__gt=at or timezone.now())).order_by("position")


class StripPlace(models.Model):
    """A place shows a piece of news or an event, as long as that is published."""

    PLACES = [(number, str(number)) for number in range(1, 6)]

    position = models.PositiveSmallIntegerField(_("place"), choices=PLACES, unique=True)
    article = models.ForeignKey(
        Article,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="strip_places",
        verbose_name=_("piece of news"),
    )
    event = models.ForeignKey(
        Event,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="strip_places",
        verbose_name=_("event"),
    )
    until = models.DateTimeField(
        _("until"), null=True, blank=True, help_text=_("Leave empty if it should stay.")
    )

    objects = StripPlaceQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        verbose_name = _("place in the news strip")
        verbose_name_plural = _("news strip")
        constraints = [
            models.CheckConstraint(
                condition=Q(position__range=(1, 5)), name="strip_place_is_one_of_five"
            ),
            models.CheckConstraint(
                condition=Q(article=None, event__isnull=False)
                | Q(article__isnull=False, event=None),
                name="strip_place_shows_one_thing",
                violation_error_message=_("Choose a piece of news or an event, not both."),
            ),
        ]

    def __str__(self):
        return f"{self.position}. {self.shows}"

    @property
    def shows(self):
        return self.article or self.event

    def is_shown(self, at=None):
        return self.until is None or self.until > (at or timezone.now())
