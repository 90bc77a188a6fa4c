"""The news strip: places that staff have filled, and the newest news in the others."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events.models import StripPlace
from events.strip import news_strip
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

PLACES = "/panel/events/stripplace/"


def place(position, **fields):
    return StripPlace.objects.create(position=position, **fields)


def news(count):
    """So many published pieces of news, the newest first."""
    now = timezone.now()
    return [
        factories.article(published_from=now - timedelta(days=number))
        for number in range(1, count + 1)
    ]


def test_without_places_the_strip_shows_the_five_newest():
    pieces = news(6)

    assert news_strip() == pieces[:5]


def test_places_come_first_in_their_order_and_nothing_comes_twice():
    pieces = news(6)
    event = factories.event()
    place(2, article=pieces[0])
    place(1, event=event)
    place(4, article=pieces[5])

    assert news_strip() == [event, pieces[0], pieces[5], pieces[1], pieces[2]]


def test_a_place_is_empty_when_its_time_is_over():
    [newest, old] = news(2)
    place(1, article=old, until=timezone.now() - timedelta(minutes=5))

    assert news_strip() == [newest, old]


@pytest.mark.parametrize("status", ["draft", "review", "archived", "withdrawn"])
def test_a_place_shows_nothing_that_is_not_published(status):
    place(1, article=factories.article(status=status, withdrawal_reason="Pomyłka."))
    place(2, event=factories.event(published_from=timezone.now() + timedelta(days=1)))

    assert news_strip() == []


@pytest.mark.parametrize("item_count", [1, 3])
def test_the_strip_takes_the_same_number_of_queries(item_count, django_assert_num_queries):
    for number in range(item_count):
        factories.article()
        place(number + 1, event=factories.event())

    with django_assert_num_queries(4):
        news_strip()


def test_home_shows_an_event_in_the_strip_with_its_days(client, operator):
    event = factories.event(title="Wyjazd do Bałtowa", lead="Dwa dni u ludzi, którzy zaczęli.")
    place(1, event=event)

    strip = client.get("/").content.decode().partition('class="strip"')[2].partition("</ul>")[0]

    assert f'href="/wydarzenia/{event.slug}/"' in strip
    assert str(timezone.localtime(event.starts_at).year) in strip


def test_the_list_of_places_says_in_words_what_is_shown(bobs_client, operator):
    place(1, article=factories.article(title="Otwarcie świetlicy"))
    place(2, article=factories.article(title="Szkic", status="draft"))
    place(3, event=factories.event(), until=timezone.now() - timedelta(days=1))

    page = bobs_client.get(PLACES).content.decode()

    assert ">Shown.<" in page
    assert "Not shown. Draft: nobody outside the team sees it." in page
    assert "Not shown: its time is over." in page
    assert "Otwarcie świetlicy</a></li>" in page


@pytest.mark.parametrize(
    ("chosen", "words"),
    [((), "Choose a piece of news or an event."), (("article", "event"), "not both.")],
    ids=["nothing", "both"],
)
def test_a_place_shows_one_thing(bobs_client, operator, chosen, words):
    rows = {"article": factories.article().pk, "event": factories.event().pk}

    page = bobs_client.post(f"{PLACES}add/", {"position": 1} | {n: rows[n] for n in chosen})

    assert words in page.content.decode()
    assert not StripPlace.objects.exists()


def test_a_place_is_filled_until_a_moment(bobs_client, operator):
    article = factories.article()
    typed = {"position": 2, "article": article.pk, "until_0": "2030-01-02", "until_1": "15:00"}

    response = bobs_client.post(f"{PLACES}add/", typed)

    made = StripPlace.objects.get()
    assert response.status_code == 302
    assert (made.shows, timezone.localtime(made.until).hour) == (article, 15)


def test_there_is_no_sixth_place(bobs_client, operator):
    for number, piece in enumerate(news(5), 1):
        place(number, article=piece)

    response = bobs_client.get(f"{PLACES}add/", follow=True)
    bobs_client.post(f"{PLACES}add/", {"position": 1, "event": factories.event().pk})

    assert response.redirect_chain == [(PLACES, 302)]
    assert "All five are taken. Change one of them." in response.content.decode()
    assert "In all: 5" in response.content.decode()
    assert StripPlace.objects.count() == 5


@pytest.mark.parametrize("item_count", [1, 3])
def test_the_list_of_places_takes_the_same_number_of_queries(
    bobs_client, operator, item_count, django_assert_num_queries
):
    for number in range(item_count):
        place(number + 1, article=factories.article())
        factories.article()

    with django_assert_num_queries(11):
        bobs_client.get(PLACES)
