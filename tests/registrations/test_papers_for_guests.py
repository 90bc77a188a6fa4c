"""Programme, name badges and what the kitchen is told, read back from their PDFs."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pypdfium2
import pytest

from events.models import Trainer
from owes_portal.templatetags.paper_parts import strip_height
from registrations import papers
from registrations.models import Participant
from registrations.papers.badges import Badge
from registrations.papers.rich_text import on_paper
from tests import factories
from tests.pdf_checks import faults, tables
from tests.printed import built, pages_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fonts")]
TUESDAY = datetime(2026, 9, 22, 9, 0, tzinfo=ZoneInfo("Europe/Warsaw"))
Diet = Participant.Diet
MILLIMETRE = 72 / 25.4


@pytest.fixture
def workshop():
    return factories.event(
        days=2, starts_at=TUESDAY, title="Od pomysłu do spółdzielni", has_catering=True
    )


# Catering


def counts(event):
    return [row for table in tables(built(papers.CATERING, event)) for row in table]


def test_catering_counts_people_by_diet_and_day(workshop):
    first = workshop.days.first()
    factories.participant(workshop, diet=Diet.VEGAN)
    factories.participant(workshop, diet=Diet.VEGAN, days=[first])
    factories.participant(workshop, diet=Diet.OTHER)
    factories.participant(workshop)

    rows = counts(workshop)

    assert rows[1:] == [
        ["standardowa", "0", "0"],
        ["wegetariańska", "0", "0"],
        ["wegańska", "2", "1"],
        ["bezglutenowa", "0", "0"],
        ["inna", "1", "1"],
        ["nie podano", "1", "1"],
        ["Razem", "4", "3"],
    ]


def test_catering_feeds_whoever_chose_no_day_on_all_of_them(workshop):
    factories.participant(workshop, diet=Diet.STANDARD, days=[])

    assert counts(workshop)[-1] == ["Razem", "1", "1"]


def test_catering_counts_who_stays_overnight(workshop):
    for wants in (True, True, False):
        factories.participant(workshop, wants_accommodation=wants)

    assert "2 osoby potrzebują noclegu" in text_of(papers.CATERING, workshop)


def test_catering_names_nobody(workshop):
    factories.participant(workshop, diet=Diet.OTHER, registration={"remarks": "bez orzechów"})

    text = text_of(papers.CATERING, workshop)

    assert "Szczegóły innych diet uzgadnia organizator" in text
    assert "Kowal" not in text
    assert "orzech" not in text


def test_catering_says_when_no_meals_were_announced():
    text = text_of(papers.CATERING, factories.event())

    assert "Na tym wydarzeniu nie ma posiłków" in text


# Badges


def test_badges_are_ten_a_sheet_with_blank_ones_at_the_end(workshop):
    for number in range(8):
        factories.participant(workshop, last_name=f"Nowak{number}")

    first, second = pages_of(built(papers.BADGES, workshop))

    assert first.count("Anna\nNowak") == 8
    assert first.count("Imię i nazwisko") == 2
    assert second.count("Imię i nazwisko") == 10


def test_badges_may_have_no_blank_ones_but_those_that_fill_the_sheet(workshop):
    factories.participant(workshop)

    [page] = pages_of(built(papers.BADGES, workshop, blanks=0))

    assert page.count("Imię i nazwisko") == 9


def test_badges_lie_90_by_54_millimetres_apart(workshop):
    for _ in range(4):
        factories.participant(workshop, last_name="Nowak")

    page = pypdfium2.PdfDocument(built(papers.BADGES, workshop))[0]

    text = page.get_textpage()
    found = re.finditer("Nowak", text.get_text_range())
    boxes = [text.get_charbox(one.start()) for one in found]
    across, down = boxes[1][0] - boxes[0][0], boxes[0][1] - boxes[2][1]
    assert across / MILLIMETRE == pytest.approx(90, abs=0.2)
    assert down / MILLIMETRE == pytest.approx(54, abs=0.2)


@pytest.mark.parametrize(
    ("name", "size"),
    [("Anna", "xl"), ("Wiśniowiecka", "l"), ("Nowak-Wiśniowiecka", "m"), ("W" * 80, "xs")],
)
def test_badge_is_written_as_large_as_its_longest_name_allows(name, size):
    assert Badge("Ewa", name, "").size == size


def test_badges_keep_the_longest_names_inside(workshop):
    factories.participant(workshop, first_name="Ł" * 80, last_name="W" * 80)

    page = pypdfium2.PdfDocument(built(papers.BADGES, workshop))[0]

    text = page.get_textpage()
    read = text.get_text_range()
    letters = [index for index, letter in enumerate(read) if letter in "ŁW"]
    boxes = [text.get_charbox(index) for index in letters]
    assert len(letters) == 160
    assert max(box[2] for box in boxes) < (15 + 90) * MILLIMETRE
    assert min(box[1] for box in boxes) > page.get_height() - (13.5 + 54) * MILLIMETRE


# The programme


def test_programme_tells_all_that_a_participant_needs(operator):
    event = factories.event(
        starts_at=TUESDAY,
        title="Od pomysłu do spółdzielni",
        programme="<h2>Rano</h2><p>Poznajemy się.</p>",
        accessible_entrance="bez progu",
        contact=factories.contact_person(email="b.lipka@iskra.example"),
    )
    event.days.update(
        topic="Pierwsze kroki",
        directions="Z dworca 5 minut pieszo.",
        trainer=Trainer.objects.create(name="Justyna Wróbel"),
    )

    text = text_of(papers.PROGRAMME, event)

    told = [
        "Od pomysłu do spółdzielni",
        "O czym będą.",
        "22 września 2026 wtorek, godz. 9.00–15.00",
        "Pierwsze kroki",
        "Dom kultury, ul. Lipowa 2, Zwierzyniec",
        "Prowadzi: Justyna Wróbel",
        "Dojazd: Z dworca 5 minut pieszo.",
        "Rano",
        "Poznajemy się.",
        "Wejście: bez progu",
        "Barbara Lipka",
        "84 000 00 01",
        "b.lipka@iskra.example",
        "ul. Lwowska 1, 22-400 Zamość",
    ]
    places = [text.find(words) for words in told]
    assert -1 not in places
    assert places == sorted(places)


def test_programme_of_any_text_is_accessible():
    text = (
        "<h4>Od razu nisko</h4><ul><li><p>punkt</p><ul><li><p>w nim</p></li></ul></li></ul>"
        "<blockquote><p>cytat<br>w dwóch wierszach</p></blockquote>"
        "<table><tbody><tr><th><p>Godzina</p></th><th><p>Temat</p></th></tr>"
        "<tr><td><p>9.00</p></td><td><p><strong>Kawa</strong></p></td></tr></tbody></table>"
    )
    content = built(papers.PROGRAMME, factories.event(starts_at=TUESDAY, programme=text))

    assert faults(content) == []
    assert tables(content) == [[["Godzina", "Temat"], ["9.00", "Kawa"]]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>Zwykły & prosty</p>", "<div><p>Zwykły &amp; prosty</p></div>"),
        ("<script>alert(1)</script><p onclick='x'>a</p>", "<div><p>a</p></div>"),
        ("<img src='http://zly.example/a.png'>", "<div></div>"),
        ("<h2>A</h2><h4>B</h4><h3>C</h3>", "<div><h3>A</h3><h4>B</h4><h4>C</h4></div>"),
        ("<h4>A</h4>", "<div><h3>A</h3></div>"),
        (
            "<ul><li><p>a <em>b</em></p></li></ul>",
            "<div><ul><li><p>a <em>b</em></p></li></ul></div>",
        ),
        (
            '<p><a href="https://a.example/b">zo<em>bacz</em></a>!</p>',
            '<div><p><a href="https://a.example/b">zobacz (https://a.example/b)</a>!</p></div>',
        ),
        (
            '<p><a href="mailto:a@b.example">a@b.example</a></p>',
            '<div><p><a href="mailto:a@b.example">a@b.example</a></p></div>',
        ),
        ('<p><a href="/tajne">tu</a></p>', "<div><p><span>tu</span></p></div>"),
        (
            "<table><tbody><tr><th>9.00</th><td>Kawa</td></tr></tbody></table>",
            '<div><table><tbody><tr><th scope="row">9.00</th><td>Kawa</td></tr></tbody></table></div>',
        ),
    ],
)
def test_rich_text_on_paper_is_clean_and_well_built(text, expected):
    assert on_paper(text) == expected


# Marks


@pytest.mark.parametrize(
    ("shapes", "height"),
    [
        ([], 12),
        ([(170, 60)] * 3, 12),
        ([(300, 100)] * 4, 12),
        ([(450, 100)] * 4, 8),
        ([(1400, 100)], 12),
        ([(4000, 100)], 5),
    ],
    ids=["none", "three", "four", "four wide", "one strip", "one very wide"],
)
def test_marks_are_of_one_height_and_stand_in_one_line(shapes, height):
    marks = [factories.funding_mark(image=factories.picture(size=shape)) for shape in shapes]

    assert strip_height(marks) == height
