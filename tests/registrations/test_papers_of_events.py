"""What the papers of an event tell and keep to themselves, and their pages for staff."""

from datetime import date, datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from events.models import PickupPoint
from owes_portal.models import Document
from registrations import papers
from registrations.models import AccessibilityNeed, Certificate, Organisation, Participant
from tests import factories
from tests.printed import built, pages_of, text_of, written
from tests.reading import plain, tree

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fonts")]
TUESDAY = datetime(2026, 9, 22, 9, 0, tzinfo=ZoneInfo("Europe/Warsaw"))
EVERY_PAPER = pytest.mark.parametrize("paper", papers.PAPERS, ids=lambda paper: paper.file_slug)
CONTACT = {
    "phone": "+48600700800",
    "contact_name": "Zofia Telefoniczna",
    "other_municipality": "Zabiała",
    "remarks": "alergia na orzechy",
}
NAMELESS = (papers.CATERING, papers.PROGRAMME)


@pytest.fixture
def workshop(operator):
    project = factories.project()
    project.marks.add(factories.funding_mark())
    event = factories.event(
        days=2,
        starts_at=TUESDAY,
        title="Od pomysłu do spółdzielni",
        project=project,
        programme="<h2>Dzień pierwszy</h2><p>Poznajemy się.</p>",
        has_catering=True,
    )
    PickupPoint.objects.create(event=event, place="Zamość, dworzec", leaves_at=TUESDAY)
    return event


def people(event, count):
    """They all get on at the same point and have a certificate in force."""
    for number in range(count):
        one = factories.participant(
            event, last_name=f"Nowak{number}", pickup_point=event.pickup_points.first()
        )
        certificate(one, f"{number + 1}/2026")


def certificate(participant, number):
    return Certificate.objects.create(
        participant=participant,
        number=number,
        name=participant.full_name,
        kind="warsztaty",
        title=participant.event.title,
        dates=[date(2026, 9, 22)],
        hours=8,
        hours_in_all=16,
        organiser="Stowarzyszenie Iskra",
        city="Zamość",
        issued_on=date(2026, 9, 24),
    )


@EVERY_PAPER
def test_papers_never_tell_contact_data_needs_or_remarks(paper, workshop):
    one = factories.participant(
        workshop,
        email="wlasny@example.org",
        diet=Participant.Diet.VEGAN,
        pickup_point=workshop.pickup_points.first(),
        registration=CONTACT | {"organisation": Organisation.objects.create(nip="7010252700")},
    )
    certificate(one, "1/2026")
    AccessibilityNeed.objects.create(participant=one, kind="wheelchair", description="winda")
    hidden = [one.registration.email, one.email, "600700800", "600 700 800", "alergia", "winda"]
    hidden += ["Telefoniczna", "Zabiała", "7010252700", "701-025-27-00"]
    hidden.append(one.needs.get().get_kind_display())
    if paper is not papers.CATERING:
        hidden += [one.diet, one.get_diet_display()]

    text = text_of(paper, workshop)

    assert ("Kowal" in text) == (paper not in NAMELESS)
    assert [word for word in hidden if word.casefold() in text.casefold()] == []


@EVERY_PAPER
def test_papers_leave_out_who_waits_or_cancelled(paper, workshop):
    point = workshop.pickup_points.first()
    for name, status in (("Czeka", "waiting"), ("Rezygnuje", "cancelled")):
        factories.participant(workshop, last_name=name, status=status, pickup_point=point)

    text = text_of(paper, workshop)

    assert "Czeka" not in text
    assert "Rezygnuje" not in text


@EVERY_PAPER
def test_papers_work_for_a_bare_event(paper):
    event = factories.event(days=0, title="Spotkanie")

    filename, content = written(paper, event)

    assert filename.startswith(f"{paper.file_slug}_")
    assert filename.endswith("_spotkanie.pdf")
    assert len(pages_of(content)) == 1


@EVERY_PAPER
def test_papers_show_the_marks_of_the_project(paper, workshop):
    people(workshop, 1)

    document = pikepdf.open(BytesIO(built(paper, workshop)))

    figures = [one for one in document.objects if is_figure(one)]
    # Badges are too small for marks; the rules of the funds do not ask for them there.
    assert len(figures) == (0 if paper is papers.BADGES else 1)


def is_figure(item):
    return isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"


QUERIES = {
    "program": 6,
    "identyfikatory": 7,
    "wyzywienie": 8,
    "lista-przejazdu": 8,
    "lista-obecnosci": 8,
    "lista-na-drzwi": 8,
    "odbior-materialow": 8,
    "odbior-zaswiadczen": 7,
    "zestawienie-obecnosci": 10,
}


@pytest.mark.parametrize("person_count", [1, 3])
@EVERY_PAPER
def test_papers_ask_the_database_a_fixed_number_of_times(paper, person_count, workshop):
    people(workshop, person_count)

    with CaptureQueriesContext(connection) as queries:
        built(paper, workshop)

    assert len(queries) == QUERIES[paper.file_slug]


@EVERY_PAPER
def test_paper_page_shows_the_same_words_as_the_pdf(paper, workshop, bobs_client):
    organisation = Organisation.objects.create(name="Koło Gospodyń")
    one = factories.participant(
        workshop,
        last_name="Łoś",
        pickup_point=workshop.pickup_points.first(),
        registration={"organisation": organisation},
    )
    certificate(one, "7/2026")

    page = tree(bobs_client.get(f"/panel/wydarzenia/{workshop.pk}/dokumenty/{paper.file_slug}/"))

    [sheet] = page.xpath('//article[contains(@class, "paper")]')
    printed = set("".join(text_of(paper, workshop).split()))
    shown = "".join(plain(sheet).split())
    assert len(page.xpath("//h1")) == 1
    assert [letter for letter in set(shown) if letter not in printed] == []
    assert all(table.get("aria-label") for table in sheet.xpath(".//table"))
    assert all(cell.get("scope") for cell in sheet.xpath(".//table//th"))


@EVERY_PAPER
def test_paper_page_has_its_headings_in_order(paper, workshop, bobs_client):
    people(workshop, 1)

    page = bobs_client.get(f"/panel/wydarzenia/{workshop.pk}/dokumenty/{paper.file_slug}/")

    content = html.fromstring(page.content.decode())
    levels = [
        int(one.tag[1]) for one in content.xpath("//article//*[self::h1 or self::h2 or self::h3]")
    ]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))


def test_papers_are_all_named_in_the_settings(settings):
    named = {
        paper.kind: f"registrations.papers.{name}"
        for name, paper in vars(papers).items()
        if isinstance(paper, papers.Paper)
    }

    assert {kind: settings.DOCUMENT_BUILDERS[kind] for kind in named} == named


def test_papers_page_stands_in_the_order_of_the_work(bobs_client, workshop):
    page = tree(bobs_client.get(f"/panel/wydarzenia/{workshop.pk}/dokumenty/"))

    headings = [plain(heading) for heading in page.xpath("//section/h2")]
    assert headings[:3] == ["Przed wydarzeniem", "W dniu wydarzenia", "Po wydarzeniu"]


def test_papers_page_shows_what_was_made_last_of_each(bobs_client, bob, workshop):
    for minute, filename in enumerate(("stara.pdf", "nowa.pdf")):
        document = Document.objects.create(
            kind="door_list",
            subject_id=workshop.pk,
            asked_by=bob,
            status="ready",
            filename=filename,
            file=f"documents/{minute}.pdf",
        )

    page = bobs_client.get(f"/panel/wydarzenia/{workshop.pk}/dokumenty/").content.decode()

    assert f'<a href="/panel/dokumenty/{document.pk}/">nowa.pdf</a>' in page
    assert "stara.pdf" not in page


@pytest.mark.parametrize("document_count", [1, 3])
def test_papers_page_asks_the_database_a_fixed_number_of_times(
    bobs_client, workshop, document_count, django_assert_num_queries
):
    for kind in ("door_list", "badges", "catering")[:document_count]:
        Document.objects.create(kind=kind, subject_id=workshop.pk)

    with django_assert_num_queries(7):
        bobs_client.get(f"/panel/wydarzenia/{workshop.pk}/dokumenty/")
