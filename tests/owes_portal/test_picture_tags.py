"""How pictures stand in pages."""

import re

import pytest
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.factories_pictures import article_picture, event_picture, project_picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "operator")]


def drawn(tag, **context):
    return Template("{% load pictures %}" + tag).render(Context(context))


def test_picture_lets_the_browser_choose_its_width():
    picture = article_picture(factories.article())
    base = f"/zdjecia/aktualnosci/{picture.pk}"

    html = drawn('{% picture row sizes="50vw" %}', row=picture)

    assert (
        f'srcset="{base}/480.webp 480w, {base}/960.webp 960w, {base}/1600.webp 1600w" '
        f'sizes="50vw" width="1600" height="1067" alt="Ludzie przy stole." loading="lazy"'
    ) in html
    assert f'src="{base}/960.webp"' in html


def test_picture_that_is_the_first_is_asked_for_at_once():
    html = drawn("{% picture row is_first=True %}", row=article_picture(factories.article()))

    assert 'fetchpriority="high"' in html
    assert "loading" not in html


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"licence": "cc-by"}, "Made by: Anna Wrona, CC BY 4.0"),
        ({"licence": "reserved"}, "Made by: Anna Wrona, all rights reserved"),
        ({"licence": "unknown"}, "Made by: Anna Wrona</span>"),
        ({"caption": "W remizie."}, "W\u00a0remizie. <span"),
    ],
)
def test_picture_names_its_author_and_licence(fields, words):
    assert words in drawn("{% picture row %}", row=article_picture(factories.article(), **fields))


@pytest.mark.parametrize(
    ("x", "y", "classes"),
    [
        (0, 100, "focus-x-0 focus-y-10"),
        (50, 50, "focus-x-5 focus-y-5"),
        (37, 84, "focus-x-4 focus-y-8"),
    ],
)
def test_cover_keeps_in_sight_what_matters(x, y, classes):
    article = factories.article()
    article_picture(article, focus_x=x, focus_y=y)

    assert classes in drawn("{% cover row %}", row=article)


def test_cover_without_a_picture_is_the_patchwork():
    assert "<svg" in drawn("{% cover row %}", row=factories.article())


def test_gallery_leads_to_the_large_files_by_name():
    event = factories.event()
    told, silent = event_picture(event), event_picture(event, alt="", is_decorative=True)

    html = drawn("{% gallery rows %}", rows=[told, silent])

    links = re.findall(r'href="([^"]+)"><span class="visually-hidden">([^<]+)</span>', html)
    assert links == [
        (f"/zdjecia/wydarzenia/{told.pk}/1600.webp", "Enlarge the picture: "),
        (f"/zdjecia/wydarzenia/{silent.pk}/1600.webp", "Enlarge picture 2 "),
    ]


def test_main_picture_is_the_first_in_order():
    article = factories.article()
    article_picture(article, position=2)
    first = article_picture(article, position=1)

    assert (article.main_picture, len(article.other_pictures)) == (first, 1)


@pytest.mark.parametrize(
    ("make", "picture", "address"),
    [
        (factories.article, article_picture, "/aktualnosci/{}/"),
        (factories.event, event_picture, "/wydarzenia/{}/"),
        (factories.project, project_picture, "/projekty/{}/"),
    ],
    ids=["article", "event", "project"],
)
def test_a_page_asks_no_more_for_many_pictures(
    client, make, picture, address, django_assert_num_queries
):
    row = make()
    picture(row)
    address = address.format(row.slug)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for _ in range(4):
        picture(row)

    with django_assert_num_queries(len(one)):
        page = client.get(address).content.decode()

    assert page.count("1600.webp 1600w") == 5


def test_a_list_shows_the_main_pictures(client):
    picture = article_picture(factories.article())

    for address in ("/", "/aktualnosci/"):
        page = client.get(address).content.decode()
        assert f"/zdjecia/aktualnosci/{picture.pk}/480.webp 480w" in page
