"""Certificates from the organiser's list to whoever checks the paper, without a script."""

import re

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect

from registrations.models import Certificate
from tests.e2e.looks import PHONE, barriers, sideways, small_buttons
from tests.factories_papers import attendee, certificate, past_event

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

NOTHING_WRONG = ([], [], [])


@pytest.fixture(autouse=True, scope="module")
def _fonts():
    """The worker makes the papers as soon as they are asked for."""
    call_command("build_fonts", verbosity=0)


@pytest.fixture
def event(operator):
    return past_event(
        title="ABC ekonomii społecznej",
        programme="<h3>Dzień pierwszy</h3><ul><li>pomysł,</li><li>grupa.</li></ul>",
    )


@pytest.fixture
def made(event, bob):
    person = attendee(event, first_name="Żaneta", last_name="Szczęśniak-Grzegżółka")
    return certificate(person, by=bob)


@pytest.fixture(params=["phone in the light", "screen in the dark"])
def look(request):
    """Options of a window; what is wrong with a page in it."""
    is_phone = request.param == "phone in the light"
    return (
        PHONE if is_phone else {"color_scheme": "dark", "viewport": {"width": 1280, "height": 900}}
    )


def faults(page):
    return barriers(page), sideways(page), small_buttons(page)


def test_staff_issue_certificates_without_a_script(open_browser, as_bob, event):
    attendee(event, last_name="Lis")
    attendee(event, last_name="Wilk", days=1)
    page = open_browser(java_script_enabled=False, **as_bob)
    page.goto(f"/panel/wydarzenia/{event.pk}/zaswiadczenia/")

    page.get_by_role("button", name="Wydaj zaświadczenia").click()
    assert "Wydajesz 1 zaświadczenie." in page.inner_text("#content-start")
    page.get_by_role("button", name="Wydaj i powiadom").click()

    assert "Wydano 1 zaświadczenie." in page.inner_text("#container")
    assert Certificate.objects.get().name == "Anna Lis"


def test_pages_of_staff_have_no_barriers(open_browser, as_bob, look, event, made):
    attendee(event, last_name="Lis")
    attendee(event, last_name="Wilk", days=1)
    page = open_browser(**look, **as_bob)
    desk, one = f"/panel/wydarzenia/{event.pk}/zaswiadczenia/", f"/panel/zaswiadczenia/{made.pk}/"
    register = f"/panel/zaswiadczenia/rejestr/{timezone.localdate().year}/"

    found = {}
    for address in (desk, f"{desk}pdf/", one, f"{one}uniewaznienie/", register):
        page.goto(address)
        found[address] = faults(page)

    assert found == dict.fromkeys(found, NOTHING_WRONG)


def test_anybody_checks_a_certificate_by_its_code(open_browser, look, made):
    page = open_browser(java_script_enabled=False, **look)
    page.goto("/zaswiadczenia/")

    page.get_by_label("Kod zaświadczenia").fill("za krótki")
    page.get_by_role("button", name="Sprawdź to zaświadczenie").click()
    expect(page).to_have_title(re.compile("^Błąd: "))
    page.get_by_label("Kod zaświadczenia").fill(made.code_in_groups.lower())
    page.get_by_role("button", name="Sprawdź to zaświadczenie").click()

    assert "To zaświadczenie jest ważne" in page.inner_text("main")
    assert page.url.endswith(f"/zaswiadczenia/{made.code}/")


def test_pages_of_certificates_have_no_barriers(open_browser, look, made):
    page = open_browser(**look)
    own = made.participant.get_certificate_url(made)

    found = {}
    for address in ("/zaswiadczenia/", made.get_absolute_url(), "/zaswiadczenia/AAAA/", own):
        page.goto(address)
        found[address] = faults(page)

    assert found == dict.fromkeys(found, NOTHING_WRONG)


def test_person_takes_the_pdf_out(open_browser, made):
    page = open_browser(java_script_enabled=False, accept_downloads=True)
    page.goto(made.participant.get_absolute_url())

    page.get_by_role("link", name=f"Zaświadczenie nr {made.number}").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Pobierz PDF").click()

    assert download.value.suggested_filename == f"zaswiadczenie_{made.number.lower()}.pdf"
    assert made.deeds.last().verb == "take"
