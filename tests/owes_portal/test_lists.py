"""Lists with filters: a script asks for what was found, everybody else for the page."""

from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import html

from events.models import Event
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

BY_SCRIPT = {"HX-Request": "true"}
LISTS = {
    "/wydarzenia/": "Found 1 event",
    "/aktualnosci/": "Found 1 piece of news",
    "/innowacje/": "Found 0 innovations",
    "/publikacje/": "Found 0 publications",
    "/harmonogram-wsparcia/": "Found 1 day",
}


@pytest.fixture
def content(operator):
    factories.event()
    factories.article()


@pytest.mark.parametrize("address", LISTS)
def test_list_is_a_form_that_works_without_a_script(client, content, address):
    page = html.fromstring(client.get(address).content)

    [form] = page.xpath('//form[contains(@class, "filters")]')
    assert (form.get("method"), form.get("action")) == ("get", None)
    assert form.xpath(".//button[@type='submit']")
    assert page.xpath("//*[@role='status']/@id") == ["found"]


@pytest.mark.parametrize(("address", "found"), LISTS.items())
def test_list_gives_a_script_what_was_found_and_nothing_around_it(client, content, address, found):
    response = client.get(address, headers=BY_SCRIPT)

    part = html.fromstring(response.content)
    assert b"<html" not in response.content
    assert part.xpath("//*[@id='found']/text()") == [found]
    assert part.xpath("//*[@id='found']/@data-hx-swap-oob") == ["innerHTML"]


@pytest.mark.parametrize("headers", [{}, BY_SCRIPT], ids=["page", "part"])
def test_list_is_kept_apart_for_scripts_and_without_a_session(client, content, headers):
    response = client.get("/wydarzenia/", headers=headers)

    assert response["Vary"] == "HX-Request"
    assert response["Cache-Control"] == "public, no-cache"


def test_list_tells_the_script_an_address_of_what_was_chosen_alone(client, content):
    response = client.get(
        "/wydarzenia/?powiat=&wolne=on&rodzaj=workshop&dla=&utm_source=poczta", headers=BY_SCRIPT
    )

    assert response["HX-Push-Url"] == "/wydarzenia/?wolne=on&rodzaj=workshop"


def test_list_sends_the_script_to_the_whole_page_if_a_choice_is_wrong(client, content):
    address = "/harmonogram-wsparcia/?od=2026-99"

    response = client.get(address, headers=BY_SCRIPT)

    assert response["HX-Redirect"] == address


def test_chips_stay_beside_a_wrong_value(client, content):
    response = client.get("/wydarzenia/?rodzaj=workshop&dla=nonsense&strona=3")

    page = html.fromstring(response.content)
    assert page.xpath("//*[@class='chips']//a/@href") == ["?dla=nonsense"]


def test_schedule_exchanges_title_and_marks_with_its_project(client, content):
    project = factories.project(slug="iskra", title="Iskra")
    project.marks.add(factories.funding_mark(alt="Znak funduszu"))

    response = client.get("/harmonogram-wsparcia/?projekt=iskra", headers=BY_SCRIPT)

    part = html.fromstring(f"<div>{response.text}</div>")
    assert part.xpath("//title/text()") == ["Schedule of support: Iskra – OWES Iskra"]
    assert part.xpath("//*[@id='marks']//img/@alt") == ["Znak funduszu"]
    assert part.xpath("//*[@id='about']//a/text()") == ["Iskra"]


def test_list_finds_its_rows_once_and_its_places_each_time(
    client, operator, django_assert_num_queries
):
    event = factories.event(capacity=12, places_taken=4)
    client.get("/wydarzenia/")

    Event.objects.filter(pk=event.pk).update(places_taken=5)

    with django_assert_num_queries(2):
        page = client.get("/wydarzenia/?anew").content.decode()
    assert "7 of 12 places left" in page


def test_list_offers_a_choice_as_soon_as_there_is_one(client, content):
    before = client.get("/wydarzenia/?anew").content.decode()

    factories.topic(name="Zielarstwo")

    assert "Zielarstwo" not in before
    assert "Zielarstwo" in client.get("/wydarzenia/?anew").content.decode()


def test_list_of_past_events_asks_for_no_places(client, operator, django_assert_num_queries):
    factories.event(title="Szycie", starts_at=timezone.now() - timedelta(days=3))
    client.get("/wydarzenia/?minione=on")

    with django_assert_num_queries(1):
        page = client.get("/wydarzenia/?minione=on&anew").content.decode()
    assert "Szycie" in page


def test_list_of_free_places_knows_at_once_what_is_full_and_what_is_not(
    client, operator, django_assert_num_queries
):
    filling = factories.event(title="Szycie", capacity=12, places_taken=11)
    emptying = factories.event(title="Pieczenie", capacity=12, places_taken=12)
    before = [client.get("/wydarzenia/?wolne=on").content.decode() for _ in range(3)][-1]

    Event.objects.filter(pk=filling.pk).update(places_taken=12)
    Event.objects.filter(pk=emptying.pk).update(places_taken=11)
    client.get("/wydarzenia/?wolne=on")

    with django_assert_num_queries(3):
        after = client.get("/wydarzenia/?wolne=on").content.decode()
    assert ("Szycie" in before, "Pieczenie" in before) == (True, False)
    assert ("Szycie" in after, "Pieczenie" in after) == (False, True)


LEFT_OUT = {
    "/wydarzenia/?temat=xyz": "The filter “Topic” has no choice “xyz”",
    "/wydarzenia/?dzien=abc": "The filter “Day” cannot read “abc”",
    "/wydarzenia/?dzien=3000-01-01": "The filter “Day” cannot read “3000-01-01”",
    "/aktualnosci/?kiedy=1999": "The filter “When” has no choice “1999”",
    "/innowacje/?kraj=Narnia": "The filter “Country” has no choice “Narnia”",
    "/publikacje/?rok=abc": "The filter “Year” has no choice “abc”",
    "/harmonogram-wsparcia/?od=2026-99": "The filter “From the month” has no choice “2026-99”",
    "/harmonogram-wsparcia/historia/?projekt=0": "The filter “Project” has no choice “0”",
}


@pytest.mark.parametrize(("address", "words"), LEFT_OUT.items())
def test_list_names_a_wrong_choice_and_shows_the_rest(client, content, address, words):
    found = "//*[@role='status']/text()"
    [everything] = html.fromstring(client.get(address.split("?")[0]).content).xpath(found)

    page = html.fromstring(client.get(address).content)

    [problem] = page.xpath("//*[@class='error-summary__list']//a")
    assert problem.text.startswith(f"{words}, so the list leaves it out. ")
    assert page.get_element_by_id(problem.get("href")[1:]).get("aria-invalid") == "true"
    assert page.xpath(found) == [everything]
    assert page.findtext(".//title").startswith("Error: ")


def test_list_quotes_no_more_than_the_beginning_of_a_wrong_choice(client, content):
    page = client.get(f"/wydarzenia/?temat=%00{'a' * 500}").content.decode()

    assert f"“{'a' * 40}”" in page
    assert "a" * 41 not in html.fromstring(page).text_content()


def test_list_takes_a_day_as_it_is_written(client, content):
    page = client.get("/wydarzenia/?dzien=12.01.2027").content.decode()

    assert "cannot read" not in page
