from datetime import date

import pytest

from tests import factories
from tests.factories_library import innovation, publication

pytestmark = pytest.mark.django_db


def text_of(response):
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def test_index_shows_published_innovations_only(client):
    innovation(title="Dobra Kawiarnia")
    innovation(title="Szkic kawiarni", status="draft")

    page = text_of(client.get("/innowacje/"))

    assert "Dobra Kawiarnia" in page
    assert "Szkic kawiarni" not in page


@pytest.mark.parametrize("item_count", [1, 30])
def test_index_asks_the_same_number_of_queries(
    client, operator, item_count, django_assert_num_queries
):
    for _number in range(item_count):
        innovation(topics=[factories.topic()])

    # Operator, moments, projects, topics and countries to choose from, number of rows, rows, their
    # topics.
    with django_assert_num_queries(9):
        client.get("/innowacje/")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("etap=pilot", ["Pilotaż"]),
        ("temat=opieka", ["Z tematem"]),
        ("rodzaj=product", ["Produkt"]),
        ("kraj=W%C5%82ochy", ["Z Włoch"]),
        ("rodzaj=product&kraj=W%C5%82ochy", []),
    ],
)
def test_index_filters(client, query, found):
    innovation(title="Pilotaż", stage="pilot")
    innovation(title="Z tematem", stage="project", topics=[factories.topic(slug="opieka")])
    innovation(title="Produkt", stage="project", kind="product")
    innovation(title="Z Włoch", stage="project", country="Włochy")

    response = client.get(f"/innowacje/?{query}")

    assert [row.title for row in response.context["page"]] == found


@pytest.mark.parametrize(
    "query",
    [
        "etap=nonsense",
        "temat=nothing",
        "temat=%00",
        "kraj=%00",
        "etap=pilot%00",
        "strona=%00",
        "strona=-1",
        "strona=99999999999999999999",
        "strona=dwa",
        "temat[]=a&temat=b&temat=c",
        "%FF=%FE",
        "etap=" + "a" * 5000,
    ],
)
def test_index_bears_garbage_in_the_address(client, query):
    innovation(title="Dobra Kawiarnia")

    response = client.get(f"/innowacje/?{query}")

    assert response.status_code == 200
    assert "Dobra Kawiarnia" in text_of(response)


def test_index_shows_the_last_page_when_the_number_is_too_high(client):
    for number in range(13):
        innovation(title=f"Innowacja {number:02}")

    response = client.get("/innowacje/?strona=7")

    assert [row.title for row in response.context["page"]] == ["Innowacja 12"]


def test_index_offers_to_take_off_each_chosen_filter(client):
    factories.topic(slug="opieka", name="opieka")

    page = text_of(client.get("/innowacje/?etap=pilot&temat=opieka&strona=2"))

    assert 'href="?temat=opieka"' in page
    assert 'href="?etap=pilot"' in page
    assert ": opieka</a>" in page


def test_index_says_what_to_do_when_nothing_is_found(client):
    innovation(stage="project")

    page = text_of(client.get("/innowacje/?etap=pilot"))

    assert '<a class="button button--secondary" href="/innowacje/">' in page


def test_detail_marks_the_stage_in_words(client):
    innovation(slug="kawiarnia", stage="pilot")

    page = text_of(client.get("/innowacje/kawiarnia/"))

    assert page.count('aria-current="step"') == 1
    assert page.index('aria-current="step"') < page.index("test trwałości")


def test_detail_says_that_nobody_has_verified_it(client):
    innovation(slug="kawiarnia")

    page = text_of(client.get("/innowacje/kawiarnia/"))

    assert "Stan nieznany, do weryfikacji." in page


def test_detail_says_as_of_which_day_it_is_verified(client):
    innovation(slug="kawiarnia", is_verified=True, state_as_of=date(2026, 5, 3))

    page = text_of(client.get("/innowacje/kawiarnia/"))

    assert "Stan na 3 maja 2026, zweryfikowano." in page


def test_detail_leads_to_what_shares_a_topic_or_the_project(client):
    topic, project = factories.topic(), factories.project()
    innovation(slug="kawiarnia", topics=[topic], project=project)
    factories.event(title="Warsztaty o kawiarni").topics.add(topic)
    factories.article(title="Otwarto kawiarnię", project=project)
    publication(title="Poradnik kawiarni", topics=[topic])
    publication(title="Szkic poradnika", topics=[topic], status="draft")

    page = text_of(client.get("/innowacje/kawiarnia/"))

    for title in ["Warsztaty o kawiarni", "Otwarto kawiarnię", "Poradnik kawiarni"]:
        assert title in page
    assert "Szkic poradnika" not in page


def test_detail_names_related_innovations_that_are_published(client):
    cafe = innovation(slug="kawiarnia")
    cafe.related.add(innovation(title="Pralnia"), innovation(title="Ukryta", status="draft"))

    page = text_of(client.get("/innowacje/kawiarnia/"))

    assert "Pralnia" in page
    assert "Ukryta" not in page


def test_detail_names_a_related_innovation_once(client):
    topic = factories.topic()
    innovation(slug="kawiarnia", topics=[topic]).related.add(
        innovation(title="Pralnia", topics=[topic])
    )

    page = text_of(client.get("/innowacje/kawiarnia/"))

    assert page.count("Pralnia") == 1


def test_detail_asks_a_fixed_number_of_queries(client, operator, django_assert_num_queries):
    topics = [factories.topic() for _number in range(5)]
    row = innovation(slug="kawiarnia", topics=topics, project=factories.project())
    for _number in range(5):
        row.related.add(innovation(topics=topics))

    # Operator, the row, topics, partners, marks, related ones, five kinds with something in common,
    # moments.
    with django_assert_num_queries(13):
        client.get("/innowacje/kawiarnia/")


def test_detail_hides_a_draft(client):
    innovation(slug="kawiarnia", status="draft")

    response = client.get("/innowacje/kawiarnia/")

    assert response.status_code == 404


def test_detail_may_be_kept_and_is_asked_for_anew(client):
    innovation(slug="kawiarnia")

    response = client.get("/innowacje/kawiarnia/")

    assert response["Cache-Control"] == "public, no-cache"
