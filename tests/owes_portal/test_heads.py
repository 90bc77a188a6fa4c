"""The head of every page that everybody may read: title, description and its one address."""

import re

import pytest
from django.conf import settings
from django.test import Client

from events.models import Event
from events.views import ARTICLES_A_PAGE
from tests import factories
from tests.scene import full_portal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)">')
TITLE = re.compile(r"<title>([^<]*)</title>")
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)">')


@pytest.fixture(scope="module")
def pages(rows_of_this_module):
    """What search engines keep: `{address: page}`."""
    client, addresses = Client(), full_portal(by=factories.staff(username="bob")).values()
    answers = {one: client.get(one) for one in addresses if not one.startswith("/panel/")}
    texts = {
        address: answer.content.decode()
        for address, answer in answers.items()
        if answer.get("Content-Type", "").startswith("text/html") and answer.status_code == 200
    }
    return {one: text for one, text in texts.items() if '<meta name="robots"' not in text}


def test_heads_are_complete_and_differ(pages):
    descriptions = {one: DESCRIPTION.findall(text) for one, text in pages.items()}
    titles = [TITLE.findall(text)[0] for text in pages.values()]

    assert [one for one, found in descriptions.items() if len(found) != 1 or not found[0]] == []
    assert [title for title in titles if titles.count(title) > 1] == []


def test_heads_name_the_one_address_of_the_page(pages):
    found = {one: CANONICAL.findall(text) for one, text in pages.items()}

    assert found == {one: [f"{settings.SITE_URL}{one}"] for one in pages}


def test_a_list_with_filters_is_the_list_for_machines(client):
    page = client.get("/wydarzenia/?rodzaj=training&utm_source=list").content.decode()

    assert CANONICAL.findall(page) == [f"{settings.SITE_URL}/wydarzenia/"]


def test_the_second_page_of_a_list_has_an_address_of_its_own(client):
    for _ in range(ARTICLES_A_PAGE + 1):
        factories.article()

    page = client.get("/aktualnosci/?strona=2").content.decode()

    assert CANONICAL.findall(page) == [f"{settings.SITE_URL}/aktualnosci/?strona=2"]
    assert 'rel="prev"' in page


def test_a_secret_page_names_no_address(client):
    registration = factories.registration(factories.event())

    page = client.get(f"/zgloszenie/{registration.token}/").content.decode()

    assert CANONICAL.findall(page) == []


def test_head_follows_the_content_at_once(client):
    event = factories.event(title="Szycie")
    client.get(f"{event.get_absolute_url()}?anew")

    Event.objects.filter(pk=event.pk).update(title="Pieczenie")

    page = client.get(f"{event.get_absolute_url()}?anew").content.decode()
    assert TITLE.findall(page)[0].startswith("Pieczenie")


def test_what_machines_read_of_places_is_of_this_moment(client):
    event = factories.event(capacity=12, places_taken=11)
    client.get(event.get_absolute_url())

    Event.objects.filter(pk=event.pk).update(places_taken=12)

    page = client.get(event.get_absolute_url()).content.decode()
    assert '"https://schema.org/SoldOut"' in page
    assert '"remainingAttendeeCapacity": 1' not in page


def test_the_page_of_an_error_is_drawn_for_nobody_else(client):
    withdrawn = factories.event(status="withdrawn", withdrawal_reason="Pomyłka.")

    for address in ("/wydarzenia/nie-ma/", withdrawn.get_absolute_url()):
        client.get(f"{address}?utm_source=poczta")
        page = client.get(f"{address}?utm_source=ulotka").content.decode()

        assert "/wydarzenia/" in page
        assert "ulotka" in page
        assert "poczta" not in page


def test_each_form_and_each_answer_to_it_has_a_head_of_its_own(client):
    events = [factories.event(title=title) for title in ("Szycie", "Pieczenie")]
    addresses = [f"{event.get_absolute_url()}zapisy/" for event in events]

    pages = [ask(address) for address in addresses for ask in (client.get, client.post)]

    titles = [TITLE.findall(page.content.decode())[0] for page in pages]
    assert len(set(titles)) == len(titles)
