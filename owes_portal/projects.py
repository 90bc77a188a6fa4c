"""What the portal itself knows of a project or of a partner: what belongs to it, and how much."""

from django.db.models import Count, Prefetch, QuerySet, Sum

from events.models import Article, Event
from innovations.models import Innovation
from owes_portal.models import Partner, Project
from publications.models import Publication

SHOWN = 6  # of each kind on the page of the project
SHOWN_OF_PARTNER = 5


def of_project(project: Project) -> dict[str, QuerySet]:
    """Its things that visitors may see, by kind; the newest of each first."""
    events = Event.objects.published().filter(project=project)
    return {
        "coming": events.upcoming().with_reports().for_cards()[:SHOWN],
        "past": events.past().with_reports().for_cards()[:SHOWN],
        "articles": Article.objects.published().filter(project=project).newest_first()[:SHOWN],
        "publications": _newest(Publication, project)[:SHOWN],
        "innovations": _newest(Innovation, project)[:SHOWN],
    }


def numbers_of(project: Project) -> dict[str, int]:
    """How many events took place, how often people came, how much can be read about it."""
    held = Event.objects.published().past().filter(project=project, cancelled_at=None)
    counted = held.order_by().aggregate(events=Count("pk"), visits=Sum("people_came", default=0))
    read = {"articles": Article, "publications": Publication, "innovations": Innovation}
    return counted | {name: _newest(model, project).count() for name, model in read.items()}


def partners() -> QuerySet[Partner]:
    """All of them in the order of the page, each with what visitors may see of it: `shown_…`."""
    shown = {"projects": Project, "events": Event, "articles": Article, "innovations": Innovation}
    newest = [
        Prefetch(name, _shown(model)[:SHOWN_OF_PARTNER], to_attr=f"shown_{name}")
        for name, model in shown.items()
    ]
    return Partner.objects.in_order_of_countries().prefetch_related(*newest)


def _newest(model: type, project: Project) -> QuerySet:
    return _shown(model).filter(project=project)


def _shown(model: type) -> QuerySet:
    return model.objects.published().order_by("-published_from", "-pk")
