"""Pages of the portal itself."""

from datetime import date

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.utils import translation
from lxml import html

from tests import factories
from tests.factories_library import innovation, publication
from tests.factories_papers import certificate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def words(response):
    return " ".join(html.fromstring(response.content).text_content().replace("\xa0", " ").split())


# /


def test_home_says_whom_the_centre_helps_and_what_comes(client, operator):
    factories.event(title="ABC ekonomii", capacity=25)
    factories.article(title="Otwarcie punktu")
    innovation(title="Kawiarnia sąsiedzka")
    publication(title="Poradnik spółdzielni")

    page = words(client.get("/"))

    assert operator.mission in page
    for shown in [
        "ABC ekonomii",
        "25 of 25 places left",
        "Otwarcie punktu",
        "Kawiarnia sąsiedzka",
        "Poradnik spółdzielni",
    ]:
        assert shown in page


def test_home_of_an_empty_portal_is_a_page_too(client):
    response = client.get("/")

    assert response.status_code == 200
    assert html.fromstring(response.content).xpath("//h1")


@pytest.mark.parametrize("item_count", [1, 30])
def test_home_asks_the_same_number_of_queries(
    client, operator, item_count, django_assert_num_queries
):
    for _ in range(item_count):
        project = factories.project()
        project.marks.add(factories.funding_mark())
        factories.event(days=2, project=project)
        factories.article(project=project)
        innovation(project=project)
        publication(project=project)

    # Stamp, operator, moments, projects with their marks; events, the strip, news and their pictures,
    # innovation, publications, places.
    with django_assert_num_queries(12):
        client.get("/")
    # Stamp, places.
    with django_assert_num_queries(2):
        client.get("/?anew")


# /projekty/, /kontakt/


@pytest.mark.parametrize("item_count", [1, 30])
def test_projects_ask_the_same_number_of_queries(
    client, operator, item_count, django_assert_num_queries
):
    for _ in range(item_count):
        factories.project().marks.add(factories.funding_mark())
        factories.project(starts_on=date(2009, 9, 1), ends_on=date(2012, 8, 31))

    # Stamp, operator; what lasts, number of the others, their rows; pictures of both;
    # moments.
    with django_assert_num_queries(8):
        client.get("/projekty/")


def test_project_shows_its_funding_and_what_belongs_to_it(client, operator):
    project = factories.project(slug="iskra")
    project.marks.add(factories.funding_mark(alt="Unia Europejska"))
    factories.event(title="ABC ekonomii", project=project)
    factories.event(title="Cudze warsztaty")

    response = client.get("/projekty/iskra/")

    page = html.fromstring(response.content)
    assert page.xpath('//img[@alt="Unia Europejska"]')
    assert f"{project.fund}, {project.programme}" in words(response)
    assert project.number in words(response)
    assert "ABC ekonomii" in words(response)
    assert "Cudze warsztaty" not in words(response)


@pytest.mark.parametrize("item_count", [1, 30])
def test_contact_asks_the_same_number_of_queries(
    client, operator, item_count, django_assert_num_queries
):
    for _ in range(item_count):
        factories.contact_person()
        factories.office().counties.add(factories.county())

    # Operator, people, offices and their counties, moments.
    with django_assert_num_queries(6):
        client.get("/kontakt/")


def test_contact_tells_how_to_get_in_and_there(client, operator):
    operator.directions = "Z dworca 10 minut.\n\nWejście od podwórza."
    operator.accessible_toilet, operator.has_induction_loop = "na parterze", True
    operator.sign_language_url = "https://tlumacz.example/iskra"
    operator.save()

    response = client.get("/kontakt/")

    page = html.fromstring(response.content)
    assert [words.text for words in page.xpath("//dd//p")] == [
        "Z\xa0dworca 10 minut.",
        "Wejście od podwórza.",
    ]
    assert "Toilet: na parterze" in words(response)
    assert "Induction loop" in words(response)
    assert page.xpath('//a[@href="https://tlumacz.example/iskra"]')


def test_contact_names_offices_in_their_order_with_their_counties(client, operator):
    later = factories.office(name="Punkt w Biłgoraju", position=20)
    factories.office(name="Biuro w Chełmie", position=10)
    later.counties.add(factories.county(name="biłgorajski"))

    response = client.get("/kontakt/")

    names = html.fromstring(response.content).xpath("//article/h3/text()")
    assert names == ["Biuro w\xa0Chełmie", "Punkt w\xa0Biłgoraju"]
    assert "biłgorajski" in words(response)


@pytest.mark.parametrize("fields", [{"status": "draft"}, {"status": "archived"}])
def test_page_that_is_not_published_is_not_found(client, fields):
    factories.page(slug="ochrona-danych", **fields)

    assert client.get("/ochrona-danych/").status_code == 404


# Errors


def test_not_found_is_a_page_of_ours_with_the_telephone(client, operator):
    response = client.get("/nie-ma-takiej/")

    assert response.status_code == 404
    assert "We cannot find this page" in words(response)
    assert operator.phone in words(response)


def test_not_found_leads_on(client, operator, settings):
    """In Polish: a link that the translation broke is a word, and nobody can follow it."""
    settings.LANGUAGE_CODE = "pl"
    with translation.override("pl"):
        page = html.fromstring(client.get("/nie-ma-takiej/").content)

    dialled = f"tel:{operator.phone.replace(' ', '')}"
    assert page.xpath("//main//a/@href") == ["/wydarzenia/", "/", dialled]


def test_server_error_is_a_page_of_ours_that_asks_no_database(settings, client, monkeypatch):
    monkeypatch.setattr("owes_portal.views.ContactPerson.objects.all", lambda: 1 / 0)
    client.raise_request_exception = False

    response = client.get("/kontakt/")

    assert response.status_code == 500
    assert "Something broke on our side" in words(response)


def test_missing_token_is_a_page_of_ours_that_tells_what_to_do(operator):
    response = Client(enforce_csrf_checks=True).post("/wydarzenia/abc/zapisy/")

    assert response.status_code == 403
    assert "Go back in your browser" in words(response)


# A mark of a fund


def test_funding_mark_is_sent_as_it_was_supplied(client):
    mark = factories.funding_mark()

    response = client.get(f"/znaki/{mark.pk}/")

    assert response["Content-Type"] == "image/png"
    assert response["Cache-Control"] == "public, max-age=3600"
    assert b"".join(response.streaming_content).startswith(b"\x89PNG")


def test_on_site_leads_to_what_has_a_page(bobs_client, operator):
    event = factories.event(slug="abc")

    response = bobs_client.get(on_site(event))

    assert (response.status_code, response["Location"]) == (302, "/wydarzenia/abc/")


@pytest.mark.parametrize("spelled", ["{}", "+{}", "0{}", "{}/"])
def test_on_site_leads_nobody_to_a_secret_link(bobs_client, operator, spelled):
    invitation = factories.invitation(factories.event())
    registration = factories.registration(factories.event())
    secret = [invitation, registration, registration.participants.get(), certificate()]

    answers = [bobs_client.get(on_site(row, spelled)) for row in secret]

    assert [one.status_code for one in answers] == [404] * 4


def on_site(row, spelled="{}"):
    kind = spelled.format(ContentType.objects.get_for_model(row).pk)
    return f"/panel/r/{kind}/{row.pk}/"
