"""Certificates and their register, read back from their PDFs."""

from datetime import date
from io import BytesIO

import outloud
import pdfua
import pypdfium2
import pytest
from django.core.management import call_command

from registrations import services
from registrations.papers import certificates as papers
from registrations.papers.certificates import Sheet
from tests import factories
from tests.factories_papers import attendee, certificate, more_certificates, past_event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("operator")]
LONG_NAME = ("Maria Antonina Konstancja Żaneta", "Szczęśniak-Grzegżółka-Brzęczyszczykiewicz")


# As long as the database takes them.
LONGEST = {"title": 160, "name": 161, "trainers": 400, "organiser": 200, "project_title": 150}


def words_of(length):
    return ("wsparcie lokalnych społeczności " * 20)[:length].strip()


@pytest.fixture(autouse=True, scope="module")
def _fonts():
    call_command("build_fonts", verbosity=0)


@pytest.fixture
def event():
    project = factories.project()
    project.marks.add(*[factories.funding_mark(rank=rank) for rank in range(1, 5)])
    return past_event(
        title="ABC ekonomii",
        project=project,
        programme="<h3>Dzień pierwszy</h3><ul><li>pomysł,</li><li>grupa.</li></ul>",
    )


def written(paper, subject, **options):
    """The name of the file and what is in it."""
    file = BytesIO()
    name = paper(subject, file, lambda per_cent: None, **options)
    return name, file.getvalue()


def pages_of(content):
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content)]
    return [" ".join(page.replace("\u00a0", " ").split()) for page in pages]


def test_certificate_says_who_what_when_and_how_long(event):
    made = certificate(attendee(event, first_name="Oksana", last_name="Шевченко"))

    name, content = written(papers.certificate, made.pk)

    face, _back = pages_of(content)
    assert name == f"zaswiadczenie_{made.number.lower()}.pdf"
    assert f"Zaświadczenie nr {made.number} otrzymuje Oksana Шевченко" in face.replace(
        "ZAŚWIADCZENIE", "Zaświadczenie"
    )
    assert "na potwierdzenie ukończenia zajęć: warsztaty animacyjne „ABC ekonomii”" in face
    assert "16 z 16 godzin dydaktycznych (po 45 minut)" in face
    assert "Organizator: Stowarzyszenie Iskra" in face
    assert f"Projekt: {made.project_title}, nr {made.project_number}" in face
    assert made.code_in_groups in face
    assert "portal.example/zaswiadczenia/" in face
    assert "certyfikat" not in face.lower()


def test_certificate_has_the_programme_on_its_back(event):
    made = certificate(attendee(event))

    _name, content = written(papers.certificate, made.pk)

    assert pages_of(content)[1].endswith("Program „ABC ekonomii” Dzień pierwszy pomysł, grupa.")


def test_certificate_without_a_programme_is_one_page():
    made = certificate(attendee(past_event()))

    _name, content = written(papers.certificate, made.pk)

    assert len(pages_of(content)) == 1
    assert "odwrocie" not in pages_of(content)[0]


def test_certificate_keeps_its_face_on_one_page_whatever_the_names():
    project = factories.project(title="P" + "rojekt wsparcia " * 9, number="X" * 60)
    project.marks.add(*[factories.funding_mark(rank=rank) for rank in range(1, 5)])
    event = past_event(title="A" + " bardzo długi tytuł" * 8, days=6, project=project)
    first_name, last_name = LONG_NAME
    made = certificate(attendee(event, first_name=first_name, last_name=last_name))

    _name, content = written(papers.certificate, made.pk)

    assert len(pages_of(content)) == 1
    assert_nothing_overlaps(content)


def test_certificate_with_the_longest_words_that_it_may_hold_stays_whole():
    project = factories.project()
    project.marks.add(*[factories.funding_mark(rank=rank) for rank in range(1, 5)])
    made = certificate(
        attendee(past_event(days=6, project=project)),
        **{part: words_of(length) for part, length in LONGEST.items()},
        project_number="X" * 60,
        funding_sentence=f"{words_of(270)} ze środków EFS+.",
    )

    _name, content = written(papers.certificate, made.pk, duplicate_on="2026-11-22")

    assert len(pages_of(content)) == 1
    assert_nothing_overlaps(content)


@pytest.mark.parametrize("title", ["ABC", words_of(160)])
def test_certificate_has_its_foot_at_the_foot_of_the_sheet(title):
    made = certificate(attendee(past_event()), title=title)

    _name, content = written(papers.certificate, made.pk)

    assert 12 < height_of("portal.example", content) < 30


def assert_nothing_overlaps(content):
    """What stands above the foot of the sheet ends before the foot begins, and the foot is whole."""
    above, foot = height_of("ze środków EFS+.", content), height_of("Zamość,", content)
    assert above > foot + 3
    assert height_of("/zaswiadczenia/", content) > 12


def height_of(words, content):
    """Above the edge of the first sheet, in millimetres."""
    text = pypdfium2.PdfDocument(content)[0].get_textpage()
    index, _count = text.search(words).get_next()
    return text.get_charbox(index)[1] * 25.4 / 72


def test_duplicate_says_so_with_its_date(event):
    made = certificate(attendee(event))

    name, content = written(papers.certificate, made.pk, duplicate_on="2026-11-22")

    assert name == f"zaswiadczenie_{made.number.lower()}_duplikat.pdf"
    assert "DUPLIKAT · wydany 22 listopada 2026" in pages_of(content)[0]


def test_certificate_leads_the_camera_to_its_own_page(event):
    made = certificate(attendee(event))

    picture = Sheet(made).code_picture

    assert picture.startswith("data:image/svg+xml")
    assert made.get_full_link() == f"https://portal.example/zaswiadczenia/{made.code}/"


def test_certificates_of_an_event_are_those_in_force_in_polish_order(event):
    people = [attendee(event, last_name=name) for name in ("Żak", "Ćwik", "Lis")]
    made = [certificate(person) for person in people]
    services.revoke_certificate(made[2], reason="Pomyłka.", by=factories.staff())

    name, content = written(papers.certificates, event.pk)

    faces = pages_of(content)[::2]
    assert name == f"zaswiadczenia_{made[0].dates[0]}_abc-ekonomii.pdf"
    assert [words.split("otrzymuje ")[1][:9] for words in faces] == ["Anna Ćwik", "Anna Żak "]


def test_certificates_beyond_one_file_are_in_the_next(event):
    made = certificate(attendee(event))
    more_certificates(made, 300)

    name, content = written(papers.certificates, event.pk, part=2)

    assert name == f"zaswiadczenia-2_{made.dates[0]}_abc-ekonomii.pdf"
    assert len(pages_of(content)[::2]) == 1


def test_register_holds_every_number_of_the_year(event):
    bob = factories.staff()
    made = [certificate(attendee(event, last_name=name)) for name in ("Lis", "Wilk", "Żak")]
    services.revoke_certificate(made[0], reason="Pomyłka.", by=bob)
    new = services.reissue_certificate(made[1], reason="Literówka.", by=bob)
    year = made[0].issued_on.year

    name, content = written(papers.register, year)

    text = pages_of(content)[0]
    assert name == f"rejestr-zaswiadczen_{year}.pdf"
    rows = [f"{one.number} {one.issued_on:%d.%m.%Y} {one.name}" for one in (*made, new)]
    assert sorted(rows, key=text.index) == rows
    assert f"zastąpione przez {new.number}" in text
    assert "unieważnione" in text
    assert "Pomyłka" not in text


def test_register_of_another_year_is_empty(event):
    made = certificate(attendee(event))

    _name, content = written(papers.register, made.issued_on.year - 1)

    assert made.number not in pages_of(content)[0]


@pytest.mark.parametrize("paper", ["certificate", "certificates", "register"])
def test_papers_of_certificates_are_accessible(event, paper, tmp_path):
    made, *_others = [certificate(attendee(event)) for _ in range(3)]
    subject = {"certificate": made.pk, "certificates": event.pk, "register": made.issued_on.year}

    _name, content = written(getattr(papers, paper), subject[paper])

    path = tmp_path / "paper.pdf"
    path.write_bytes(content)
    assert list(pdfua.validate(str(path)).findings) == []
    assert outloud.check(str(path)).errors == 0


def test_periods_join_days_that_follow_each_other():
    days = [date(2026, 9, day) for day in (28, 29, 30)] + [date(2026, 10, 1), date(2026, 10, 5)]
    made = certificate(attendee(past_event()), dates=days)

    assert made.periods == [(days[0], days[3]), (days[4], days[4])]
