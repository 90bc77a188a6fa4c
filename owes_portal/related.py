"""What shares a topic or the project with a row: everything leads to everything."""

from collections.abc import Iterable

from django.db.models import Model, Q

from owes_portal.models import Topic
from owes_portal.models.publishing import PublishableQuerySet

# The apps know the topics, the topics know the apps by these names.
KINDS = ("events", "articles", "innovations", "publications")
AT_MOST = 3


def related_to(row: Model, *, besides: Iterable[Model] = ()) -> dict[str, list[Model]]:
    """The newest published things of each kind that belong with the row; empty kinds are left out.

    Rows of the same model that the page names already go into `besides`.
    """
    named = [row.pk, *(other.pk for other in besides)]
    found = {kind: list(_of_kind(kind, row, named)[:AT_MOST]) for kind in KINDS}
    return {kind: rows for kind, rows in found.items() if rows}


def _of_kind(kind: str, row: Model, named: list[int]) -> PublishableQuerySet:
    model = Topic._meta.get_field(kind).related_model
    by_topic = model.objects.filter(topics__in=row.topics.all())
    shared = Q(pk__in=by_topic.values("pk"))
    if row.project_id:
        shared |= Q(project=row.project_id)
    others = model.objects.exclude(pk__in=named) if isinstance(row, model) else model.objects
    return others.published().filter(shared).order_by("-published_from", "-pk")
