"""What a visitor's first look at any page weighs, by kind, packed as nginx sends it.

Pictures are weighed in a browser, which alone knows which of them one sees at first: see
tests/e2e/test_weights.py.
"""

import gzip
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from lxml import html

from tests import factories
from tests.scene import full_portal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fonts")]

KB = 1000
PAGE, STYLES, SCRIPTS, FONTS, PICTURES, IN_ALL = 25, 15, 20, 35, 60, 150
NAMED = {
    STYLES: '//link[@rel="stylesheet"]/@href',
    SCRIPTS: "//script/@src",
    FONTS: '//link[@as="font"]/@href',
}


@pytest.fixture(scope="module")
def pages(rows_of_this_module):
    """All that a visitor can open, in each language."""
    found = full_portal(by=factories.staff(username="bob"))
    public = [one for one in found.values() if not one.startswith("/panel/")]
    addresses = [language + one for one in public for language in ("", "/en", "/uk")]
    answers = {one: Client().get(one) for one in addresses}
    return {
        one: answer.content
        for one, answer in answers.items()
        if answer.get("Content-Type", "").startswith("text/html") and answer.content
    }


def packed(content):
    return len(gzip.compress(content))


def file_of(address):
    found = finders.find(urlsplit(address).path.removeprefix(settings.STATIC_URL))
    assert found, address
    return Path(found)


def weight_of(file):
    content = file.read_bytes()
    return len(content) if file.suffix == ".woff2" else packed(content)


def named_in(page, most):
    """The files of that kind which the page asks for, each once."""
    return {file_of(one) for one in html.fromstring(page).xpath(NAMED[most])}


def test_pages_weigh_little(pages):
    weights = {one: packed(page) for one, page in pages.items()}

    assert len(weights) > 100
    assert {one: weight for one, weight in weights.items() if weight > PAGE * KB} == {}


@pytest.mark.parametrize("most", NAMED, ids=["styles", "scripts", "fonts"])
def test_pages_ask_for_little(pages, most):
    asked = {one: named_in(page, most) for one, page in pages.items()}

    weights = {one: sum(map(weight_of, files)) for one, files in asked.items()}

    assert any(weights.values())
    assert {one: weight for one, weight in weights.items() if weight > most * KB} == {}


def test_pages_with_all_that_they_ask_for_leave_room_for_pictures(pages):
    asked = {
        one: {file for most in NAMED for file in named_in(page, most)}
        for one, page in pages.items()
    }

    weights = {one: packed(page) + sum(map(weight_of, asked[one])) for one, page in pages.items()}

    room = (IN_ALL - PICTURES) * KB
    assert {one: weight for one, weight in weights.items() if weight > room} == {}
