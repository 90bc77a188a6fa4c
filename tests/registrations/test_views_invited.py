"""Sign-up behind an invitation's link, by approval and elsewhere."""

from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import html

from registrations.models import Registration
from tests import factories
from tests.factories_signup import typed, typed_group
from tests.registrations.test_views import hidden_of, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

NOT_VALID = "This invitation is no longer valid"


@pytest.fixture
def event(operator):
    return factories.event(slug="abc", signup_mode="invitation")


@pytest.fixture
def invitation(event):
    return factories.invitation(event, places=2)


@pytest.fixture
def link(invitation):
    return f"/zaproszenie/{invitation.token}/"


def test_invited_signs_up_what_is_closed_to_others(client, event, invitation, link):
    checked = client.post(link, typed(event))

    response = client.post(link, hidden_of(checked) | {"confirm": "1"})

    assert response["Location"].startswith("/wydarzenia/abc/zapisy/przyjete/")
    assert Registration.objects.get().invitation == invitation
    invitation.refresh_from_db()
    assert invitation.places_used == 1


def test_create_tells_that_sign_up_is_by_invitation(client, event, invitation):
    response = client.get("/wydarzenia/abc/zapisy/")

    assert "open the link that came with it" in words(response)
    assert b'name="p1-last_name"' not in response.content
    assert client.post("/wydarzenia/abc/zapisy/", typed(event) | {"confirm": "1"})
    assert not Registration.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"expires_at": timezone.now() - timedelta(hours=1)},
        {"revoked_at": timezone.now()},
        {"places": 2, "places_used": 2},
    ],
    ids=["too old", "taken back", "used up"],
)
def test_invited_is_told_that_the_invitation_is_no_longer_valid(client, event, fields):
    link = f"/zaproszenie/{factories.invitation(event, **fields).token}/"

    shown, sent = client.get(link), client.post(link, typed(event) | {"confirm": "1"})

    assert NOT_VALID in words(shown)
    assert b'name="p1-last_name"' not in shown.content
    assert NOT_VALID in words(sent)
    assert html.fromstring(sent.content).xpath('//input[@name="p1-last_name"]/@value') == ["Kowal"]
    assert not Registration.objects.exists()


def test_invited_cannot_bring_more_people_than_the_invitation_is_for(client, event, link):
    response = client.post(link, typed_group(event, 3) | {"confirm": "1"})

    assert "This invitation is no longer valid for so many people." in words(response)
    assert not Registration.objects.exists()


def test_invited_with_a_forged_link_is_not_found(client, event):
    assert client.get("/zaproszenie/AbC-123_x/").status_code == 404


def test_invited_guesses_are_counted(client, event, usual_limits):
    statuses = [client.get(f"/zaproszenie/{number}/").status_code for number in range(32)]

    assert statuses == [404] * 30 + [429] * 2


def test_invited_leaks_no_link_to_other_sites_and_robots(client, event, link):
    response = client.get(link)

    assert response["Referrer-Policy"] == "strict-origin"
    assert b'<meta name="robots" content="noindex">' in response.content


def test_invited_of_an_unpublished_event_is_not_found(client, event, link):
    event.status = "draft"
    event.save()

    assert client.get(link).status_code == 404


# Elsewhere


@pytest.fixture
def elsewhere(operator):
    return factories.event(
        slug="abc", signup_mode="external", external_url="https://www.partner.example/zapisy?id=7"
    )


@pytest.mark.parametrize("page", ["/wydarzenia/abc/", "/wydarzenia/abc/zapisy/"])
def test_external_sign_up_names_the_site_to_which_its_link_leads(client, elsewhere, page):
    response = client.get(page)

    links = html.fromstring(response.content).xpath('//main//a[@rel="external"]')
    assert [(link.get("href"), link.text) for link in links] == [
        ("https://www.partner.example/zapisy?id=7", "Sign up at partner.example")
    ]
    assert "This opens the website partner.example" in words(response)


# By approval


def test_approval_is_spoken_of_before_anything_is_typed(client, operator):
    factories.event(slug="abc", signup_mode="approval", capacity=0)

    event_page, form = client.get("/wydarzenia/abc/"), client.get("/wydarzenia/abc/zapisy/")

    assert "we decide on every registration" in words(event_page)
    assert "We decide on every registration of this event." in words(form)


def test_approval_leaves_people_pending(client, operator):
    event = factories.event(slug="abc", signup_mode="approval")

    response = client.post(
        "/wydarzenia/abc/zapisy/",
        typed(event, email="", phone="600 123 456") | {"confirm": "1"},
    )

    assert "We decide on every registration of this event" in words(
        client.get(response["Location"])
    )
    assert Registration.objects.get().participants.get().is_pending()
