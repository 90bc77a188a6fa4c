"""Addresses that the old website of the demo centre had, and the news strip that staff have filled."""

from events.models import Article, Event, StripPlace
from owes_portal.models import Project
from owes_portal.old_addresses import book

OLD_NEWS = {
    "/new,1147": "wspolny-klaster-spotkanie-w-poznaniu",
    "/index.php?id=5": "podsumowanie-kwietnia-i-maja-2016",
}
OLD_PROJECTS = {"/project,51": "energia-spoleczna"}


def create_old_addresses() -> None:
    """As after an import: each leads to where that page is now."""
    news = {path: Article.objects.get(slug=slug) for path, slug in OLD_NEWS.items()}
    projects = {path: Project.objects.get(slug=slug) for path, slug in OLD_PROJECTS.items()}
    book.lead({path: row.get_absolute_url() for path, row in (news | projects).items()})


def fill_the_strip() -> None:
    """The trip stands first until it begins."""
    trip = Event.objects.get(slug="warsztaty-wyjazdowe-ostrowiec-baltow")
    StripPlace.objects.create(position=1, event=trip, until=trip.starts_at)
