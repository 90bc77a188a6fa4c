"""A validator that is not ours finds no error in the HTML of any page, whoever reads it."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.template.loader import render_to_string
from django.test import Client

from events.models import Event
from tests import factories
from tests.factories_signup import typed
from tests.html_checker import errors
from tests.scene import full_portal

pytestmark = pytest.mark.django_db

LANGUAGES = ["", "/en", "/uk"]
LISTS = ["/wydarzenia/", "/aktualnosci/", "/innowacje/", "/publikacje/", "/harmonogram-wsparcia/"]
# What Django's own administration draws, and what is wrong with it; nobody but staff gets it.
OF_DJANGO = {
    "The “aria-describedby” attribute must point to an element": "written by its script later",
    "Element “option” without attribute “label” must not be empty": "the empty choice of a search",
    "A “select” element with a “required” attribute": "a search that has found nothing yet",
    "The first child “option” element of a “select” element": "a search that was answered",
    "Attribute “disabled” not allowed on element “div”": "a password that nobody may read",
}


@pytest.fixture(scope="module")
def portal(rows_of_this_module):
    return full_portal(by=factories.staff(username="bob"))


@pytest.fixture
def bob(portal, db):
    client = Client()
    client.force_login(User.objects.get(username="bob"))
    return client


def html(pages):
    """The pages among the answers, `{name: answer}`."""
    return {
        name: answer.content.decode()
        for name, answer in pages.items()
        if answer.get("Content-Type", "").startswith("text/html") and answer.content
    }


def opened(client, addresses):
    """The pages, and each once more when its form was sent empty and is full of errors."""
    shown = html({one: client.get(one) for one in addresses})
    forms = [one for one, page in shown.items() if 'method="post"' in page]
    return shown | html({f"{one} sent": client.post(one) for one in forms})


def steps_of_signing_up(client):
    event = Event.objects.get(slug="abc")
    address, answers = "/wydarzenia/abc/zapisy/", typed(event, email="nowa@example.com")
    return html(
        {
            "mistyped": client.post(address, answers | {"email": "nowa"}),
            "one more person": client.post(address, answers | {"add": "1"}),
            "to be checked": client.post(address, answers),
            "sent": client.post(address, answers | {"confirm": "1"}, follow=True),
        }
    )


def lists_otherwise(client):
    """With nothing found, with a choice that means nothing, and as a part of the page."""
    asked = ["?powiat=nigdzie&temat=nic&projekt=nic&od=wczoraj", "?strona=2", "?miesiac=2001-01"]
    return html({f"{one}{query}": client.get(one + query) for one in LISTS for query in asked})


def refusals(client):
    factories.page(slug="cofniete", status="withdrawn", withdrawal_reason="Pomyliliśmy się.")
    strict = Client(enforce_csrf_checks=True)
    return html(
        {
            "not found": client.get("/nie-ma/"),
            "withdrawn": client.get("/cofniete/"),
            "no such link": client.get("/zgloszenie/nie-ma/"),
            "no token": strict.post("/wydarzenia/abc/zapisy/"),
            "not understood": client.get("/panel/?q=%00"),
        }
    ) | {
        name: render_to_string(name, {"refusal": "Poczekaj."}) for name in ("429.html", "500.html")
    }


def in_the_administration():
    for model in admin.site._registry:
        address = f"/panel/{model._meta.app_label}/{model._meta.model_name}/"
        row = model.objects.first()
        below = [f"{row.pk}/change/", f"{row.pk}/history/", f"{row.pk}/delete/"] if row else []
        yield from (f"{address}{rest}" for rest in ["", "add/", *below])


def is_of_django(fault):
    page, words = fault
    return page.startswith("/panel/") and any(words.startswith(known) for known in OF_DJANGO)


def test_the_validator_finds_what_is_wrong(tmp_path):
    page = '<!doctype html><html lang="pl"><title>{}</title>{}</html>'
    pages = {"good": page.format("a", "<p>b"), "bad": page.format("a", "<p id=a><div id=a>")}

    found = errors(pages, tmp_path)

    assert {name for name, _words in found} == {"bad"}
    assert "Duplicate ID “a”." in found[0][1]


def test_the_validator_finds_nothing_in_what_visitors_read(portal, client, db, tmp_path):
    addresses = [one for one in portal.values() if not one.startswith("/panel/")]
    pages = opened(client, [language + one for one in addresses for language in LANGUAGES])
    pages |= lists_otherwise(client) | refusals(client) | steps_of_signing_up(client)

    found = errors(pages, tmp_path)

    assert found == []
    assert len(pages) > 3 * len(LANGUAGES) * len(LISTS)


def test_the_validator_finds_nothing_in_what_staff_read(portal, bob, tmp_path):
    ours = [one for one in portal.values() if one.startswith("/panel/")]
    pages = opened(bob, ["/panel/", *ours, *in_the_administration()])

    found = errors(pages, tmp_path)

    assert [fault for fault in found if not is_of_django(fault)] == []
