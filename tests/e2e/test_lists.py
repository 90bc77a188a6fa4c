"""Filters of lists in a browser: at once where scripts run, by their button where they do not."""

import gzip
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.utils import timezone
from playwright.sync_api import expect

from tests import factories

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

NOW = timezone.now()


@pytest.fixture
def events(operator):
    factories.event(title="Szkolenie z kawą", kind="training")
    event = factories.event(title="Warsztaty z ciastem", starts_at=NOW + timedelta(days=3))
    event.counties.add(factories.county())


def titles(page):
    return page.locator(".event-card__title").all_inner_texts()


def test_choosing_a_filter_shows_what_is_found_at_once(page, events):
    page.goto("/wydarzenia/")
    found = page.get_by_role("status").element_handle()
    page.get_by_label("Powiat").focus()
    page.get_by_label("Powiat").select_option("zamojski")

    expect(page.get_by_role("status")).to_have_text("Znaleziono 1 wydarzenie")
    assert titles(page) == ["Warsztaty z\xa0ciastem"]
    assert page.url.endswith("/wydarzenia/?powiat=0620")
    assert found.inner_text() == "Znaleziono 1 wydarzenie"
    expect(page.get_by_label("Powiat")).to_be_focused()


def test_going_back_shows_the_list_and_the_form_as_they_were(page, events):
    page.goto("/wydarzenia/")
    page.get_by_label("Powiat").select_option("zamojski")
    expect(page.get_by_role("status")).to_have_text("Znaleziono 1 wydarzenie")
    page.get_by_label("Tylko z wolnymi miejscami").check()
    expect(page).to_have_url(re.compile(r"\?powiat=0620&wolne=on$"))

    page.go_back()
    expect(page.get_by_label("Tylko z wolnymi miejscami")).not_to_be_checked()
    expect(page.get_by_label("Powiat")).to_have_value("0620")
    page.go_back()

    expect(page.get_by_role("status")).to_have_text("Znaleziono 2 wydarzenia")
    expect(page.get_by_label("Powiat")).to_have_value("")
    page.get_by_label("Powiat").select_option("zamojski")
    expect(page.get_by_role("status")).to_have_text("Znaleziono 1 wydarzenie")


def test_an_event_and_back_shows_the_whole_page_of_the_filter(page, events):
    page.goto("/wydarzenia/")
    page.get_by_label("Powiat").select_option("zamojski")
    expect(page.get_by_role("status")).to_have_text("Znaleziono 1 wydarzenie")
    page.get_by_role("link", name="Warsztaty z ciastem").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Warsztaty z\xa0ciastem")

    page.go_back()

    expect(page.get_by_role("heading", level=1)).to_have_text("Wydarzenia")
    expect(page.get_by_role("status")).to_have_text("Znaleziono 1 wydarzenie")


def test_taking_a_chip_off_empties_its_field_too(page, events):
    page.goto("/wydarzenia/")
    page.get_by_label("Powiat").select_option("zamojski")
    page.get_by_role("link", name="Usuń filtr: Powiat").click()

    expect(page.get_by_role("status")).to_have_text("Znaleziono 2 wydarzenia")
    expect(page.get_by_label("Powiat")).to_have_value("")


def test_schedule_says_what_is_wrong_with_a_span(page, events):
    factories.event(starts_at=NOW + timedelta(days=70))
    page.goto("/harmonogram-wsparcia/")
    months = page.get_by_label("Od miesiąca").locator("option").all()
    page.get_by_label("Od miesiąca").select_option(months[-1].get_attribute("value"))
    expect(page.get_by_role("status")).to_have_text("Znaleziono 1 dzień")
    page.get_by_label("Do miesiąca").select_option(months[1].get_attribute("value"))

    expect(page).to_have_title(re.compile("^Błąd: "))


def test_filters_work_by_their_button_without_a_script(page_without_script, events):
    page = page_without_script
    page.goto("/wydarzenia/")
    page.get_by_label("Powiat").select_option("zamojski")
    page.get_by_role("button", name="Pokaż wydarzenia").click()

    assert titles(page) == ["Warsztaty z\xa0ciastem"]
    assert "powiat=0620" in page.url


def test_scripts_of_a_list_keep_within_their_budget(page, events):
    page.goto("/wydarzenia/")

    scripts = page.locator("script[src]").evaluate_all("all => all.map(one => one.src)")

    files = [Path(finders.find(address.partition("/static/")[2])) for address in scripts]
    assert 0 < sum(len(gzip.compress(file.read_bytes())) for file in files) <= 20_000
