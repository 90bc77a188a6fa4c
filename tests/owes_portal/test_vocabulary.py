"""What pages tell programs is judged by the vocabulary of schema.org itself, and by its largest reader."""

import json
import re
from datetime import date, datetime

import pytest
from django.conf import settings
from django.test import Client
from lxml import html
from pydantic import ValidationError
from schema_org import registry

from tests import factories
from tests.factories_papers import past_event
from tests.scene import full_portal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

IS_YEAR, IS_MOMENT = re.compile(r"[12]\d{3}"), re.compile(r"\d{4}-\d\d-\d\d")
# Each word of a closed list, by its address.
TERMS = {
    f"https://schema.org/{name}": registry.ENUM_BY_SCHEMA[kind](f"https://schema.org/{name}")
    for kind, names in registry.ENUM_DIRECT_MEMBERS.items()
    for name in names
}
# What the guides of Google Search call required, of everything and all in it.
REQUIRED = {
    "Event": ("name", "startDate", "location"),
    "Place": ("name", "address"),
    "Offer": ("price", "priceCurrency"),
    "BreadcrumbList": ("itemListElement",),
    "ListItem": ("position", "name", "item"),
    "Organization": ("name",),
}
# What they recommend and we always know, of what a page is about.
RECOMMENDED = {
    "Event": (
        *("description", "endDate", "eventStatus", "eventAttendanceMode", "image", "organizer"),
        *("url", "maximumAttendeeCapacity", "remainingAttendeeCapacity"),
    ),
    "NewsArticle": ("headline", "image", "datePublished", "dateModified", "author", "publisher"),
    "Project": ("description", "image", "url", "funder"),
    "CreativeWork": ("description", "image", "url"),
    "Book": ("description", "image", "url", "publisher", "inLanguage"),
}
OF_THE_CENTRE = {"name", "url", "logo", "email", "telephone", "address", "description"}


def told_by(page):
    """All things in the blocks of data of a page, read by a parser of HTML."""
    blocks = html.fromstring(page).xpath('//script[@type="application/ld+json"]/text()')
    read = [json.loads(block) for block in blocks]
    assert {one["@context"] for one in read} <= {"https://schema.org"}
    return [thing for one in read for thing in one["@graph"]]


def model_of(value):
    """The vocabulary's own model of a value, from its innermost part; ValidationError if it knows none."""
    if isinstance(value, dict):
        known = {name: model_of(part) for name, part in value.items() if name[0] != "@"}
        return registry.get_model(value["@type"]).model_validate(known)
    if isinstance(value, list):
        return [model_of(part) for part in value]
    return TERMS.get(value, moment(value)) if isinstance(value, str) else value


def moment(text):
    """A date, with its hour or without; ISO 8601 lets a year stand alone."""
    if IS_YEAR.fullmatch(text):
        return date(int(text), 1, 1)
    if IS_MOMENT.match(text):
        return (datetime if "T" in text else date).fromisoformat(text)
    return text


def faults(thing):
    """What the vocabulary does not know of the thing and of all in it."""
    try:
        model_of(thing)
    except ValidationError as refusal:
        return [(error["loc"], error["msg"]) for error in refusal.errors()]
    return []


def parts(thing):
    if isinstance(thing, list):
        for one in thing:
            yield from parts(one)
    elif isinstance(thing, dict):
        yield thing
        yield from parts(list(thing.values()))


def missing(thing):
    wanted = [(thing, RECOMMENDED), *((part, REQUIRED) for part in parts(thing))]
    return [
        (part["@type"], name)
        for part, names in wanted
        for name in names.get(part["@type"], ())
        if part.get(name) in (None, "", [], {})
    ]


@pytest.fixture(scope="module")
def things(rows_of_this_module):
    """What all public pages tell, `{address: things}`."""
    client, portal = Client(), full_portal(by=factories.staff(username="bob"))
    addresses = [one for one in portal.values() if not one.startswith("/panel/")]
    addresses += [past_event(days=2).get_absolute_url()]
    addresses += [factories.event(kind="webinar").get_absolute_url()]
    answers = {one: client.get(one) for one in addresses}
    return {
        address: told_by(answer.content)
        for address, answer in answers.items()
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
    }


def test_the_vocabulary_refuses_what_it_does_not_know():
    wrong = {"@type": "Event", "colour": "red", "location": {"@type": "Offer"}, "startDate": "soon"}

    assert {loc[0] for loc, _words in faults(wrong)} == {"colour", "location", "startDate"}


def test_the_vocabulary_knows_all_that_pages_tell(things):
    found = {one: [f for thing in told for f in faults(thing)] for one, told in things.items()}

    assert {address: told for address, told in found.items() if told} == {}
    assert {thing["@type"] for told in things.values() for thing in told} >= {
        *("Organization", "BreadcrumbList", "Event", "NewsArticle", "Project", "CreativeWork"),
        "Book",
    }


def test_nothing_is_missing_that_search_engines_want(things):
    found = {one: [f for thing in told for f in missing(thing)] for one, told in things.items()}

    assert {address: told for address, told in found.items() if told} == {}


def test_the_centre_is_known_by_all_that_leads_to_it(things):
    centres = [thing for thing in things["/"] if thing["@type"] == "Organization"]

    assert {name for name, value in centres[0].items() if value} >= OF_THE_CENTRE


def test_pictures_and_addresses_are_on_this_website(things):
    links = [
        link
        for part in parts(list(things.values()))
        for name in ("url", "image", "logo", "@id")
        for link in ([part[name]] if isinstance(part.get(name), str) else part.get(name, []))
    ]

    assert links
    assert [one for one in links if not one.startswith(f"{settings.SITE_URL}/")] == []
