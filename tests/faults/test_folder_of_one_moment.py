"""A folder for an audit while somebody signs up: all of it knows the same people."""

from contextlib import nullcontext
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.management import call_command

from owes_portal.models import Document
from registrations import folder, services
from tests import factories
from tests.spreadsheets import read_xlsx

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]
TABLE = "zgloszenia/zgloszenia.xlsx"


@pytest.fixture(autouse=True, scope="module")
def _fonts():
    call_command("build_fonts", verbosity=0)


@pytest.fixture
def event():
    factories.operator()
    event = factories.event(title="Od pomysłu do spółdzielni")
    services.register(event, factories.submission())
    return event


def people_in_a_folder_made_while_somebody_signs_up(event):
    """Lines of the table of registrations; the second person comes after the first file."""

    def sign_up(per_cent):
        if event.registrations.count() == 1:
            services.register(event, factories.submission())

    file = BytesIO()
    name = folder.audit_folder(event.pk, file, sign_up).removesuffix(".zip")
    with ZipFile(file) as archive:
        rows = next(iter(read_xlsx(archive.read(f"{name}/{TABLE}")).values()))
    return len(rows) - 1


def test_folder_is_of_one_moment(event):
    people = people_in_a_folder_made_while_somebody_signs_up(event)

    assert (people, event.registrations.count()) == (1, 2)


def test_without_that_moment_the_folder_knows_of_later_people(event, monkeypatch):
    monkeypatch.setattr(folder, "of_one_moment", nullcontext)

    assert people_in_a_folder_made_while_somebody_signs_up(event) == 2


def test_progress_is_seen_while_the_folder_is_made(event):
    document = Document.objects.create(kind="audit_folder", subject_id=event.pk, status="building")
    seen = []

    def report(per_cent):
        document.report_progress(per_cent)
        seen.append(Document.objects.get().progress == per_cent)

    folder.audit_folder(event.pk, BytesIO(), report)

    assert len(seen) > 10
    assert all(seen)
