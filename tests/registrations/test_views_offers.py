"""An offer of a place behind a link: taken, passed on, too late, and the way back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from registrations.models import Participant
from tests import factories
from tests.reading import errors, links, words
from tests.registrations import mail_causes as causes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def event(operator):
    return factories.event(slug="abc", title="ABC ekonomii", capacity=1)


@pytest.fixture
def registration(event, bob):
    return causes.offer(event, bob)


@pytest.fixture
def link(registration):
    return f"/zgloszenie/{registration.token}/"


def states(registration):
    return [one.status for one in registration.participants.order_by("pk")]


def let_time_pass():
    an_hour_ago = timezone.now() - timedelta(hours=1)
    Participant.objects.offered().update(offer_ends_at=an_hour_ago)


def test_offer_says_who_until_when_and_what_happens(client, registration, link):
    page = words(client.get(f"{link}propozycja/"))

    assert "A place fell free for you" in page
    assert "Anna Kowal" in page
    assert "If we get no answer by then, it goes to the next person" in page


def test_offer_is_taken_once(client, event, registration, link):
    for _time in range(2):
        response = client.post(f"{link}propozycja/", {"accept": "1"}, follow=True)

    event.refresh_from_db()
    assert states(registration) == ["confirmed"]
    assert event.places_taken == 1
    assert "There is no offer to answer now" in words(response)
    assert "Anna Kowal: has a place." in words(response)


def test_offer_that_is_declined_goes_to_the_next(client, event, registration, link):
    next_one = factories.registration(event)

    for _time in range(2):
        client.post(f"{link}propozycja/", {"decline": "1"})

    assert states(registration) == ["cancelled"]
    assert states(next_one) == ["offered"]


def test_offer_to_several_is_answered_for_the_chosen(client, event, bob):
    group = causes.group(event, people=3)
    causes.make_room(event, 3)
    second, third = group.participants.offered().order_by("pk")

    response = client.post(
        f"/zgloszenie/{group.token}/propozycja/", {"accept": "1", "people": [third.pk]}
    )

    assert response["Location"] == f"/zgloszenie/{group.token}/?zapisano"
    assert states(group) == ["confirmed", "offered", "confirmed"]


def test_offer_to_several_asks_for_at_least_one(client, event):
    group = causes.group(event, people=3)
    causes.make_room(event, 3)

    response = client.post(f"/zgloszenie/{group.token}/propozycja/", {"accept": "1"})

    assert "Mark at least one person." in words(response)
    assert states(group) == ["confirmed", "offered", "offered"]


def test_nobody_answers_for_people_of_others(client, event, registration, link):
    group = causes.group(event, people=2, email="grupa@example.com")
    causes.make_room(event, 3)
    stranger = group.participants.offered().first()

    client.post(f"{link}propozycja/", {"accept": "1", "people": [stranger.pk]})

    assert states(group) == ["offered", "offered"]


def test_offer_that_has_ended_says_so_kindly_and_leads_back(client, registration, link):
    let_time_pass()

    response = client.get(f"{link}propozycja/")

    assert "This offer has ended" in words(response)
    assert "That is all right" in words(response)
    assert f"{link}powrot/" in links(response)


def test_answer_that_comes_too_late_takes_no_place(client, registration, link):
    let_time_pass()

    response = client.post(f"{link}propozycja/", {"accept": "1"}, follow=True)

    assert states(registration) == ["lapsed"]
    assert "This offer has ended" in words(response)


def test_answer_in_the_last_second_takes_the_place(client, registration, link):
    Participant.objects.offered().update(offer_ends_at=timezone.now() + timedelta(seconds=5))

    client.post(f"{link}propozycja/", {"accept": "1"})

    assert states(registration) == ["confirmed"]


def test_come_back_takes_a_free_place_at_once(client, registration, link):
    let_time_pass()

    asked = words(client.get(f"{link}powrot/"))
    response = client.post(f"{link}powrot/", follow=True)

    assert "If there is a free place now, you get it at once." in asked
    assert "Anna Kowal has a place" in words(response)


def test_come_back_waits_at_the_end_if_nothing_is_free(client, event, registration, link):
    factories.registration(event)
    let_time_pass()

    for _time in range(2):
        response = client.post(f"{link}powrot/", follow=True)

    assert "waiting list, position 1" in words(response)
    assert states(registration) == ["waiting"]


def test_come_back_without_an_ended_offer_changes_nothing(client, registration, link):
    client.post(f"{link}powrot/")

    assert states(registration) == ["offered"]


def test_come_back_is_refused_once_the_event_has_started(client, event, registration, link):
    let_time_pass()
    event.starts_at = timezone.now() - timedelta(minutes=1)
    event.save(update_fields=["starts_at"])

    response = client.post(f"{link}powrot/")

    assert "The event has started or is cancelled." in words(response)


def test_offer_of_an_event_that_was_cancelled_is_refused_in_words(
    client, event, registration, link
):
    event.cancel("Choroba.")

    page = client.post(f"{link}propozycja/", {"accept": "1"})

    assert errors(page) == ["The event has started or is cancelled."]
    assert "There is no offer to answer now" in words(page)
    assert states(registration) == ["offered"]
