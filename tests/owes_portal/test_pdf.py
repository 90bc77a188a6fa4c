"""What every PDF of ours is: tagged, in its language, and made of nothing but what we name."""

import gc
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from django.utils import translation
from weasyprint.text.fonts import FontConfiguration

from owes_portal import pdf
from tests import factories
from tests.pdf_checks import spoken

pytestmark = pytest.mark.usefixtures("fonts")


def opened(content):
    return pikepdf.open(BytesIO(content))


def test_render_tags_the_document(paper):
    document = opened(paper("<h1>Lista</h1>"))

    assert document.Root.Lang == "pl"
    assert document.Root.MarkInfo.Marked
    assert document.Root.ViewerPreferences.DisplayDocTitle
    assert document.Root.StructTreeRoot.K.S == "/Document"
    assert document.docinfo["/Title"] == "Próba"
    assert document.open_metadata()["pdfuaid:part"] == "1"


def test_render_speaks_the_language_of_the_moment(paper):
    with translation.override("en"):
        document = opened(paper("<h1>List</h1>"))

    assert document.Root.Lang == "en"


def test_render_embeds_our_typeface(paper):
    document = opened(paper("<h1>Lista</h1><p>tekst</p>"))

    fonts = [item for item in document.objects if isinstance(item, pikepdf.Dictionary)]
    names = {str(item.FontName).partition("+")[2] for item in fonts if "/FontName" in item}
    assert names == {"Atkinson-Hyperlegible", "Atkinson-Hyperlegible-Bold"}


def test_render_numbers_the_pages(paper):
    content = paper('<p>raz</p><p style="break-before: page">dwa</p>')

    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content)]
    assert ["strona 1 z 2" in pages[0], "strona 2 z 2" in pages[1]] == [True, True]


def test_render_shows_a_funding_mark(db, paper):
    mark = factories.funding_mark(alt="Fundusze Europejskie")

    content = paper(f'<img src="mark:{mark.pk}" alt="{mark.alt}">')

    assert spoken(content) == [("Figure", "Fundusze Europejskie")]


@pytest.mark.parametrize("number", ["999999", "../x", "1 or 1=1"])
def test_render_refuses_an_unknown_mark(db, paper, number):
    with pytest.raises(pdf.PdfRefused, match="mark:"):
        paper(f'<img src="mark:{number}" alt="x">')


def test_render_names_the_command_that_builds_missing_fonts(paper, settings, tmp_path):
    settings.FONTS_ROOT = tmp_path

    with pytest.raises(pdf.PdfRefused, match="build_fonts"):
        paper("<h1>Lista</h1>")


def test_render_reports_that_the_pages_are_laid_out(paper, settings):
    paper("<p>tekst</p>")
    told = []

    pdf.render("paper.html", {}, title="Próba", report=told.append)

    assert told == [pdf.LAID_OUT]


PAPER = """{% extends "pdf_base.html" %}{% block paper %}
  <h1>Osoby</h1>{% for name in names %}<p>{{ name }} <b>{{ forloop.counter }}</b></p>{% endfor %}
{% endblock paper %}"""
PRINT_HASH = """
import hashlib, sys
import django
from django.conf import settings

settings.TEMPLATES[0]["DIRS"].append(sys.argv[1])
django.setup()
from owes_portal import pdf

names = ["Źrebak", "Оксана Шевченко", "Łoś"] * 40
content = pdf.render("names.html", {"names": names}, title="Próba")
print(hashlib.sha256(content).hexdigest())
"""


def hash_by_another_process(folder, seed):
    environment = os.environ | {"PYTHONHASHSEED": seed}
    command = [sys.executable, "-c", PRINT_HASH, str(folder)]
    return subprocess.run(command, env=environment, capture_output=True, text=True).stdout


@pytest.mark.parametrize(("pages", "generation"), [(1, 0), (pdf.MANY_PAGES + 1, 1)])
def test_render_holds_its_typefaces_no_longer_than_to_the_next_collection(paper, pages, generation):
    paper('<p style="break-after: page">raz</p>' * pages)

    gc.collect(generation)
    assert not [thing for thing in gc.get_objects() if isinstance(thing, FontConfiguration)]


def test_render_gives_the_same_bytes_in_any_process(tmp_path):
    (tmp_path / "names.html").write_text(PAPER)

    first, second = (hash_by_another_process(tmp_path, seed) for seed in ("1", "2"))

    assert len(first) > 60
    assert first == second


def test_style_sheet_asks_only_for_what_may_be_fetched(settings):
    style = Path(settings.BASE_DIR / "static/css/pdf.css").read_text()

    assert {part.partition('"')[0] for part in style.split('url("')[1:]} == {
        f"font:{name}" for name in pdf.FONTS
    }
