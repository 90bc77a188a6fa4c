"""Whatever people type, a table gives it back as text: letter by letter, and never reckoned."""

import io
from datetime import UTC, datetime

from hypothesis import example, given
from hypothesis import strategies as st

from owes_portal.spreadsheet import Column, Sheet, write_csv, write_xlsx
from tests.spreadsheets import read_csv, read_xlsx

CREATED = datetime(2026, 11, 21, 7, 40, tzinfo=UTC)
# A text of PostgreSQL holds no NUL, and UTF-8 no halves of letters.
LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
FRONTS = ["", "=", "+", "-", "@", "\t", "\r", "\n", "'", " ", "\ufeff", "＝", "﹣", ";", '"', "<r>"]
TEXTS = st.builds(str.__add__, st.sampled_from(FRONTS), st.text(LETTERS)).filter(bool)
RECKONED = tuple("=+-@\t\r\n＝＋－＠﹢﹣﹦﹫")


@given(st.lists(TEXTS, min_size=1, max_size=4))
@example(['=HYPERLINK("http://zly.example")', "_x0041_", "]]>", "a\r\nb"])
def test_xlsx_gives_any_text_back(texts):
    file = io.BytesIO()
    columns = [Column("a", 10)] * len(texts)

    write_xlsx(file, [Sheet("Osoby", columns, [texts])], created=CREATED)

    # A space keeps what begins like XML from being taken for it.
    expected = [f" {text}" if text.startswith("<r>") else text for text in texts]
    assert read_xlsx(file.getvalue())["Osoby"][1:] == [expected]


@given(st.lists(TEXTS, min_size=1, max_size=4))
@example(["=cmd|' /C calc'!A0", "\t=1", " =1", "\u200b+1", "'"])
def test_csv_gives_any_text_back_but_for_the_apostrophe_in_front(texts):
    file = io.BytesIO()

    write_csv(file, ["a"] * len(texts), [texts])

    [_headings, cells] = read_csv(file.getvalue())
    assert [cell.removeprefix("'") for cell in cells] == texts
    assert not any(cell.lstrip(" \xa0\ufeff\u200b").startswith(RECKONED) for cell in cells)
