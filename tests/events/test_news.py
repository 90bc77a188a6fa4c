"""Public pages of news."""

from datetime import UTC, datetime

import pytest
from lxml import html

from owes_portal.models import Partner
from tests import factories
from tests.events.test_views import DAY, GARBAGE, NOW, titles, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

# /aktualnosci/


def test_article_shows_its_text_and_other_news(client, operator):
    factories.article(slug="otwarcie", title="Otwarcie", body="<p>Było <strong>miło</strong>.</p>")
    factories.article(title="Inna wiadomość")

    page = words(client.get("/aktualnosci/otwarcie/"))

    assert "Było miło." in page
    assert "Inna wiadomość" in page


def test_articles_show_published_news_the_newest_first(client):
    factories.article(title="Stare", published_from=NOW - 3 * DAY)
    factories.article(title="Nowe", published_from=NOW - DAY)
    factories.article(title="Szkic", status="draft")

    assert titles(client.get("/aktualnosci/")) == ["Nowe", "Stare"]


def test_articles_can_be_chosen_by_project_and_time(client):
    project = factories.project(slug="iskra")
    factories.article(title="Stare", published_from=datetime(2024, 5, 31, 21, tzinfo=UTC))
    factories.article(
        title="Nowsze", published_from=datetime(2024, 5, 31, 22, tzinfo=UTC), project=project
    )
    factories.article(title="Dzisiejsze", project=project)

    found = {
        query: titles(client.get(f"/aktualnosci/?{query}"))
        for query in ("kiedy=2024", "kiedy=2024-06", "projekt=iskra", "kiedy=2024-05&projekt=iskra")
    }

    assert found == {
        "kiedy=2024": ["Nowsze", "Stare"],
        "kiedy=2024-06": ["Nowsze"],
        "projekt=iskra": ["Dzisiejsze", "Nowsze"],
        "kiedy=2024-05&projekt=iskra": [],
    }


def test_articles_can_be_chosen_by_the_county_of_their_event_and_by_partner(client):
    event = factories.event()
    event.counties.add(factories.county())
    partner, stranger = (Partner.objects.create(name=name, country="Polska") for name in "AB")
    factories.article(title="O wydarzeniu", event=event)
    factories.article(title="O partnerze").partners.add(partner)
    factories.article(title="O niczym")

    found = {
        query: titles(client.get(f"/aktualnosci/?{query}"))
        for query in ("powiat=0620", f"partner={partner.pk}")
    }

    assert found == {"powiat=0620": ["O wydarzeniu"], f"partner={partner.pk}": ["O partnerze"]}
    page = html.fromstring(client.get(f"/aktualnosci/?partner={stranger.pk}").content)
    assert page.xpath("//select[@name='partner']/option[@value!='']/text()") == ["A"]


def test_chosen_partner_is_named_in_the_chip(client):
    partner = Partner.objects.create(name="Wspólny Stół", country="Polska")
    factories.article().partners.add(partner)

    page = client.get(f"/aktualnosci/?partner={partner.pk}")

    assert "Partner: Wspólny Stół" in words(page)


def test_articles_name_no_month_in_which_nothing_has_appeared_yet(client):
    factories.article(published_from=datetime(2050, 6, 1, tzinfo=UTC))

    page = html.fromstring(client.get("/aktualnosci/").content)

    assert page.xpath("//select[@name='kiedy']/option/@value") == [""]


def test_article_draft_is_not_found(client):
    factories.article(slug="otwarcie", status="draft")

    assert client.get("/aktualnosci/otwarcie/").status_code == 404


@pytest.mark.parametrize("query", GARBAGE, ids=lambda query: query[:20])
def test_articles_bear_garbage_in_the_address(client, query):
    factories.article(title="Dobra wiadomość")

    response = client.get(f"/aktualnosci/?{query}")

    assert response.status_code == 200
    assert titles(response) == ["Dobra wiadomość"]


@pytest.mark.parametrize("item_count", [1, 30])
def test_articles_ask_the_same_number_of_queries(
    client, operator, item_count, django_assert_num_queries
):
    for _ in range(item_count):
        factories.article(project=factories.project(), event=factories.event())

    # The stamp, operator, topics, counties, partners, projects with their marks and months to
    # choose from, moments, number of rows, rows, pictures.
    with django_assert_num_queries(12):
        client.get("/aktualnosci/")
