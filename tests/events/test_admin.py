"""Events and news in the administration."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from events.models import Article, Event
from registrations.models import Attendance
from tests import factories
from tests.admin_forms import answers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

EVENTS, ARTICLES = "/panel/events/event/", "/panel/events/article/"


@pytest.mark.parametrize("item_count", [1, 30])
@pytest.mark.parametrize(
    ("address", "queries"), [(EVENTS, 13), (ARTICLES, 12)], ids=["events", "news"]
)
def test_lists_ask_the_same_number_of_queries(
    bobs_client, operator, address, queries, item_count, django_assert_num_queries
):
    project = factories.project()
    for _ in range(item_count):
        factories.article(project=project, event=factories.event(days=2, project=project))

    with django_assert_num_queries(queries):
        bobs_client.get(address)


def test_the_list_leads_to_the_questions_of_each_form(bobs_client):
    event = factories.event()

    page = bobs_client.get(EVENTS).content.decode()

    assert f'href="/panel/registrations/eventquestions/{event.pk}/change/"' in page


def test_a_new_event_gets_its_address_and_its_dates(bobs_client):
    day = timezone.localdate() + timedelta(days=9)
    hours = {
        "days-0-starts_at_0": day,
        "days-0-starts_at_1": "09:00",
        "days-0-ends_at_0": day,
        "days-0-ends_at_1": "15:00",
    }
    place = {"days-0-place": "Dom kultury", "days-0-address": "ul. Lipowa 2"}

    response = bobs_client.post(
        f"{EVENTS}add/",
        answers(
            bobs_client, f"{EVENTS}add/", title="ABC żółwi", lead="O żółwiach.", **hours, **place
        ),
    )

    assert response.status_code == 302
    event = Event.objects.get()
    assert event.slug == "abc-zolwi"
    assert timezone.localtime(event.starts_at).hour == 9


def test_a_new_event_starts_with_the_wordings_in_force(bobs_client):
    today = timezone.localdate()
    rules, notice = [
        factories.consent_text(kind, title="Tekst", version=2, valid_from=today)
        for kind in ("rules", "privacy")
    ]
    for kind, held in (("rules", rules), ("privacy", notice)):
        factories.consent_text(kind, title="Tekst", version=3, valid_from=today + timedelta(days=1))
        factories.consent_text(kind, language="en", translation_of=held, valid_from=today)

    page = bobs_client.get(f"{EVENTS}add/")

    initial = page.context["adminform"].form.initial
    assert (initial["rules"], initial["privacy_notice"]) == (rules, notice)


def test_capacity_cannot_fall_below_the_places_taken(bobs_client):
    event = factories.event(capacity=5)
    for _ in range(3):
        factories.registration(event)
    address = f"{EVENTS}{event.pk}/change/"

    response = bobs_client.post(address, answers(bobs_client, address, capacity=2))

    event.refresh_from_db()
    assert "3 people have a place already." in response.content.decode()
    assert event.capacity == 5


def test_an_event_is_cancelled_by_its_reason(bobs_client, client):
    event = factories.event(slug="abc")
    address = f"{EVENTS}{event.pk}/change/"

    bobs_client.post(address, answers(bobs_client, address, cancellation_reason="Choroba."))

    event.refresh_from_db()
    assert event.is_cancelled()
    assert "Choroba." in client.get("/wydarzenia/abc/").content.decode()


def test_a_survey_that_anybody_could_listen_to_is_refused_where_it_was_typed(bobs_client):
    event = factories.event()
    address, typed = f"{EVENTS}{event.pk}/change/", "http://ankieta.example/abc"

    page = bobs_client.post(address, answers(bobs_client, address, survey_url=typed))

    assert "The address must begin with https://." in page.content.decode()
    assert f'value="{typed}"' in page.content.decode()
    assert Event.objects.get().survey_url == ""


def test_a_change_of_the_event_keeps_the_places_that_were_taken_meanwhile(bobs_client):
    event = factories.event(capacity=5)
    address = f"{EVENTS}{event.pk}/change/"
    sent = answers(bobs_client, address, title="Nowy tytuł")
    factories.registration(event)

    bobs_client.post(address, sent)

    event.refresh_from_db()
    assert (event.title, event.places_taken) == ("Nowy tytuł", 1)


def test_news_get_their_address_from_the_title(bobs_client):
    page = f"{ARTICLES}add/"

    bobs_client.post(
        page, answers(bobs_client, page, title="Święto", lead="Było.", body="<p>Tak</p>")
    )

    assert Article.objects.get().slug == "swieto"


@pytest.mark.parametrize("query", ["?e=1", "?p=-1", "?o=99.-99", "?starts_at__year=x"])
def test_lists_bear_garbage_in_the_address(bobs_client, query):
    assert bobs_client.get(EVENTS + query).status_code in (200, 302)


@pytest.mark.parametrize("text", ["x", "2026-10-25 02:30", "2026-10-25"])
@pytest.mark.parametrize("name", ["signup_closes_at", "published_from"])
def test_the_form_of_a_new_event_bears_any_moment_in_the_address(bobs_client, name, text):
    assert bobs_client.get(f"{EVENTS}add/", {name: text}).status_code == 200


@pytest.mark.parametrize("query", ["?q=%00", "?status__exact=%00", "?%00=1"])
def test_lists_refuse_a_nul_in_the_address(bobs_client, query):
    assert bobs_client.get(EVENTS + query).status_code == 400


def test_a_day_that_people_have_chosen_cannot_be_deleted(bobs_client):
    event = factories.event(days=2)
    factories.registration(event)
    address = f"{EVENTS}{event.pk}/change/"
    sent = answers(bobs_client, address) | {"days-1-DELETE": "on"}

    response = bobs_client.post(address, sent)

    assert "so it cannot be deleted." in response.content.decode()
    assert event.days.count() == 2


def test_the_only_day_cannot_be_deleted(bobs_client):
    event = factories.event()
    address = f"{EVENTS}{event.pk}/change/"

    response = bobs_client.post(address, answers(bobs_client, address) | {"days-0-DELETE": "on"})

    assert "An event has at least one day." in response.content.decode()
    assert event.days.count() == 1


def test_a_day_with_attendance_cannot_be_deleted(bobs_client):
    event = factories.event(days=2)
    first, second = event.days.all()
    person = factories.participant(event, days=[first])
    Attendance.objects.create(participant=person, day=second, state="present")
    address = f"{EVENTS}{event.pk}/change/"
    sent = answers(bobs_client, address) | {"days-1-DELETE": "on"}

    response = bobs_client.post(address, sent)

    assert re.findall(r"errorlist[^>]*><li>(.*?)</li>", response.content.decode()) == [
        f"Attendance was noted on {second}, so it cannot be deleted."
    ]
    assert event.days.count() == 2


def test_a_larger_capacity_gives_places_to_those_who_wait(bobs_client):
    event = factories.event(capacity=1)
    factories.registration(event)
    waiting = factories.registration(event).participants.get()
    address = f"{EVENTS}{event.pk}/change/"

    bobs_client.post(address, answers(bobs_client, address, capacity=2))

    waiting.refresh_from_db()
    event.refresh_from_db()
    assert waiting.holds_place()
    assert event.places_taken == 2


def test_a_post_to_the_history_of_an_event_is_no_error(bobs_client):
    event = factories.event()

    assert bobs_client.post(f"{EVENTS}{event.pk}/history/").status_code == 200
