"""One page open twice: whoever saves later is told, and nothing typed is lost."""

import pytest
from django.test import Client
from django.utils.html import strip_tags

from events.models import Article, Event
from tests import factories
from tests.admin_forms import answers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "operator")]

TOLD = "Nothing is saved yet. See first what is new."


@pytest.fixture
def article():
    return factories.article(title="Pierwszy", lead="Wstęp.", body="<p>Treść.</p>")


@pytest.fixture
def ala():
    client = Client()
    client.force_login(factories.staff(username="ala", first_name="Ala", last_name="Nowak"))
    return client


def address_of(row):
    return f"/panel/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/change/"


def text_of(response):
    return " ".join(strip_tags(response.content.decode()).replace("\u00a0", " ").split())


def send(client, row, opened, **typed):
    return client.post(address_of(row), opened | typed)


def test_the_later_one_is_told_who_saved_what(bobs_client, ala, article):
    opened = answers(bobs_client, address_of(article))
    send(ala, article, opened, title="Tytuł Ali")

    response = send(bobs_client, article, opened, title="Tytuł Boba", lead="Wstęp Boba.")

    page = text_of(response)
    assert TOLD in page
    assert "Somebody saved this page while you had it open: Ala Nowak," in page
    assert "What is new: title." in page
    assert "Now there stands: “Tytuł Ali”." in page
    assert 'history/?od=1&amp;do=2"' in response.content.decode()
    assert Article.objects.get().title == "Tytuł Ali"


def test_what_the_later_one_typed_stays_and_is_saved_next_time(bobs_client, ala, article):
    opened = answers(bobs_client, address_of(article))
    send(ala, article, opened, title="Tytuł Ali")

    form = send(bobs_client, article, opened, title="Tytuł Boba").context["adminform"].form
    response = send(bobs_client, article, opened, title=form["title"].value(), _seen=form.seen)

    assert response.status_code == 302
    assert Article.objects.get().title == "Tytuł Boba"


def test_the_later_one_is_told_again_of_what_comes_after_that(bobs_client, ala, article):
    opened = answers(bobs_client, address_of(article))
    send(ala, article, opened, title="Tytuł Ali")
    seen = send(bobs_client, article, opened, title="Tytuł Boba").context["adminform"].form.seen
    send(ala, article, answers(ala, address_of(article)), lead="Wstęp Ali.")

    page = text_of(send(bobs_client, article, opened, title="Tytuł Boba", _seen=seen))

    assert "Now there stands: “Wstęp Ali.”." in page
    assert "Tytuł Ali" not in page


def test_nobody_is_told_of_what_the_form_says_too(bobs_client, ala, article):
    opened = answers(bobs_client, address_of(article))
    send(ala, article, opened, title="Lepszy tytuł")

    response = send(bobs_client, article, opened, title="Lepszy tytuł", lead="Wstęp Boba.")

    assert response.status_code == 302
    assert Article.objects.get().lead == "Wstęp Boba."


def test_nobody_is_told_of_a_saving_that_changed_nothing(bobs_client, ala, article):
    opened = answers(bobs_client, address_of(article))
    send(ala, article, opened)

    assert send(bobs_client, article, opened, lead="Wstęp Boba.").status_code == 302


def test_who_saves_in_two_windows_is_told_so(bobs_client, article):
    opened = answers(bobs_client, address_of(article))
    send(bobs_client, article, opened, title="Z pierwszego okna")

    page = text_of(send(bobs_client, article, opened, title="Z drugiego okna"))

    assert "You saved this page yourself in another window:" in page


def test_a_text_that_was_emptied_is_said_to_be_empty(bobs_client, ala):
    event = factories.event(price_note="20 zł")
    opened = answers(bobs_client, address_of(event))
    send(ala, event, opened, price_note="")

    page = text_of(send(bobs_client, event, opened, title="Inny"))

    assert "Now there stands nothing." in page


def test_a_day_that_was_changed_meanwhile_is_named(bobs_client, ala):
    event = factories.event()
    opened = answers(bobs_client, address_of(event))
    send(ala, event, opened, **{"days-0-place": "Biblioteka w Zamościu"})

    page = text_of(send(bobs_client, event, opened, title="Nowy tytuł"))

    assert "What is new: days" in page
    assert Event.objects.get().title != "Nowy tytuł"


def test_a_step_that_somebody_took_meanwhile_is_told(bobs_client, ala, article):
    opened = answers(bobs_client, address_of(article))
    send(ala, article, opened, _step="archive")

    page = text_of(send(bobs_client, article, opened, title="Nowy tytuł", _step="archive"))

    assert "What is new: publication status." in page
    assert Article.objects.get().title == "Pierwszy"


def test_a_change_past_the_administration_is_told_without_a_name(bobs_client, article):
    opened = answers(bobs_client, address_of(article))
    article.title = "Z polecenia"
    article.save()

    page = text_of(send(bobs_client, article, opened, title="Tytuł Boba"))

    assert "This page was changed while you had it open:" in page


def test_a_change_past_the_administration_is_laid_to_nobody_who_saved_before(
    bobs_client, ala, article
):
    send(ala, article, answers(ala, address_of(article)), title="Tytuł Ali")
    opened = answers(bobs_client, address_of(article))
    article.title = "Z polecenia"
    article.save()

    page = text_of(send(bobs_client, article, opened, title="Tytuł Boba"))

    assert "This page was changed while you had it open:" in page
    assert "Now there stands: “Z polecenia”." in page


def test_a_preview_is_shown_to_the_later_one_too(bobs_client, ala, article):
    opened = answers(bobs_client, address_of(article))
    send(ala, article, opened, title="Tytuł Ali")

    page = text_of(send(bobs_client, article, opened, title="Tytuł Boba", _preview=""))

    assert "Tytuł Boba" in page
    assert TOLD not in page


def test_a_mistake_in_a_preview_does_not_hide_what_is_new(bobs_client, ala, article):
    opened = answers(bobs_client, address_of(article))
    send(ala, article, opened, title="Tytuł Ali")

    form = send(bobs_client, article, opened, title="", _preview="").context["adminform"].form

    assert form.seen == opened["_seen"]


def test_an_old_version_is_not_brought_back_over_what_came_meanwhile(bobs_client, ala, article):
    send(ala, article, answers(ala, address_of(article)), title="Drugi")
    opened = answers(bobs_client, f"{address_of(article)}?wersja=1")
    send(ala, article, answers(ala, address_of(article)), title="Trzeci")

    page = text_of(bobs_client.post(f"{address_of(article)}?wersja=1", opened))

    assert TOLD in page
    assert Article.objects.get().title == "Trzeci"


@pytest.mark.parametrize("seen", ["", "abc", "9999999999:x", "-1:x"])
def test_a_form_without_its_stamp_is_saved_as_it_was_before(bobs_client, article, seen):
    opened = answers(bobs_client, address_of(article))

    assert send(bobs_client, article, opened, title="Nowy", _seen=seen).status_code == 302
