"""The transport list: who gets on where and when, for the driver. Names only."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from events.models import Event
from owes_portal.models import Document
from registrations.papers.paper import Paper, Stage


def facts(event: Event) -> dict[str, Any]:
    """The pick-up points in the order of the journey, each with its people in Polish order."""
    people: dict[int, list[str]] = {}
    found = event.participants.holding_places().exclude(pickup_point=None).in_polish_order()
    columns = ("pickup_point", "first_name", "last_name")
    for point, first_name, last_name in found.values_list(*columns):
        people.setdefault(point, []).append(f"{first_name} {last_name}".strip())
    points = [(point, people.get(point.pk, [])) for point in event.pickup_points.all()]
    return {"points": points, "people_count": sum(len(names) for _point, names in points)}


TRANSPORT = Paper(
    kind=Document.Kind.TRANSPORT,
    code="TR",
    file_slug="lista-przejazdu",
    about=_("For the driver: pick-up points with their hours and the names of who gets on."),
    template="registrations/papers/transport.html",
    facts=facts,
    stage=Stage.BEFORE,
)
