"""Previews: of the form on the screen, and of what is saved, by a link of seven days."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from events.models import Article, Attachment, Event
from owes_portal.editing import preview
from owes_portal.models import OutgoingMail
from owes_portal.models.operator import current_operator
from owes_portal.models.revisions import Revision
from tests import factories
from tests.admin_forms import answers
from tests.factories_library import innovation, pdf, publication, publication_file
from tests.reading import plain, tree

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "operator")]

ARTICLES, EVENTS = "/panel/events/article/", "/panel/events/event/"
BAND = "Preview: this is how it will look. Nothing is saved."


def page_of(row):
    return f"/panel/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/change/"


def shown(client, address, **typed):
    """What „Podgląd” in the form at the address shows."""
    return client.post(address, answers(client, address, _preview="", **typed))


def stored_files():
    return sorted(path for path in settings.FILES_ROOT.rglob("*") if path.is_file())


# What is on the screen


def test_the_preview_shows_what_is_typed_as_visitors_will_see_it(bobs_client):
    article = factories.article(title="Stary", status="draft")

    response = shown(bobs_client, page_of(article), title="Nowy tytuł", body="<h2>Rano</h2>")

    page = response.content.decode()
    assert response.status_code == 200
    assert BAND in page
    assert "<h1>Nowy tytuł</h1>" in page
    assert "<h2>Rano</h2>" in page
    assert "/panel/" not in page


def test_the_preview_of_a_row_that_is_not_there_yet(bobs_client):
    address = f"{ARTICLES}add/"

    response = shown(bobs_client, address, title="Nowy", lead="Było.", body="<p>Tak</p>")

    assert "<h1>Nowy</h1>" in response.content.decode()
    assert Article.objects.count() == 0


def test_the_preview_stores_nothing_and_mails_nobody(
    bobs_client, django_capture_on_commit_callbacks
):
    event = factories.event(title="Stary")
    factories.registration(event)
    before = Event.objects.values().get(), list(event.days.values()), OutgoingMail.objects.count()

    with django_capture_on_commit_callbacks() as callbacks:
        shown(bobs_client, page_of(event), title="Nowy", **{"days-0-place": "Remiza"})

    now = Event.objects.values().get(), list(event.days.values()), OutgoingMail.objects.count()
    assert (before, callbacks, Revision.objects.count()) == (now, [], 0)


def test_the_preview_of_an_event_shows_its_days(bobs_client):
    event = factories.event(status="draft")

    response = shown(bobs_client, page_of(event), **{"days-0-place": "Remiza w Sitnie"})

    assert "Remiza w Sitnie" in response.content.decode().replace("\u00a0", " ")


def test_the_preview_of_an_event_shows_its_new_number_of_places(bobs_client):
    event = factories.event(capacity=5)
    factories.registration(event)

    page = shown(bobs_client, page_of(event), capacity=9).content.decode().replace("\u00a0", " ")

    assert "8 of 9 places left" in page
    assert Event.objects.get().capacity == 5


def test_a_file_in_the_form_is_shown_and_not_left_behind(bobs_client):
    event = factories.event()
    address = page_of(event)
    file = SimpleUploadedFile("program.pdf", pdf(), "application/pdf")
    before = stored_files()

    response = shown(
        bobs_client,
        address,
        **{
            "attachments-TOTAL_FORMS": 1,
            "attachments-0-title": "Program dnia",
            "attachments-0-file": file,
        },
    )

    assert "Program dnia" in response.content.decode().replace("\u00a0", " ")
    assert (stored_files(), Attachment.objects.count()) == (before, 0)


def test_a_mistake_brings_the_form_back_with_all_that_was_typed(bobs_client):
    article = factories.article()

    response = shown(bobs_client, page_of(article), title="", lead="Coś nowego")

    page = response.content.decode()
    assert "This field is required." in page
    assert "Coś nowego" in page
    assert BAND not in page


def test_the_preview_needs_the_right_to_change(client):
    article = factories.article()
    edyta = factories.user(is_staff=True)
    edyta.user_permissions.add(factories.permission("view_article"))
    client.force_login(edyta)

    assert client.post(page_of(article), {"_preview": ""}).status_code == 403


def test_a_preview_is_kept_nowhere_and_found_by_nobody(bobs_client):
    response = shown(bobs_client, page_of(factories.article()))

    assert response["Cache-Control"].startswith("no-store, private")
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert '<meta name="robots" content="noindex, nofollow">' in response.content.decode()


def test_nothing_of_a_preview_is_remembered(bobs_client, client):
    event = factories.event(slug="abc", title="Stary")
    client.get("/wydarzenia/abc/")

    shown(bobs_client, page_of(event), title="Nowy")

    assert "<h1>Stary</h1>" in client.get("/wydarzenia/abc/").content.decode()
    assert current_operator().short_name == "OWES Iskra"


def test_a_draft_is_a_draft_again_after_its_preview(bobs_client, client):
    article = factories.article(slug="szkic", status="draft")

    shown(bobs_client, page_of(article))

    assert client.get("/aktualnosci/szkic/").status_code == 404
    assert "szkic" not in client.get("/aktualnosci/").content.decode()


# The link


def path_of(row):
    return preview.link_to(row).removeprefix(settings.SITE_URL)


DRAFTS = {
    "news": lambda: factories.article(title="Szkic", status="draft"),
    "event": lambda: factories.event(title="Szkic", status="draft"),
    "page": lambda: factories.page(title="Szkic", status="draft"),
    "project": lambda: factories.project(title="Szkic", status="review"),
    "innovation": lambda: innovation(title="Szkic", status="draft"),
    "publication": lambda: publication(title="Szkic", status="draft"),
}


@pytest.mark.parametrize("make", DRAFTS.values(), ids=DRAFTS)
def test_the_link_shows_a_draft_of_every_kind(client, make):
    row = make()

    response = client.get(path_of(row))

    page = response.content.decode()
    assert response.status_code == 200
    assert plain(tree(response).find(".//h1")) == "Szkic"
    assert "Preview: the page is not public yet." in page
    assert response["Cache-Control"] == "no-store, private"
    assert (response["X-Robots-Tag"], response["Referrer-Policy"]) == (
        "noindex, nofollow",
        "strict-origin",
    )


def test_the_link_shows_what_will_appear_tomorrow(client):
    tomorrow = timezone.now() + timedelta(days=1)
    article = factories.article(title="Jutro", published_from=tomorrow)

    assert "<h1>Jutro</h1>" in client.get(path_of(article)).content.decode()


def test_the_link_works_for_seven_days(client):
    address = path_of(factories.article(status="draft"))

    with time_machine.travel(timezone.now() + timedelta(days=6, hours=23)):
        before = client.get(address)
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1)):
        after = client.get(address)

    assert (before.status_code, after.status_code) == (200, 404)
    assert "This preview is over" in after.content.decode()


def test_the_link_leads_to_the_page_once_that_is_public(client):
    article = factories.article(slug="otwarcie", status="draft")
    address = path_of(article)

    Article.objects.update(status="published")

    assert client.get(address)["Location"] == "/aktualnosci/otwarcie/"


@pytest.mark.parametrize("status", ["archived", "withdrawn"])
def test_the_link_to_what_was_taken_back_is_over(client, status):
    article = factories.article(status="draft")
    address = path_of(article)

    Article.objects.update(status=status, withdrawal_reason="Pomyłka.")

    assert client.get(address).status_code == 404


def test_the_link_to_a_deleted_row_is_over(client):
    article = factories.article(status="draft")
    address = path_of(article)

    article.delete()

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("signed", ["x", "events.article-1:1abc:x", "::", "%00"])
def test_a_forged_link_is_not_found(client, signed):
    factories.article(status="draft")

    assert client.get(f"/podglad/{signed}/").status_code == 404


def test_the_link_asks_nothing_to_be_written(client):
    response = client.post(path_of(factories.article(status="draft")))

    assert response.status_code == 405


def test_files_of_a_draft_open_below_the_link_only(client):
    event = factories.event(slug="abc", status="draft")
    file = Attachment.objects.create(
        event=event, title="Program", file=SimpleUploadedFile("p.pdf", pdf())
    )
    address = path_of(event)
    below = f"{address}wydarzenia/abc/pliki/{file.pk}/"

    page = client.get(address).content.decode()

    assert f'href="{below}"' in page
    assert f'href="/wydarzenia/abc/pliki/{file.pk}/"' not in page
    opened = client.get(below)
    assert (opened.status_code, opened["Content-Type"]) == (200, "application/pdf")
    assert opened["Cache-Control"] == "no-store, private"
    assert client.get(f"/wydarzenia/abc/pliki/{file.pk}/").status_code == 404


def test_files_of_a_draft_publication_open_below_the_link(client):
    file = publication_file()
    type(file.edition.publication).objects.update(status="draft")
    address = path_of(file.edition.publication)

    response = client.get(f"{address}{file.get_absolute_url().removeprefix('/')}")

    assert response.status_code == 200


def test_a_link_opens_no_other_draft(client):
    mine, other = factories.event(status="draft"), factories.event(slug="abc", status="draft")
    file = Attachment.objects.create(
        event=other, title="Program", file=SimpleUploadedFile("p.pdf", pdf())
    )

    opened = client.get(f"{path_of(mine)}wydarzenia/abc/pliki/{file.pk}/")

    assert opened.status_code == 404


@pytest.mark.parametrize("address", ["wydarzenia/", "panel/", "zgloszenia/link/", "nic", "%00"])
def test_a_link_opens_nothing_but_files(client, address):
    draft = factories.event(status="draft")

    assert client.get(f"{path_of(draft)}{address}").status_code == 404


def test_the_form_offers_the_link_of_a_draft_only(bobs_client):
    draft, public = factories.article(status="draft"), factories.article()

    offered = [
        "Link to the preview" in bobs_client.get(page_of(row)).content.decode()
        for row in (draft, public)
    ]

    assert offered == [True, False]


def test_drafts_seen_by_a_link_are_remembered_for_nobody(client):
    event = factories.event(slug="abc", status="draft")

    client.get(path_of(event))

    assert client.get("/wydarzenia/abc/").status_code == 404
    assert "abc" not in client.get("/wydarzenia/").content.decode()
