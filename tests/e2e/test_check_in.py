"""At the door with a phone: the camera, a network that fails, and no script at all."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from registrations import check_in, services
from registrations.models import Participant, Tick
from tests import factories
from tests.e2e.keyboard import Keyboard
from tests.e2e.looks import PHONE, barriers, sideways, small_buttons

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

# Stands for the browser's reader of codes, which Chromium has on phones only; `shown` is what is
# held before the camera.
DETECTOR = """
window.shown = "";
window.BarcodeDetector = class {
  static async getSupportedFormats() { return ["qr_code"]; }
  async detect() { return window.shown ? [{ rawValue: window.shown }] : []; }
};
"""
# The browser's store takes what Django's administration keeps there, and no code.
FULL = """
const keep = Storage.prototype.setItem;
Storage.prototype.setItem = function (name, text) {
  if (name.startsWith("check-in/")) throw new Error("full");
  keep.call(this, name, text);
};
"""
NO_DETECTOR = "delete window.BarcodeDetector;"
NOTHING_WRONG = ([], [], [])


@pytest.fixture
def event(operator):
    starts_at = timezone.now() - timedelta(minutes=1)
    return factories.event(title="ABC ekonomii społecznej", capacity=12, starts_at=starts_at)


@pytest.fixture
def people(event):
    names = ["Kowal", "Lis", "Mazur"]
    return [factories.participant(event, last_name=name) for name in names]


@pytest.fixture
def door(event, people):
    return f"/panel/wydarzenia/{event.pk}/obecnosc/{event.days.get().pk}/kod/"


@pytest.fixture
def phone(open_browser, as_bob, door):
    """A phone that can read codes, at the page of the door."""
    page = open_browser(**PHONE, **as_bob)
    page.add_init_script(DETECTOR)
    page.goto(door)
    return page


def hold_up(page, text):
    page.evaluate("text => { window.shown = text; }", text)


def result(page):
    return page.locator(".door__read")


def look(page):
    return barriers(page), sideways(page), small_buttons(page)


def test_codes_held_before_the_camera_are_noted_once_each(phone, people):
    phone.get_by_role("button", name="Włącz aparat").click()
    for person in people:
        hold_up(phone, check_in.code_of(person))
        expect(result(phone)).to_have_text(f"{person.full_name} – obecność zapisana")

    phone.wait_for_timeout(500)
    expect(phone.locator(".door__count")).to_have_text(
        re.compile("Obecnych: 3, z.zapisem na ten dzień: 3")
    )
    assert Tick.objects.filter(source="code").count() == 3
    assert look(phone) == NOTHING_WRONG


def test_codes_are_noted_by_a_browser_that_keeps_nothing(phone, people):
    phone.add_init_script(FULL)
    phone.reload()
    phone.get_by_role("button", name="Włącz aparat").click()
    for person in people:
        hold_up(phone, check_in.code_of(person))
        expect(result(phone)).to_have_text(f"{person.full_name} – obecność zapisana")

    expect(phone.locator(".door__pending")).to_be_empty()
    assert Tick.objects.filter(source="code").count() == 3


def test_codes_read_without_a_network_are_sent_when_it_is_back_even_after_a_reload(phone, people):
    phone.on("dialog", lambda dialog: dialog.accept())
    phone.get_by_role("button", name="Włącz aparat").click()
    phone.route("**/kod/", lambda route: route.abort())
    for person in people:
        hold_up(phone, check_in.code_of(person))
        kept = f"Kody zachowane w.tej przeglądarce: {people.index(person) + 1}"
        expect(phone.locator(".door__pending")).to_have_text(re.compile(kept))
    before = Tick.objects.count()
    stored = phone.evaluate("JSON.stringify(localStorage)")

    phone.unroute("**/kod/")
    phone.reload()

    expect(result(phone)).to_have_text("Anna Mazur – obecność zapisana")
    expect(phone.locator(".door__pending")).to_be_empty()
    assert before == 0
    assert "Anna" not in stored
    assert sorted(Tick.objects.values_list("participant", flat=True)) == [p.pk for p in people]


def test_an_answer_that_was_lost_is_no_second_presence(phone, people):
    """The portal has noted it, but the phone never heard of it and asks again."""
    phone.get_by_role("button", name="Włącz aparat").click()
    lost = []

    def lose_the_answer(route):
        if not lost:
            lost.append(route.fetch())
            route.abort()
        else:
            route.continue_()

    phone.route("**/kod/", lose_the_answer)
    hold_up(phone, check_in.code_of(people[0]))

    expect(result(phone)).to_have_text("Anna Kowal – obecność zapisana")
    assert len(lost) == 1
    assert Tick.objects.count() == 1


def test_the_same_code_later_and_a_foreign_one_are_told(phone, people, bob):
    day = people[0].event.days.get()
    phone.get_by_role("button", name="Włącz aparat").click()
    hold_up(phone, "https://example.com/")
    expect(result(phone)).to_have_text("To nie jest nasz kod.")

    services.arrive(people[0], day, source="desk", by=bob)
    hold_up(phone, check_in.code_of(people[0]))

    expect(result(phone)).to_have_text(re.compile("obecność była już zapisana: godz"))
    assert Tick.objects.count() == 1


def test_somebody_of_the_waiting_list_stays_on_the_page_until_it_is_decided(phone, event):
    waiting = factories.participant(event, last_name="Nowik", status="waiting")
    phone.get_by_role("button", name="Włącz aparat").click()
    hold_up(phone, check_in.code_of(waiting))

    phone.get_by_role("link", name="Anna Nowik – lista rezerwowa").click()
    phone.get_by_role("button", name="Daj miejsce i odnotuj obecność").click()

    expect(phone.get_by_role("heading", name="Anna Nowik – obecność zapisana")).to_be_visible()
    assert look(phone) == NOTHING_WRONG


def test_somebody_logged_out_loses_no_code(phone, people):
    phone.get_by_role("button", name="Włącz aparat").click()
    phone.context.clear_cookies()
    hold_up(phone, check_in.code_of(people[0]))

    expect(phone.locator(".door__pending")).to_have_text(re.compile("żaden kod nie zginął"))
    assert "OWES:" in phone.evaluate("JSON.stringify(localStorage)")


def test_a_browser_that_reads_no_codes_says_so_and_leaves_the_field(open_browser, as_bob, door):
    page = open_browser(**PHONE, **as_bob)
    page.add_init_script(NO_DETECTOR)
    page.goto(door)

    expect(page.get_by_text("Ta przeglądarka nie umie odczytać kodu aparatem")).to_be_visible()
    expect(page.get_by_role("button", name="Włącz aparat")).to_be_hidden()
    assert look(page) == NOTHING_WRONG


def test_the_camera_is_off_once_its_page_is_left(phone):
    phone.get_by_role("button", name="Włącz aparat").click()
    expect(phone.get_by_role("button", name="Wyłącz aparat")).to_be_visible()

    phone.evaluate("window.track = document.querySelector('video').srcObject.getTracks()[0]")
    phone.evaluate("dispatchEvent(new Event('pagehide'))")

    assert phone.evaluate("window.track.readyState") == "ended"


def test_numbers_and_surnames_are_noted_without_a_script_by_keyboard(
    open_browser, as_bob, door, people
):
    page = open_browser(java_script_enabled=False, **as_bob)
    page.goto(door)
    field = page.get_by_label("Numer zgłoszenia, kod albo nazwisko")

    field.fill(people[0].registration.number)
    field.press("Enter")
    expect(page.get_by_role("heading", name="Anna Kowal – obecność zapisana")).to_be_visible()
    field.fill("maz")
    field.press("Enter")
    page.get_by_role("button", name=re.compile("Odnotuj obecność ?: Anna Mazur")).press("Enter")

    expect(page.get_by_role("heading", name="Anna Mazur – obecność zapisana")).to_be_visible()
    assert {tick.source for tick in Tick.objects.all()} == {"number", "desk"}


def test_somebody_without_a_registration_is_added_by_keyboard(open_browser, as_bob, door):
    page = open_browser(**as_bob)
    page.goto(door)
    keyboard = Keyboard(page)

    keyboard.follow("Dopisz osobę bez zgłoszenia")
    keyboard.write("Imię", "Ewa")
    keyboard.write("Nazwisko", "Nowa")
    keyboard.tick("Przekazano")
    keyboard.follow("Dopisz i")

    expect(page.get_by_role("heading", name="Ewa Nowa – obecność zapisana")).to_be_visible()
    assert Participant.objects.get(last_name="Nowa").registration.source == "walk_in"


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_pages_of_the_door_have_no_barrier_with_people_and_errors(
    open_browser, as_bob, door, people, colours
):
    page = open_browser(color_scheme=colours, **PHONE, **as_bob)
    walk_in = door.replace("/kod/", "/dopisz/")
    found = {}
    for name, address in {
        "door": door,
        "person": f"{door}{people[0].pk}/",
        "walk in": walk_in,
    }.items():
        page.goto(address)
        found[name] = look(page)
    page.get_by_role("button", name="Dopisz i odnotuj obecność").click()
    found["walk in with errors"] = look(page)
    page.goto(door)
    page.get_by_label("Numer zgłoszenia").fill("anna")
    page.get_by_role("button", name="Odnotuj obecność").click()
    found["several"] = look(page)

    assert found == dict.fromkeys(found, NOTHING_WRONG)


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_the_own_code_is_shown_black_on_white(open_browser, people, colours):
    page = open_browser(color_scheme=colours, **PHONE)
    page.goto(f"/miejsce/{people[0].token}/")

    code = page.get_by_role("img", name=f"Kod QR zgłoszenia {people[0].registration.number}")
    expect(code).to_be_visible()
    assert code.locator("path").first.evaluate("it => getComputedStyle(it).fill") == (
        "rgb(255, 255, 255)"
    )
    assert look(page) == NOTHING_WRONG
