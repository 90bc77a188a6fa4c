"""Pictures of pages: stored, shown while their page is public, and gone when they must."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from events.models import ArticlePicture
from owes_portal import forgetting, pictures
from owes_portal.models import Revision
from tests import factories
from tests.factories_pictures import FIELDS, article_picture, event_picture, photo, project_picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """Files of this test only."""
    default = {**settings.STORAGES["default"]}
    default["OPTIONS"] = {**default["OPTIONS"], "location": tmp_path}
    settings.STORAGES = {**settings.STORAGES, "default": default}
    return tmp_path / "pictures"


def files(folder):
    return sorted(path.name for path in folder.glob("*"))


def make_old(folder):
    long_ago = (timezone.now() - 2 * DAY).timestamp()
    for path in folder.glob("*"):
        os.utime(path, (long_ago, long_ago))


# Stored


def saved_anew(file=None):
    """As a form or an import would."""
    picture = ArticlePicture(article=factories.article(), file=file or photo(), **FIELDS)
    picture.save()
    return picture


def test_picture_is_stored_in_three_widths_under_what_it_holds(folder):
    picture = saved_anew()

    found = picture.sha256

    assert (picture.width, picture.height, picture.widths) == (1600, 1067, [480, 960, 1600])
    assert picture.file.name == f"pictures/{found}-1600.webp"
    assert files(folder) == [f"{found}-{width}.webp" for width in ("1600", "480", "960")]


def test_picture_is_drawn_anew_past_the_forms_too(folder):
    with pytest.raises(pictures.PictureRefused):
        saved_anew(ContentFile(b"<svg/>", "znak.svg"))

    assert ArticlePicture.objects.count() == 0


def test_picture_twice_is_one_set_of_files(folder):
    article_picture(factories.article())
    event_picture(factories.event())

    assert len(files(folder)) == 3


def test_picture_keeps_its_files_when_its_words_change(folder):
    picture = article_picture(factories.article())

    picture.alt = "Nowy opis."
    picture.save()

    assert len(files(folder)) == 3


def test_picture_that_cannot_be_written_leaves_nothing(folder):
    folder.parent.joinpath("pictures").write_text("in the way")

    with pytest.raises(pictures.PictureRefused, match="We could not store the picture just now"):
        saved_anew()

    assert ArticlePicture.objects.count() == 0


# Shown


@pytest.mark.parametrize(
    ("make", "page", "section"),
    [
        (article_picture, factories.article, "aktualnosci"),
        (event_picture, factories.event, "wydarzenia"),
        (project_picture, factories.project, "projekty"),
    ],
    ids=["article", "event", "project"],
)
def test_picture_is_shown_while_its_page_is_public(client, make, page, section):
    picture = make(page())

    response = client.get(f"/zdjecia/{section}/{picture.pk}/960.webp")

    assert response.status_code == 200
    assert response["Content-Type"] == "image/webp"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "public, no-cache"
    assert b"".join(response)[8:12] == b"WEBP"


HIDDEN = {
    "draft": {"status": "draft"},
    "to be checked": {"status": "review"},
    "archived": {"status": "archived"},
    "withdrawn": {"status": "withdrawn", "withdrawal_reason": "Pomyłka."},
    "future": {"published_from": timezone.now() + DAY},
    "over": {
        "published_from": timezone.now() - 2 * DAY,
        "published_until": timezone.now() - DAY,
    },
}


@pytest.mark.parametrize("hidden", HIDDEN.values(), ids=HIDDEN)
@pytest.mark.parametrize(
    ("make", "page", "section"),
    [
        (article_picture, factories.article, "aktualnosci"),
        (event_picture, factories.event, "wydarzenia"),
        (project_picture, factories.project, "projekty"),
    ],
    ids=["article", "event", "project"],
)
def test_picture_of_a_page_that_is_not_public_is_not_found(
    client, bobs_client, make, page, section, hidden
):
    picture = make(page(**hidden))
    address = f"/zdjecia/{section}/{picture.pk}/960.webp"

    assert picture.is_published() is False
    assert (client.get(address).status_code, bobs_client.get(address).status_code) == (404, 404)


def test_picture_knows_no_other_width_kind_or_number(client):
    picture = article_picture(factories.article())
    base = f"/zdjecia/aktualnosci/{picture.pk}"

    addresses = [f"{base}/500.webp", "/zdjecia/osoby/1/960.webp", "/zdjecia/aktualnosci/0/960.webp"]

    assert [client.get(address).status_code for address in addresses] == [404, 404, 404]


def test_picture_is_not_sent_again_to_who_has_it(client):
    picture = article_picture(factories.article())
    address = f"/zdjecia/aktualnosci/{picture.pk}/960.webp"

    etag = client.get(address)["ETag"]
    again = client.get(address, headers={"If-None-Match": etag})

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    assert etag == f'"{picture.sha256}-960"'


def test_picture_answers_to_head_and_refuses_post(client):
    picture = article_picture(factories.article())
    address = f"/zdjecia/aktualnosci/{picture.pk}/480.webp"

    assert (client.head(address).status_code, client.post(address).status_code) == (200, 405)


def test_picture_costs_one_query(client, django_assert_num_queries):
    picture = article_picture(factories.article())

    with django_assert_num_queries(1):
        client.get(f"/zdjecia/aktualnosci/{picture.pk}/480.webp")


def test_signed_picture_of_a_draft_opens_for_half_a_day(client):
    picture = article_picture(factories.article(status="draft"))
    picture.is_previewed = True
    address = picture.address(960)

    first = client.get(address)
    with time_machine.travel(timezone.now() + pictures.SIGNED_FOR + timedelta(minutes=1)):
        later = client.get(address)

    assert address.startswith("/zdjecia/podglad/")
    assert (first.status_code, later.status_code) == (200, 404)
    assert first["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("signed", ["", "x", "{sha256}", "{sha256}:1:x"])
def test_signed_picture_opens_by_no_guess(client, signed):
    picture = article_picture(factories.article())

    address = f"/zdjecia/podglad/{signed.format(sha256=picture.sha256)}/960.webp"

    assert client.get(address).status_code == 404


# Gone


def test_leftover_pictures_go_after_a_day(folder):
    picture = article_picture(factories.article())
    kept = picture.sha256
    pictures.store(pictures.draw(photo(colour="red")))
    make_old(folder)

    removed = forgetting.remove_leftover_pictures(timezone.now())

    assert removed == 3
    assert {name.split("-")[0] for name in files(folder)} == {kept}


def test_leftover_pictures_of_today_stay(folder):
    pictures.store(pictures.draw(photo()))

    assert forgetting.remove_leftover_pictures(timezone.now()) == 0
    assert len(files(folder)) == 3


def test_pictures_that_an_earlier_version_names_stay(folder):
    article = factories.article()
    picture = article_picture(article)
    content = {"pictures": [{"sha256": picture.sha256}]}
    Revision.objects.create(row=article, number=1, content=content)
    picture.delete()
    make_old(folder)

    assert forgetting.remove_leftover_pictures(timezone.now()) == 0
    assert len(files(folder)) == 3


def test_a_picture_that_comes_again_is_young_again(folder):
    pictures.store(pictures.draw(photo()))
    make_old(folder)

    pictures.store(pictures.draw(photo()))

    assert forgetting.remove_leftover_pictures(timezone.now()) == 0


def test_remove_asks_first_and_then_takes_the_picture_off_every_page(
    bobs_client, folder, django_capture_on_commit_callbacks
):
    article = factories.article()
    picture = article_picture(article)
    event_picture(factories.event())
    address = f"/panel/zdjecia/aktualnosci/{picture.pk}/usun/"

    asked = bobs_client.get(address)
    with django_capture_on_commit_callbacks(execute=True):
        done = bobs_client.post(address)

    assert "The picture vanishes at once" in asked.content.decode()
    assert done["Location"] == f"/panel/events/article/{article.pk}/change/"
    assert files(folder) == []
    assert bobs_client.get(f"/zdjecia/aktualnosci/{picture.pk}/960.webp").status_code == 404


def test_remove_is_for_staff_with_the_right(client, charlie):
    picture = article_picture(factories.article())
    address = f"/panel/zdjecia/aktualnosci/{picture.pk}/usun/"
    statuses = [client.post(address).status_code]

    for person in (charlie, factories.user(is_staff=True)):
        client.force_login(person)
        statuses.append(client.post(address).status_code)

    assert statuses == [302, 404, 403]
    assert picture.alt == FIELDS["alt"]
    assert default_storage.exists(picture.file.name)
    assert Path(default_storage.path(picture.file.name)).stat().st_mode & 0o777 == 0o600


def test_pictures_that_no_time_is_left_for_are_refused_with_a_word():
    files = [photo(name="a.jpg"), photo(name="b.jpg")]

    pictures.draw_ahead(files, until=0)

    for file in files:
        with pytest.raises(pictures.PictureRefused, match="no time left"):
            pictures.draw(file)
