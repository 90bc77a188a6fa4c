"""What holds for every paper of an event, whichever it is."""

from datetime import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from events.models import PickupPoint, Trainer
from owes_portal.models import Document
from registrations.models import Organisation
from registrations.papers import PAPERS
from tests import factories
from tests.factories_papers import attendee, certificate, past_event
from tests.pdf_checks import faults, spoken, tables

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fonts", "operator")]
TUESDAY = datetime(2026, 9, 22, 9, 0, tzinfo=ZoneInfo("Europe/Warsaw"))
EVERY_PAPER = pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.file_slug)
# What staff may choose, for each paper that offers a choice.
CHOSEN = [
    ("identyfikatory", {"blanks": 0}),
    ("lista-obecnosci", {"is_empty": True}),
    ("lista-obecnosci", {"without_organisations": True, "blank_rows": 60}),
    ("lista-obecnosci", {"day": "last", "blank_rows": 0}),
    ("lista-na-drzwi", {"day": "last"}),
    ("odbior-materialow", {"is_empty": True}),
    ("odbior-materialow", {"items": "poradnik „Razem” i zeszyt", "day": "last", "blank_rows": 0}),
]
# The PDFs that are not about one event, or not about an event as it stands.
OTHERS = [
    ("certificate", {}),
    ("certificate", {"duplicate_on": "2026-11-22"}),
    ("certificates", {}),
    ("certificate_register", {}),
    ("schedule", {}),
]
LONG_NAMES = [
    ("Maria Antonina Konstancja", "Szczęśniak-" * 7 + "Żak"),
    ("W" * 80, "M" * 80),
    ("Олександра", "Коваленко-Шевчук"),
    ("Їван", "Ґудзь"),
]


@pytest.fixture
def workshop():
    """Two days with all that a paper can show, and more people than one page holds."""
    project = factories.project(title="Iskra w gminie")
    project.marks.set(factories.funding_mark(rank=rank) for rank in (1, 2, 3))
    made = factories.event(days=2, starts_at=TUESDAY, title="Szycie toreb", project=project)
    made.days.update(trainer=Trainer.objects.create(name="Justyna Wróbel"))
    circle = Organisation.objects.create(name="Koło Gospodyń")
    for number in range(45):
        fields = {"registration": {"organisation": circle}} if number % 2 else {}
        days = None if number % 5 else [made.days.first()]
        factories.participant(made, last_name=f"Nowak-{number:02}", days=days, **fields)
    return made


@pytest.fixture
def academy():
    """Seven days, all four marks, and words as long as the database takes them."""
    project = factories.project(title="Wsparcie " * 16, period="2014-2020")
    project.marks.set(factories.funding_mark(rank=rank) for rank in (1, 2, 3, 4))
    programme = '<p>Więcej <a href="https://obcy.example/statut">o statucie</a>.</p>'
    made = past_event(days=7, title="Spółdzielnia " * 12, project=project, programme=programme)
    point = PickupPoint.objects.create(event=made, place="Zamość, dworzec", leaves_at=TUESDAY)
    circle = Organisation.objects.create(name="Koło Gospodyń i Gospodarzy " * 7)
    for first_name, last_name in LONG_NAMES:
        names = {"first_name": first_name[:80], "last_name": last_name[:80]}
        registration = {"organisation": circle}
        certificate(attendee(made, pickup_point=point, registration=registration, **names))
    return made


def built(paper, event, **options):
    file = BytesIO()
    paper(event.pk, file, lambda per_cent: None, **options)
    return file.getvalue()


@EVERY_PAPER
def test_paper_is_accessible(paper, workshop):
    assert faults(built(paper, workshop)) == []


@EVERY_PAPER
def test_paper_about_nobody_is_accessible(paper):
    assert faults(built(paper, factories.event(starts_at=TUESDAY))) == []


@pytest.mark.parametrize(("file_slug", "options"), CHOSEN)
def test_paper_as_it_was_chosen_is_accessible(file_slug, options, workshop):
    [paper] = [one for one in PAPERS if one.file_slug == file_slug]
    if "day" in options:
        options = options | {"day": workshop.days.last().pk}

    assert faults(built(paper, workshop, **options)) == []


def test_every_choice_of_a_paper_is_tried(workshop):
    offered = {
        (paper.file_slug, name)
        for paper in PAPERS
        if paper.options
        for name in paper.options(workshop).fields
    }

    assert {(slug, name) for slug, options in CHOSEN for name in options} == offered


@EVERY_PAPER
def test_paper_of_many_days_and_long_words_is_accessible(paper, academy):
    assert faults(built(paper, academy)) == []


@pytest.mark.parametrize(("kind", "options"), OTHERS)
def test_paper_of_another_kind_is_accessible(kind, options, academy):
    made = [one.certificates.get() for one in academy.participants.all()]
    subject = {
        "certificate": made[1].pk,
        "certificates": academy.pk,
        "certificate_register": made[0].issued_on.year,
        "schedule": academy.project_id,
    }
    build, file = import_string(settings.DOCUMENT_BUILDERS[kind]), BytesIO()

    build(subject[kind], file, lambda per_cent: None, **options)

    assert faults(file.getvalue()) == []


def test_every_builder_of_a_pdf_is_tried():
    others = {kind for kind in settings.DOCUMENT_BUILDERS if kind.endswith(("_table", "_folder"))}

    tried = {paper.kind for paper in PAPERS} | {kind for kind, _options in OTHERS}
    assert tried | others == settings.DOCUMENT_BUILDERS.keys()


@EVERY_PAPER
def test_paper_begins_with_its_title_and_reads_each_word_once(paper, workshop):
    content = built(paper, workshop)

    said = [text for kind, text in spoken(content) if kind != "Figure"]
    assert said[0].startswith(paper.name.capitalize())
    drawn = sorted(words(*texts_of_pages(content)))
    assert [word for word in words(*said) if word not in drawn] == []


@EVERY_PAPER
def test_paper_reads_people_in_polish_order(paper, workshop):
    rows = [" ".join(row) for table in tables(built(paper, workshop)) for row in table]

    people = [f"Nowak-{number:02}" for number in range(45)]
    told = [name for row in rows for name in people if name in row]
    assert told in ([], people)


@EVERY_PAPER
def test_paper_is_the_same_to_the_byte_for_the_same_moment(paper, workshop):
    at = timezone.now()

    assert built(paper, workshop, at=at) == built(paper, workshop, at=at)


def test_every_kind_of_paper_is_told_once():
    kinds = [paper.kind for paper in PAPERS]

    assert len(kinds) == len(set(kinds))
    assert set(kinds) <= set(Document.Kind)


def texts_of_pages(content):
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content)]


def words(*texts):
    return [word for text in texts for word in text.split() if word.isalpha()]
