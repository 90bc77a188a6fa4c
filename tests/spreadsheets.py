"""Read back what was written for spreadsheet programs."""

import csv
import io
import re
import xml.etree.ElementTree as ET
from zipfile import ZipFile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def read_xlsx(content):
    """`{title: rows}` of what a program would show: text as str, numbers and dates as float."""
    with ZipFile(io.BytesIO(content)) as file:
        book = ET.fromstring(file.read("xl/workbook.xml"))
        titles = [sheet.get("name") for sheet in book.iter(f"{MAIN}sheet")]
        sheets = [file.read(f"xl/worksheets/sheet{n}.xml") for n in range(1, len(titles) + 1)]
    return dict(zip(titles, [rows(ET.fromstring(sheet)) for sheet in sheets], strict=True))


def rows(sheet):
    return [cells(row) for row in sheet.iter(f"{MAIN}row")]


def cells(row):
    """The values at their places; what was left empty is None."""
    found = {column(cell): value(cell) for cell in row.iter(f"{MAIN}c")}
    return [found.get(place) for place in range(max(found, default=-1) + 1)]


def column(cell):
    place = 0
    for letter in re.match("[A-Z]+", cell.get("r")).group():
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def value(cell):
    assert cell.find(f"{MAIN}f") is None, "a formula"
    if cell.get("t") == "inlineStr":
        return unescaped("".join(text.text or "" for text in cell.iter(f"{MAIN}t")))
    number = cell.find(f"{MAIN}v")
    return None if number is None else float(number.text)


def unescaped(text):
    """Letters that XML does not know are written by their numbers."""
    return re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), text)


def read_csv(content):
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
