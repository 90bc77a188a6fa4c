"""Names of files: what is shown deceives nobody and can be saved anywhere."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registrations.file_names import clean_name

NAUGHTY = st.sampled_from(list("/\\.:\0\r\n\t \u202e\u2066\u200b\u0301\ud800<>CONaux1ąłé"))
TYPED = st.text(NAUGHTY | st.characters(), max_size=300)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Zaświadczenie lekarskie.PDF", "Zaświadczenie lekarskie.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        (r"C:\Users\Anna\umowa.pdf", "umowa.pdf"),
        ("a\r\nX: 1.pdf", "aX- 1.pdf"),
        ("umowa.pdf\0.exe", "umowa.pdf.exe"),
        ("umowa\u202efdp.exe", "umowafdp.exe"),
        ("\u2066a\u200bb\u2069.png", "ab.png"),
        ("z\u0307o\u0301łw.jpg", "żółw.jpg"),
        ("  .ukryty .pdf", "ukryty.pdf"),
        ("CON.pdf", "plik-CON.pdf"),
        ("lpt1.umowa.pdf", "plik-lpt1.umowa.pdf"),
        ("contract.pdf", "contract.pdf"),
        ("a<b>|?.pdf", "a-b---.pdf"),
        (".pdf", "plik.pdf"),
        ("", "plik"),
        ("umowa", "umowa"),
        ("ż" * 300 + ".pdf", "ż" * 96 + ".pdf"),
    ],
)
def test_clean_name_makes_a_name_harmless(typed, shown):
    assert clean_name(typed) == shown


@given(TYPED, st.sampled_from([".pdf", ".JPG", ".png"]))
def test_clean_name_keeps_the_ending_and_nothing_that_deceives(typed, ending):
    name = clean_name(typed + ending)

    kinds = {unicodedata.category(letter)[0] for letter in name}
    assert name.endswith(ending.lower())
    assert len(name) <= 100
    assert "C" not in kinds
    assert not re.search(r'[/\\<>:"|?*]|^[ .]|[ .]$', name)
    assert unicodedata.is_normalized("NFC", name)


@given(TYPED)
def test_clean_name_changes_a_clean_name_no_more(typed):
    name = clean_name(typed)

    assert clean_name(name) == name
