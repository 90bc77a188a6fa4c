"""Every address of the portal, for everybody: a new one cannot be forgotten here."""

import re

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.urls import get_resolver

from owes_portal.models import AccessRecord
from registrations.models import EventQuestions
from tests import factories
from tests.scene import full_portal

pytestmark = pytest.mark.django_db

# Anonymous, somebody with an account (Charlie), staff without rights (Edyta), organiser (Bob).
EVERYBODY = (200, 200, 200, 200)
STAFF_WITH_THE_RIGHT = (302, 404, 403, 200)
ADMIN = (302, 302, 403, 200)

PORTAL = {
    "": ("home", EVERYBODY),
    "aktualnosci/": ("articles", EVERYBODY),
    "aktualnosci/kanal.atom": ("articles feed", EVERYBODY),
    "aktualnosci/<slug:slug>/": ("article", EVERYBODY),
    "wydarzenia/": ("events", EVERYBODY),
    "wydarzenia/kalendarz/<month:month>/": ("month", EVERYBODY),
    "wydarzenia/wydarzenia.ics": ("events calendar", EVERYBODY),
    "wydarzenia/kanal.atom": ("events feed", EVERYBODY),
    "wydarzenia/<slug:slug>/": ("event", EVERYBODY),
    "wydarzenia/<slug:slug>/kalendarz.ics": ("event calendar", EVERYBODY),
    "wydarzenia/<slug:slug>/pliki/<int:pk>/": ("event file", EVERYBODY),
    "wydarzenia/<slug:slug>/zapisy/": ("sign-up", EVERYBODY),
    "wydarzenia/<slug:slug>/zapisy/przyjete/<str:signed>/": ("sign-up accepted", EVERYBODY),
    "harmonogram-wsparcia/": ("schedule", EVERYBODY),
    "harmonogram-wsparcia/historia/": ("schedule history", EVERYBODY),
    "harmonogram-wsparcia/harmonogram.xlsx": ("schedule table", EVERYBODY),
    "harmonogram-wsparcia/harmonogram.pdf": ("schedule paper", EVERYBODY),
    "panel/harmonogram/": ("schedule desk", STAFF_WITH_THE_RIGHT),
    "panel/wydarzenia/<int:pk>/kopia/": ("copy event", STAFF_WITH_THE_RIGHT),
    "panel/wydarzenia/<int:pk>/relacja/": ("report", (302, 404, 403, 302)),
    "zaproszenie/<str:token>/": ("invitation", EVERYBODY),
    "zgloszenia/link/": ("link", EVERYBODY),
    "zgloszenia/link/wyslany/": ("link sent", EVERYBODY),
    "zgloszenie/<str:token>/": ("registration", EVERYBODY),
    "zgloszenie/<str:token>/dziekujemy/": ("thanks", EVERYBODY),
    "zgloszenie/<str:token>/kalendarz.ics": ("registration calendar", EVERYBODY),
    "zgloszenie/<str:token>/propozycja/": ("offer", EVERYBODY),
    "zgloszenie/<str:token>/powrot/": ("come back", EVERYBODY),
    "zgloszenie/<str:token>/razem/": ("together", EVERYBODY),
    "zgloszenie/<str:token>/dane/": ("contact data", EVERYBODY),
    "zgloszenie/<str:token>/zgody/<int:pk>/": ("consent", EVERYBODY),
    "zgloszenie/<str:token>/drugi-formularz/<int:pk>/": ("second form", EVERYBODY),
    "zgloszenie/<str:token>/osoby/dodaj/": ("add person", EVERYBODY),
    "zgloszenie/<str:token>/osoby/<int:pk>/": ("change person", EVERYBODY),
    "zgloszenie/<str:token>/osoby/<int:pk>/rezygnacja/": ("cancel person", EVERYBODY),
    "zgloszenie/<str:token>/przypomnienia/": ("reminders", EVERYBODY),
    "zgloszenie/<str:token>/zaswiadczenie/<int:pk>/": ("own certificate", EVERYBODY),
    "zgloszenie/<str:token>/rezygnacja/": ("cancel", EVERYBODY),
    "miejsce/<str:token>/": ("place", EVERYBODY),
    "miejsce/<str:token>/kalendarz.ics": ("place calendar", EVERYBODY),
    "miejsce/<str:token>/propozycja/": ("place offer", EVERYBODY),
    "miejsce/<str:token>/powrot/": ("place come back", EVERYBODY),
    "miejsce/<str:token>/dane/": ("place data", EVERYBODY),
    "miejsce/<str:token>/przypomnienia/": ("place reminders", EVERYBODY),
    "miejsce/<str:token>/zaswiadczenie/<int:pk>/": ("place certificate", EVERYBODY),
    "miejsce/<str:token>/rezygnacja/": ("place cancel", EVERYBODY),
    "zaswiadczenia/": ("check certificate", EVERYBODY),
    "zaswiadczenia/<str:code>/": ("verified", EVERYBODY),
    "innowacje/": ("innovations", EVERYBODY),
    "innowacje/<slug:slug>/": ("innovation", EVERYBODY),
    "publikacje/": ("publications", EVERYBODY),
    "publikacje/<slug:slug>/": ("publication", EVERYBODY),
    "publikacje/<slug:slug>/<int:pk>/<slug:filename>.pdf": ("publication file", EVERYBODY),
    "projekty/": ("projects", EVERYBODY),
    "projekty/<slug:slug>/": ("project", EVERYBODY),
    "partnerzy/": ("partners", EVERYBODY),
    "kontakt/": ("contact", EVERYBODY),
    "deklaracja-dostepnosci/": ("declaration", EVERYBODY),
    "obrazki/<slug:kind>/<slug:slug>/<str:name>": ("poster", EVERYBODY),
    "podglad/<str:signed>/": ("preview", EVERYBODY),
    "podglad/<str:signed>/<path:address>": ("preview file", EVERYBODY),
    "znaki/<int:pk>/": ("mark", EVERYBODY),
    "zdjecia/<slug:section>/<int:pk>/<int:width>.webp": ("picture", EVERYBODY),
    "zdjecia/podglad/<str:signed>/<int:width>.webp": ("signed picture", EVERYBODY),
    "panel/zdjecia/<slug:section>/<int:pk>/usun/": ("remove picture", STAFF_WITH_THE_RIGHT),
    "robots.txt": ("robots", EVERYBODY),
    "favicon.ico": ("favicon", (302, 302, 302, 302)),
    "sitemap.xml": ("sitemap", EVERYBODY),
    "sitemap/<slug:kind>/<int:number>.xml": ("sitemap part", EVERYBODY),
    "zdrowie/": ("alive", EVERYBODY),
    "zdrowie/gotowosc/": ("ready", EVERYBODY),
    "zdrowie/praca/": ("working", EVERYBODY),
    "panel/poczta/": ("post", STAFF_WITH_THE_RIGHT),
    "panel/poczta/adresy/<int:pk>/": ("dead address", STAFF_WITH_THE_RIGHT),
    "panel/poczta/<int:pk>/": ("mail", STAFF_WITH_THE_RIGHT),
    "panel/poczta/<int:pk>/<slug:slug>/": ("mail deed", STAFF_WITH_THE_RIGHT),
    "panel/dokumenty/<int:pk>/": ("document", STAFF_WITH_THE_RIGHT),
    "panel/r/<path:kind>/<path:pk>/": ("on site", (302, 404, 403, 302)),
    "panel/wydarzenia/<int:pk>/zgloszenia/": ("workspace", STAFF_WITH_THE_RIGHT),
    "panel/wydarzenia/<int:pk>/zgloszenia/dodaj/": ("desk", STAFF_WITH_THE_RIGHT),
    "panel/wydarzenia/<int:pk>/obecnosc/<int:day>/kod/": ("check in", STAFF_WITH_THE_RIGHT),
    "panel/wydarzenia/<int:pk>/obecnosc/<int:day>/kod/<int:person>/": (
        "arrival",
        STAFF_WITH_THE_RIGHT,
    ),
    "panel/wydarzenia/<int:pk>/obecnosc/<int:day>/dopisz/": ("walk in", STAFF_WITH_THE_RIGHT),
    "panel/wydarzenia/<int:pk>/zmiany/": ("changes", STAFF_WITH_THE_RIGHT),
    "panel/wydarzenia/<int:pk>/potrzeby/": ("needs", STAFF_WITH_THE_RIGHT),
    "panel/wydarzenia/<int:pk>/wiadomosc/": ("message", STAFF_WITH_THE_RIGHT),
    "panel/wydarzenia/<int:pk>/powiadomienie/": ("notice", STAFF_WITH_THE_RIGHT),
    "panel/wydarzenia/<int:pk>/powiadomienie/<int:person>/": ("called", (302, 404, 403, 405)),
    "panel/wydarzenia/<int:pk>/dokumenty/": ("papers", STAFF_WITH_THE_RIGHT),
    "panel/wydarzenia/<int:pk>/dokumenty/<slug:slug>/": ("paper", STAFF_WITH_THE_RIGHT),
    "panel/wydarzenia/<int:pk>/tabele/": ("tables", STAFF_WITH_THE_RIGHT),
    "panel/wydarzenia/<int:pk>/tabele/potrzeby/": ("needs table", STAFF_WITH_THE_RIGHT),
    "panel/zaswiadczenia/rejestr/<int:year>/tabela/": ("register table", STAFF_WITH_THE_RIGHT),
    "panel/wydarzenia/<int:pk>/zaswiadczenia/": ("certificates", STAFF_WITH_THE_RIGHT),
    "panel/wydarzenia/<int:pk>/zaswiadczenia/pdf/": ("certificates pdf", STAFF_WITH_THE_RIGHT),
    "panel/zaswiadczenia/<int:pk>/": ("certificate", STAFF_WITH_THE_RIGHT),
    "panel/zaswiadczenia/<int:pk>/<slug:slug>/": ("certificate deed", STAFF_WITH_THE_RIGHT),
    "panel/zaswiadczenia/rejestr/<int:year>/": ("certificate register", STAFF_WITH_THE_RIGHT),
    "panel/wydarzenia/<int:pk>/podpisane-listy/": ("signed lists", STAFF_WITH_THE_RIGHT),
    "panel/wydarzenia/<int:pk>/podpisane-listy/dodaj/": ("file signed list", STAFF_WITH_THE_RIGHT),
    "panel/podpisane-listy/<uuid:key>/": ("signed list", STAFF_WITH_THE_RIGHT),
    "panel/podpisane-listy/<uuid:key>/wycofanie/": ("withdraw signed list", STAFF_WITH_THE_RIGHT),
    "panel/podpisane-listy/<uuid:key>/plik/": ("signed list file", STAFF_WITH_THE_RIGHT),
    "panel/podpisane-listy/<uuid:key>/strony/<int:number>/": (
        "signed list page",
        STAFF_WITH_THE_RIGHT,
    ),
    "panel/wydarzenia/<int:pk>/obecnosc/": ("attendance", STAFF_WITH_THE_RIGHT),
    "panel/wydarzenia/<int:pk>/obecnosc/<int:day>/": ("attendance day", STAFF_WITH_THE_RIGHT),
    "panel/wydarzenia/<int:pk>/obecnosc/<int:day>/nieodnotowani/": (
        "attendance rest",
        STAFF_WITH_THE_RIGHT,
    ),
    "panel/wydarzenia/<int:pk>/obecnosc/<int:day>/<int:participant>/": (
        "attendance person",
        STAFF_WITH_THE_RIGHT,
    ),
    "panel/wydarzenia/<int:pk>/teczka/": ("folder", STAFF_WITH_THE_RIGHT),
    "panel/wydarzenia/<int:pk>/podziekowanie/": ("thank", STAFF_WITH_THE_RIGHT),
    "panel/wydarzenia/<int:pk>/formularz/": ("form preview", STAFF_WITH_THE_RIGHT),
    "panel/zgloszenia/<int:pk>/": ("dossier", STAFF_WITH_THE_RIGHT),
    "panel/zgloszenia/<int:pk>/potwierdzenie/": ("receipt", STAFF_WITH_THE_RIGHT),
    "panel/zgloszenia/<int:pk>/osoby/dodaj/": ("new person", STAFF_WITH_THE_RIGHT),
    "panel/osoby/<int:pk>/": ("person", STAFF_WITH_THE_RIGHT),
    "panel/zgloszenia/<int:pk>/<slug:slug>/": ("deed", STAFF_WITH_THE_RIGHT),
    "panel/zalaczniki/<uuid:key>/": ("sent file", STAFF_WITH_THE_RIGHT),
    "panel/poczta/wzory/": ("mail samples", STAFF_WITH_THE_RIGHT),
    "panel/poczta/wzory/<slug:slug>/": ("mail sample", STAFF_WITH_THE_RIGHT),
    "<slug:slug>/": ("page", EVERYBODY),
}

# But for forms of sign-up, which are built by whoever may change the event.
SHOWN = [model for model in admin.site._registry if model is not EventQuestions]


def patterns(found, before=""):
    for pattern in found:
        path = before + str(pattern.pattern)
        yield from (
            patterns(pattern.url_patterns, path) if hasattr(pattern, "url_patterns") else [path]
        )


@pytest.fixture(scope="module")
def full(rows_of_this_module):
    """A portal for all tests of this file: two hundred would take long."""
    return full_portal(by=factories.staff(username="bob"))


@pytest.fixture
def portal(full, db):
    return full


@pytest.fixture
def bob(portal):
    return User.objects.get(username="bob")


@pytest.fixture
def people(bob, charlie):
    """A client for each column of the table."""
    clients = [Client() for _ in range(4)]
    for client, person in zip(
        clients[1:], [charlie, factories.user(username="edyta", is_staff=True), bob], strict=True
    ):
        client.force_login(person)
    return clients


def statuses(people, address):
    return tuple(client.get(address).status_code for client in people)


def test_every_address_of_the_portal_is_in_the_table():
    of_admin = {str(pattern.pattern) for pattern in admin.site.urls[0]}
    known = set(PORTAL) | {f"panel/{path}" for path in of_admin}
    models = re.compile(r"panel/[a-z_]+/[a-z]+/")

    found = list(patterns(get_resolver().url_patterns))

    assert [path for path in found if path not in known and not models.match(path)] == []
    assert [path for path in PORTAL if path not in found] == []


@pytest.mark.parametrize(
    ("name", "expected"), PORTAL.values(), ids=[name for name, _ in PORTAL.values()]
)
def test_address_opens_for_whom_it_should(portal, people, name, expected):
    assert statuses(people, portal[name]) == expected


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model._meta.label_lower)
def test_administration_opens_for_staff_with_the_right_only(portal, people, model):
    address = f"/panel/{model._meta.app_label}/{model._meta.model_name}/"
    row = model.objects.first()

    pages = [address] if row is None else [address, f"{address}{row.pk}/change/"]

    assert {page: statuses(people, page) for page in pages} == dict.fromkeys(pages, ADMIN)


@pytest.mark.parametrize("model", SHOWN, ids=lambda model: model._meta.label_lower)
def test_administration_opens_for_whoever_may_only_look(portal, client, model):
    ola = factories.user(username="ola", is_staff=True)
    ola.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(ola)
    address = f"/panel/{model._meta.app_label}/{model._meta.model_name}/"
    row = model.objects.first()

    pages = [address] if row is None else [address, f"{address}{row.pk}/change/"]

    assert {page: client.get(page).status_code for page in pages} == dict.fromkeys(pages, 200)


@pytest.mark.parametrize(
    "page", ["add/", "1/history/", "999999/change/", "x/change/", "%00/change/"]
)
@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model._meta.label_lower)
def test_administration_breaks_at_no_address(people, model, page):
    address = f"/panel/{model._meta.app_label}/{model._meta.model_name}/{page}"

    assert set(statuses(people, address)) <= {200, 302, 403, 404}


def test_looking_at_everything_changes_nothing(portal, bob, client):
    client.force_login(bob)
    before = checksums()

    for address in portal.values():
        client.get(address)

    assert checksums() == before


def checksums():
    """Of all tables, but for the one that says who has seen personal data."""
    names = set(connection.introspection.table_names()) - {AccessRecord._meta.db_table}
    rows = "SELECT md5(string_agg(row::text, '' ORDER BY row::text)) FROM {} row"
    with connection.cursor() as cursor:
        return {name: cursor.execute(rows.format(name)) or cursor.fetchone() for name in names}


@pytest.mark.parametrize("name", [name for name, _ in PORTAL.values()])
def test_address_takes_no_data_without_the_token_of_its_page(portal, name):
    strict = Client(enforce_csrf_checks=True)

    status = strict.post(portal[name], {"confirm": "1"}).status_code

    assert status in ((302, 403, 405) if portal[name].startswith("/panel/") else (403, 405))


@pytest.mark.parametrize(
    "address",
    [
        "/.git/config",
        "/.env",
        "/metrics/",
        "/flower/",
        "/styl/",
        "/admin/",
        "/media/",
        "/static/",
        "/files/documents/1.pdf",
        "/wydarzenia/../.env",
        "/%00/",
        "/%ff/",
        "/zdrowie/../.env",
    ],
)
def test_what_is_no_page_is_not_found(portal, client, address):
    assert client.get(address).status_code == 404


def test_an_address_without_its_last_slash_leads_to_the_page(client):
    response = client.get("/wydarzenia")

    assert (response.status_code, response["Location"]) == (301, "/wydarzenia/")
