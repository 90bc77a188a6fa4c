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
    assert response.redirect_chain == [(f"{papers}#state", 302)]
    assert Document.objects.get().asked_by == bob
    assert '<progress max="100" value="40"' in page
    assert 'hx-trigger="every 1s"' in page


def test_papers_asked_for_twice_is_one_list(bobs_client, papers):
    for _ in range(2):
        bobs_client.post(papers)

    assert Document.objects.count() == 1


def test_papers_make_what_is_chosen_though_it_was_not_looked_at(bobs_client, papers):
    response = bobs_client.post(papers, {"blank_rows": "0", "is_empty": "on", "do": "pdf"})

    assert Document.objects.get().options == {"blank_rows": 0, "is_empty": True}
    assert response["Location"] == f"{papers}?blank_rows=0&is_empty=True#state"


def test_papers_show_what_is_chosen_without_making_it(bobs_client, papers):
    page = bobs_client.post(papers, {"is_empty": "on", "do": "show"}, follow=True)

    assert Document.objects.count() == 0
    assert page.context["form"]["is_empty"].value() is True
    assert page.context["is_empty"] is True


def test_papers_keep_a_wrong_number_and_make_nothing(bobs_client, papers):
    page = bobs_client.post(papers, {"blank_rows": "dużo", "do": "pdf"}).content.decode()

    assert Document.objects.count() == 0
    assert "Give a whole number from 0 to 60" in page
    assert 'value="dużo"' in page


def test_papers_that_failed_are_tried_again_with_their_options(bobs_client, papers):
    bobs_client.post(f"{papers}?is_empty=True")

    assert Document.objects.get().options == {"is_empty": True}


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
