from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from owes_portal.editing import ahead
from publications.models import Edition, Publication, PublicationFile
from publications.quality import of_publication
from tests.factories_library import edition, pdf, publication, publication_file

pytestmark = pytest.mark.django_db


def sent_edition(work, upload, **fields):
    """What the form of a new edition sends."""
    return {
        "publication": work.pk,
        "label": "wydanie 2",
        "year": "2026",
        "files-TOTAL_FORMS": "1",
        "files-INITIAL_FORMS": "0",
        "files-0-title": "Klastry – poradnik",
        "files-0-file": upload,
    } | fields


def sent_publication(**fields):
    return {
        "title": "Klastry w ekonomii społecznej",
        "slug": "",
        "kind": "guide",
        "language": "pl",
        "status": "draft",
        "published_from_0": "2026-01-05",
        "published_from_1": "12:00",
        "abstract": "Jak zacząć.",
        "authors": "Anna Kowal",
        "publisher": "Stowarzyszenie Iskra",
        "licence": "cc-by",
        "editions-TOTAL_FORMS": "1",
        "editions-INITIAL_FORMS": "0",
        "editions-0-label": "wydanie 1",
        "editions-0-year": "2026",
    } | fields


def uploaded(content, name="poradnik.pdf"):
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def stored_files(settings):
    return [path for path in Path(settings.FILES_ROOT).rglob("*") if path.is_file()]


@pytest.fixture
def empty_store(settings, tmp_path):
    storages = settings.STORAGES
    settings.FILES_ROOT = tmp_path
    settings.STORAGES = storages | {
        "default": storages["default"] | {"OPTIONS": {"location": tmp_path, "base_url": None}}
    }


def test_edition_is_stored_with_its_file(bobs_client, empty_store, settings):
    work = publication(year=None)

    response = bobs_client.post(
        "/panel/publications/edition/add/", sent_edition(work, uploaded(pdf(pages=4)))
    )

    assert response.status_code == 302
    assert PublicationFile.objects.get().page_count == 4
    assert len(stored_files(settings)) == 1


@pytest.mark.parametrize(
    ("upload", "message"),
    [
        (uploaded(b"<html>to nie jest PDF</html>"), "This is not a PDF file."),
        (uploaded(b"%PDF-1.7 ale nic dalej"), "We could not read this PDF"),
        (uploaded(pdf(), name="poradnik.exe"), "This is not a PDF file."),
        (uploaded(pdf(script="app.alert('witaj')")), "This PDF holds a script"),
    ],
    ids=["a web page", "damaged", "another ending", "with JavaScript"],
)
def test_edition_with_a_bad_file_is_refused_and_nothing_is_lost(
    bobs_client, empty_store, settings, upload, message
):
    settings.LANGUAGE_CODE = "en"
    work = publication(year=None)
    upload.seek(0)

    response = bobs_client.post("/panel/publications/edition/add/", sent_edition(work, upload))

    page = response.content.decode()
    assert message in page
    assert 'value="wydanie 2"' in page
    assert 'value="Klastry – poradnik"' in page
    assert not Edition.objects.exists()
    assert stored_files(settings) == []


def test_edition_with_too_large_a_file_is_told_the_limit(bobs_client, empty_store, settings):
    settings.LANGUAGE_CODE = "en"
    settings.MAX_PDF_MEGABYTES = 0.0001
    work = publication(year=None)

    response = bobs_client.post(
        "/panel/publications/edition/add/", sent_edition(work, uploaded(pdf()))
    )

    assert "The file is too large. It may have 0.0001 MB at most." in response.content.decode()
    assert not Edition.objects.exists()
    assert stored_files(settings) == []


def test_edition_whose_files_take_too_long_together_is_told_so(bobs_client, settings, monkeypatch):
    settings.LANGUAGE_CODE = "en"
    monkeypatch.setattr(ahead, "SECONDS", -1)
    work = publication(year=None)

    response = bobs_client.post(
        "/panel/publications/edition/add/", sent_edition(work, uploaded(pdf()))
    )

    page = response.content.decode()
    assert "There was no time left to read this PDF. Choose it once more." in page
    assert 'value="Klastry – poradnik"' in page
    assert not Edition.objects.exists()


def test_edition_that_is_to_count_takes_the_place_of_the_one_before(bobs_client):
    work = publication(year=2012)

    bobs_client.post(
        "/panel/publications/edition/add/",
        sent_edition(work, uploaded(pdf()), becomes_current="on"),
    )

    assert work.editions.current().get().label == "wydanie 2"


def test_publication_gets_an_address_from_its_title_and_its_first_edition_counts(bobs_client):
    response = bobs_client.post("/panel/publications/publication/add/", sent_publication())

    assert response.status_code == 302
    work = Publication.objects.get(slug="klastry-w-ekonomii-spolecznej")
    assert work.current_edition.label == "wydanie 1"


def test_publication_with_an_address_that_is_taken_is_refused(bobs_client):
    publication(slug="klastry-w-ekonomii-spolecznej")

    response = bobs_client.post("/panel/publications/publication/add/", sent_publication())

    assert list(response.context["errors"].data[0].data) != []
    assert Publication.objects.count() == 1


def test_publication_whose_title_gives_no_address_asks_for_one(bobs_client, settings):
    settings.LANGUAGE_CODE = "en"

    response = bobs_client.post(
        "/panel/publications/publication/add/", sent_publication(title="Посібник")
    )

    assert "Write it yourself, in Latin letters" in response.content.decode()


@pytest.mark.parametrize("model", ["publication", "edition"])
def test_lists_and_forms_open(bobs_client, model):
    row = publication_file(edition=edition(is_current=True))
    shown = row.edition if model == "edition" else row.edition.publication

    listed = bobs_client.get(f"/panel/publications/{model}/?q=Poradnik")
    changed = bobs_client.get(f"/panel/publications/{model}/{shown.pk}/change/")

    assert (listed.status_code, changed.status_code) == (200, 200)


def test_stranger_is_sent_to_log_in(client, charlie):
    client.force_login(charlie)

    response = client.get("/panel/publications/edition/")

    assert response.status_code == 302
    assert response["Location"].startswith("/panel/login/")


def test_advice_names_what_a_reader_of_a_publication_would_miss(bobs_client, in_english):
    work = publication(abstract="Jak zacząć.")
    made = edition(publication=work)
    nameless = publication_file(edition=made, title="poradnik_final_v3")

    told = list(of_publication(work))

    assert told == [
        "“poradnik_final_v3” is the name of a file. Write what the reader finds in it.",
        "“poradnik_final_v3” is not tagged, so screen readers cannot follow it. "
        "Save it anew as a tagged PDF (PDF/UA).",
    ]
    assert nameless.is_tagged is False


def test_advice_asks_for_a_file(in_english):
    assert list(of_publication(publication())) == [
        "There is no file to read yet. Add one to the edition that counts."
    ]


def test_edition_is_saved_with_advice_on_its_files(bobs_client, empty_store, in_english):
    sent = sent_edition(publication(), uploaded(pdf()), **{"files-0-title": "skan_2"})

    page = bobs_client.post("/panel/publications/edition/add/", sent, follow=True)

    assert "“skan_2” is the name of a file." in page.content.decode()
