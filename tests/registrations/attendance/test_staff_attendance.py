"""Attendance at the organiser's desk: the event at a glance, a day to be ticked, one person's log."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission

from owes_portal.models import AccessRecord
from registrations import services
from registrations.models import Attendance, Participant, Tick
from registrations.services import Said
from tests import factories
from tests.reading import plain, tree, words
from tests.registrations.attendance.conftest import SCRIPT, event_since, said, states

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def table(response):
    return [[plain(cell) for cell in row] for row in tree(response).xpath("//tbody/tr")]


# The event at a glance


def test_attendance_counts_each_day_and_the_hours_of_each_person(bobs_client, bob, desk, event):
    first, second = event.days.all()
    anna = factories.participant(event)
    factories.participant(event, first_name="Ola", days=[second])
    services.tick(anna, first, Said("present"), by=bob)

    response = bobs_client.get(desk)

    page = words(response)
    assert "present: 1, absent: 0, excused: 0 not noted: 0" in page
    assert "present: 0, absent: 0, excused: 0 not noted: 2" in page
    assert "16 teaching hours of 45 minutes" in page
    assert table(response) == [
        ["Anna Kowal", "present", "not noted", "8", "50", "not yet"],
        ["Ola Kowal", "not signed up for this day", "not noted", "0", "0", "not yet"],
    ]


def test_attendance_says_who_was_there_long_enough(bobs_client, bob, desk, event, anna):
    for day in event.days.all():
        Attendance.objects.create(participant=anna, day=day, state="present")

    assert table(bobs_client.get(desk)) == [
        ["Anna Kowal", "present", "present", "16", "100", "yes"]
    ]


def test_attendance_of_an_event_without_people_says_so(bobs_client, desk):
    assert "Nobody has a place yet." in words(bobs_client.get(desk))


def test_attendance_is_a_recorded_look(bobs_client, bob, desk, page, row):
    for address in (desk, page, row):
        bobs_client.get(address)

    assert list(AccessRecord.objects.values_list("person", "deed")) == [(bob.pk, "view")] * 3


@pytest.mark.parametrize("item_count", [1, 3])
def test_attendance_asks_the_same_number_of_queries(
    bobs_client, bob, desk, event, day, item_count, django_assert_num_queries
):
    for _ in range(item_count):
        services.tick(factories.participant(event), day, Said("present"), by=bob)

    with django_assert_num_queries(12):
        bobs_client.get(desk)


# A day


def test_day_shows_everybody_with_buttons_that_say_how_things_stand(bobs_client, bob, anna, page):
    day = anna.event.days.first()
    services.tick(anna, day, Said("absent"), by=bob)

    content = bobs_client.get(page).content.decode()

    pressed = re.findall(r'value="(\w*)" data-state="(\w+)" aria-pressed="(\w+)"', content)
    assert pressed == [
        ("present", "present", "false"),
        ("nothing", "absent", "true"),
        ("excused", "excused", "false"),
    ]
    assert re.search(r"<strong>absent</strong> – saved at \d+\.\d\d[^<]*, bob", content)


def test_day_counts_who_is_there_and_lists_others_apart(bobs_client, bob, page, event):
    first, second = event.days.all()
    here = factories.participant(event, days=[first])
    factories.participant(event, first_name="Ola", days=[second])
    factories.participant(event, first_name="Iga", status="waiting")
    services.tick(here, first, Said("present"), by=bob)

    text = words(bobs_client.get(page))

    assert "Present: 1, signed up for this day: 1" in text
    assert text.index("Not signed up for this day") < text.index("Ola Kowal")
    assert "Iga" not in text


def test_day_and_door_count_the_same_people(bobs_client, bob, page, event):
    first, second = event.days.all()
    for days in ([first], [second], []):
        services.tick(factories.participant(event, days=days), first, Said("present"), by=bob)

    counts = [words(bobs_client.get(address)) for address in (page, f"{page}kod/")]

    assert all("Present: 3, signed up for this day: 2" in text for text in counts)


@pytest.mark.parametrize("item_count", [1, 3])
def test_day_asks_the_same_number_of_queries(
    bobs_client, bob, page, event, day, item_count, django_assert_num_queries
):
    for _ in range(item_count):
        services.tick(factories.participant(event), day, Said("present"), by=bob)

    with django_assert_num_queries(13):
        bobs_client.get(page)


def test_day_that_has_not_come_has_no_buttons(bobs_client):
    event = event_since(timedelta(days=3))
    factories.participant(event)

    response = bobs_client.get(f"/panel/wydarzenia/{event.pk}/obecnosc/{event.days.get().pk}/")

    assert "This day has not come yet." in words(response)
    assert "tick__button" not in response.content.decode()


def test_day_of_another_event_is_not_found(bobs_client, desk, anna):
    other = event_since(timedelta(hours=-1)).days.get()

    assert bobs_client.get(f"{desk}{other.pk}/").status_code == 404
    assert bobs_client.post(f"{desk}{other.pk}/{anna.pk}/", said()).status_code == 404
    assert bobs_client.post(f"{desk}{other.pk}/nieodnotowani/").status_code == 404


def test_person_of_another_event_is_not_found(bobs_client, page):
    stranger = factories.participant(event_since(timedelta(hours=-1)))

    assert bobs_client.post(f"{page}{stranger.pk}/", said()).status_code == 404


# A day that is over


@pytest.fixture
def over():
    event = event_since(timedelta(days=-2))
    factories.participant(event)
    return f"/panel/wydarzenia/{event.pk}/obecnosc/{event.days.get().pk}/"


def test_correction_of_a_day_that_is_over_asks_for_a_reason(bobs_client, over):
    row = f"{over}{Participant.objects.get().pk}/"
    bobs_client.post(row, said("absent"))

    without = bobs_client.post(row, said(seen=1))
    bobs_client.post(row, said(seen=1, reason="Jest podpis na liście."))

    assert "This day is over. Write why you correct it." in words(without)
    page = words(bobs_client.get(row))
    assert "absent → present correction Jest podpis na liście. (bob, ticked by staff)" in page


def test_day_that_is_over_has_a_field_for_the_reason_only_where_something_was_noted(
    bobs_client, over
):
    before = bobs_client.get(over).content.decode()
    bobs_client.post(f"{over}{Participant.objects.get().pk}/", said("absent"))
    after = bobs_client.get(over).content.decode()

    assert "Whatever you correct wants a reason." in before
    assert (before.count('tick__reason" hidden'), after.count('tick__reason" hidden')) == (2, 0)
    assert after.count('name="reason"') == 2


def test_rest_of_a_day_is_named_and_then_marked(bobs_client, over):
    asked = words(bobs_client.get(f"{over}nieodnotowani/"))
    response = bobs_client.post(f"{over}nieodnotowani/", follow=True)
    again = words(bobs_client.get(f"{over}nieodnotowani/"))

    assert "Anna Kowal Mark 1 person as absent" in asked
    assert response.redirect_chain == [(over, 302)]
    assert "Absent: 1 person." in words(response)
    assert "Something is noted about everybody." in again
    assert states() == ["absent"]


def test_rest_of_a_day_that_goes_on_is_refused(bobs_client, page, anna):
    asked = words(bobs_client.get(f"{page}nieodnotowani/"))
    done = words(bobs_client.post(f"{page}nieodnotowani/", follow=True))

    assert "This day has not ended yet." in asked
    assert "This day has not ended yet." in done
    assert states() == []


# Rights


@pytest.fixture
def edytas_client(client):
    """Edyta may look, and not tick."""
    edyta = factories.user(username="edyta", is_staff=True)
    edyta.user_permissions.add(Permission.objects.get(codename="view_attendance"))
    client.force_login(edyta)
    return client


def test_who_may_only_look_sees_no_buttons_and_ticks_nothing(edytas_client, page, row):
    assert "tick__button" not in edytas_client.get(page).content.decode()
    assert "Save the attendance" not in edytas_client.get(row).content.decode()
    assert edytas_client.post(row, said()).status_code == 403
    assert edytas_client.post(row, said(), headers=SCRIPT).status_code == 403
    assert edytas_client.get(f"{page}nieodnotowani/").status_code == 403
    assert not Tick.objects.exists()
