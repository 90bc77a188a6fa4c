"""A plain page that is written in another language has one address: below that language."""

import pytest
from django.urls import clear_url_caches

from tests import factories
from tests.admin_forms import answers
from tests.reading import tree

pytestmark = pytest.mark.django_db

HEADS = '//link[@rel="alternate"][@hreflang] | //link[@rel="canonical"]'


@pytest.fixture(autouse=True)
def _addresses_of_visitors():
    clear_url_caches()
    yield
    clear_url_caches()


@pytest.fixture
def about_us(operator):
    return factories.page(slug="about-us", title="About us", language="en")


def heads(response, site):
    found = tree(response).xpath(HEADS)
    return {
        link.get("hreflang", "canonical"): link.get("href").removeprefix(site) for link in found
    }


def test_foreign_page_stands_below_its_language(about_us):
    assert about_us.get_absolute_url() == "/en/about-us/"


def test_polish_page_stands_below_the_language_of_the_visitor(client, operator, settings):
    factories.page(slug="o-nas")

    assert heads(client.get("/uk/o-nas/"), settings.SITE_URL) == {
        "canonical": "/uk/o-nas/",
        "x-default": "/o-nas/",
        "pl": "/o-nas/",
        "en": "/en/o-nas/",
        "uk": "/uk/o-nas/",
    }


@pytest.mark.parametrize("address", ["/about-us/", "/en/about-us/", "/uk/about-us/"])
def test_foreign_page_names_one_address_wherever_it_is_read(client, about_us, settings, address):
    assert heads(client.get(address), settings.SITE_URL) == {
        "canonical": "/en/about-us/",
        "x-default": "/en/about-us/",
        "en": "/en/about-us/",
    }


def test_sitemap_names_a_foreign_page_once(client, about_us, settings):
    text = client.get("/sitemap/page/1.xml").content.decode()

    assert f"<loc>{settings.SITE_URL}/en/about-us/</loc>" in text
    assert "hreflang" not in text


@pytest.mark.parametrize("address", ["/about-us/", "/en/about-us/", "/uk/about-us/"])
def test_foreign_page_that_moved_is_found_below_every_language(bobs_client, about_us, address):
    form = f"/panel/owes_portal/page/{about_us.pk}/change/"
    bobs_client.post(form, answers(bobs_client, form, slug="who-we-are"))

    response = bobs_client.get(address)

    assert (response.status_code, response.get("Location")) == (301, "/en/who-we-are/")
