"""What a visitor is told after the form: the same for known and unknown addresses, and floods."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from registrations.models import Participant, Registration
from tests import factories
from tests.factories_signup import typed, typed_group
from tests.registrations.test_views import hidden_of, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

FORM = "/wydarzenia/abc/zapisy/"
NUMBER = re.compile(r"W-\d{4}-\d{4}")


@pytest.fixture
def event(operator):
    return factories.event(slug="abc", title="ABC ekonomii", days=2, contact=contact())


def contact():
    return factories.contact_person(name="Barbara Lipka", phone="84 000 00 01")


def confirm(client, event, /, **answers):
    return client.post(FORM, typed(event, **answers) | {"confirm": "1"})


def test_accepted_shows_the_number_and_what_happens_next(client, event):
    page = client.get(confirm(client, event)["Location"])

    number = Registration.objects.get().number
    assert f"The number of your registration {number}" in words(page)
    assert "it says whether you have a place and holds your link" in words(page)
    assert "Barbara Lipka: 84 000 00 01" in words(page)
    assert page["Cache-Control"] == "no-store, private"


def test_accepted_holds_no_data_of_the_person_and_no_way_to_the_secret_pages(client, event):
    response = confirm(client, event, last_name="Niezapominajka")

    page = client.get(response["Location"]).content.decode()

    token = Registration.objects.get().token
    assert token not in response["Location"] + page
    assert "Niezapominajka" not in page
    assert "anna@example.com" not in page


@pytest.mark.parametrize("forged", ["W-2026-0001", "W-2026-0001:x", "x", "%00"])
def test_accepted_knows_its_own_signature_only(client, event, forged):
    assert client.get(f"{FORM}przyjete/{forged}/").status_code == 404


def test_accepted_of_one_event_is_not_found_at_another(client, event):
    factories.event(slug="inne")
    address = confirm(client, event)["Location"]

    assert client.get(address.replace("/abc/", "/inne/")).status_code == 404


def test_accepted_can_be_opened_as_often_as_one_likes(client, event, mailoutbox):
    address = confirm(client, event)["Location"]

    pages = {client.get(address).content for _ in range(3)}

    assert len(pages) == 1
    assert client.post(address).status_code == 405
    assert Registration.objects.count() == 1


def test_accepted_says_that_staff_decide(client, event):
    event.signup_mode = "approval"
    event.save()

    page = words(client.get(confirm(client, event)["Location"]))

    assert "We decide on every registration of this event and will write to you again." in page
    assert "have a place" not in page


# Nobody learns whether an address is known


def told_after(client, event, **answers):
    """Status, text without the number, size and the number of queries of the whole answer."""
    with CaptureQueriesContext(connection) as queries:
        response = confirm(client, event, **answers)
        page = client.get(response["Location"])
    text = NUMBER.sub("W-0-0", words(page))
    return response.status_code, text, len(page.content), len(queries)


def test_create_answers_a_known_address_as_it_answers_an_unknown_one(client, event):
    confirm(client, event, email="znana@example.com", first_name="Ewa")

    known = told_after(client, event, email="znana@example.com")
    unknown = told_after(client, event, email="obcax@example.com")

    assert known[:3] == unknown[:3]
    assert abs(known[3] - unknown[3]) <= 3


@pytest.mark.parametrize("has_waiting_list", [True, False])
def test_create_asks_a_group_with_a_known_address_what_it_asks_every_group(
    client, event, has_waiting_list
):
    event.capacity, event.has_waiting_list = 2, has_waiting_list
    event.save()
    confirm(client, event, email="znana@example.com")

    pages = [
        words(client.post(FORM, typed_group(event, 2, email=email) | {"confirm": "1"}))
        for email in ("znana@example.com", "obcax@example.com")
    ]

    known, unknown = (page.replace("znana", "obcax") for page in pages)
    assert known == unknown
    assert Registration.objects.count() == 1


def test_create_with_a_known_address_keeps_the_second_form_for_its_owner(client, event):
    confirm(client, event, first_name="Ewa")

    confirm(client, event, first_name="Jan")

    second = Registration.objects.get(double_of__isnull=False)
    assert [person.is_pending() for person in second.participants.all()] == [True]
    event.refresh_from_db()
    assert event.places_taken == 1


def test_create_with_the_same_people_again_is_the_registration_they_have(client, event):
    numbers = {
        NUMBER.search(confirm(client, event, phone=phone)["Location"])[0]
        for phone in ("", "600 123 456")
    }

    assert len(numbers) == 1
    assert Participant.objects.count() == 1


# Sent once more


def test_create_answers_the_same_after_a_connection_was_cut(client, event, send_mails, mailoutbox):
    """The registration stands, the answer never came, and the visitor sends the form again."""
    checked = client.post(FORM, typed(event))
    answers = hidden_of(checked) | {"confirm": "1"}

    with send_mails():
        lost, again = client.post(FORM, answers), client.post(FORM, answers)

    assert again["Location"] == lost["Location"]
    assert Registration.objects.count() == 1
    assert len(mailoutbox) == 1


# Floods


@pytest.fixture
def strict(settings, usual_limits):
    settings.SIGNUP_TAKES_AT_LEAST = 0


def test_create_lets_25_people_behind_one_address_of_a_library_in(client, operator, strict):
    event = factories.event(slug="abc", capacity=30)

    for number in range(25):
        confirm(client, event, email=f"osoba{number}@example.com", first_name="Ewa" + "a" * number)

    event.refresh_from_db()
    assert event.places_taken == 25


def test_create_stops_a_flood_and_keeps_what_was_typed(client, event, strict):
    names = ["Ewa", "Jan", "Ola", "Iga", "Lew"]
    for name in names:
        confirm(client, event, first_name=name)

    response = confirm(client, event, first_name="Adam")

    page = html.fromstring(response.content)
    assert response.status_code == 429
    assert "Several registrations have just come with this e-mail address." in words(response)
    assert page.xpath('//input[@name="p1-first_name"]/@value') == ["Adam"]
    assert Registration.objects.count() == len(names)


def test_create_stops_what_only_robots_fill_in(client, event):
    response = confirm(client, event, website="https://example.com")

    assert "A field that people do not see was filled in" in words(response)
    assert not Registration.objects.exists()
