"""Registrations in the administration: found, read and decided about, never edited."""

import pytest
from django.contrib.auth.models import Permission

from owes_portal.models import AccessRecord
from registrations import services
from registrations.models import Participant
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

REGISTRATIONS = "/panel/registrations/registration/"
PARTICIPANTS = "/panel/registrations/participant/"


@pytest.mark.parametrize("item_count", [1, 30])
@pytest.mark.parametrize(
    ("address", "queries"),
    [(REGISTRATIONS, 10), (PARTICIPANTS, 6)],
    ids=["registrations", "people"],
)
def test_lists_ask_the_same_number_of_queries(
    bobs_client, operator, zwierzyniec, address, queries, item_count, django_assert_num_queries
):
    event = factories.event(capacity=50)
    for _ in range(item_count):
        factories.registration(event, municipality=zwierzyniec)

    with django_assert_num_queries(queries):
        bobs_client.get(address)


@pytest.mark.parametrize(
    "query", ["Brzęczyszczykiewicz", "W-", "bob@example.com", "600123456", "Stowarzyszenie Ul"]
)
def test_search_finds_a_registration_by_what_people_say_on_the_phone(bobs_client, query):
    event = factories.event()
    submission = services.Submission(
        contact=services.Contact(
            applicant="organisation",
            email="bob@example.com",
            phone="+48600123456",
            organisation_name="Stowarzyszenie Ul",
        ),
        people=[factories.person(last_name="Brzęczyszczykiewicz")],
    )
    registration = services.register(event, submission)

    page = bobs_client.get(REGISTRATIONS, {"q": query})

    assert registration.number in page.content.decode()


def test_filter_shows_who_comes_from_outside(bobs_client, zwierzyniec):
    event = factories.event()
    inside = factories.registration(event, municipality=zwierzyniec)
    outside = factories.registration(event, other_municipality="Kraków")

    page = bobs_client.get(f"{REGISTRATIONS}?county=outside").content.decode()

    assert outside.number in page
    assert inside.number not in page


def test_looking_at_a_registration_leaves_a_record(bobs_client, bob):
    registration = factories.registration(factories.event())

    bobs_client.get(f"{REGISTRATIONS}{registration.pk}/change/")

    record = AccessRecord.objects.get()
    assert (record.person, record.deed) == (bob, "view")
    assert "Kowal" not in record.subject


@pytest.mark.parametrize("page", ["add/", "{}/delete/"])
def test_nobody_adds_or_deletes_a_registration_by_hand(bobs_client, page):
    registration = factories.registration(factories.event())

    response = bobs_client.get(REGISTRATIONS + page.format(registration.pk))

    assert response.status_code == 403


def test_nobody_edits_a_registration_by_hand(bobs_client):
    registration = factories.registration(factories.event())

    response = bobs_client.post(
        f"{REGISTRATIONS}{registration.pk}/change/", {"email": "other@example.com"}
    )

    assert response.status_code == 403


def act(client, address, action, rows):
    return client.post(
        address, {"action": action, "_selected_action": [row.pk for row in rows]}, follow=True
    )


def test_cancelling_chosen_registrations_frees_their_places(bobs_client):
    event = factories.event()
    rows = [factories.registration(event) for _ in range(2)]

    response = act(bobs_client, REGISTRATIONS, "cancel_registrations", rows)

    event.refresh_from_db()
    assert event.places_taken == 0
    assert "2 registrations are cancelled." in response.content.decode()
    assert {person.reason for person in Participant.objects.all()} == {"Cancelled by bob."}


def test_giving_a_place_takes_the_first_of_the_chosen_who_wait(bobs_client):
    event = factories.event(capacity=1)
    first = factories.registration(event)
    waiting = [factories.registration(event).participants.get() for _ in range(2)]
    services.cancel(first, services.by_person("ill"))

    response = act(bobs_client, PARTICIPANTS, "give_places", waiting)

    for person in waiting:
        person.refresh_from_db()
    assert [person.status for person in waiting] == ["confirmed", "waiting"]
    assert "There is no free place." in response.content.decode()


def test_staff_who_may_only_look_cannot_decide(client):
    edyta = factories.user(username="edyta", is_staff=True)
    edyta.user_permissions.set(Permission.objects.filter(codename="view_registration"))
    client.force_login(edyta)
    registration = factories.registration(factories.event())

    act(client, REGISTRATIONS, "cancel_registrations", [registration])

    registration.refresh_from_db()
    assert registration.is_live()
