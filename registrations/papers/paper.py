"""What a paper about an event is made of: its facts, its template, its file."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, BinaryIO, ClassVar

from django import forms
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Event, EventDay
from owes_portal import pdf
from owes_portal.models import Document
from owes_portal.models.document_kinds import right_to
from owes_portal.models.operator import current_operator
from owes_portal.polish import slug

MARKS_IN_STRIP = 4  # the most that the rules of the funds allow in one line
ON_PAPER, ON_SCREEN = "pdf_base.html", "registrations/staff/paper_frame.html"
DATA_READ, WRITTEN = 15, 95  # per cent of the work


class Stage(models.TextChoices):
    """When an organiser needs a paper: the sections of the page that lists them."""

    BEFORE = "before", gettext_lazy("Before the event")
    ON_THE_DAY = "on_the_day", gettext_lazy("On the day")
    AFTERWARDS = "afterwards", gettext_lazy("After the event")
    FOR_AUDIT = "for_audit", gettext_lazy("For an audit")


@dataclass(frozen=True)
class Paper:
    """One kind of paper. Called, it writes the PDF: that is what DOCUMENT_BUILDERS names.

    `facts(event, **options)` gives what the template shows beside what all papers have in common.
    `code` begins the number of each copy, `file_slug` its file's name and its page's address.
    """

    do_not_call_in_templates: ClassVar[bool] = True

    kind: Document.Kind
    code: str
    file_slug: str
    about: str
    template: str
    facts: Callable[..., dict[str, Any]]
    stage: Stage = Stage.AFTERWARDS
    options: type[forms.Form] | None = None
    # The option that names the file too, when it is chosen: {"is_empty": "pusta"}.
    file_words: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return str(self.kind.label)

    def right(self) -> str:
        """What somebody must be allowed to do in order to see it and to ask for it."""
        return right_to(self.kind)

    def __call__(
        self,
        event_id: int,
        file: BinaryIO,
        report: Callable[[int], None],
        *,
        at: datetime | None = None,
        **options: Any,
    ) -> str:
        """Write the PDF as things stand and give its name; `at` is the moment it shows, or now."""
        event = event_on_paper(event_id)
        context = self.context(event, at or timezone.now(), **options)
        report(DATA_READ)
        title = _("%(paper)s – %(event)s") % {"paper": context["heading"], "event": event.title}
        content = pdf.render(
            self.template, context | {"frame": ON_PAPER}, title=title, report=report
        )
        file.write(content)
        report(WRITTEN)
        return self.filename(event, context["built_at"], options)

    def context(self, event: Event, at: datetime, **options: Any) -> dict[str, Any]:
        """All that the template shows, on paper or on the screen."""
        built_at = timezone.localtime(at)
        common = {
            "paper": self,
            "heading": self.name.capitalize(),
            "event": event,
            "project": event.project,
            "marks": list(event.project.marks.all()[:MARKS_IN_STRIP]) if event.project else [],
            "days": days_of(event, options.get("day")),
            "operator": current_operator(),
            "number": f"{self.code}-{event.pk}-{built_at:%Y%m%d-%H%M}",
            "built_at": built_at,
        }
        return common | self.facts(event, **options)

    def filename(self, event: Event, built_at: datetime, options: dict[str, Any]) -> str:
        """`lista-obecnosci_2026-09-22_od-pomyslu-do-spoldzielni.pdf`."""
        words = [word for name, word in self.file_words.items() if options.get(name)]
        first_day = timezone.localtime(event.starts_at) if event.starts_at else built_at
        days = days_of(event, options.get("day"))
        date = timezone.localtime(days[0].starts_at) if days else first_day
        name = "-".join([self.file_slug, *words])
        return f"{name}_{date:%Y-%m-%d}_{slug(event.title, length=60)}.pdf"


def days_of(event: Event, day: int | None = None) -> list[EventDay]:
    """The day with that number, or all of them."""
    return [one for one in event.days.all() if day in (None, one.pk)]


def event_on_paper(event_id: int) -> Event:
    """The event with what all papers show of it. Raises Event.DoesNotExist."""
    related = Event.objects.select_related("project", "contact").prefetch_related("days__trainer")
    return related.get(pk=event_id)
