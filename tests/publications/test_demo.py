from datetime import timedelta

import pdfua
import pypdfium2
import pytest
from django.core.management import call_command
from django.utils import timezone

from owes_portal.demo.publications import create_publications
from publications.models import Publication, PublicationFile
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def library(settings):
    call_command("build_fonts", verbosity=0)
    project = factories.project(
        slug="innowacje-przedsiebiorczosc-rozwoj",
        funding_sentence="Człowiek – najlepsza inwestycja.",
    )
    return create_publications({project.slug: project})


def guide(slug):
    return PublicationFile.objects.get(edition__publication__slug=slug)


def test_demo_library_holds_accessible_guides_of_the_promised_length(library):
    guides = [
        guide("laboratorium-ekonomii-spolecznej"),
        guide("klastry-w-sektorze-ekonomii-spolecznej"),
    ]
    others = PublicationFile.objects.exclude(pk__in=[row.pk for row in guides])
    an_hour_ago = timezone.now() - timedelta(hours=1)

    assert Publication.objects.published(an_hour_ago).count() == len(library) == 9
    assert all(8 <= row.page_count <= 14 for row in guides)
    assert {row.page_count for row in others} <= {2, 3}
    for row in PublicationFile.objects.all():
        assert row.is_tagged
        assert list(pdfua.validate(row.file.path).findings) == []


def test_demo_guide_in_english_is_english_to_its_last_page(library):
    paper = pypdfium2.PdfDocument(guide("social-economy-in-hard-times").file.path)

    last = paper[len(paper) - 1].get_textpage().get_text_range()

    assert "About this publication" in last
    assert "Authors: the OWES Iskra team" in last


def test_demo_guide_names_its_project_on_the_page_and_in_the_file(client, library):
    row = guide("laboratorium-ekonomii-spolecznej")

    page = client.get("/publikacje/laboratorium-ekonomii-spolecznej/").content.decode()
    paper = pypdfium2.PdfDocument(row.file.path)
    text = "".join(paper[number].get_textpage().get_text_range() for number in range(len(paper)))

    assert "Człowiek – najlepsza inwestycja." in " ".join(page.split())
    assert "Człowiek – najlepsza inwestycja." in " ".join(text.split())
