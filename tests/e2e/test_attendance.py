"""Attendance on a phone whose network comes and goes: nothing is lost, nothing is double."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from registrations import services
from registrations.models import Attendance, Tick
from registrations.services import Said
from tests import factories
from tests.e2e.keyboard import Keyboard
from tests.e2e.looks import PHONE, barriers, sideways, small_buttons

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

NARROW = {"viewport": {"width": 360, "height": 640}}
SURNAMES = [
    "Bąk", "Ćwik", "Drozd", "Góra", "Kłos", "Lis", "Łoś", "Maj", "Sowa", "Szpak", "Wilk", "Żuk"
]  # fmt: skip


@pytest.fixture
def event(operator):
    """It began an hour ago, with twelve people, and goes on tomorrow."""
    made = factories.event(starts_at=timezone.now() - timedelta(hours=1), days=2)
    for surname in SURNAMES:
        factories.participant(made, last_name=surname)
    return made


@pytest.fixture
def day(event):
    return event.days.first()


@pytest.fixture
def address(event, day):
    return f"/panel/wydarzenia/{event.pk}/obecnosc/{day.pk}/"


@pytest.fixture
def phone(open_browser, as_bob, address):
    page = open_browser(**NARROW, **as_bob)
    page.goto(address)
    return page


def row(page, surname):
    return page.locator(".tick", has_text=surname)


def press(page, surname, word="Obecność"):
    row(page, surname).get_by_role("button", name=word, exact=True).click()


def left(page):
    return page.locator("#ticks-left")


def in_database():
    """How many were there, and in how many lines of the log."""
    return Attendance.objects.present().count(), Tick.objects.count()


def kept(page):
    return page.evaluate(
        "Object.entries(localStorage).filter(([name]) => name.includes('obecnosc'))"
    )


def test_twelve_people_are_ticked_while_the_network_comes_and_goes(phone):
    for surname in SURNAMES[:4]:
        press(phone, surname)
    expect(left(phone)).to_have_text("Wszystko zapisane.")
    before = in_database()

    phone.context.set_offline(True)
    for surname in SURNAMES[4:]:
        press(phone, surname)
    expect(left(phone)).to_have_text("Czeka na zapisanie: 8.")
    expect(phone.locator("#ticks-present")).to_have_text("12")
    waiting, offline = row(phone, "Żuk").inner_text(), in_database()
    phone.context.set_offline(False)
    expect(left(phone)).to_have_text("Wszystko zapisane.", timeout=20_000)

    assert before == offline == (4, 4)
    assert "czeka na sieć" in waiting
    assert in_database() == (12, 12)
    assert re.search(r"zapisane o.\d{1,2}\.\d\d, bob", row(phone, "Żuk").inner_text())
    assert kept(phone) == []


def test_an_answer_that_is_lost_is_asked_for_again_and_counts_once(phone):
    def lose(route):
        route.fetch()
        route.abort()

    phone.route("**/obecnosc/**", lose, times=1)

    press(phone, "Bąk")

    expect(left(phone)).to_have_text("Wszystko zapisane.", timeout=20_000)
    assert in_database() == (1, 1)


def test_touches_of_a_tab_that_was_closed_are_sent_by_the_next_one(phone, event):
    phone.context.set_offline(True)
    press(phone, "Bąk")
    press(phone, "Bąk", "Nieobecność")
    press(phone, "Lis")
    told = str(kept(phone))
    phone.close()
    phone.context.set_offline(False)

    other = phone.context.new_page()
    other.goto(f"/panel/wydarzenia/{event.pk}/obecnosc/")
    expect(left(other)).to_have_text("Wszystko zapisane.", timeout=20_000)

    lines = Tick.objects.filter(participant__last_name="Bąk").values_list("before", "after")
    assert list(lines) == [("", "present"), ("present", "absent")]
    assert in_database() == (1, 3)
    assert not any(name in told for name in ("Bąk", "Lis", "Anna"))


def test_what_somebody_else_noted_meanwhile_is_shown_and_decided(phone, event, day):
    ewa = factories.staff(username="ewa")
    for surname in ("Bąk", "Lis"):
        person = event.participants.get(last_name=surname)
        services.tick(person, day, Said("excused"), by=ewa)

    press(phone, "Bąk")
    press(phone, "Lis")
    expect(row(phone, "Lis")).to_contain_text("ktoś już odnotował: usprawiedliwienie")
    shown = row(phone, "Bąk").inner_text()
    row(phone, "Bąk").get_by_role("button", name="Zapisz moje: obecność").click()
    row(phone, "Lis").get_by_role("button", name="Zostaw, jak jest").click()
    expect(left(phone)).to_have_text("Wszystko zapisane.")

    states = Attendance.objects.order_by("participant__last_name").values_list("state", flat=True)
    assert "ewa" in shown
    assert list(states) == ["present", "excused"]


def test_somebody_whose_login_has_ended_loses_nothing(phone, event):
    cookies = phone.context.cookies()
    phone.context.clear_cookies()
    press(phone, "Bąk")
    expect(phone.get_by_role("link", name="Zaloguj się ponownie – nic nie zginęło")).to_be_visible()
    offered = in_database()

    phone.context.add_cookies(cookies)
    phone.get_by_role("link", name="Zaloguj się ponownie – nic nie zginęło").click()
    expect(left(phone)).to_have_text("Wszystko zapisane.")

    assert offered == (0, 0)
    assert in_database() == (1, 1)


def test_a_day_that_is_over_is_corrected_with_a_reason(open_browser, as_bob, operator, bob):
    event = factories.event(starts_at=timezone.now() - timedelta(days=2))
    person, day = factories.participant(event), event.days.get()
    services.tick(person, day, Said("absent"), by=bob)
    page = open_browser(**NARROW, **as_bob)
    page.goto(f"/panel/wydarzenia/{event.pk}/obecnosc/{day.pk}/")

    press(page, "Kowal")
    expect(row(page, "Kowal")).to_contain_text("Ten dzień już minął.")
    row(page, "Kowal").get_by_label("Powód poprawki").first.fill("Jest podpis.")
    row(page, "Kowal").get_by_role("button", name="Zapisz moje: obecność").click()
    expect(left(page)).to_have_text("Wszystko zapisane.")

    assert Tick.objects.last().reason == "Jest podpis."
    assert in_database() == (1, 2)


def test_part_of_a_day_and_the_finder(phone):
    phone.get_by_label("Znajdź po nazwisku").fill("zuk")
    expect(phone.locator(".tick:visible")).to_have_count(1)
    phone.get_by_text("część dnia").locator("visible=true").click()
    row(phone, "Żuk").get_by_label("Godziny dydaktyczne").fill("3")
    row(phone, "Żuk").get_by_role("button", name="Zapisz część dnia").click()

    expect(row(phone, "Żuk")).to_contain_text("obecność, 3 godz. dyd.")
    expect(left(phone)).to_have_text("Wszystko zapisane.")
    assert Attendance.objects.get().hours == 3


def test_a_day_is_ticked_without_a_mouse(phone):
    keyboard = Keyboard(phone)

    keyboard.to("Nieobecność", which=1)
    keyboard.press("Space")
    expect(left(phone)).to_have_text("Wszystko zapisane.")

    assert list(Attendance.objects.values_list("participant__last_name", "state")) == [
        ("Ćwik", "absent")
    ]
    expect(phone.locator(":focus")).to_have_attribute("aria-pressed", "true")


def test_a_day_is_ticked_without_a_script(open_browser, as_bob, address, event):
    page = open_browser(java_script_enabled=False, **NARROW, **as_bob)
    page.goto(address)

    press(page, "Bąk")

    person = event.participants.get(last_name="Bąk")
    assert page.url.endswith(f"{address}#osoba-{person.pk}")
    assert page.get_by_text("Zapisano.").is_visible()
    assert in_database() == (1, 1)


@pytest.mark.parametrize(
    "options", [{}, PHONE, {"color_scheme": "dark"}], ids=["desk", "phone", "dark"]
)
def test_attendance_has_no_barrier(open_browser, as_bob, address, event, day, bob, options):
    person = event.participants.get(last_name="Bąk")
    page = open_browser(**options, **as_bob)
    page.goto(address)
    services.tick(person, day, Said("excused"), by=bob)
    press(page, "Bąk")
    expect(row(page, "Bąk")).to_contain_text("ktoś już odnotował")
    page.context.set_offline(True)
    press(page, "Lis")
    expect(row(page, "Lis")).to_contain_text("czeka na sieć")
    found = {"day": (barriers(page), sideways(page), small_buttons(page))}
    page.context.set_offline(False)
    expect(row(page, "Lis")).to_contain_text("zapisane", timeout=20_000)
    overview = f"/panel/wydarzenia/{event.pk}/obecnosc/"
    for name, at in {"overview": overview, "person": f"{address}{person.pk}/"}.items():
        page.goto(at)
        found[name] = (barriers(page), sideways(page), small_buttons(page))

    assert found == dict.fromkeys(("day", "overview", "person"), ([], [], []))


def test_the_longest_date_fits_a_phone_even_in_another_typeface(open_browser, as_bob, operator):
    day = factories.event(starts_at=datetime(2026, 10, 30, 9, tzinfo=UTC)).days.get()
    page = open_browser(**PHONE, **as_bob)
    page.route("**/*.woff2", lambda route: route.abort())

    page.goto(f"/panel/wydarzenia/{day.event_id}/obecnosc/{day.pk}/")

    expect(page.get_by_role("heading", level=1)).to_contain_text("30\xa0października\xa02026")
    assert sideways(page) == []
