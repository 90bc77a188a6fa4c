"""Two columns of addresses, from a file or pasted: what each line would do, and what is wrong."""

import csv
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from owes_portal.models import OldAddress
from owes_portal.old_addresses.book import CIRCLE, Leads
from owes_portal.old_addresses.spelling import key, new_address, old_path, problems

MOST_LINES, MOST_LETTERS = 3_000, 500_000
ENCODINGS = ("utf-8-sig", "cp1250")  # what spreadsheets write


@dataclass
class Line:
    number: int
    path: str
    target: str
    faults: list[str] = field(default_factory=list)
    before: str = ""  # where it leads now

    @property
    def is_new(self) -> bool:
        return not self.before


def decoded(content: bytes) -> str:
    """The text of a file; Excel on Windows writes in its own alphabet."""
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("utf-8", errors="replace")


def read(text: str) -> list[Line]:
    """Every line that says something."""
    return judged(_rows(text))


def judged(rows: Iterable[tuple[int, list[str]]]) -> list[Line]:
    """Numbered rows of cells, each beside the others and all that is written down."""
    rows, leads = list(rows), Leads()
    others = {key(old_path(cells[0])) for _number, cells in rows} | leads.pages.keys()
    lines = [_line(number, cells, others) for number, cells in rows]
    _find_doubles(lines)
    _find_what_stands(lines)
    _follow(lines, leads)
    return lines


def is_importable(lines: list[Line]) -> bool:
    """All or nothing."""
    return bool(lines) and not any(line.faults for line in lines)


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with their number; a first one that names the columns is no address."""
    for number, line in enumerate(text.splitlines(), 1):
        row = next(csv.reader([line], delimiter=_delimiter(line)), [])
        cells = _without_empty_ends([cell.strip() for cell in row])
        is_heading = number == 1 and not any("/" in cell for cell in cells)
        if any(cells) and not is_heading:
            yield number, cells


def _without_empty_ends(cells: list[str]) -> list[str]:
    """Spreadsheets save the empty columns of a wider row too; the two that count stay."""
    return [cell for place, cell in enumerate(cells) if place < 2 or any(cells[place:])]


def _delimiter(line: str) -> str:
    """Tabulators are pasted, semicolons saved in Poland; a comma may be a part of an address."""
    return next((mark for mark in "\t;" if mark in line), ",")


def _line(number: int, cells: list[str], others: Container[str]) -> Line:
    if len(cells) != 2:
        fault = _("Two columns are needed: old address and new address, with a semicolon between.")
        return Line(number, cells[0], "", [fault])
    path, target = old_path(cells[0]), new_address(cells[1])
    return Line(number, path, target, list(problems(path, target, others)))


def _find_doubles(lines: Iterable[Line]) -> None:
    first = {}
    for line in lines:
        other = first.setdefault(key(line.path), line)
        if other is not line:
            fault = _("The same old address stands in line %(number)s.")
            line.faults.append(fault % {"number": other.number})


def _find_what_stands(lines: list[Line]) -> None:
    """A page's own former address is nobody's to change; others get another page."""
    standing = OldAddress.objects.filter(path__in=[line.path for line in lines if not line.faults])
    known = {old.path: old for old in standing}
    for line in lines:
        old = known.get(line.path)
        if old and old.object_id:
            line.faults.append(_("It is a former address of a page and leads to it by itself."))
        elif old:
            line.before = old.target


def _follow(lines: list[Line], leads: Leads) -> None:
    """Each must arrive at a page; what is shown is the page, which is what is written down."""
    leads.pages |= {key(line.path): line.target for line in lines if not line.faults}
    for line in lines:
        if line.faults:
            continue
        end = leads.end_of(line.target)
        if end is CIRCLE:
            line.faults.append(_("It would lead back to itself."))
        else:
            line.target = end
