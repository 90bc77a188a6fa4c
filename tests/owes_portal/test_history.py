"""The history of a page in the administration: versions, compared and brought back."""

import pytest
from django.utils import timezone
from django.utils.html import strip_tags

from events.models import Article, Event
from owes_portal import forgetting
from owes_portal.editing import versions
from owes_portal.models.revisions import Revision
from tests import factories
from tests.admin_forms import answers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "operator")]

ARTICLES, EVENTS = "/panel/events/article/", "/panel/events/event/"


@pytest.fixture
def article():
    return factories.article(title="Pierwszy", body="<p>Treść.</p>")


def save(client, row, **typed):
    """Save the row in its form with these answers changed."""
    address = f"/panel/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/change/"
    response = client.post(address, answers(client, address, **typed))
    assert response.status_code == 302
    return response


def history(client, row, query=""):
    address = f"/panel/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/history/{query}"
    return client.get(address)


def text_of(response):
    return " ".join(strip_tags(response.content.decode()).replace("\u00a0", " ").split())


def test_the_first_saving_keeps_what_stood_before_it_too(bobs_client, bob, article):
    save(bobs_client, article, title="Drugi")

    kept = [(one.number, one.by, one.content["title"]) for one in Revision.objects.about(article)]
    assert kept == [(2, bob, "Drugi"), (1, None, "Pierwszy")]


def test_a_new_row_has_its_first_version(bobs_client, bob):
    page = f"{ARTICLES}add/"

    bobs_client.post(page, answers(bobs_client, page, title="A", lead="B", body="<p>C</p>"))

    (version,) = Revision.objects.about(Article.objects.get())
    assert (version.number, version.by, version.content["title"]) == (1, bob, "A")


def test_a_saving_that_changes_nothing_keeps_nothing_more(bobs_client, article):
    save(bobs_client, article)

    save(bobs_client, article)

    assert Revision.objects.about(article).count() == 1


def test_a_version_of_an_event_holds_its_days_and_its_places_as_saved(bobs_client):
    event = factories.event(capacity=5)

    save(bobs_client, event, capacity=8, **{"days-0-place": "Remiza"})

    last = Revision.objects.about(event).first()
    assert (last.content["capacity"], last.content["days"][0]["place"]) == (8, "Remiza")


def test_a_change_past_the_administration_is_a_version_of_nobody(bobs_client, bob, article):
    save(bobs_client, article, title="Drugi")
    Article.objects.update(lead="Z zewnątrz.")

    save(bobs_client, article, title="Trzeci")

    made = [(one.number, one.by) for one in Revision.objects.about(article)]
    assert made == [(4, bob), (3, None), (2, bob), (1, None)]


def test_history_tells_who_changed_what(bobs_client, article):
    save(bobs_client, article, title="Drugi", lead="Inaczej.")

    page = text_of(history(bobs_client, article))

    assert "Changed: title, in one or two sentences" in page
    assert ", bob" in page
    assert "The first version that is kept." in page


def test_history_brings_back_every_version_but_the_newest(bobs_client, article):
    save(bobs_client, article, title="Drugi")
    save(bobs_client, article, title="Trzeci")

    page = text_of(history(bobs_client, article))

    assert [number for number in (1, 2, 3) if f"Restore version {number}" in page] == [1, 2]


@pytest.mark.parametrize("item_count", [1, 3])
def test_history_asks_the_same_number_of_queries(
    bobs_client, article, item_count, django_assert_num_queries
):
    for number in range(item_count):
        save(bobs_client, article, title=f"Tytuł {number}")
    history(bobs_client, article)

    with django_assert_num_queries(9):
        history(bobs_client, article)


def test_history_of_a_row_without_versions_says_so(bobs_client, article):
    assert "Nothing has been changed in the administration yet." in text_of(
        history(bobs_client, article)
    )


def test_history_is_for_staff_with_the_right(client, article):
    client.force_login(factories.user(is_staff=True))

    assert history(client, article).status_code == 403


def test_two_versions_are_compared(bobs_client, article):
    save(bobs_client, article, body="<h2>Treść.</h2>")

    response = history(bobs_client, article, "?od=1&do=2")

    page = response.content.decode()
    assert '<del><span class="visually-hidden">removed: </span>Paragraph:</del>' in page
    assert '<ins><span class="visually-hidden">added: </span>Heading:</ins>' in page


def test_versions_are_compared_the_older_first(bobs_client, article):
    save(bobs_client, article, title="Drugi")

    page = history(bobs_client, article, "?od=2&do=1").content.decode()

    assert '<del><span class="visually-hidden">removed: </span>Pierwszy</del>' in page


def test_what_was_typed_is_no_html_in_a_comparison(bobs_client, article):
    save(bobs_client, article, title="<script>alert(1)</script>")

    assert "<script>alert" not in history(bobs_client, article, "?od=1&do=2").content.decode()


@pytest.mark.parametrize("query", ["?od=1&do=9", "?od=x&do=1", "?od=1", "?od=1&do=99999999999"])
def test_a_version_that_does_not_exist_is_not_found(bobs_client, article, query):
    save(bobs_client, article, title="Drugi")

    assert history(bobs_client, article, query).status_code == 404


def test_an_old_version_fills_the_form_and_changes_nothing_yet(bobs_client, article):
    save(bobs_client, article, title="Drugi")

    response = bobs_client.get(f"{ARTICLES}{article.pk}/change/?wersja=1")

    assert 'value="Pierwszy"' in response.content.decode()
    assert "Nothing is saved yet." in text_of(response)
    assert Article.objects.get().title == "Drugi"


def test_an_old_version_is_brought_back_by_saving(bobs_client, article):
    topic = factories.topic()
    article.topics.add(topic)
    save(bobs_client, article, title="Drugi", topics=[])
    address = f"{ARTICLES}{article.pk}/change/?wersja=1"

    bobs_client.post(address, answers(bobs_client, address))

    article.refresh_from_db()
    assert (article.title, list(article.topics.all())) == ("Pierwszy", [topic])
    assert Revision.objects.about(article).first().number == 3


def test_translations_are_brought_back_as_they_were(bobs_client, article):
    save(bobs_client, article, uk_title="Перший")
    save(bobs_client, article, uk_title="Другий", uk_lead="Потім")
    address = f"{ARTICLES}{article.pk}/change/?wersja=2"

    bobs_client.post(address, answers(bobs_client, address))

    article.refresh_from_db()
    assert article.translations == {"uk": {"title": "Перший"}}


def test_bringing_an_event_back_leaves_days_places_and_publishing_alone(bobs_client):
    event = factories.event(title="Stary", capacity=5)
    factories.registration(event)
    save(
        bobs_client, event, title="Nowy", capacity=8, _step="archive", **{"days-0-place": "Remiza"}
    )
    address = f"{EVENTS}{event.pk}/change/?wersja=1"

    bobs_client.post(address, answers(bobs_client, address))

    event = Event.objects.get()
    assert (event.title, event.capacity, event.status) == ("Stary", 8, "archived")
    assert (event.days.get().place, event.places_taken) == ("Remiza", 1)


def test_a_version_that_names_what_is_gone_says_so(bobs_client, article):
    project = factories.project(title="Iskra")
    Article.objects.update(project=project)
    save(bobs_client, article, project="", title="Drugi")
    project.delete()

    response = bobs_client.get(f"{ARTICLES}{article.pk}/change/?wersja=1")

    assert "What the version names and what is there no more: Iskra." in text_of(response)


@pytest.mark.parametrize("number", ["9", "x", "99999999999", ""])
def test_a_version_unknown_to_the_form_is_no_error(bobs_client, article, number):
    response = bobs_client.get(f"{ARTICLES}{article.pk}/change/?wersja={number}")

    assert "Nothing is saved yet." not in text_of(response)


# A draft that is deleted


def deleted(client, row, section):
    client.post(f"/panel/{section}/{row.pk}/delete/", {"post": "yes"})
    return not type(row).objects.filter(pk=row.pk).exists()


def test_versions_go_with_a_draft_that_is_deleted(bobs_client, bob):
    draft, other = factories.article(status="draft"), factories.article()
    for row in (draft, other):
        versions.record(row, [], by=bob)

    assert deleted(bobs_client, draft, "events/article")
    assert [one.row for one in Revision.objects.all()] == [other]


def test_versions_go_with_several_drafts_at_once(bobs_client, bob):
    drafts = [factories.article(status="draft") for _number in range(2)]
    for row in drafts:
        versions.record(row, [], by=bob)
    chosen = {"action": "delete_selected", "_selected_action": [row.pk for row in drafts]}

    bobs_client.post("/panel/events/article/", chosen | {"post": "yes"})

    assert (Article.objects.count(), Revision.objects.count()) == (0, 0)


def test_versions_of_what_was_deleted_elsewhere_go_at_night(bob):
    article, event = factories.article(), factories.event()
    for row in (article, event):
        versions.record(row, [], by=bob)
    Article.objects.all().delete()

    forgotten = forgetting.forget_versions_of_nothing(timezone.now())

    assert forgotten == 1
    assert [one.row for one in Revision.objects.all()] == [event]
