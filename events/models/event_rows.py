"""Which events: words for the rows of Event."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from owes_portal import shown_places
from owes_portal.models.pictures import PicturedQuerySet
from owes_portal.polish import SortKey

SHOWN_ON_CARDS = (
    "kind",
    "title",
    "slug",
    "translations",
    "starts_at",
    "ends_at",
    "venues",
    "cancelled_at",
    "capacity",
    "places_taken",
    "has_waiting_list",
    "signup_mode",
    "signup_opens_at",
    "signup_closes_at",
)


def _of_relation(model, relation, name):
    """A field of the rows at the other end of the relation, in Polish order, as one array."""
    related = model._meta.get_field(relation).related_model.objects
    rows = related.filter(events=OuterRef("pk")).order_by(SortKey("name"))
    return ArraySubquery(rows.values(name))


class EventQuerySet(PicturedQuerySet):
    def upcoming(self, at=None):
        """Not over yet, the nearest first. See also Event.is_over()."""
        return self.filter(ends_at__gt=at or timezone.now()).order_by("starts_at", "pk")

    def past(self, at=None):
        """Over, the latest first. See also Event.is_over()."""
        return self.filter(ends_at__lte=at or timezone.now()).order_by("-starts_at", "-pk")

    def accepting_signups(self, at=None):
        """Whose window is open; places are another matter. See also Event.accepts_signups()."""
        at = (at or timezone.now()).replace(microsecond=0)
        return self.filter(
            Q(signup_opens_at=None) | Q(signup_opens_at__lte=at),
            Q(signup_closes_at=None) | Q(signup_closes_at__gte=at),
            signup_mode__in=self.model.PUBLIC_SIGNUP,
            cancelled_at=None,
            starts_at__gt=at,
        )

    def having_free_places(self):
        """With a place that nobody has yet. See also Event.has_free_places()."""
        shown_places.tell_of_all()
        return self.filter(places_taken__lt=F("capacity"))

    def for_days_between(self, first, last):
        """Of which a day starts from the one moment to the other."""
        return self.filter(days__starts_at__range=(first, last)).distinct()

    def for_span(self, first, end):
        """Of which a day starts in that time, whose end does not belong to it."""
        days = self.model._meta.get_field("days").related_model.objects
        inside = days.filter(event=OuterRef("pk"), starts_at__gte=first, starts_at__lt=end)
        return self.filter(Exists(inside))

    def for_cards(self):
        """With what a card of a list shows, and nothing of the many other columns."""
        return self.only(*SHOWN_ON_CARDS)

    def with_reports(self):
        """Tell each whether visitors may read a report of it: `has_report`."""
        articles = self.model._meta.get_field("articles").related_model.objects
        reports = articles.published().filter(event=OuterRef("pk"), is_report=True)
        return self.annotate(has_report=Exists(reports))

    def like(self, event):
        """Others of the same project or with a topic in common."""
        links = self.model.topics.through.objects
        topics = links.filter(event=event.pk).values("topic")
        same = Q(pk__in=links.filter(topic__in=topics).values("event"))
        if event.project_id:
            same |= Q(project=event.project_id)
        return self.filter(same).exclude(pk=event.pk)

    def for_reading(self):
        """With all that the event's page and its sign-up form show."""
        return (
            self.select_related("contact", "privacy_notice", "rules", "project")
            .annotate(
                county_names=_of_relation(self.model, "counties", "name"),
                partner_names=_of_relation(self.model, "partners", "name"),
                topic_keys=_of_relation(self.model, "topics", "pk"),
            )
            .prefetch_related(
                "days__trainer",
                "pickup_points",
                "attachments",
                "project__marks",
                "consents",
                "pictures",
            )
        )
