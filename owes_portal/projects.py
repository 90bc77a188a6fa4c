"""What the portal itself knows of a project or of a partner: what belongs to it, and how much."""

from django.db.models import Aggregate, Count, Prefetch, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import Http404

from events.models import Article, Event
from innovations.models import Innovation
from owes_portal.memory import remembered
from owes_portal.models import Partner, Project
from owes_portal.publishing import readable
from publications.models import Publication

SHOWN = 6  # of each kind on the page of the project
SHOWN_OF_PARTNER = 5


def published_project(slug: str) -> Project:
    """The project at that address with all that its page shows; Http404 or Gone if it may not be read."""
    project = _known_project(slug)
    if project is None:
        raise Http404
    return readable(project)


@remembered
def _known_project(slug: str) -> Project | None:
    """Whatever its publication status: that depends on the hour, and is asked each time."""
    return Project.objects.for_reading().filter(slug=slug).first()


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
    held = _newest(Event, project).past().filter(cancelled_at=None)
    read = {"articles": Article, "publications": Publication, "innovations": Innovation}
    asked = {
        "events": _one_number(held, Count("pk")),
        "visits": _one_number(held, Sum("people_came", default=0)),
        **{name: _one_number(_newest(model, project), Count("pk")) for name, model in read.items()},
    }
    found = Project.objects.filter(pk=project.pk).values_list(*asked.values()).get()
    return dict(zip(asked, found, strict=True))


def _one_number(rows: QuerySet, number: Aggregate) -> Coalesce:
    """A number about rows of one project, to be asked for together with others."""
    told = rows.order_by().values("project").annotate(number=number).values("number")
    return Coalesce(Subquery(told), 0)


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
