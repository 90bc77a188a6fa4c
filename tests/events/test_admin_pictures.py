"""Pictures in the form of a page."""

import re

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from events.models import ArticlePicture
from owes_portal import pictures
from owes_portal.editing import preview
from tests import factories
from tests.admin_forms import answers
from tests.factories_pictures import article_picture, encoded

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def photo(content=None, name="zdjecie.jpg"):
    return SimpleUploadedFile(name, content or encoded())


TYPED = {"alt": "Ludzie przy stole.", "author": "Anna Wrona", "likeness": "consent"}
LEFT_ALONE = {"licence": "reserved", "focus_x": 50, "focus_y": 50, "position": 1}


def row(number=0, **fields):
    typed = LEFT_ALONE | TYPED | fields
    sent = {f"pictures-{number}-{name}": value for name, value in typed.items()}
    return sent | {"pictures-TOTAL_FORMS": number + 1}


@pytest.fixture
def article(db):
    return factories.article(status="draft")


@pytest.fixture
def address(article):
    return f"/panel/events/article/{article.pk}/change/"


def sent(client, address, **typed):
    return client.post(address, answers(client, address, **typed))


def test_a_picture_is_added_to_a_page(bobs_client, article, address):
    response = sent(bobs_client, address, **row(file=photo()))

    picture = article.pictures.get()
    assert response.status_code == 302
    assert (picture.width, picture.widths, picture.author) == (1600, [480, 960, 1600], "Anna Wrona")


def test_an_untouched_row_is_no_picture(bobs_client, article, address):
    response = sent(bobs_client, address)

    assert (response.status_code, article.pictures.count()) == (302, 0)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"file": photo(), "alt": ""}, "Write what can be seen, or tick “decorative”."),
        ({"alt": "Ludzie przy stole."}, "Choose a picture."),
        ({"file": photo(b"<svg/>", "znak.svg")}, "Choose a JPG, PNG or WebP picture."),
        ({"file": photo(b"<svg/>")}, "We could not read this picture"),
        ({"file": photo(), "focus_x": "101"}, "less than or equal to 100"),
    ],
    ids=["no words", "no file", "svg", "disguise", "focus"],
)
def test_what_is_wrong_with_a_picture_is_told(bobs_client, article, address, typed, words):
    response = sent(bobs_client, address, **row(**typed))

    assert words in response.content.decode()
    assert article.pictures.count() == 0


def test_a_decorative_picture_needs_no_words_and_keeps_none(bobs_client, article, address):
    sent(bobs_client, address, **row(file=photo(), is_decorative="on"))

    assert (article.pictures.get().alt, article.pictures.get().is_decorative) == ("", True)


def test_a_picture_need_not_be_chosen_again_when_something_else_was_wrong(
    bobs_client, article, address
):
    wrong = sent(bobs_client, address, title="", **row(file=photo()))
    page = wrong.content.decode()
    kept = re.search(r'name="pictures-0-kept" value="([^"]+)"', page)[1]

    response = sent(bobs_client, address, **row(kept=kept))

    assert "/zdjecia/podglad/" in page
    assert response.status_code == 302
    assert article.pictures.get().widths == [480, 960, 1600]


def test_a_picture_that_was_kept_is_not_believed_when_it_was_forged(bobs_client, article, address):
    response = sent(bobs_client, address, **row(kept="eyJzaGEyNTYiOiJ4In0:1:x"))

    assert "Choose a picture." in response.content.decode()
    assert article.pictures.count() == 0


def test_a_picture_that_was_removed_meanwhile_does_not_come_back(bobs_client, article, address):
    wrong = sent(bobs_client, address, title="", **row(file=photo()))
    kept = re.search(r'name="pictures-0-kept" value="([^"]+)"', wrong.content.decode())[1]
    pictures.remove(pictures.draw(photo()).sha256)

    response = sent(bobs_client, address, **row(kept=kept))

    assert "Choose a picture." in response.content.decode()


def test_a_picture_keeps_its_file_when_only_words_change(bobs_client, article, address):
    picture = article_picture(article)

    sent(bobs_client, address, **{"pictures-0-alt": "Nowy opis.", "pictures-0-file": ""})

    changed = ArticlePicture.objects.get()
    assert (changed.alt, changed.sha256) == ("Nowy opis.", picture.sha256)


def test_a_picture_can_be_taken_off_a_page(bobs_client, article, address):
    article_picture(article)

    sent(bobs_client, address, **{"pictures-0-DELETE": "on"})

    assert article.pictures.count() == 0


def test_the_form_shows_the_picture_and_how_to_remove_it_at_once(bobs_client, article, address):
    picture = article_picture(article)

    page = bobs_client.get(address).content.decode()

    assert 'class="focus-picture" src="/zdjecia/podglad/' in page
    assert f'href="/panel/zdjecia/aktualnosci/{picture.pk}/usun/"' in page
    assert "js/focus.js" in page


def test_the_preview_shows_a_picture_that_is_not_saved(bobs_client, client, address):
    response = sent(bobs_client, address, _preview="", **row(file=photo()))

    shown = re.search(r'src="(/zdjecia/podglad/[^"]+/960\.webp)"', response.content.decode())[1]
    assert client.get(shown).status_code == 200
    assert ArticlePicture.objects.count() == 0


def test_the_preview_takes_no_file_from_another_page(bobs_client, client, article, address):
    other = article_picture(factories.article())

    sent(bobs_client, address, _preview="", **row(file=photo()))

    assert client.get(f"/zdjecia/aktualnosci/{other.pk}/1600.webp").status_code == 200


def test_the_link_to_a_draft_shows_its_pictures(client, article):
    article_picture(article)

    html = client.get(preview.link_to(article).removeprefix(settings.SITE_URL)).content.decode()

    shown = re.search(r'src="(/zdjecia/podglad/[^"]+/960\.webp)"', html)[1]
    assert client.get(shown).status_code == 200
