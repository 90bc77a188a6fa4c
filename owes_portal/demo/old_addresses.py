"""Addresses that the old website of the demo centre had, and the news strip that staff have filled."""

from datetime import timedelta

from django.utils import timezone

from events.models import Article, Event, StripPlace
from owes_portal.models import Project
from owes_portal.old_addresses import book

OLD_NEWS = {
    "/new,1147": "wspolny-klaster-spotkanie-w-poznaniu",
    "/index.php?id=5": "podsumowanie-kwietnia-i-maja-2016",
}
STRIP_OF_EVENTS = ["warsztaty-wyjazdowe-ostrowiec-baltow", "konferencja-iskra-w-gminie"]
STRIP_OF_NEWS = [
    "mapa-zasobow-zwierzyniec-relacja",
    "masz-pomysl-napisz-do-nas",
    "bilgoraj-abc-relacja",
]
OLD_PROJECTS = {"/project,51": "energia-spoleczna"}


def create_old_addresses() -> None:
    """As after an import: each leads to where that page is now."""
    news = {path: Article.objects.get(slug=slug) for path, slug in OLD_NEWS.items()}
    projects = {path: Project.objects.get(slug=slug) for path, slug in OLD_PROJECTS.items()}
    book.lead({path: row.get_absolute_url() for path, row in (news | projects).items()})


def fill_the_strip() -> None:
    """What is to come stands there until it begins, news for some weeks."""
    shown = [*(Event.objects.get(slug=slug) for slug in STRIP_OF_EVENTS), *_news_for_weeks()]
    for position, row in enumerate(shown, start=1):
        is_event = isinstance(row, Event)
        StripPlace.objects.create(
            position=position,
            event=row if is_event else None,
            article=None if is_event else row,
            until=row.starts_at if is_event else timezone.now() + timedelta(weeks=position),
        )


def _news_for_weeks():
    return [Article.objects.get(slug=slug) for slug in STRIP_OF_NEWS]
