"""Tables for spreadsheet programs, XLSX and CSV: row by row, and nothing in them is ever a formula."""

import codecs
import csv
import re
import tempfile
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import BinaryIO, NamedTuple

import xlsxwriter
from django.utils import timezone
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

# Text stays text, with its zeros in front; whoever wants a number in the table gives an int.
type Cell = str | int | date | None
type Row = Sequence[Cell]

ROWS_AT_MOST = 1_048_576  # with the headings; no program reads more
TITLE_LENGTH = 31
NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")
# With any of these in front a cell of a CSV file may be reckoned, or start a program.
DANGEROUS = tuple("=+-@\t\r\n'")
UNSEEN = "\u200b\u200c\u200d\u2060\ufeff"
SEPARATOR = ";"  # what spreadsheet programs expect where commas stand in numbers
A4 = 9


class Column(NamedTuple):
    heading: str
    width: int  # in letters


@dataclass(frozen=True)
class Sheet:
    """One table of a workbook; its rows may be a generator and are read once."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Row]


class _Formats(NamedTuple):
    heading: Format
    text: Format
    number: Format
    day: Format
    moment: Format


def write_xlsx(
    file: BinaryIO, sheets: Iterable[Sheet], *, created: datetime, folder: Path | None = None
) -> None:
    """Write the workbook; the same sheets created at the same moment give the same bytes.

    Rows wait on the disk, not in memory, until all are there: in the `folder`, or where the system
    keeps temporary files, which is memory in production. Nothing of them is left behind.
    """
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as waiting:
        options = {"constant_memory": True, "tmpdir": waiting, "strings_to_formulas": False}
        workbook = xlsxwriter.Workbook(file, options)
        workbook.set_properties({"created": created.astimezone(UTC)})
        formats = _formats(workbook)
        for sheet in sheets:
            _write_sheet(workbook.add_worksheet(_tab(sheet.title)), sheet, formats)
        workbook.close()


def write_csv(file: BinaryIO, headings: Sequence[str], rows: Iterable[Row]) -> None:
    """Write one table, every cell in quotes: a comma in one begins no cell, whatever separates."""
    file.write(codecs.BOM_UTF8)
    lines = codecs.getwriter("utf-8")(file)
    writer = csv.writer(lines, delimiter=SEPARATOR, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([_in_csv(heading) for heading in headings])
    writer.writerows([_in_csv(value) for value in row] for row in rows)


def harmless(text: str) -> str:
    """The text with an apostrophe in front if a program might take it for more than text."""
    seen = unicodedata.normalize("NFKC", text).lstrip(UNSEEN + " \xa0")
    return f"'{text}" if seen.startswith(DANGEROUS) else text


def _formats(workbook: Workbook) -> _Formats:
    cell = {"valign": "top"}
    return _Formats(
        heading=workbook.add_format(cell | {"bold": True, "text_wrap": True, "bottom": 1}),
        # Marked as text, so that it stays text when somebody edits the cell.
        text=workbook.add_format(cell | {"num_format": "@", "text_wrap": True}),
        number=workbook.add_format(cell),
        day=workbook.add_format(cell | {"num_format": "dd.mm.yyyy"}),
        moment=workbook.add_format(cell | {"num_format": "dd.mm.yyyy hh:mm"}),
    )


def _write_sheet(worksheet: Worksheet, sheet: Sheet, formats: _Formats) -> None:
    worksheet.set_landscape()
    worksheet.set_paper(A4)
    worksheet.fit_to_pages(1, 0)
    worksheet.repeat_rows(0)
    worksheet.freeze_panes(1, 0)
    for place, column in enumerate(sheet.columns):
        worksheet.set_column(place, place, column.width)
        worksheet.write_string(0, place, _text(column.heading), formats.heading)
    last = 0
    for last, row in enumerate(sheet.rows, 1):
        if last >= ROWS_AT_MOST:
            raise OverflowError("more rows than a spreadsheet can hold")
        for place, value in enumerate(row):
            _write(worksheet, last, place, value, formats)
    worksheet.autofilter(0, 0, last, len(sheet.columns) - 1)


def _write(worksheet: Worksheet, row: int, place: int, value: Cell, formats: _Formats) -> None:
    match value:
        case None | "":
            return
        case int():
            worksheet.write_number(row, place, value, formats.number)
        case datetime():
            worksheet.write_datetime(row, place, timezone.make_naive(value), formats.moment)
        case date():
            worksheet.write_datetime(row, place, value, formats.day)
        case _:
            worksheet.write_string(row, place, _text(str(value)), formats.text)


def _text(text: str) -> str:
    """Danger: xlsxwriter takes what begins with this tag for XML, and writes it as it is."""
    return f" {text}" if text.startswith("<r>") else text


def _tab(title: str) -> str:
    """The title as spreadsheet programs take it."""
    return NOT_IN_TITLES.sub(" ", title)[:TITLE_LENGTH].strip(" '")


def _in_csv(value: Cell) -> str:
    match value:
        case None:
            return ""
        case int():
            return str(value)
        case datetime():
            return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case _:
            return harmless(str(value))
