"""What every PDF of ours is: tagged, in its language, and made of nothing but what we name."""

from io import BytesIO
from pathlib import Path

import pdfua
import pikepdf
import pypdfium2
import pytest
from django.core.management import call_command
from django.utils import translation

from owes_portal import pdf
from tests import factories

DOT = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
TABLE = """
  <table>
    <thead><tr><th scope="col">Lp.</th><th scope="col">Osoba</th></tr></thead>
    <tbody><tr><td>1</td><th scope="row">Źrebak</th></tr></tbody>
  </table>
"""


@pytest.fixture(autouse=True, scope="module")
def _fonts():
    call_command("build_fonts", verbosity=0)


@pytest.fixture
def paper(settings):
    """Renders a template with the given body."""

    def render(body):
        page = '{% extends "pdf_base.html" %}{% block paper %}' + body + "{% endblock paper %}"
        loaders = [
            ("django.template.loaders.locmem.Loader", {"paper.html": page}),
            "django.template.loaders.filesystem.Loader",
        ]
        backend = {k: v for k, v in settings.TEMPLATES[0].items() if k != "APP_DIRS"}
        settings.TEMPLATES = [backend | {"OPTIONS": {"loaders": loaders}}]
        return pdf.render("paper.html", {}, title="Próba")

    return render


def opened(content):
    return pikepdf.open(BytesIO(content))


def elements(content, kind):
    """The structure elements of one kind, each as plain text of its entries."""
    with pikepdf.open(BytesIO(content)) as document:
        found = [item for item in document.objects if isinstance(item, pikepdf.Dictionary)]
        return [
            {"scope": str(item.get("/A", {}).get("/Scope")), "alt": str(item.get("/Alt"))}
            | {"keys": set(item.keys()) | set(item.get("/A", {}).keys())}
            for item in found
            if item.get("/S") == kind
        ]


def test_render_tags_the_document(paper):
    document = opened(paper("<h1>Lista</h1>"))

    assert document.Root.Lang == "pl"
    assert document.Root.MarkInfo.Marked
    assert document.Root.ViewerPreferences.DisplayDocTitle
    assert document.Root.StructTreeRoot.K[0].S == "/Document"
    assert document.docinfo["/Title"] == "Próba"
    assert document.open_metadata()["pdfuaid:part"] == "1"


def test_render_speaks_the_language_of_the_moment(paper):
    with translation.override("en"):
        document = opened(paper("<h1>List</h1>"))

    assert document.Root.Lang == "en"


def test_render_says_what_each_heading_cell_heads(paper):
    content = paper(TABLE)

    scopes = sorted(cell["scope"] for cell in elements(content, "/TH"))
    assert scopes == ["/Column", "/Column", "/Row"]
    cells = elements(content, "/TH") + elements(content, "/TD")
    assert not any({"/ID", "/Headers"} & cell["keys"] for cell in cells)


def test_render_makes_pdf_ua_without_a_fault(paper, tmp_path):
    path = tmp_path / "paper.pdf"
    path.write_bytes(paper(f"<h1>Lista</h1>{TABLE}<img src='{DOT}' alt='kropka'>"))

    assert list(pdfua.validate(str(path)).findings) == []


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

    assert [figure["alt"] for figure in elements(content, "/Figure")] == ["Fundusze Europejskie"]


@pytest.mark.parametrize(
    "body",
    [
        '<img src="file:///etc/hostname" alt="x">',
        '<img src="http://127.0.0.1:9/x.png" alt="x">',
        '<img src="https://portal.example/x.png" alt="x">',
        '<img src="/etc/hostname" alt="x">',
        '<img src="../x.png" alt="x">',
        '<link rel="stylesheet" href="http://127.0.0.1:9/x.css">',
        '<link rel="stylesheet" href="style:../owes_portal/settings.py">',
        '<link rel="attachment" href="file:///etc/hostname">',
        '<a rel="attachment" href="file:///etc/hostname">x</a>',
        "<style>@import url(http://127.0.0.1:9/x.css);</style>",
        "<style>@font-face { font-family: x; src: url(font:../x.ttf) }</style>",
        '<p style="background: url(file:///etc/hostname)">x</p>',
        '<svg><image href="file:///etc/hostname" width="9" height="9"/></svg>',
    ],
)
def test_render_refuses_to_fetch(paper, body):
    with pytest.raises(pdf.PdfRefused):
        paper(body)


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


def test_style_sheet_asks_only_for_what_may_be_fetched(settings):
    style = Path(settings.BASE_DIR / "static/css/pdf.css").read_text()

    assert {part.partition('"')[0] for part in style.split('url("')[1:]} == {
        f"font:{name}" for name in pdf.FONTS
    }
