"""Plain pages: the data of the centre stand in one place and change on all of them at once."""

import pytest
from lxml import html

from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def test_page_ends_with_the_data_of_the_centre_as_they_are_now(client, operator):
    factories.page(slug="o-nas")
    client.get("/o-nas/")
    operator.phone = "84 111 22 33"
    operator.save()

    page = html.fromstring(client.get("/o-nas/").content)

    (telephone,) = page.xpath('//section[@aria-labelledby="ask-us"]//a[starts-with(@href, "tel:")]')
    assert telephone.get("href") == "tel:841112233"
    assert operator.data_protection_email in page.text_content()


def test_page_leads_to_what_is_new(client):
    factories.page(slug="o-nas")
    factories.event(slug="abc", title="ABC ekonomii")
    factories.event(slug="szkic", status="draft")
    factories.project(slug="iskra", title="Iskra")

    page = html.fromstring(client.get("/o-nas/").content)

    related = page.xpath('//section[@aria-labelledby="related"]//a/@href')
    assert related == ["/wydarzenia/abc/", "/projekty/iskra/"]


def test_page_in_another_language_says_so(client, operator):
    factories.page(slug="pro-nas", title="Про нас", language="uk")

    page = html.fromstring(client.get("/pro-nas/").content)

    (heading,) = page.xpath("//h1")
    assert heading.xpath(".//@lang | ancestor-or-self::*[not(self::html)]/@lang") == ["uk"]
