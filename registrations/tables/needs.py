"""The table of needs: protected, for whoever organises the help on the day."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Event
from owes_portal.models import Document
from owes_portal.spreadsheet import Column, Row
from registrations.models import AccessibilityNeed
from registrations.tables.table import CHUNK, Table, words_of


def columns(event: Event) -> list[Column]:
    return [
        Column(_("Number"), 14),
        Column(_("Surname"), 20),
        Column(_("First name"), 16),
        Column(_("Need"), 30),
        Column(_("In own words"), 40),
        Column(_("Told"), 16),
        Column(_("Our answer"), 40),
        Column(_("When we answered"), 16),
    ]


def rows(event: Event) -> Iterator[Row]:
    """What people who may still come need; what is not answered comes first."""
    kinds = words_of(AccessibilityNeed.Kind)
    number, *names = (
        f"participant__{name}" for name in ("registration__number", "last_name", "first_name")
    )
    told = AccessibilityNeed.objects.for_event(event).values_list(
        number, *names, "kind", "description", "told_at", "answer", "answered_at"
    )
    for *person, kind, description, told_at, answer, answered_at in told.iterator(CHUNK):
        yield [*person, kinds[kind], description, told_at, answer, answered_at]


NEEDS = Table(
    kind=Document.Kind.NEEDS_TABLE,
    file_slug="potrzeby",
    about=gettext_lazy("Who needs what, in their own words, and our answers."),
    columns=columns,
    rows=rows,
)
