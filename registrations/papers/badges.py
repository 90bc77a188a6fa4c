"""Name badges: ten on a sheet of A4, 90 × 54 mm each, with marks to cut along."""

from dataclasses import dataclass
from itertools import batched
from typing import Any

from django.utils.translation import gettext_lazy as _

from events.models import Event
from owes_portal.models import Document
from registrations.papers.options import CountField, OptionsForm
from registrations.papers.paper import Paper, Stage
from registrations.papers.people import people_on

BADGES_PER_SHEET = 10
BLANK_BADGES = 4
# So many letters have room on a line of that size; longer names wrap in the smallest.
SIZES = ((10, "xl"), (14, "l"), (20, "m"), (30, "s"))


@dataclass(frozen=True)
class Badge:
    first_name: str = ""
    last_name: str = ""
    organisation: str = ""

    @property
    def size(self) -> str:
        """How large the name may be, a line for each part, so that it stays inside."""
        longest = max(len(self.first_name), len(self.last_name))
        return next((size for letters, size in SIZES if longest <= letters), "xs")


class Options(OptionsForm):
    blanks = CountField(
        label=_("Blank badges"),
        help_text=_("Usually 4; the last sheet is always filled up with them."),
    )


def facts(event: Event, *, blanks: int | None = None) -> dict[str, Any]:
    """Whole sheets: a badge for each person, blank ones at the end."""
    badges = [
        Badge(person.first_name, person.last_name, person.organisation)
        for person in people_on(event)
    ]
    wanted = len(badges) + (BLANK_BADGES if blanks is None else blanks)
    sheet_count = max(1, -(-wanted // BADGES_PER_SHEET))
    badges += [Badge()] * (sheet_count * BADGES_PER_SHEET - len(badges))
    return {"sheets": list(batched(badges, BADGES_PER_SHEET)), "shape": "paper--whole"}


BADGES = Paper(
    kind=Document.Kind.BADGES,
    code="ID",
    file_slug="identyfikatory",
    about=_("Ten badges on a sheet, 90 × 54 mm each, with marks to cut along and blank ones."),
    template="registrations/papers/badges.html",
    facts=facts,
    stage=Stage.BEFORE,
    options=Options,
)
