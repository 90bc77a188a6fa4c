"""What belongs with a row: everything leads to everything."""

from collections.abc import Iterable

from django.db.models import Model, Q

from owes_portal.memory import remembered
from owes_portal.models import Project, Topic
from owes_portal.models.publishing import Publishable
from owes_portal.models.rich_text import RichTextField

# The apps know the topics, the topics know the apps by these names.
KINDS = ("events", "articles", "innovations", "publications", "projects")
AT_MOST = 3
# Some of them are to appear later, are over by then, or are named by the page already.
KNOWN = 12


def related_to(
    row: Model, *, besides: Iterable[Model | None] = (), kinds: Iterable[str] = KINDS
) -> dict[str, list[Model]]:
    """The newest published things of each kind that belong with the row; empty kinds are left out.

    What the page names already goes into `besides`.
    """
    besides, known = list(besides), _known(row)
    found = {
        kind: [one for one in known[kind] if one.is_published() and one not in besides][:AT_MOST]
        for kind in kinds
    }
    return {kind: rows for kind, rows in found.items() if rows}


@remembered
def _known(row: Model) -> dict[str, list[Model]]:
    """Whatever of it may be read by now: that depends on the hour, and is asked each time."""
    return {kind: _of_kind(kind, row) for kind in KINDS}


def _of_kind(kind: str, row: Model) -> list[Model]:
    model = Project if kind == "projects" else Topic._meta.get_field(kind).related_model
    rows = model.objects.filter(_ties(row, model), status=Publishable.Status.PUBLISHED)
    if isinstance(row, model):
        rows = rows.exclude(pk=row.pk)
    texts = [field.name for field in model._meta.fields if isinstance(field, RichTextField)]
    return list(rows.defer(*texts).order_by("-published_from", "-pk")[:KNOWN])


def _ties(row: Model, model: type[Model]) -> Q:
    """A topic or a partner in common, the same project, or the event that a piece of news is about."""
    ties = Q(pk__in=[])
    for name in ("topics", "partners"):
        if _has(row, name) and _has(model, name):
            shared = model.objects.filter(**{f"{name}__in": getattr(row, name).all()})
            ties |= Q(pk__in=shared.values("pk"))
    for name in ("project", "event"):
        ties |= _by_key(row, model, name)
    return ties


def _by_key(row: Model, model: type[Model], name: str) -> Q:
    """Through the one that either of them belongs to, or is."""
    value = row.pk if row._meta.model_name == name else getattr(row, f"{name}_id", None)
    column = "pk" if model._meta.model_name == name else name if _has(model, name) else ""
    return Q(**{column: value}) if value and column else Q()


def _has(model: Model | type[Model], name: str) -> bool:
    fields = [*model._meta.fields, *model._meta.many_to_many]
    return any(field.name == name for field in fields)
