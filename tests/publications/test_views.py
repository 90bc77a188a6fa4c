from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests import factories
from tests.factories_library import edition, innovation, pdf, publication, publication_file

pytestmark = pytest.mark.django_db


def text_of(response):
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def test_index_shows_the_newest_published_publication_first(client):
    now = timezone.now()
    publication(title="Starsza", published_from=now - timedelta(days=9))
    publication(title="Nowsza", published_from=now - timedelta(days=1))
    publication(title="Jutrzejsza", published_from=now + timedelta(days=1))

    response = client.get("/publikacje/")

    assert [row.title for row in response.context["page"]] == ["Nowsza", "Starsza"]


@pytest.mark.parametrize("item_count", [1, 30])
def test_index_asks_the_same_number_of_queries(
    client, operator, item_count, django_assert_num_queries
):
    for _number in range(item_count):
        work = publication(topics=[factories.topic()])
        publication_file(edition=work.editions.get())

    # Operator, moments, projects, topics and years to choose from, number of rows, rows, their
    # editions and files.
    with django_assert_num_queries(10):
        client.get("/publikacje/")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("rodzaj=report", ["Raport"]),
        ("temat=opieka", ["Z tematem"]),
        ("rok=2012", ["Z roku 2012"]),
        ("jezyk=en", ["Po angielsku"]),
        ("jezyk=en&rok=2012", []),
    ],
)
def test_index_filters(client, query, found):
    publication(title="Raport", kind="report")
    publication(title="Z tematem", topics=[factories.topic(slug="opieka")])
    publication(title="Z roku 2012", year=2012)
    publication(title="Po angielsku", language="en")

    response = client.get(f"/publikacje/?{query}")

    assert [row.title for row in response.context["page"]] == found


@pytest.mark.parametrize(
    "query",
    [
        "rok=0x7e8",
        "rok=99999999999999999999",
        "rok=%00",
        "rodzaj=%00",
        "temat=%00",
        "temat=%F0%9F%8E%88",
        "jezyk=xx",
        "strona=%00",
        "strona=0",
        "strona=1e9",
        "%00=%00",
    ],
)
def test_index_bears_garbage_in_the_address(client, query):
    publication(title="Klastry")

    response = client.get(f"/publikacje/?{query}")

    assert response.status_code == 200
    assert "Klastry" in text_of(response)


def test_index_says_what_to_do_when_nothing_is_found(client):
    page = text_of(client.get("/publikacje/?rodzaj=report"))

    assert '<a class="button button--secondary" href="/publikacje/">' in page


def test_detail_says_format_size_and_pages_in_the_link(client):
    work = publication(slug="klastry")
    row = publication_file(
        title="Klastry – poradnik", edition=work.editions.get(), content=pdf(pages=22)
    )

    page = text_of(client.get("/publikacje/klastry/"))

    assert f'href="/publikacje/klastry/{row.pk}/klastry-poradnik.pdf"' in page
    assert "Klastry – poradnik (PDF, 5 kB, 22 strony)</a>" in page


def test_detail_says_in_which_language_a_foreign_title_is(client):
    publication(slug="clusters", title="Clusters", language="en")

    page = text_of(client.get("/publikacje/clusters/"))

    assert '<h1><span lang="en">Clusters</span></h1>' in page


def test_detail_shows_the_current_edition_before_earlier_ones(client):
    work = publication(slug="klastry", year=2024)
    edition(publication=work, label="wydanie stare", year=2012)

    page = text_of(client.get("/publikacje/klastry/"))

    assert page.index("wydanie 1, 2024") < page.index("wydanie stare, 2012")


def test_detail_says_from_when_the_edition_is_in_force(client):
    work = publication(slug="standard", year=None)
    edition(publication=work, is_current=True, valid_from=date(2026, 3, 1))

    page = text_of(client.get("/publikacje/standard/"))

    assert "obowiązuje od 1 marca 2026" in page


def test_detail_shows_who_paid(client):
    project = factories.project(funding_sentence="Dofinansowane przez Unię Europejską.")
    project.marks.add(factories.funding_mark(alt="Fundusze Europejskie"))
    publication(slug="klastry", project=project)

    page = text_of(client.get("/publikacje/klastry/"))

    assert 'alt="Fundusze Europejskie"' in page
    assert "Dofinansowane przez Unię Europejską." in page


def test_detail_leads_to_what_shares_a_topic(client):
    topic = factories.topic()
    publication(slug="klastry", title="Klastry", topics=[topic])
    innovation(title="Pralnia", topics=[topic])

    response = client.get("/publikacje/klastry/")

    assert "Pralnia" in text_of(response)
    assert list(response.context["related"]) == ["innovations"]


def test_detail_asks_a_fixed_number_of_queries(client, operator, django_assert_num_queries):
    work = publication(slug="klastry", topics=[factories.topic() for _number in range(5)])
    for year in range(2010, 2015):
        publication_file(edition=edition(publication=work, year=year))

    # Operator, the row, topics, editions, files, four kinds with something in common, moments.
    with django_assert_num_queries(11):
        client.get("/publikacje/klastry/")


def test_detail_hides_a_draft(client):
    publication(slug="klastry", status="draft")

    assert client.get("/publikacje/klastry/").status_code == 404


def test_file_comes_whole_with_its_name_and_headers(client):
    content = pdf(pages=2)
    row = publication_file(content=content, title="Klastry – poradnik o sieci")

    response = client.get(row.get_absolute_url())

    assert b"".join(response.streaming_content) == content
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="klastry-poradnik-o-sieci.pdf"'
    assert response["Content-Length"] == str(len(content))
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "public, no-cache"
    assert response["ETag"] == f'"{row.sha256}"'


def test_file_is_not_sent_twice_to_a_browser_that_has_it(client):
    row = publication_file()

    response = client.get(row.get_absolute_url(), headers={"If-None-Match": f'"{row.sha256}"'})

    assert response.status_code == 304
    assert response.content == b""


def test_file_is_found_by_an_old_title_too(client):
    work = publication(slug="klastry")
    row = publication_file(edition=work.editions.get())

    response = client.get(f"/publikacje/klastry/{row.pk}/dawny-tytul.pdf")

    assert response.status_code == 200


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "draft"},
        {"status": "archived"},
        {"published_from": timezone.now() + timedelta(days=1)},
        {"published_until": timezone.now() - timedelta(minutes=1)},
    ],
    ids=["draft", "archived", "not yet", "no longer"],
)
def test_file_of_an_unpublished_publication_is_not_there(client, fields):
    row = publication_file(edition=edition(publication=publication(year=None, **fields)))

    response = client.get(row.get_absolute_url(), headers={"If-None-Match": f'"{row.sha256}"'})

    assert response.status_code == 404


def test_file_belongs_to_its_own_publication(client):
    row = publication_file()
    publication(slug="inna")

    assert client.get(f"/publikacje/inna/{row.pk}/poradnik.pdf").status_code == 404
