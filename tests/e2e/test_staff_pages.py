"""What staff work with: no barrier in the organiser's pages and in the administration."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from events.models import Event
from events.models.announced import Announced
from registrations import services
from tests import factories
from tests.e2e.looks import (
    PHONE,
    barriers,
    by_keyboard,
    found,
    in_forced_colours,
    in_the_dark,
    on_a_phone,
    past_the_menu,
    sideways,
    small_buttons,
    with_airy_text,
    with_large_text,
)
from tests.e2e.pages import OF_STAFF, forms_of_questions, pages_of_every_kind
from tests.scene import full_portal

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

NOW = timezone.now()
LOOKS = [
    barriers,
    in_the_dark,
    in_forced_colours,
    on_a_phone,
    by_keyboard,
    past_the_menu,
    with_airy_text,
    with_large_text,
]


@pytest.fixture
def portal(bob):
    return full_portal(by=bob)


@pytest.mark.parametrize("kind", OF_STAFF)
def test_pages_of_staff_are_for_everybody(open_browser, bob, as_bob, kind):
    page = open_browser(**as_bob, reduced_motion="reduce")

    assert found(page, pages_of_every_kind(by=bob)[kind], LOOKS) == {}


# Walked at the width of a desk too, where the menu of the administration stands at the side.
SIDE_BY_SIDE = ["new event", "form of article", "form of innovation", "new office"]


def test_forms_of_staff_are_walked_in_the_order_one_sees(open_browser, bob, as_bob):
    page = open_browser(**as_bob, reduced_motion="reduce")
    content = pages_of_every_kind(by=bob)["content"]

    assert found(page, {name: content[name] for name in SIDE_BY_SIDE}, [by_keyboard]) == {}


def test_login_has_no_barrier(page, operator):
    page.goto("/panel/")

    assert (barriers(page), sideways(page)) == ([], [])


def test_the_builder_of_a_form_with_errors_has_no_barrier(open_browser, portal, as_bob):
    page = open_browser(**as_bob)
    page.goto(forms_of_questions()["builder"])
    page.locator("[name=questions-0-wording]").fill("")
    page.locator("[name=questions-1-options]").fill("Zamość")
    page.get_by_role("button", name="Zapisz", exact=True).click()

    page.locator(".form-errors").wait_for()

    assert page.locator(".errorlist li").count() == 2
    assert barriers(page) == []


@pytest.mark.parametrize("options", [{}, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("name", ["desk", "deed", "message", "needs", "person", "new person"])
def test_forms_of_staff_with_errors_have_no_barrier(open_browser, portal, as_bob, name, options):
    page = open_browser(**as_bob, **options)
    page.goto(portal[name])
    page.locator("main form.form [name$=reason], main form.form [name$=subject]").evaluate_all(
        "fields => fields.forEach(it => it.value = '')"
    )
    page.locator("main form.form button.button:not([name])").last.click()

    expect(page).to_have_title(re.compile("^Błąd: "))
    assert (barriers(page), sideways(page), small_buttons(page)) == ([], [], [])


def test_preview_of_a_message_has_no_barrier_and_shows_the_mail(open_browser, portal, as_bob):
    page = open_browser(**as_bob)
    page.goto(portal["message"])
    page.get_by_label("ma miejsce").check()
    page.get_by_label("Temat").fill("Zmiana sali")
    page.get_by_label("Treść").fill("Spotykamy się w sali 2.")
    page.get_by_role("button", name="Sprawdź wiadomość").click()
    mail = page.frame_locator("iframe").locator("body")

    expect(mail).to_contain_text("Spotykamy się w sali 2.")
    assert mail.evaluate("it => getComputedStyle(it).backgroundColor") == "rgb(255, 253, 248)"
    assert barriers(page) == []


@pytest.mark.parametrize("options", [{}, PHONE], ids=["desk", "phone"])
def test_thanks_after_an_event_have_no_barrier_and_show_the_mail(
    open_browser, portal, as_bob, options
):
    Event.objects.update(starts_at=NOW - timedelta(days=2), ends_at=NOW)
    page = open_browser(**as_bob, **options)
    page.goto(portal["thank"])
    page.get_by_label("Adres ankiety").fill("http://ankieta.example/abc")
    page.get_by_role("button", name="Zapisz adres").click()

    expect(page).to_have_title(re.compile("^Błąd: "))
    assert (barriers(page), sideways(page), small_buttons(page)) == ([], [], [])
    page.get_by_label("Adres ankiety").fill("https://ankieta.example/abc")
    page.get_by_role("button", name="Zapisz adres").click()
    mail = page.frame_locator("iframe").locator("body")
    expect(mail).to_contain_text("Wypełnij krótką ankietę (na stronie ankieta.example)")
    assert barriers(page) == []
    page.get_by_role("button", name="Wyślij 2 e-maile").click()
    expect(page.get_by_text("2 e-maile są w drodze.")).to_be_visible()


@pytest.mark.parametrize(
    "options", [{}, PHONE, {"color_scheme": "dark"}], ids=["desk", "phone", "dark"]
)
def test_message_about_a_change_has_no_barrier_and_shows_the_mail(
    open_browser, portal, as_bob, options
):
    event = Event.objects.get(slug="abc")
    factories.registration(event, email="", phone="+48600123456", source="phone")
    before = Announced.of(event)
    event.days.update(place="Szkoła Podstawowa nr 3 im. Henryka Sienkiewicza")
    services.tell_later(event, before)
    page = open_browser(**as_bob, **options)
    page.goto(portal["workspace"])
    assert (barriers(page), sideways(page), small_buttons(page)) == ([], [], [])
    page.get_by_role("link", name="Zobacz wiadomość i zdecyduj").click()
    page.get_by_role("button", name="Nie wysyłaj").click()

    expect(page).to_have_title(re.compile("^Błąd: "))
    assert (barriers(page), sideways(page), small_buttons(page)) == ([], [], [])
    mail = page.frame_locator("iframe").locator("body")
    expect(mail).to_contain_text("Szkoła Podstawowa nr 3")
    page.get_by_role("button", name="Wyślij teraz").click()
    expect(page.get_by_role("heading", name="Zadzwoń: te osoby nie mają e-maila")).to_be_visible()
    assert (barriers(page), sideways(page), small_buttons(page)) == ([], [], [])
    page.get_by_role("button", name="Powiadomiono telefonicznie").click()
    expect(page.get_by_text("Zapisano, że ta osoba już wie.")).to_be_visible()
