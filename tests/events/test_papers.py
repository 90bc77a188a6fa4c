"""The schedule of support as PDF."""

from datetime import UTC, datetime
from io import BytesIO

import pypdfium2
import pytest
from django.utils import timezone

from events import papers
from events.models import EventDay
from owes_portal import documents, tasks
from tests import factories
from tests.pdf_checks import faults, spoken, tables

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fonts", "operator")]

NOW = datetime(2026, 11, 10, 9, tzinfo=UTC)
HEADINGS = ["Lp.", "Data", "Godziny", "Forma wsparcia", "Temat", "Miejsce i adres", "Prowadzi"]


def event_on(year, month, day, **fields):
    starts_at = timezone.make_aware(datetime(year, month, day, 9))
    return factories.event(starts_at=starts_at, published_from=NOW, **fields)


def built(subject, at=NOW):
    """The name of the file and what is in it."""
    file = BytesIO()
    name = papers.schedule(subject, file, lambda per_cent: None, at=at)
    return name, file.getvalue()


def topics(content):
    [table] = tables(content)
    return [row[4] for row in table[1:]]


@pytest.fixture
def project():
    made = factories.project(title="Iskra w gminie", published_from=NOW)
    made.marks.add(factories.funding_mark(alt="Fundusze Europejskie"))
    return made


def test_schedule_of_a_project_has_all_its_days_its_marks_and_its_number(project):
    event_on(2025, 3, 4, title="Dawne", project=project)
    event_on(2026, 11, 12, title="Przyszłe", project=project).cancel("Brak prądu.")
    event_on(2026, 11, 12, title="Innego projektu")

    name, content = built(project.pk)

    said = [text for _kind, text in spoken(content)]
    assert name == "harmonogram-wsparcia_2026-11-10_iskra-w-gminie.pdf"
    assert topics(content) == ["Dawne", "Przyszłe Odwołane: Brak prądu."]
    assert said[:2] == ["Fundusze Europejskie", "Harmonogram wsparcia"]
    assert {"Stan na 10 listopada 2026, godz. 10.00", "Iskra w gminie"} <= set(said)
    assert "Projekt dofinansowany ze środków EFS+." in said


def test_schedule_of_all_begins_with_the_month_and_names_projects(project):
    event_on(2026, 10, 31, title="Dawne")
    event_on(2026, 11, 1, title="Pierwsze", project=project)
    event_on(2026, 12, 1, title="Drugie")

    name, content = built(0)

    [[headings, first, second]] = tables(content)
    assert name == "harmonogram-wsparcia_2026-11-10.pdf"
    assert headings == [*HEADINGS, "Planowana liczba osób", "Projekt"]
    assert first == [
        *["1", "1 listopada 2026", "9.00–15.00", "Warsztaty animacyjne", "Pierwsze"],
        *["Dom kultury, ul. Lipowa 2, Zwierzyniec", "–", "20", "Iskra w gminie"],
    ]
    assert (second[4], second[8]) == ("Drugie", "–")


@pytest.mark.parametrize("days", [0, 1, 60])
def test_schedule_is_accessible(project, days):
    event = event_on(2026, 11, 1, days=days, project=project)
    EventDay.objects.filter(event=event).update(
        place="Szkoła Podstawowa nr 3 im. Henryka Sienkiewicza", topic="Тема українською"
    )

    assert [faults(built(subject)[1]) for subject in (0, project.pk)] == [[], []]


def test_schedule_bears_the_longest_texts(project):
    event = event_on(2026, 11, 1, title="Ź" * 160, project=project)
    EventDay.objects.filter(event=event).update(
        place="P" * 160, address="A" * 200, topic="Bardzo długi temat " * 10
    )

    [page] = [one.get_textpage().get_text_bounded() for one in pypdfium2.PdfDocument(built(0)[1])]

    assert page.count("Ź") == 160
    assert (page.count("P") >= 160, page.count("A") >= 200) == (True, True)


def test_schedule_is_the_same_to_the_byte_for_the_same_moment(project):
    event_on(2026, 11, 12, project=project)

    assert built(project.pk) == built(project.pk)


@pytest.mark.parametrize("days", [1, 3])
def test_schedule_takes_a_constant_number_of_queries(project, days, django_assert_num_queries):
    event_on(2026, 11, 12, days=days, project=project)

    with django_assert_num_queries(6):
        built(project.pk)


def test_schedule_is_built_by_a_worker():
    factories.event()
    document = documents.request("schedule", subject_id=0, by=None)

    tasks.build_document(document.pk)

    document.refresh_from_db()
    assert (document.status, document.content_type) == ("ready", "application/pdf")
