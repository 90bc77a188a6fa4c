"""What holds for every paper of an event, whichever it is."""

from datetime import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
from django.utils import timezone

from events.models import Trainer
from owes_portal.models import Document
from registrations.models import Organisation
from registrations.papers import PAPERS
from tests import factories
from tests.pdf_checks import faults, spoken, tables

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fonts", "operator")]
TUESDAY = datetime(2026, 9, 22, 9, 0, tzinfo=ZoneInfo("Europe/Warsaw"))
EVERY_PAPER = pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.file_slug)


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
