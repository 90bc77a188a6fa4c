"""What every answer tells the browser."""

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from lxml import html

from tests import factories
from tests.scene import full_portal

pytestmark = pytest.mark.django_db

PUBLIC = [
    "home",
    "articles",
    "article",
    "events",
    "event",
    "innovations",
    "innovation",
    "publications",
    "publication",
    "projects",
    "project",
    "contact",
    "declaration",
    "page",
    "event calendar",
]
PRIVATE = [
    "sign-up",
    "sign-up accepted",
    "invitation",
    "registration",
    "thanks",
    "cancel",
    "registration calendar",
    "papers",
    "document",
]
# At the door, where codes on phones are read.
WITH_CAMERA = ["check in", "arrival"]


@pytest.fixture(scope="module")
def portal(rows_of_this_module):
    return full_portal(by=factories.staff(username="bob"))


@pytest.fixture
def bob(portal, db):
    return User.objects.get(username="bob")


@pytest.fixture(scope="module")
def pages(portal):
    """The answer of every page, and of those that are none."""
    bobs_client = Client()
    bobs_client.force_login(User.objects.get(username="bob"))
    addresses = portal | {"login": "/panel/login/", "panel": "/panel/", "nothing": "/nie-ma/"}
    answers = {name: bobs_client.get(address) for name, address in addresses.items()}
    return answers | {"no token": Client(enforce_csrf_checks=True).post("/wydarzenia/abc/zapisy/")}


def test_every_answer_carries_the_headers(pages):
    for name, response in pages.items():
        headers = response.headers
        assert headers["X-Content-Type-Options"] == "nosniff", name
        assert headers["X-Frame-Options"] == "DENY", name
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin", name
        taken_along = "cross-origin" if name == "poster" else "same-origin"
        assert headers["Cross-Origin-Resource-Policy"] == taken_along, name
        assert headers["Referrer-Policy"] in ("same-origin", "strict-origin"), name
        camera = "camera=(self)" if name in WITH_CAMERA else "camera=()"
        assert camera in headers["Permissions-Policy"], name


def test_every_answer_has_a_strict_content_policy(pages):
    for name, response in pages.items():
        policy = dict(
            part.partition(" ")[::2] for part in response["Content-Security-Policy"].split("; ")
        )
        assert (
            policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
        ), name
        assert "unsafe" not in response["Content-Security-Policy"], name
        assert "http" not in response["Content-Security-Policy"], name
        assert policy["form-action"] in ("'self'", "'none'"), name


def is_page(response):
    is_html = response["Content-Type"].startswith("text/html")
    return is_html and not response.streaming and response.content


def test_no_page_names_another_host_or_holds_code_in_its_text(pages):
    outside = '//*[self::script or self::img or self::link or self::iframe]/@*[name()="src" or name()="href"]'
    for name, response in pages.items():
        if is_page(response):
            page = html.fromstring(response.content)
            assert [
                url for url in page.xpath(outside) if "//" in url.removeprefix(settings.SITE_URL)
            ] == [], name
            assert page.xpath("//@style | //@onclick | //@onload | //style") == [], name
            assert page.xpath("//script[not(@src)][normalize-space()][not(@type)]") == [], name


@pytest.mark.parametrize("name", PUBLIC)
def test_public_pages_may_be_kept_and_are_asked_for_anew(portal, client, name):
    assert client.get(portal[name])["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize("name", PRIVATE)
def test_private_pages_are_kept_nowhere(portal, bobs_client, name):
    response = bobs_client.get(portal[name])

    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]


@pytest.mark.parametrize("name", PUBLIC)
def test_public_pages_set_no_cookie(portal, client, name):
    assert client.get(portal[name]).cookies == {}


def test_cookies_are_for_this_host_and_for_no_script(portal, client):
    client.get("/wydarzenia/abc/zapisy/")

    cookie = client.cookies["__Host-csrf"]
    assert (cookie["secure"], cookie["httponly"], cookie["path"], cookie["domain"]) == (
        True,
        True,
        "/",
        "",
    )
    assert cookie["samesite"] == "Lax"


def test_a_foreign_host_is_refused(client):
    response = client.get("/", headers={"host": "evil.example"})

    assert response.status_code == 400


def test_a_forwarded_host_is_ignored(portal, client):
    response = client.get("/", headers={"x-forwarded-host": "evil.example"})

    assert response.status_code == 200
    assert b"evil.example" not in response.content


def test_http_leads_to_https(settings, client):
    settings.SECURE_SSL_REDIRECT = True

    response = client.get("/wydarzenia/")

    assert (response.status_code, response["Location"]) == (301, "https://testserver/wydarzenia/")


def test_https_is_promised_for_a_year(portal, client):
    response = client.get("/", secure=True)

    assert response["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
