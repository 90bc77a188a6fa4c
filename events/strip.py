"""What the news strip of the home page shows: what staff have chosen, then the newest news."""

from datetime import datetime

from django.db.models import prefetch_related_objects

from events.models import Article, Event, StripPlace

PLACES = 5


def news_strip(at: datetime | None = None) -> list[Article | Event]:
    """At most five, the chosen ones in the order of their places; what is not published is left out."""
    places = StripPlace.objects.shown(at).select_related("article", "event")
    chosen = [place.shows for place in places if place.shows.is_published(at)]
    chosen_news = [row.pk for row in chosen if isinstance(row, Article)]
    newest = Article.objects.published(at).newest_first().exclude(pk__in=chosen_news)
    shown = chosen + list(newest[: PLACES - len(chosen)])
    # Each kind has pictures of its own.
    for model in (Article, Event):
        prefetch_related_objects([row for row in shown if isinstance(row, model)], "pictures")
    return shown
