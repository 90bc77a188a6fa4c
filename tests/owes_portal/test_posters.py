"""Posters: what services show beside an address that somebody shares."""

import io
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from lxml import html
from PIL import Image

from owes_portal import forgetting, pictures, poster_drawing
from owes_portal.models.operator import current_operator
from owes_portal.poster_drawing import COLOURS, Words, outline
from owes_portal.templatetags.patchwork import SHAPES
from tests import factories
from tests.factories_library import innovation, publication
from tests.factories_pictures import article_picture
from tests.scene import full_portal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fonts")]

SUMMER = datetime(2031, 7, 1, 7, tzinfo=UTC)
LONG = "Jak działają przedsiębiorstwa społeczne w Ostrowcu Świętokrzyskim i Bałtowie – wyjazd"
WORDS = Words("Szkolenie", LONG, "1 lipca 2031\nDom kultury, Zwierzyniec", "OWES Iskra")
ENDLESS = Words("Szkolenie" * 20, f"{LONG} " * 9 + "ż" * 300, f"{LONG} " * 5, LONG)
UKRAINIAN = Words("Новини", "Центр підтримки «Іскра» 🎉 запрошує", "1 липня 2031 р.", "OWES Iskra")
IS_TOKEN = re.compile(r"--(?:color|patch)-(\w+): (?:light-dark\()?(#\w{6})")


@pytest.fixture(autouse=True)
def _folder_of_its_own(settings, tmp_path):
    storages = {**settings.STORAGES}
    options = {**storages["default"]["OPTIONS"], "location": tmp_path}
    settings.STORAGES = storages | {"default": {**storages["default"], "OPTIONS": options}}


def head(client, address):
    """What the page says to services: `{property: content}`."""
    found = html.fromstring(client.get(address).content.decode()).xpath("//head/meta")
    return {one.get("property") or one.get("name"): one.get("content") for one in found}


def path(address):
    assert address.startswith(f"{settings.SITE_URL}/")
    return address.removeprefix(settings.SITE_URL)


def opened(answer):
    return Image.open(io.BytesIO(answer.content))


def columns_with_ink(picture, area):
    """Where the first and the last column are that are not paper."""
    part = picture.convert("RGB").crop(area)
    sheet = Image.new("RGB", part.size, COLOURS["paper"])
    points = zip(part.get_flattened_data(), sheet.get_flattened_data(), strict=True)
    inked = {number % part.width for number, (one, other) in enumerate(points) if _far(one, other)}
    return area[0] + min(inked), area[0] + max(inked)


def _far(one, other):
    return any(abs(a - b) > 40 for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("words", [WORDS, ENDLESS, UKRAINIAN], ids=["long", "endless", "cyrillic"])
def test_poster_keeps_its_words_on_the_paper(words):
    poster = Image.open(io.BytesIO(poster_drawing.png(words, "abc")))

    first, last = columns_with_ink(poster, (0, 0, 780, 630))
    assert poster.size == (1200, 630)
    assert first >= 55
    assert last <= 722


def test_poster_of_a_photo_keeps_what_matters_in_sight(tmp_path):
    file = tmp_path / "photo.webp"
    wide = Image.new("RGB", (1600, 640), "white")
    wide.paste("red", (1300, 0, 1600, 640))
    wide.save(file, lossless=True)

    drawn = poster_drawing.jpeg(WORDS, "abc", poster_drawing.Photo(file, 100, 50))

    red, _green, blue = Image.open(io.BytesIO(drawn)).getpixel((1190, 300))
    assert red > 200
    assert blue < 60


def test_poster_is_light(tmp_path):
    assert len(poster_drawing.png(WORDS, "abc")) < 60_000


@pytest.mark.parametrize("shape", [turn for turns in SHAPES.values() for turn in turns])
def test_every_shape_of_the_patchwork_stays_within_its_tile(shape):
    assert all(-0.01 <= number <= 10.01 for point in outline(shape) for number in point)
    assert len(outline(shape)) > 2


def test_colours_are_the_light_ones_of_the_style_sheet():
    tokens = dict(IS_TOKEN.findall((settings.BASE_DIR / "static/css/tokens.css").read_text()))

    assert {name: tokens[name] for name in COLOURS} == COLOURS


def test_every_page_says_what_is_shown_where_its_address_is_shared(client, bob):
    addresses = full_portal(by=bob)
    names = ("home", "articles", "article", "events", "event", "month", "innovations", "innovation")
    names += ("publications", "publication", "projects", "project", "partners", "contact", "page")
    names += ("declaration", "schedule", "schedule history", "sign-up")

    for address in [language + addresses[one] for one in names for language in ("", "/en", "/uk")]:
        told = head(client, address)
        assert told["og:url"] == f"{settings.SITE_URL}{address}"
        assert told["og:title"]
        assert told["og:description"] == told["description"] != ""
        assert told["og:site_name"] == current_operator().name
        assert told["og:image"].startswith(
            f"{settings.SITE_URL}{address[:3]}"
            if address[1:3] in ("en", "uk")
            else settings.SITE_URL
        )
        assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")
        assert told["og:image:alt"]
        assert told["twitter:card"] == "summary_large_image"


def test_an_event_is_shared_with_its_days_and_its_town(client, operator):
    factories.event(slug="abc", title="ABC ekonomii", kind="training", starts_at=SUMMER)

    told = head(client, "/wydarzenia/abc/")

    assert told["og:title"] == "ABC ekonomii"
    assert told["og:type"] == "website"
    assert told["og:locale"] == "pl_PL"
    assert told["og:image:alt"].replace("\xa0", " ") == (
        "Szkolenie. ABC ekonomii. 1 lipca 2031, godz. 9.00–15.00. Dom kultury, Zwierzyniec. OWES Iskra"
    )


def test_a_piece_of_news_is_shared_with_its_moments(client, operator):
    article = factories.article(slug="kawa")

    told = head(client, "/uk/aktualnosci/kawa/")

    assert told["og:type"] == "article"
    assert told["og:locale"] == "uk_UA"
    assert told["article:published_time"] == article.published_from.isoformat(timespec="seconds")


def test_a_list_is_shared_with_what_the_centre_does(client, operator):
    told = head(client, "/wydarzenia/")

    assert told["og:image:alt"].replace("\xa0", " ") == f"Wydarzenia. {operator.mission} OWES Iskra"


def test_the_home_page_is_shared_under_the_name_of_the_centre(client, operator):
    assert head(client, "/")["og:title"] == operator.name


def test_a_secret_page_and_a_preview_are_not_shared(client, operator):
    registration = factories.registration(factories.event())

    told = head(client, f"/zgloszenie/{registration.token}/")

    assert [name for name in told if name and name.startswith("og:")] == []


@pytest.mark.parametrize(
    "make",
    [
        factories.event,
        factories.article,
        factories.project,
        factories.page,
        innovation,
        publication,
    ],
)
@pytest.mark.parametrize("language", ["", "/en", "/uk"])
def test_poster_of_every_kind_opens_where_its_page_says(client, operator, make, language):
    row = make()
    address = path(head(client, language + row.get_absolute_url())["og:image"])

    answer = client.get(address)

    assert answer["Content-Type"] == "image/png"
    assert opened(answer).size == (1200, 630)
    assert client.get(address, headers={"if-none-match": answer["ETag"]}).status_code == 304


def test_poster_shows_a_photo_that_is_large_enough(client, operator):
    article = factories.article(slug="kawa")
    article_picture(article)

    answer = client.get(path(head(client, "/aktualnosci/kawa/")["og:image"]))

    assert answer["Content-Type"] == "image/jpeg"
    assert opened(answer).format == "JPEG"


def test_poster_shows_no_photo_that_would_be_blurred(client, operator):
    picture = article_picture(factories.article(slug="kawa"))
    type(picture).objects.update(width=960, height=479)

    answer = client.get(path(head(client, "/aktualnosci/kawa/")["og:image"]))

    assert answer["Content-Type"] == "image/png"


def test_poster_is_another_when_its_photo_is_cropped_elsewhere(client, operator):
    picture = article_picture(factories.article(slug="kawa"))
    before = path(head(client, "/aktualnosci/kawa/")["og:image"])

    type(picture).objects.update(focus_x=picture.focus_x + 10)
    after = path(head(client, "/aktualnosci/kawa/")["og:image"])

    assert before != after
    assert client.get(before)["Location"] == after


def test_poster_is_another_when_a_word_of_it_changes(client, operator):
    article = factories.article(slug="kawa", title="Kawa")
    before = path(head(client, "/aktualnosci/kawa/")["og:image"])

    article.title = "Herbata"
    article.save()
    after = path(head(client, "/aktualnosci/kawa/")["og:image"])

    assert before != after
    assert client.get(before)["Location"] == after


def test_poster_is_drawn_once(client, operator):
    factories.article(slug="kawa")
    address = path(head(client, "/aktualnosci/kawa/")["og:image"])
    client.get(address)
    [file] = pictures.poster_folder().iterdir()
    file.write_bytes(b"drawn before")

    assert client.get(address).content == b"drawn before"


def test_poster_is_given_out_though_it_cannot_be_stored(client, operator):
    factories.article(slug="kawa")
    pictures.poster_folder().write_bytes(b"no folder")

    answer = client.get(path(head(client, "/aktualnosci/kawa/")["og:image"]))

    assert opened(answer).format == "PNG"


@pytest.mark.parametrize("address", ["article/kawa/0.png", "lista/nie-ma/0.png", "user/bob/0.png"])
def test_poster_of_what_is_not_there_is_not_found(client, address):
    factories.article(slug="kawa", status="draft")

    assert client.get(f"/obrazki/{address}").status_code == 404


def test_poster_of_what_was_withdrawn_is_gone(client, operator):
    article = factories.article(slug="kawa")
    address = path(head(client, "/aktualnosci/kawa/")["og:image"])
    client.get(address)

    type(article).objects.update(status="withdrawn", withdrawal_reason="Pomyliliśmy się.")

    assert client.get(address).status_code == 410


def test_posters_go_with_the_photo_that_they_show(client, operator):
    article = factories.article(slug="kawa")
    picture = article_picture(article)
    address = path(head(client, "/aktualnosci/kawa/")["og:image"])
    client.get(address)

    pictures.remove(picture.sha256)

    assert list(pictures.poster_folder().iterdir()) == []
    assert client.get(address).status_code == 404


def test_old_posters_are_removed_at_night(client, operator):
    factories.article(slug="kawa")
    client.get(path(head(client, "/aktualnosci/kawa/")["og:image"]))
    at = timezone.now()

    removed = [forgetting.remove_old_posters(at + timedelta(days=days)) for days in (29, 31)]

    assert removed == [0, 1]
