"""One person's own pages: she sees herself alone."""

import re
from datetime import timedelta

import icalendar
import pytest
from django.utils import timezone

from registrations import services
from registrations.models import Attendance, Participant
from tests import factories
from tests.reading import links, words
from tests.registrations import mail_causes as causes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def event(operator):
    return factories.event(
        slug="abc",
        title="ABC ekonomii",
        days=2,
        capacity=5,
        privacy_notice=factories.consent_text(),
    )


@pytest.fixture
def ola(event):
    first, _second = event.days.all()
    people = [
        factories.person(first_name="Ola", last_name="Zając", email=causes.OLA, days=[first]),
        factories.person(first_name="Jan", last_name="Lis", needs=["captions"]),
    ]
    registration = causes.group(event, people, phone="+48600123456")
    return registration.participants.get(first_name="Ola")


@pytest.fixture
def link(ola):
    return f"/miejsce/{ola.token}/"


def test_place_says_one_deadline_once_and_two_apart(client, event, link):
    one = words(client.get(link))
    event.names_by = event.starts_at - timedelta(days=2)
    event.save(update_fields=["names_by"])
    two = words(client.get(link))

    assert "Everything until" in one
    assert "Your name until" in two


def test_place_shows_the_state_and_the_own_days(client, link):
    page = words(client.get(link))

    assert "Your place ABC ekonomii" in page
    assert "Ola Zając has a place" in page
    assert page.count("Dom kultury") == 1


def test_place_tells_what_was_noted_of_each_day(client, event, ola, link):
    first, second = event.days.all()
    before = words(client.get(link))
    Attendance.objects.create(participant=ola, day=second, state="excused")
    Attendance.objects.create(participant=ola, day=first, state="present")

    page = words(client.get(link))

    assert "Attendance" not in before
    assert re.search(r"Attendance [\w ]+ – present \(8 teaching hours\)[\w ]+ – excused", page)


def test_place_tells_nothing_of_what_was_taken_back(client, event, ola, link):
    Attendance.objects.create(participant=ola, day=event.days.first(), state="")

    assert "Attendance" not in words(client.get(link))


def test_place_tells_nothing_of_the_others_and_of_the_contact(client, ola, link):
    page = client.get(link).content.decode()

    secrets = ["Lis", "captions", "anna@example.com", "600123456", "Zofia", "Koło"]
    secrets += [ola.registration.token, *(one.token for one in others_of(ola))]
    assert [secret for secret in secrets if secret in page] == []


def others_of(person):
    return person.registration.participants.exclude(pk=person.pk)


def test_place_says_where_the_data_come_from(client, event, link):
    page = words(client.get(link))

    assert "The person or organisation that signed you up gave them to us." in page
    assert event.privacy_notice.title in page


def test_place_on_the_list_says_the_position(client, event):
    causes.make_room(event, 1)
    causes.full(event)
    waiting = causes.with_ola(event).participants.get(email=causes.OLA)

    assert "waiting list, position 1" in words(client.get(f"/miejsce/{waiting.token}/"))


def test_place_offer_is_answered_for_oneself_alone(client, event):
    causes.make_room(event, 1)
    causes.full(event)
    group = causes.with_ola(event)
    causes.make_room(event, 3)
    ola = group.participants.get(email=causes.OLA)

    response = client.post(
        f"/miejsce/{ola.token}/propozycja/",
        {"accept": "1", "people": [one.pk for one in others_of(ola)]},
    )

    assert response["Location"] == f"/miejsce/{ola.token}/?zapisano"
    assert sorted(one.status for one in group.participants.all()) == ["confirmed", "offered"]


def test_place_offer_that_has_ended_leads_back_to_the_list(client, event):
    causes.make_room(event, 1)
    causes.full(event)
    ola = causes.with_ola(event).participants.get(email=causes.OLA)
    causes.make_room(event, 2)
    Participant.objects.offered().update(offer_ends_at=timezone.now() - timedelta(hours=1))

    ended = client.get(f"/miejsce/{ola.token}/propozycja/")
    client.post(f"/miejsce/{ola.token}/powrot/")

    ola.refresh_from_db()
    assert f"/miejsce/{ola.token}/powrot/" in links(ended)
    assert ola.status == "waiting"


def test_place_data_are_changed_by_the_person_herself(client, event, ola, link):
    days = [day.pk for day in event.days.all()]
    answers = {"first_name": "Ola", "last_name": "Zając", "email": causes.OLA, "days": days}

    response = client.post(f"{link}dane/", answers, follow=True)

    assert response.redirect_chain == [(f"{link}?zapisano", 302)]
    assert ola.days.count() == 2


def test_place_data_with_another_name_lead_to_the_new_link(client, event, ola, link):
    days = [day.pk for day in event.days.all()]
    answers = {"first_name": "Ola", "last_name": "Zajączek", "email": causes.OLA, "days": days}

    response = client.post(f"{link}dane/", answers)

    ola.refresh_from_db()
    assert response["Location"] == f"/miejsce/{ola.token}/?zapisano" != f"{link}?zapisano"


def test_place_cancel_cancels_oneself_alone(client, ola, link):
    response = client.post(f"{link}rezygnacja/", follow=True)

    assert response.redirect_chain == [(link, 302)]
    assert "Ola Zając cancelled" in words(response)
    assert [one.status for one in others_of(ola)] == ["confirmed"]


def test_place_cancel_sent_twice_says_that_it_is_done(client, link):
    client.post(f"{link}rezygnacja/")

    assert "it is cancelled already" in words(client.post(f"{link}rezygnacja/"))


def test_place_calendar_holds_the_own_days(client, event, link):
    response = client.get(f"{link}kalendarz.ics")

    entries = icalendar.Calendar.from_ical(response.content).walk("VEVENT")
    assert [entry.decoded("dtstart") for entry in entries] == [event.days.first().starts_at]


def test_place_calendar_ends_with_the_place(client, ola, link):
    services.cancel_people(ola.registration, [ola], causes.PERSON)

    assert client.get(f"{link}kalendarz.ics").status_code == 404


def test_place_asks_few_queries(client, ola, link, django_assert_num_queries):
    client.get("/wydarzenia/")  # warms what the process remembers for a while

    # The person with registration and event; days, needs, answers, history; the frame's stamp.
    with django_assert_num_queries(7):
        client.get(link)
