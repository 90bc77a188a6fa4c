"""The page at the door: a code, a number or a surname, and somebody is noted as present."""

import uuid
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from owes_portal.models import AccessRecord
from registrations import check_in, services
from registrations.models import Attendance, Tick
from tests import factories
from tests.reading import errors, links, section, tree, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "operator")]


@pytest.fixture
def event():
    starts_at = timezone.now() - timedelta(minutes=1)
    return factories.event(title="ABC ekonomii", starts_at=starts_at, capacity=3)


@pytest.fixture
def day(event):
    return event.days.get()


@pytest.fixture
def door(event, day):
    return f"/panel/wydarzenia/{event.pk}/obecnosc/{day.pk}/kod/"


@pytest.fixture
def type_in(bobs_client, door):
    """A function that sends the page's field, as the form does or as the camera does."""

    def send(typed, *, key=None, **headers):
        sent = {"typed": typed, "key": key or uuid.uuid4()}
        return bobs_client.post(door, sent, headers=headers, follow=True)

    return send


@pytest.fixture
def scan(type_in):
    return lambda typed, **options: type_in(typed, accept="application/json", **options)


def someone(event, last_name="Kowal", **fields):
    return factories.participant(event, last_name=last_name, **fields)


def said(page):
    return section(page, "said")


def buttons(page):
    found = tree(page).xpath('//li[contains(@class, "door__person")]//button')
    return [" ".join(button.text_content().split()) for button in found]


def test_check_in_asks_for_a_number_and_shows_nobody(bobs_client, event, door):
    someone(event)

    page = bobs_client.get(door)

    assert "Present: 0, signed up for this day: 1" in words(page)
    assert section(page, "found") is None
    assert not AccessRecord.objects.exists()


def test_check_in_lets_this_page_and_no_other_use_the_camera(bobs_client, event, door):
    page = bobs_client.get(door)
    other = bobs_client.get(f"/panel/wydarzenia/{event.pk}/zgloszenia/")

    assert "camera=(self)" in page["Permissions-Policy"]
    assert "camera=()" in other["Permissions-Policy"]


def test_check_in_by_code_notes_the_presence(type_in, event, door, bob):
    person = someone(event)

    page = type_in(check_in.code_of(person))

    assert page.redirect_chain == [(f"{door}{person.pk}/", 302)]
    assert said(page).startswith("Anna Kowal – presence is noted")
    assert "Present: 1, signed up for this day: 1" in words(page)
    tick = Tick.objects.get()
    assert (tick.source, tick.by, tick.after) == ("code", bob, "present")


def test_check_in_by_number_notes_the_presence(type_in, event):
    person = someone(event)

    type_in(person.registration.number.replace("-", " ").lower())

    assert Tick.objects.get().source == "number"


def test_check_in_says_who_was_there_already_and_since_when(type_in, event):
    person = someone(event)
    type_in(check_in.code_of(person))

    page = type_in(check_in.code_of(person))

    assert said(page).startswith("Anna Kowal – was noted before: at ")
    assert Tick.objects.count() == 1


def test_check_in_sent_twice_is_one_line_and_the_same_answer(type_in, event):
    person, key = someone(event), uuid.uuid4()

    pages = [type_in(check_in.code_of(person), key=key) for _ in range(2)]

    assert said(pages[0]) == said(pages[1])
    assert Tick.objects.count() == 1


def test_check_in_by_the_number_of_several_people_asks_which(type_in, event):
    registration = someone(event).registration
    other = someone(event, "Lis")
    other.registration = registration
    other.save()

    page = type_in(registration.number)

    assert buttons(page) == ["Note the presence: Anna Kowal", "Note the presence: Anna Lis"]
    assert not Attendance.objects.exists()


def test_check_in_by_surname_asks_even_if_there_is_only_one(type_in, event):
    someone(event)

    page = type_in("kowal")

    assert buttons(page) == ["Note the presence: Anna Kowal"]
    assert tree(page).xpath('//input[@name="typed"]/@value') == ["kowal"]
    assert AccessRecord.objects.get().deed == "view"


def test_check_in_by_the_button_beside_a_name_notes_the_presence(bobs_client, event, door):
    person = someone(event)

    page = bobs_client.post(
        f"{door}{person.pk}/", {"key": uuid.uuid4(), "source": "desk"}, follow=True
    )

    assert said(page).startswith("Anna Kowal – presence is noted")
    assert Tick.objects.get().source == "desk"


@pytest.mark.parametrize("typed", ["999", "Nikt", "OWES:" + "a" * 22])
def test_check_in_of_nobody_keeps_what_was_typed(type_in, typed):
    page = type_in(typed)

    assert errors(page) == [
        "Nobody of this event is found. Look at what was typed, or try the surname."
    ]
    assert tree(page).xpath('//input[@name="typed"]/@value') == [typed]


@pytest.mark.parametrize("typed", ["", " ", "\0", "a" * 101])
def test_check_in_of_nonsense_is_an_error(type_in, typed):
    assert len(errors(type_in(typed))) == 1


def test_check_in_of_another_event_names_that_event_and_nobody(type_in):
    other = factories.event(title="Statut przy stole")
    person = someone(other)

    page = type_in(check_in.code_of(person))

    assert "This is for another event: “Statut przy stole”" in errors(page)[0]
    assert "Kowal" not in words(page).replace("147, W-2026-0147 or Kowal", "")
    assert not Tick.objects.exists()


def test_check_in_of_another_event_by_the_address_is_not_found(bobs_client, event, door):
    stranger = someone(factories.event())

    response = bobs_client.post(f"{door}{stranger.pk}/", {"key": uuid.uuid4(), "source": "desk"})

    assert response.status_code == 404


def test_check_in_on_a_day_of_another_event_is_not_found(bobs_client, event):
    other = factories.event().days.get()

    response = bobs_client.get(f"/panel/wydarzenia/{event.pk}/obecnosc/{other.pk}/kod/")

    assert response.status_code == 404


def test_check_in_before_the_day_says_so(bobs_client, bob):
    coming = factories.event()
    person, day = someone(coming), coming.days.get()
    door = f"/panel/wydarzenia/{coming.pk}/obecnosc/{day.pk}/kod/"

    sent = {"typed": person.registration.number, "key": uuid.uuid4()}
    page = bobs_client.post(door, sent, follow=True)

    assert "This day has not come yet." in said(page)


def test_check_in_on_a_day_that_was_not_chosen_is_noted_and_said(type_in, event):
    other = factories.day(event, starts_at=timezone.now() + timedelta(days=1))
    person, _expected = someone(event, days=[other]), someone(event)

    page = type_in(person.registration.number)

    assert "Present: 1, signed up for this day: 1" in words(page)
    assert "This person did not sign up for this day." in said(page)
    assert Attendance.objects.get().is_present()


def test_check_in_on_a_day_that_is_over_leads_to_where_it_is_corrected(bobs_client, bob):
    over = factories.event(starts_at=timezone.now() - timedelta(days=2))
    person, day = someone(over), over.days.get()
    services.tick(person, day, services.Said("absent"), by=bob)
    door = f"/panel/wydarzenia/{over.pk}/obecnosc/{day.pk}/"

    page = bobs_client.post(f"{door}kod/{person.pk}/", {"key": uuid.uuid4(), "source": "desk"})

    assert "This day is over. Write why you correct it." in said(page)
    assert door in links(page)


def test_check_in_of_somebody_without_a_name_asks_for_it(type_in, event):
    person = someone(event, "", first_name="")

    page = type_in(check_in.code_of(person))

    assert f"/panel/osoby/{person.pk}/" in links(page)


def test_check_in_from_the_waiting_list_offers_a_place(type_in, event):
    person = someone(event, status="waiting")

    page = type_in(check_in.code_of(person))

    assert said(page).startswith("Anna Kowal – waiting list")
    assert "Give a place and note the presence" in said(page)
    assert not Tick.objects.exists()


def test_check_in_gives_a_place_and_notes_the_presence(bobs_client, event, door):
    person = someone(event, status="waiting")

    page = bobs_client.post(
        f"{door}{person.pk}/", {"key": uuid.uuid4(), "source": "desk"}, follow=True
    )

    person.refresh_from_db()
    assert person.is_confirmed()
    assert said(page).startswith("Anna Kowal – presence is noted")


def test_check_in_beyond_the_places_asks_for_the_reason(bobs_client, event, door):
    event.places_taken = event.capacity
    event.save()
    person = someone(event, status="waiting")
    sent = {"key": uuid.uuid4(), "source": "desk"}

    page = bobs_client.post(f"{door}{person.pk}/", sent, follow=True)
    bobs_client.post(f"{door}{person.pk}/", sent | {"over_capacity": "Jest krzesło."})

    assert "Why beyond the number of places?" in said(page)
    assert person.changes.get().reason == "Jest krzesło."


def test_check_in_of_somebody_who_cancelled_leads_to_the_other_page(type_in, event):
    person = someone(event, status="cancelled")

    page = type_in(check_in.code_of(person))

    assert said(page).startswith("Anna Kowal – cancelled")
    assert "is added as somebody without a registration" in said(page)


def test_check_in_gives_no_place_without_the_right_to(client, event, door):
    edyta = factories.user(username="edyta", is_staff=True)
    edyta.user_permissions.set(Permission.objects.filter(codename="change_attendance"))
    client.force_login(edyta)
    person = someone(event, status="waiting")

    response = client.post(f"{door}{person.pk}/", {"key": uuid.uuid4(), "source": "desk"})

    assert response.status_code == 403
    assert not person.changes.exists()


# What the camera's script is told


def test_scan_is_answered_with_words_and_numbers(scan, event):
    person = someone(event)

    answer = scan(check_in.code_of(person)).json()

    assert answer == {
        "kind": "done",
        "text": "Anna Kowal – presence is noted",
        "count": "Present: 1, signed up for this day: 1",
    }


def test_scan_sent_twice_is_answered_alike(scan, event):
    person, key = someone(event), uuid.uuid4()

    answers = [scan(check_in.code_of(person), key=key).json() for _ in range(2)]

    assert answers[0] == answers[1]


def test_scan_of_the_same_code_later_is_told_apart(scan, event):
    person = someone(event)
    scan(check_in.code_of(person))

    assert scan(check_in.code_of(person)).json()["kind"] == "earlier"


def test_scan_of_somebody_who_waits_leads_to_where_it_is_decided(scan, event, door):
    person = someone(event, status="waiting")

    answer = scan(check_in.code_of(person)).json()

    assert (answer["kind"], answer["address"]) == ("decide", f"{door}{person.pk}/")


def test_scan_before_the_day_says_so(bobs_client):
    coming = factories.event()
    person, day = someone(coming), coming.days.get()
    door = f"/panel/wydarzenia/{coming.pk}/obecnosc/{day.pk}/kod/"
    sent = {"typed": check_in.code_of(person), "key": uuid.uuid4()}

    answer = bobs_client.post(door, sent, headers={"accept": "application/json"}).json()

    assert answer["text"] == "Anna Kowal – This day has not come yet."


def test_scan_of_a_foreign_code_is_told(scan):
    response = scan("OWES:" + "a" * 22)

    assert response.status_code == 400
    assert response.json()["text"].startswith("Nobody of this event is found.")


def test_scan_without_a_key_is_refused(bobs_client, event, door):
    response = bobs_client.post(door, {"typed": "147"}, headers={"accept": "application/json"})

    assert response.status_code == 400


def test_scan_keeps_the_moment_at_which_the_phone_read_it(bobs_client, event, door):
    person = someone(event)
    read_at = timezone.now() - timedelta(minutes=20)
    sent = {"typed": check_in.code_of(person), "key": uuid.uuid4(), "noted_at": read_at.isoformat()}

    bobs_client.post(door, sent, headers={"accept": "application/json"})

    assert Tick.objects.get().noted_at == read_at


# How much is asked of the database


@pytest.mark.parametrize("item_count", [1, 3])
def test_list_of_those_who_may_be_meant_takes_as_many_queries_for_three_as_for_one(
    bobs_client, event, door, django_assert_num_queries, item_count
):
    for _ in range(item_count):
        someone(event)

    with django_assert_num_queries(12):
        page = bobs_client.post(door, {"typed": "kowal", "key": uuid.uuid4()})

    assert len(buttons(page)) == item_count
