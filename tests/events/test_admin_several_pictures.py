"""Several pictures taken into the form at once, and rows that come without a script."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from events.models import Article, Event
from tests import factories
from tests.admin_forms import answers
from tests.factories_pictures import article_picture, encoded

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

ADD = "/panel/events/article/add/"
SAME = {"pictures-several-author": "Anna Wrona", "pictures-several-likeness": "consent"}


def photos(*names):
    return [SimpleUploadedFile(name, encoded()) for name in names]


def sent(client, address, files, **typed):
    several = {"pictures-several-files": files} | SAME
    return client.post(address, answers(client, address, **several, **typed))


def kept_in(page):
    kept = re.findall(r'name="(pictures-\d+-kept)" value="([^"]+)"', page)
    return dict(kept)


def test_files_become_rows_that_wait_for_their_words(bobs_client):
    response = sent(bobs_client, ADD, photos("a.jpg", "b.jpg"), title="Święto", _take="pictures")

    page = response.content.decode()
    assert "2 pictures are here." in page
    assert [*kept_in(page)] == ["pictures-0-kept", "pictures-1-kept"]
    assert page.count('value="Anna Wrona"') == 3
    assert 'value="Święto"' in page
    assert "errorlist" not in page
    assert not Article.objects.exists()


def test_rows_that_were_taken_are_saved_with_their_words(bobs_client):
    taken = sent(bobs_client, ADD, photos("a.jpg", "b.jpg"), _take="pictures")
    row = {"author": "Anna", "likeness": "nobody", "licence": "cc0", "focus_x": 50, "focus_y": 50}
    rows = {
        f"pictures-{number}-{name}": value
        for number in (0, 1)
        for name, value in (row | {"position": number + 1, "alt": f"Stół {number}."}).items()
    }
    rows |= kept_in(taken.content.decode()) | {"pictures-TOTAL_FORMS": 2}

    bobs_client.post(
        ADD, answers(bobs_client, ADD, title="Święto", lead="Było.", body="<p>Tak.</p>", **rows)
    )

    assert [picture.alt for picture in Article.objects.get().pictures.all()] == [
        "Stół 0.",
        "Stół 1.",
    ]


def test_a_file_that_is_refused_is_named_and_the_others_are_kept(bobs_client):
    files = [*photos("a.jpg"), SimpleUploadedFile("plan.pdf", b"%PDF-1.7"), *photos("b.jpg")]

    page = sent(bobs_client, ADD, files, _take="pictures").content.decode()

    assert "<strong>plan.pdf</strong>: Choose a JPG, PNG or WebP picture." in page
    assert len(kept_in(page)) == 2


def test_nothing_is_saved_while_a_file_is_refused(bobs_client):
    article = factories.article(status="draft", title="Święto")
    address = f"/panel/events/article/{article.pk}/change/"

    page = sent(
        bobs_client, address, [SimpleUploadedFile("plan.pdf", b"%PDF")], title="Inny", _save=""
    )

    article.refresh_from_db()
    assert "some files were not taken" in page.content.decode()
    assert article.title == "Święto"


def test_files_that_come_with_the_saving_ask_for_their_words(bobs_client):
    article = factories.article(status="draft")
    address = f"/panel/events/article/{article.pk}/change/"

    page = sent(bobs_client, address, photos("a.jpg"), _save="").content.decode()

    assert "Write what can be seen, or tick “decorative”." in page
    assert len(kept_in(page)) == 1


def test_a_fault_says_in_which_row_it_is_and_is_not_scrolled_past(bobs_client):
    address = f"/panel/events/article/{factories.article(status='draft').pk}/change/"

    page = sent(bobs_client, address, photos("a.jpg", "b.jpg"), _save="").content.decode()

    assert page.index("Photo 1, What can be seen:") < page.index("Photo 2, What can be seen:")
    assert 'action="#top"' in page


def test_new_pictures_stand_behind_those_that_are_there(bobs_client):
    article = factories.article(status="draft")
    article_picture(article)
    address = f"/panel/events/article/{article.pk}/change/"

    page = sent(bobs_client, address, photos("a.jpg"), _take="pictures").content.decode()

    assert 'name="pictures-1-position" value="2"' in page


def test_a_day_is_added_without_a_script_and_without_a_word_of_what_is_missing(bobs_client):
    address = "/panel/events/event/add/"

    page = bobs_client.post(address, answers(bobs_client, address, title="ABC", _more="days"))

    assert 'name="days-1-place"' in page.content.decode()
    assert "errorlist" not in page.content.decode()
    assert not Event.objects.exists()


@pytest.mark.parametrize("total", ["", "x", "99999999", "-1"])
def test_a_broken_count_of_rows_is_borne(bobs_client, total):
    sent_back = {"pictures-TOTAL_FORMS": total, "_take": "pictures"}

    response = sent(bobs_client, ADD, photos("a.jpg"), **sent_back)

    assert response.status_code == 200
