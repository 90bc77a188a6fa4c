import pytest

from innovations.models import Innovation
from tests.factories_library import innovation

pytestmark = pytest.mark.django_db

SENT = {
    "title": "Dobra Kawiarnia",
    "slug": "",
    "lead": "Kawiarnia prowadzona przez osoby z niepełnosprawnością.",
    "stage": "pilot",
    "kind": "service",
    "status": "draft",
    "published_from_0": "2026-01-05",
    "published_from_1": "12:00",
    "problem": "<p>Brak pracy.</p>",
    "solution": "<p>Kawiarnia.</p><script>steal()</script>",
    "target_group": "absolwenci warsztatów",
    "author_organisation": "Stowarzyszenie",
    "country": "Polska",
    "licence": "unknown",
    "source_of_description": "strona autorów",
}


def test_innovation_gets_an_address_from_its_name_and_clean_text(bobs_client):
    response = bobs_client.post("/panel/innovations/innovation/add/", SENT)

    assert response.status_code == 302
    assert Innovation.objects.get(slug="dobra-kawiarnia").solution == "<p>Kawiarnia.</p>"


def test_innovation_verified_without_a_day_is_refused_and_what_was_typed_stays(
    bobs_client, settings
):
    settings.LANGUAGE_CODE = "en"

    response = bobs_client.post("/panel/innovations/innovation/add/", SENT | {"is_verified": "on"})

    page = response.content.decode()
    assert "Say as of which day the description is verified." in page
    assert 'value="Dobra Kawiarnia"' in page
    assert not Innovation.objects.exists()


def test_list_and_form_open(bobs_client):
    row = innovation()

    listed = bobs_client.get("/panel/innovations/innovation/?q=Iskra")
    changed = bobs_client.get(f"/panel/innovations/innovation/{row.pk}/change/")

    assert (listed.status_code, changed.status_code) == (200, 200)


def test_stranger_is_sent_to_log_in(client, charlie):
    client.force_login(charlie)

    response = client.get("/panel/innovations/innovation/")

    assert response.status_code == 302
