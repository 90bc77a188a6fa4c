"""A person's own pages behind the secret link."""

from datetime import timedelta

import icalendar
import pytest
from django.test import Client
from django.utils import timezone
from lxml import html

from registrations import services
from tests import factories
from tests.factories_signup import typed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

PAGES = ["", "dziekujemy/", "rezygnacja/", "kalendarz.ics"]


def words(response):
    return " ".join(html.fromstring(response.content).text_content().replace("\xa0", " ").split())


@pytest.fixture
def event(operator):
    return factories.event(slug="abc", title="ABC ekonomii", days=2, capacity=1)


@pytest.fixture
def registration(event):
    return factories.registration(event, email="anna@example.com")


@pytest.fixture
def link(registration):
    return f"/zgloszenie/{registration.token}/"


def test_detail_shows_number_people_and_days(client, registration, link):
    page = words(client.get(link))

    assert registration.number in page
    assert "Anna Kowal has a place" in page
    assert page.count("Dom kultury") == 2


def test_detail_shows_the_position_on_the_waiting_list(client, event, registration):
    waiting = factories.registration(event)

    page = words(client.get(f"/zgloszenie/{waiting.token}/"))

    assert "waiting list (position 1)" in page


def test_detail_tells_that_the_event_is_cancelled(client, event, link):
    event.cancel("Trenerka zachorowała.")

    assert "Trenerka zachorowała." in words(client.get(link))


@pytest.mark.parametrize("page", PAGES)
def test_secret_pages_are_kept_by_no_cache_and_named_in_no_referrer(client, link, page):
    response = client.get(link + page)

    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store, private"
    assert response["Referrer-Policy"] == "strict-origin"


@pytest.mark.parametrize("page", PAGES[:3])
def test_secret_pages_are_not_for_search_engines(client, link, page):
    assert b'<meta name="robots" content="noindex">' in client.get(link + page).content


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("forged", ["A" * 22, "a", "W-2026-0001", "1", "%00", "..%2f", "x" * 5000])
def test_secret_pages_behind_a_forged_link_are_not_found(client, registration, page, forged):
    assert client.get(f"/zgloszenie/{forged}/{page}").status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_secret_pages_are_not_found_a_month_after_the_event(client, operator, page):
    old = factories.event(starts_at=timezone.now() - timedelta(days=31))
    token = factories.participant(old).registration.token

    assert client.get(f"/zgloszenie/{token}/{page}").status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_opening_a_secret_page_changes_nothing(client, event, registration, link, page):
    for method in (client.get, client.head, client.get):
        method(link + page)

    registration.refresh_from_db()
    event.refresh_from_db()
    assert registration.is_live()
    assert event.places_taken == 1


def test_cancel_asks_before_it_cancels(client, link):
    page = words(client.get(f"{link}rezygnacja/"))

    assert "Yes, cancel the registration" in page


def test_cancel_frees_the_place_and_shows_the_registration(client, event, registration, link):
    response = client.post(f"{link}rezygnacja/", follow=True)

    event.refresh_from_db()
    assert response.redirect_chain == [(link, 302)]
    assert "This registration is cancelled." in words(response)
    assert event.places_taken == 0


def test_cancel_sent_twice_says_that_it_is_done(client, event, link):
    client.post(f"{link}rezygnacja/")

    response = client.post(f"{link}rezygnacja/")

    event.refresh_from_db()
    assert "it is cancelled already" in words(response)
    assert event.places_taken == 0


def test_cancel_is_refused_once_the_event_has_started(client, operator):
    event = factories.event(starts_at=timezone.now() - timedelta(minutes=1))
    registration = factories.participant(event).registration

    response = client.post(f"/zgloszenie/{registration.token}/rezygnacja/")

    registration.refresh_from_db()
    assert "cannot be cancelled any more" in words(response)
    assert registration.is_live()


def test_cancel_wants_the_token_of_the_page(registration, link):
    response = Client(enforce_csrf_checks=True).post(f"{link}rezygnacja/")

    registration.refresh_from_db()
    assert response.status_code == 403
    assert registration.is_live()


def test_thanks_of_a_cancelled_registration_promise_no_place(client, event):
    """Back in the browser after a cancellation, and the same form is sent once more."""
    answers = typed(event) | {"confirm": "1"}
    thanks = client.post("/wydarzenia/abc/zapisy/", answers)["Location"]
    services.cancel(event.registrations.get(), reason="ill")

    response = client.post("/wydarzenia/abc/zapisy/", answers, follow=True)

    assert "This registration is cancelled." in words(response)
    assert "You have a place" not in words(client.get(thanks, follow=True))


def test_thanks_say_to_keep_the_number_when_there_is_no_email(client, event):
    registration = factories.registration(event, email="", phone="+48600123456")

    page = words(client.get(f"/zgloszenie/{registration.token}/dziekujemy/"))

    assert "You gave no e-mail address" in page
    assert registration.number in page


def test_calendar_holds_the_chosen_days_only(client, event):
    first = event.days.first()
    submission = services.Submission(
        contact=services.Contact(applicant="resident", email="anna@example.com"),
        people=[factories.person(days=[first])],
    )
    registration = services.register(event, submission)

    response = client.get(f"/zgloszenie/{registration.token}/kalendarz.ics")

    entries = icalendar.Calendar.from_ical(response.content).walk("VEVENT")
    assert [entry.decoded("dtstart") for entry in entries] == [first.starts_at]
    assert response["Content-Type"] == "text/calendar; charset=utf-8"


@pytest.mark.parametrize("people", [1, 5])
def test_detail_asks_the_same_number_of_queries(
    client, operator, people, django_assert_num_queries
):
    event = factories.event(days=2, capacity=0)
    registration = services.register(event, factories.submission(people=people))
    client.get("/wydarzenia/")  # warms what the process remembers for a while

    # The registration with its event, the days, the people; a position for each person who waits.
    with django_assert_num_queries(4 + people):
        client.get(f"/zgloszenie/{registration.token}/")
