"""Files that residents sent, taken out by staff."""

import uuid

import pytest

from owes_portal.models import AccessRecord
from tests.factories_files import sent_file
from tests.factories_library import pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def test_sent_file_is_saved_and_never_shown(bobs_client):
    content = pdf()
    upload = sent_file(name="Zgoda „na” wizerunek.pdf", content=content)

    response = bobs_client.get(f"/panel/zalaczniki/{upload.key}/")

    assert response.getvalue() == content
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''Zgoda%20%E2%80%9Ena%E2%80%9D%20wizerunek.pdf"
    )
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert response["Cache-Control"] == "no-store, private"


def test_sent_file_leaves_a_record_of_who_took_it_out(bobs_client, bob):
    upload = sent_file()

    bobs_client.get(f"/panel/zalaczniki/{upload.key}/")

    record = AccessRecord.objects.get()
    assert (record.person, record.deed, record.subject) == (
        bob,
        "export",
        f"sent file {upload.pk}",
    )


def test_sent_file_that_is_unknown_is_not_found(bobs_client):
    assert bobs_client.get(f"/panel/zalaczniki/{uuid.uuid4()}/").status_code == 404
    assert not AccessRecord.objects.exists()


def test_sent_file_is_not_there_for_a_stranger(client, charlie):
    client.force_login(charlie)

    assert client.get(f"/panel/zalaczniki/{sent_file().key}/").status_code == 404


def test_sent_file_takes_no_post(bobs_client):
    assert bobs_client.post(f"/panel/zalaczniki/{sent_file().key}/").status_code == 405
