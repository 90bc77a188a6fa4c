"""All pages behind secret links alike: who gets in, what they betray, and that reading changes nothing."""

import logging
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from events.models import Event
from owes_portal.logs import DiscreetFormatter
from registrations import services
from registrations.models import Registration
from tests import factories
from tests.scene import pages_of_a_group

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture(scope="module")
def pages(rows_of_this_module):
    factories.operator()
    return pages_of_a_group(factories.event(slug="abc", title="ABC ekonomii", days=2, capacity=2))


@pytest.fixture
def event(pages, db):
    return Event.objects.get(slug="abc")


NAMES = [
    "registration",
    "thanks",
    "registration calendar",
    "offer",
    "come back",
    "together",
    "contact data",
    "consent",
    "second form",
    "add person",
    "change person",
    "cancel person",
    "cancel",
    "place",
    "place calendar",
    "place offer",
    "place come back",
    "place data",
    "place cancel",
]
every_page = pytest.mark.parametrize("name", NAMES)


def token_in(address):
    return address.split("/")[2]


@every_page
def test_secret_pages_are_kept_by_no_cache_and_named_in_no_referrer(client, pages, name):
    response = client.get(pages[name])

    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store, private"
    assert response["Referrer-Policy"] == "strict-origin"


@pytest.mark.parametrize("name", [name for name in NAMES if "calendar" not in name])
def test_secret_pages_are_not_for_search_engines(client, pages, name):
    assert b'<meta name="robots" content="noindex">' in client.get(pages[name]).content


@every_page
@pytest.mark.parametrize("forged", ["A" * 22, "a", "W-2026-0001", "1", "%00", "..%2f", "x" * 5000])
def test_secret_pages_behind_a_forged_link_are_not_found(client, pages, name, forged):
    assert client.get(pages[name].replace(token_in(pages[name]), forged)).status_code == 404


def test_link_of_a_registration_opens_no_place_and_the_other_way_round(client, pages):
    registration, place = token_in(pages["registration"]), token_in(pages["place"])

    assert client.get(f"/miejsce/{registration}/").status_code == 404
    assert client.get(f"/zgloszenie/{place}/").status_code == 404


def test_forged_link_leads_to_where_one_asks_for_the_link(client, pages):
    page = client.get("/zgloszenie/forged/").content.decode()

    assert "We cannot find this registration" in page
    assert 'href="/zgloszenia/link/"' in page


@every_page
def test_secret_pages_are_not_found_a_month_after_the_event(client, event, pages, name):
    event.starts_at = event.ends_at = timezone.now() - timedelta(days=31)
    event.save(update_fields=["starts_at", "ends_at"])

    assert client.get(pages[name]).status_code == 404


# Another's rows


@pytest.mark.parametrize("page", ["osoby/{}/", "osoby/{}/rezygnacja/"])
def test_people_of_another_registration_are_not_found(client, event, pages, page):
    stranger = factories.registration(event).participants.get()

    for method in (client.get, client.post):
        assert method(pages["registration"] + page.format(stranger.pk)).status_code == 404
    stranger.refresh_from_db()
    assert stranger.is_live()


def test_consents_of_another_registration_are_not_found(client, event, pages):
    text = factories.consent_text(kind="image")
    other = services.register(event, factories.submission(acknowledged=[text]))
    consent = other.consents.get()

    for method in (client.get, client.post):
        assert method(f"{pages['registration']}zgody/{consent.pk}/").status_code == 404
    consent.refresh_from_db()
    assert consent.is_in_force()


def test_second_forms_of_another_registration_are_not_found(client, event, pages):
    double = pages["second form"].split("/")[-2]
    other = factories.registration(event)

    for method in (client.get, client.post):
        address = f"/zgloszenie/{other.token}/drugi-formularz/{double}/"
        assert method(address).status_code == 404


# Mail scanners open every link, and twice


@every_page
def test_opening_a_secret_page_changes_nothing(client, pages, name):
    before = everything()

    for method in (client.get, client.head, client.get, client.head):
        method(pages[name])

    assert everything() == before


def everything():
    """All rows of the portal but those that count and remember visits."""
    tables = [name for name in connection.introspection.table_names() if is_ours(name)]
    with connection.cursor() as cursor:
        return {table: rows_of(cursor, table) for table in tables}


def is_ours(table):
    return table.startswith(("registrations_", "events_", "owes_portal_outgoingmail"))


def rows_of(cursor, table):
    cursor.execute(f"SELECT * FROM {table} ORDER BY 1")
    return cursor.fetchall()


# Changes


@every_page
def test_change_wants_the_token_of_its_page(pages, name):
    before = everything()

    status = Client(enforce_csrf_checks=True).post(pages[name]).status_code

    assert status == 403
    assert everything() == before


@every_page
def test_every_change_is_counted_and_too_many_are_refused(client, pages, name, settings):
    settings.CHANGES_PER_REGISTRATION = 0
    before = everything()

    response = client.post(pages[name])

    assert response.status_code == 429
    assert everything() == before


# What is written down


@every_page
def test_log_names_no_secret_link(pages, name):
    message = f"GET {pages[name]} 200"
    record = logging.LogRecord("gunicorn.access", logging.INFO, "", 0, message, (), None)

    line = DiscreetFormatter("%(message)s").format(record)

    assert token_in(pages[name]) not in line


@pytest.mark.parametrize("name", ["cancel", "cancel person", "place cancel", "together"])
def test_change_that_meets_a_move_of_the_registration_leads_to_how_things_stand(
    client, event, pages, name, bob
):
    """Staff move it in the moment between the opening of the page and the lock."""
    registration = event.registrations.get(double_of=None)
    Registration.objects.filter(pk=registration.pk).update(keep_together=True)

    def move_first(execute, sql, *rest):
        if "FOR NO KEY UPDATE" in sql and moves:
            services.move(registration, moves.pop(), by=bob, reason="nearer home")
        return execute(sql, *rest)

    moves = [factories.event()]
    with connection.execute_wrapper(move_first):
        response = client.post(pages[name])

    assert response["Location"] == pages[name]
    assert not registration.participants.filter(status="cancelled").exists()
