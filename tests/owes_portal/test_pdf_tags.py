"""What a screen reader says of a PDF, and in which order."""

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from pypdfium2 import raw

from tests import pdf_checks
from tests.pdf_checks import elements, spoken, tables

DOT = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
HEAD = '<thead><tr><th scope="col">Lp.</th><th scope="col">Osoba</th></tr></thead>'


def row(number):
    return f'<tr><td>{number}</td><th scope="row">Źrebak</th></tr>'


def table(length):
    return f"<table>{HEAD}<tbody>{''.join(map(row, range(length)))}</tbody></table>"


def page_count(content):
    return len(pypdfium2.PdfDocument(content))


def test_tags_are_without_a_fault(paper):
    picture = f'<img src="{DOT}" alt="kropka">'

    content = paper(f'<h1 id="a">Lista</h1>{table(3)}{picture}<p>Do <a href="#a">góry</a></p>')

    assert pdf_checks.faults(content) == []


def test_table_goes_on_over_the_pages(paper):
    content = paper(f"<h1>Lista</h1>{table(200)}")

    assert page_count(content) > 2
    rows = [[str(number), "Źrebak"] for number in range(200)]
    assert tables(content) == [[["Lp.", "Osoba"], *rows]]
    assert pdf_checks.faults(content) == []


def test_text_goes_on_over_the_pages(paper):
    words = " ".join(map(str, range(5_000)))

    content = paper(f"<h1>Lista</h1><p>{words}</p>")

    assert page_count(content) > 2
    assert spoken(content) == [("H1", "Lista"), ("P", words)]
    assert pdf_checks.faults(content) == []


def test_headings_of_a_table_say_what_they_head(paper):
    with pikepdf.open(BytesIO(paper(table(1)))) as document:
        cells = [one for one in elements(document) if one.kind in pdf_checks.CELLS]

    assert [(cell.kind, cell.attributes.get("/Scope")) for cell in cells] == [
        ("TH", "/Column"),
        ("TH", "/Column"),
        ("TD", None),
        ("TH", "/Row"),
    ]


def test_cell_over_several_columns_says_so_and_an_empty_one_keeps_its_place(paper):
    body = '<tr><td colspan="2">Osoby</td></tr><tr><td></td><td rowspan="2">1</td></tr>'

    content = paper(f"<table>{HEAD}<tbody>{body}<tr><td></td></tr></tbody></table>")

    assert tables(content) == [[["Lp.", "Osoba"], ["Osoby"], ["", "1"], [""]]]
    with pikepdf.open(BytesIO(content)) as document:
        told = [cell.attributes for cell in elements(document) if cell.kind == "TD"]
    assert [(cell.get("/ColSpan"), cell.get("/RowSpan")) for cell in told] == [
        ("2", None),
        (None, None),
        (None, "2"),
        (None, None),
    ]


def test_foot_of_the_page_is_not_read(paper):
    content = paper("<p>tekst</p>")

    assert "strona 1 z 1" in pypdfium2.PdfDocument(content)[0].get_textpage().get_text_bounded()
    assert spoken(content) == [("P", "tekst")]


def test_picture_that_says_nothing_is_not_read(paper):
    picture = f'<img src="{DOT}" alt="">'

    assert spoken(paper(f"<p>{picture}tekst</p>")) == [("P", "tekst")]


def test_picture_knows_its_place_from_the_lower_left_corner(paper):
    content = paper(f'<p><img src="{DOT}" alt="kropka"></p>')

    page = pypdfium2.PdfDocument(content)[0]
    (picture,) = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])
    with pikepdf.open(BytesIO(content)) as document:
        (figure,) = [item for item in document.objects if _is_figure(item)]
        place = [float(corner) for corner in figure.A.BBox]
    assert place == pytest.approx(picture.get_bounds(), abs=0.01)


def _is_figure(item):
    return isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"


def test_drawing_is_read_by_its_title(paper):
    drawing = '<svg width="9" height="9"><title>kod</title><rect width="9" height="9"/></svg>'

    assert spoken(paper(f"<p>{drawing}</p>")) == [("Figure", "kod")]


def test_list_is_read_point_by_point(paper):
    style = "<style>li { display: list-item } ol { list-style: decimal }</style>"

    content = paper(f"{style}<h1>Kroki</h1><ol><li>raz</li><li><p>dwa</p></li></ol>")

    assert spoken(content) == [
        ("H1", "Kroki"),
        ("Lbl", "1."),
        ("LBody", "raz"),
        ("Lbl", "2."),
        ("P", "dwa"),
    ]


def test_text_in_a_box_is_a_paragraph(paper):
    content = paper("<section><h1>Tytuł</h1><div>pierwszy <b>gruby</b></div>luzem</section>")

    assert spoken(content) == [("H1", "Tytuł"), ("P", "pierwszy gruby"), ("P", "luzem")]


def test_link_hangs_where_it_is_read(paper):
    content = paper('<h1 id="a">Lista</h1><p>Do <a href="#a">góry</a></p>')

    with pikepdf.open(BytesIO(content)) as document:
        (note,) = document.pages[0].Annots
        assert note.F == 4
        numbers = list(document.Root.StructTreeRoot.ParentTree.Nums)
        assert numbers[-2] == note.StructParent
        assert numbers[-1].S == "/Link"
    assert spoken(content) == [("H1", "Lista"), ("P", "Do"), ("Link", "góry")]
