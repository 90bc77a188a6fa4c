"""The programme of the event, for participants: days, places, what happens, whom to ask."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from events.models import Event
from owes_portal.models import Document
from registrations.papers.paper import Paper, Stage
from registrations.papers.rich_text import on_paper


def facts(event: Event) -> dict[str, Any]:
    """The rich text, made fit for paper, and the hours; the rest is the event's own."""
    return {
        "programme": on_paper(event.programme),
        "teaching_hours": sum(day.teaching_hours for day in event.days.all()),
    }


PROGRAMME = Paper(
    kind=Document.Kind.PROGRAMME,
    code="PR",
    file_slug="program",
    about=_("For participants: days, places and how to get there, programme, whom to ask."),
    template="registrations/papers/programme.html",
    facts=facts,
    stage=Stage.BEFORE,
)
