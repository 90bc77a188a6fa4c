"""Every kind of page in every state: nobody stumbles, however they look at it and move through it."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.looks import (
    PHONE,
    barriers,
    by_keyboard,
    dead_without_scripts,
    found,
    in_forced_colours,
    in_the_dark,
    missing_basics,
    on_a_phone,
    past_the_menu,
    sideways,
    small_buttons,
    with_airy_text,
    with_large_text,
)
from tests.e2e.pages import OF_VISITORS, pages_of_every_kind
from tests.scene import full_portal

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

LOOKS = [
    missing_basics,
    barriers,
    in_the_dark,
    in_forced_colours,
    on_a_phone,
    small_buttons,
    by_keyboard,
    past_the_menu,
    with_airy_text,
    with_large_text,
]


@pytest.fixture
def pages(bob):
    return pages_of_every_kind(by=bob)


@pytest.fixture
def portal(bob):
    return full_portal(by=bob)


@pytest.mark.parametrize("kind", OF_VISITORS)
def test_pages_are_for_everybody(open_browser, pages, kind):
    page = open_browser(reduced_motion="reduce")

    assert found(page, pages[kind], LOOKS) == {}


def test_pages_need_no_script(page_without_script, pages):
    every = {name: at for kind in OF_VISITORS for name, at in pages[kind].items()}

    assert found(page_without_script, every, [dead_without_scripts]) == {}


# Walked at the width of a desk too, where things stand side by side.
SIDE_BY_SIDE = ["home", "events", "month", "event", "article", "project", "schedule", "publication"]


def test_pages_are_walked_in_the_order_one_sees(open_browser, portal):
    page = open_browser(reduced_motion="reduce")

    assert found(page, {name: portal[name] for name in SIDE_BY_SIDE}, [by_keyboard]) == {}


@pytest.mark.parametrize(
    "options", [{}, PHONE, {"color_scheme": "dark"}], ids=["desk", "phone", "dark"]
)
def test_forms_with_errors_and_answers_have_no_barrier(open_browser, portal, options):
    page = open_browser(**options)
    page.goto("/wydarzenia/abc/zapisy/")
    page.get_by_role("button", name="Sprawdź odpowiedzi").click()
    expect(page).to_have_title(re.compile("^Błąd: "))
    with_errors = barriers(page), sideways(page), small_buttons(page)
    answer_all(page)

    assert with_errors == ([], [], [])
    expect(page).to_have_title(re.compile("^Sprawdź odpowiedzi"))
    assert (barriers(page), sideways(page), small_buttons(page)) == ([], [], [])


def answer_all(page):
    page.get_by_label("mieszkaniec/mieszkanka").check()
    page.get_by_label("Imię").fill("Łucja")
    page.get_by_label("Nazwisko").fill("Brzęczyszczykiewicz-Wierzchosławska" * 2)
    page.get_by_label("E-mail", exact=True).fill(
        "lucja.brzeczyszczykiewicz.wierzchoslawska@example.com"
    )
    page.get_by_label("Gmina", exact=True).fill("Kraków")
    page.get_by_label("Moja gmina jest spoza").check()
    page.get_by_label("Znam informację").check()
    page.get_by_label("Akceptuję regulamin").check()
    page.get_by_role("button", name="Sprawdź odpowiedzi").click()


def test_form_without_its_token_has_no_barrier(page, portal):
    page.goto("/wydarzenia/abc/zapisy/")
    page.context.clear_cookies()
    page.get_by_role("button", name="Sprawdź odpowiedzi").click()

    expect(page).to_have_title(re.compile("^Formularz nie został wysłany"))
    assert (barriers(page), missing_basics(page)) == ([], [])


def test_too_many_attempts_are_told_to_everybody(open_browser, operator, settings):
    settings.GUESSES_PER_NETWORK = 0
    page = open_browser(reduced_motion="reduce")

    assert found(page, {"too many": "/zgloszenie/nie-ma/"}, LOOKS) == {}
    assert page.title() == "Zbyt wiele prób naraz – OWES Iskra"
