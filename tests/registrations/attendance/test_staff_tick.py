"""A tick, sent by a form or by the script of the page: saved once, or refused in words."""

import re
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from registrations import services
from registrations.models import Attendance, Tick
from registrations.services import Said
from tests import factories
from tests.reading import words
from tests.registrations.attendance.conftest import SCRIPT, said, states

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


# A tick without a script


def test_tick_is_saved_and_leads_back_to_the_row(bobs_client, bob, page, row, anna):
    response = bobs_client.post(row, said(), follow=True)

    assert response.redirect_chain == [(f"{page}#osoba-{anna.pk}", 302)]
    assert "Saved." in words(response)
    assert Tick.objects.get().by == bob
    assert states() == ["present"]


def test_tick_pressed_twice_is_one(bobs_client, row):
    form = said()

    for _ in range(2):
        bobs_client.post(row, form)

    assert Tick.objects.count() == 1


def test_tick_that_is_pressed_again_is_taken_back(bobs_client, row):
    bobs_client.post(row, said())
    bobs_client.post(row, said("nothing", seen=1))

    assert states() == [""]


def test_tick_of_a_part_of_the_day_keeps_the_hours(bobs_client, row):
    bobs_client.post(row, said(hours="3"))

    assert Attendance.objects.get().hours == 3


def test_tick_of_somebody_who_was_not_there_has_no_hours(bobs_client, row):
    bobs_client.post(row, said("absent", hours="bzdura"))

    assert Attendance.objects.get().hours is None
    assert states() == ["absent"]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"hours": "dużo"}, "Write the hours as a number, for example 4."),
        ({"hours": "9"}, "This day has 8 teaching hours."),
        ({"hours": "-1"}, "This day has 8 teaching hours."),
        ({"hours": "9" * 40}, "This day has 8 teaching hours."),
        ({"state": "maybe"}, "The page is out of date. Open it anew and try again."),
        ({"key": "x"}, "The page is out of date. Open it anew and try again."),
        ({"seen": ""}, "The page is out of date. Open it anew and try again."),
        ({"noted_at": "x"}, "The page is out of date. Open it anew and try again."),
    ],
)
def test_tick_with_a_fault_says_what_is_wrong(bobs_client, row, fields, reason):
    response = bobs_client.post(row, said() | fields)

    assert response.status_code == 400
    assert reason in words(response)
    assert not Tick.objects.exists()


def test_tick_without_a_state_takes_nothing_back(bobs_client, row):
    bobs_client.post(row, said())

    response = bobs_client.post(row, {"key": str(uuid.uuid4()), "seen": 1})

    assert response.status_code == 400
    assert states() == ["present"]


def test_tick_on_a_page_that_is_out_of_date_is_asked_about_and_sent_anew(
    bobs_client, bob, row, anna, day
):
    services.tick(anna, day, Said("absent"), by=bob)
    form = said(reason="Jest podpis.")

    response = bobs_client.post(row, form)
    again = bobs_client.post(row, form | {"seen": 1})

    page = response.content.decode()
    assert response.status_code == 409
    assert "Somebody else has just marked this person otherwise." in page
    assert 'name="seen" value="1"' in page
    assert 'value="Jest podpis."' in page
    assert (again.status_code, states()) == (302, ["present"])


# A tick by the script


def test_script_is_told_how_things_stand(bobs_client, row):
    response = bobs_client.post(row, said(hours="3"), headers=SCRIPT)

    told = response.json()
    assert response.status_code == 200
    assert (told["state"], told["hours"], told["revision"]) == ("present", 3, 1)
    assert (told["by"], told["refusal"]) == ("bob", "")
    assert re.match(r"\d{1,2}\.\d\d\b", told["at"])


def test_script_that_sends_again_is_told_the_same(bobs_client, row):
    form = said()

    first, second = (bobs_client.post(row, form, headers=SCRIPT) for _ in range(2))

    assert first.json() == second.json()
    assert Tick.objects.count() == 1


def test_script_is_told_what_somebody_else_said(bobs_client, row, anna, day):
    services.tick(anna, day, Said("excused"), by=factories.staff(username="ewa"))

    response = bobs_client.post(row, said(), headers=SCRIPT)

    told = response.json()
    assert response.status_code == 409
    assert (told["state"], told["revision"], told["by"]) == ("excused", 1, "ewa")


def test_script_is_told_in_words_what_is_wrong(bobs_client, row):
    response = bobs_client.post(row, said(hours="9"), headers=SCRIPT)

    assert response.status_code == 400
    assert response.json()["refusal"] == "This day has 8 teaching hours."


def test_script_says_when_the_phone_was_touched(bobs_client, row):
    touched = timezone.now() - timedelta(minutes=20)

    bobs_client.post(row, said(noted_at=touched.isoformat()), headers=SCRIPT)

    line = Tick.objects.get()
    assert line.noted_at == touched
    assert line.came_late()
    assert "by the clock of the phone" in words(bobs_client.get(row))


def test_script_of_somebody_logged_out_is_led_to_the_login(client, row):
    response = client.post(row, said(), headers=SCRIPT)

    assert (response.status_code, response["Location"]) == (302, f"/panel/login/?next={row}")
