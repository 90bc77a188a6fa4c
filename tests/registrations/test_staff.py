"""The papers of an event: asked for, watched, taken out."""

import pytest

from owes_portal.models import Document
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def papers():
    event = factories.event(title="ABC ekonomii")
    return f"/panel/wydarzenia/{event.pk}/dokumenty/lista-obecnosci/"


def made(**fields):
    """A document of the last event, as a worker left it."""
    document = Document.objects.get()
    Document.objects.filter(pk=document.pk).update(**fields)
    return document


def test_papers_of_an_event_without_lists_say_so(bobs_client, papers):
    assert "No file has been made yet." in bobs_client.get(papers).content.decode()


def test_papers_asks_for_the_list_and_shows_how_far_it_is(bobs_client, bob, papers):
    response = bobs_client.post(papers, follow=True)

    made(status="building", progress=40)
    page = bobs_client.get(papers).content.decode()
    assert response.redirect_chain == [(papers, 302)]
    assert Document.objects.get().asked_by == bob
    assert '<progress max="100" value="40"' in page
    assert 'hx-trigger="every 1s"' in page


def test_papers_asked_for_twice_is_one_list(bobs_client, papers):
    for _ in range(2):
        bobs_client.post(papers)

    assert Document.objects.count() == 1


def test_papers_lead_to_the_list_when_it_is_ready(bobs_client, papers):
    bobs_client.post(papers)
    document = made(status="ready", progress=100, file="documents/1.pdf", filename="lista.pdf")

    page = bobs_client.get(papers).content.decode()

    assert f'href="/panel/dokumenty/{document.pk}/"' in page
    assert "The file is ready. The newest is on top." in page
    assert "hx-trigger" not in page


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        ("MemoryError", "It is too large: the memory was not enough."),
        ("SoftTimeLimitExceeded", "It took too long."),
        ("worker died", "The program that was making it broke down three times."),
        ("ValueError", "We do not know why. The log of the server says more."),
    ],
)
def test_papers_tell_why_a_list_failed(bobs_client, papers, error, reason):
    bobs_client.post(papers)
    made(status="failed", error=error)

    page = bobs_client.get(papers).content.decode()

    assert f"<strong>failed</strong>. {reason}" in page
    assert "The file could not be made. The reason is below." in page
    assert "Try again" in page


def test_papers_offer_to_try_again_only_what_failed_last(bobs_client, papers):
    bobs_client.post(papers)
    made(status="failed", error="MemoryError")
    bobs_client.post(papers)

    page = bobs_client.get(papers).content.decode()

    assert [document.status for document in Document.objects.all()] == ["asked", "failed"]
    assert "Try again" not in page


def test_papers_say_that_an_old_list_was_removed(bobs_client, papers):
    bobs_client.post(papers)
    document = made(status="expired", filename="lista.pdf")

    page = bobs_client.get(papers).content.decode()

    assert "It was removed after 30 days. You can make it anew." in page
    assert f"/panel/dokumenty/{document.pk}/" not in page


def test_papers_refresh_only_the_part_that_changes(bobs_client, papers):
    bobs_client.post(papers)

    part = bobs_client.get(papers, headers={"HX-Request": "true"}).content.decode()

    assert '<div id="documents"' in part
    assert "<html" not in part


def test_papers_of_an_event_that_is_gone_are_not_found(bobs_client):
    assert bobs_client.get("/panel/wydarzenia/999999/dokumenty/lista-obecnosci/").status_code == 404
