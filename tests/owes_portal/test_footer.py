"""The footer leads to the pages that are there, in the order of staff."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from lxml import html

from tests import factories

pytestmark = pytest.mark.django_db
# Lists of the portal itself, which are always there.
ALWAYS = ["/partnerzy/", "/harmonogram-wsparcia/", "/zaswiadczenia/"]


def footer_of(client):
    """Where the footer leads, beside what is always there."""
    page = html.fromstring(client.get("/kontakt/").content)
    links = [(link.get("href"), link.text_content()) for link in page.xpath("//footer//ul//a")]
    return [
        (address, words.replace("\xa0", " ")) for address, words in links if address not in ALWAYS
    ]


def test_footer_leads_to_published_pages_in_the_order_of_staff(client, operator):
    factories.page(slug="oferta", title="Oferta", footer_position=20)
    factories.page(slug="o-nas", title="O nas", footer_position=10)
    factories.page(slug="bez-miejsca")
    factories.page(slug="szkic", footer_position=5, status="draft")

    assert footer_of(client) == [("/o-nas/", "O nas"), ("/oferta/", "Oferta")]


def test_footer_of_a_new_centre_leads_nowhere_that_is_not_there(client, operator):
    page = html.fromstring(client.get("/kontakt/").content)

    addresses = page.xpath("//footer//ul//a/@href")
    assert addresses == ALWAYS
    assert [client.get(address).status_code for address in addresses] == [200, 200, 200]
    assert page.xpath("//meta[@name='deklaracja-dostępności']") == []


def test_footer_leads_to_the_declaration_once_there_is_one(client, operator, settings):
    factories.declaration()

    page = html.fromstring(client.get("/kontakt/").content)

    assert page.xpath("//footer//ul//a/@href")[-1] == "/deklaracja-dostepnosci/"
    assert page.xpath("//meta[@name='deklaracja-dostępności']/@content") == [
        f"{settings.SITE_URL}/deklaracja-dostepnosci/"
    ]


def test_footer_shows_a_page_from_its_hour_on(client, operator):
    hour = timezone.now() + timedelta(hours=1)
    factories.page(slug="oferta", title="Oferta", footer_position=10, published_from=hour)

    before = footer_of(client)
    with time_machine.travel(hour):
        after = footer_of(client)

    assert (before, after) == ([], [("/oferta/", "Oferta")])


def test_footer_leads_to_a_page_of_another_language_with_that_language_around_it(client, operator):
    factories.page(slug="pro-nas", title="Про нас", language="uk", footer_position=10)

    (link,) = html.fromstring(client.get("/kontakt/").content).xpath('//footer//a[@hreflang="uk"]')

    assert link.get("href") == "/uk/pro-nas/"
    assert link.xpath(".//@lang") == ["uk"]


def test_footer_costs_no_query_of_its_own(client, operator, django_assert_num_queries):
    for position in (1, 2, 3):
        factories.page(footer_position=position)

    with django_assert_num_queries(5):  # the stamp, the centre, whom to ask, offices, moments
        client.get("/kontakt/")
