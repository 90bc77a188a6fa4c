"""What a table is made of: its columns, its rows, its file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO, ClassVar

from django.utils import timezone

from events.models import Event
from owes_portal.models import Document
from owes_portal.models.document_kinds import PROTECTED, right_to
from owes_portal.polish import slug
from owes_portal.spreadsheet import Column, Row, Sheet, write_csv, write_xlsx

XLSX, CSV = "xlsx", "csv"
FORMATS = (XLSX, CSV)
CHUNK = 1000  # rows that are fetched and held at a time
HEADINGS_READ, WRITTEN = 15, 95  # per cent of the work


def event_with_days(event_id: int) -> Event:
    """The event as all its tables need it. Raises Event.DoesNotExist."""
    return Event.objects.prefetch_related("days").get(pk=event_id)


def date_and_title(event: Event) -> str:
    """`2026-09-22_od-pomyslu-do-spoldzielni`"""
    date = timezone.localtime(event.starts_at or timezone.now())
    return f"{date:%Y-%m-%d}_{slug(event.title, length=60)}"


@dataclass(frozen=True)
class Table:
    """One kind of table. Called, it writes the file: that is what DOCUMENT_BUILDERS names.

    `columns` and `rows` are given what the table is about. The rows come one by one out of a single
    statement, so that the table holds one moment and the memory does not grow with the people.
    """

    do_not_call_in_templates: ClassVar[bool] = True

    kind: Document.Kind
    file_slug: str
    about: str
    columns: Callable[[Any], list[Column]]
    rows: Callable[[Any], Iterator[Row]]
    subject: Callable[[int], Any] = event_with_days
    file_words: Callable[[Any], str] = date_and_title

    @property
    def name(self) -> str:
        return str(self.kind.label)

    def right(self) -> str:
        """What somebody must be allowed to do in order to ask for it."""
        return right_to(self.kind)

    def is_protected(self) -> bool:
        """Whether it wants a reason and the password, and is for nobody else."""
        return self.kind in PROTECTED

    def __call__(
        self,
        subject_id: int,
        file: BinaryIO,
        report: Callable[[int], None],
        *,
        format: str,
        only_for: int | None = None,
    ) -> str:
        """Write the table as things stand and give its name.

        `only_for` keeps apart what several members of staff asked for; nothing of it is in the file.
        """
        subject = self.subject(subject_id)
        sheet = Sheet(self.name.capitalize(), self.columns(subject), self.rows(subject))
        report(HEADINGS_READ)
        write(sheet, file, format, timezone.now())
        report(WRITTEN)
        return f"{self.file_slug}_{self.file_words(subject)}.{format}"


def write(sheet: Sheet, file: BinaryIO, format: str, created: datetime) -> None:
    """Write the sheet in that format."""
    if format == XLSX:
        write_xlsx(file, [sheet], created=created, folder=Document.folder())
    elif format == CSV:
        write_csv(file, [column.heading for column in sheet.columns], sheet.rows)
    else:
        raise ValueError(f"there are no tables in the format {format!r}")


def words_of(choices: Any) -> dict[str, str]:
    """What each choice is called, translated once and not in each row."""
    return {value: str(label) for value, label in choices.choices}


def moment_in(stamp: str) -> datetime:
    """The moment that PostgreSQL has written into JSON."""
    return timezone.localtime(datetime.fromisoformat(stamp))


def said(stamp: str) -> str:
    """The same in digits, for a cell that says more than that."""
    return f"{moment_in(stamp):%d.%m.%Y %H:%M}"


def comes_on(day_id: int, chosen_ids: list[int]) -> bool:
    """Whoever chose no day in particular comes on all of them."""
    return not chosen_ids or day_id in chosen_ids
