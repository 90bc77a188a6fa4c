"""The main job, as a visitor does it: from the announcement to the cancellation by the link."""

import re

import pytest
from playwright.sync_api import expect

from registrations.models import Registration
from tests import factories

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def event(operator, zwierzyniec):
    return factories.event(
        title="Wyjazd do Ostrowca i Bałtowa",
        slug="wyjazd",
        days=2,
        capacity=25,
        contact=factories.contact_person(),
        privacy_notice=factories.consent_text(),
        rules=factories.consent_text(kind="rules"),
    )


@pytest.fixture(params=["without script", "with script"])
def visitor(request, open_browser):
    return open_browser(java_script_enabled=request.param == "with script")


def fill(page):
    """Three mistakes: no surname, half an e-mail address, a municipality that is none."""
    page.get_by_label("mieszkaniec/mieszkanka").check()
    page.get_by_label("Imię").fill("Łucja")
    page.get_by_label("E-mail", exact=True).fill("lucja@")
    page.get_by_label("Gmina", exact=True).fill("Zwirzyniec")
    page.get_by_label("materiały w druku powiększonym").check()
    page.get_by_label("Znam informację").check()
    page.get_by_label("Akceptuję regulamin").check()
    page.get_by_role("button", name="Sprawdź odpowiedzi").click()


def mend(page):
    """Each link of the summary leads to its field."""
    typed = {"Wpisz nazwisko.": "Żak-Wrona", "Wpisz adres e-mail": "lucja@example.com"}
    for message, answer in (typed | {"Wybierz gminę z listy": "zwierzyniec"}).items():
        page.locator(".error-summary").get_by_role("link", name=message).click()
        page.locator(":target").fill(answer)
    page.get_by_role("button", name="Sprawdź odpowiedzi").click()


def change_surname(page):
    """Back to the form from the answers, and to the answers again."""
    row = page.locator(".summary__row", has_text="Nazwisko")
    expect(row).to_contain_text("Żak-Wrona")
    row.get_by_role("button", name="Zmień").click()
    expect(page).to_have_url(re.compile("#id_p1-last_name$"))
    page.get_by_label("Nazwisko").fill("Żak")
    page.get_by_role("button", name="Sprawdź odpowiedzi").click()


def test_visitor_signs_up_reads_the_mail_and_cancels(visitor, event, site, mailoutbox):
    visitor.goto("/wydarzenia/")
    visitor.get_by_role("link", name=event.title).click()
    expect(visitor.locator(".event-head")).to_contain_text("25 z 25 miejsc")
    visitor.get_by_role("link", name="Zapisz się na wydarzenie").click()

    fill(visitor)
    expect(visitor).to_have_title(re.compile("^Błąd: "))
    expect(visitor.get_by_role("alert")).to_contain_text("Popraw 3 pola")
    expect(visitor.get_by_label("materiały w druku powiększonym")).to_be_checked()
    mend(visitor)
    change_surname(visitor)
    expect(visitor.locator("main")).to_contain_text("Zwierzyniec (gmina miejsko-wiejska")
    assert not Registration.objects.exists()

    visitor.get_by_role("button", name="Wyślij zgłoszenie").click()
    expect(visitor.get_by_role("heading", level=1)).to_contain_text("Mamy Twoje zgłoszenie")
    registration = Registration.objects.get()
    expect(visitor.locator(".panel__number")).to_have_text(registration.number)
    visitor.reload()
    assert Registration.objects.count() == 1

    (mail,) = mailoutbox
    assert mail.subject.startswith(f"Potwierdzenie zgłoszenia {registration.number}: Wyjazd")
    assert mail.body.startswith("Dzień dobry,")
    visitor.goto(re.search(rf"{site}/zgloszenie/\S+", mail.body)[0])
    expect(visitor.locator("main")).to_contain_text("Łucja Żak")

    visitor.get_by_role("link", name="Odwołaj zgłoszenie").click()
    visitor.get_by_role("button", name="Tak, odwołaj zgłoszenie").click()
    expect(visitor.locator("main")).to_contain_text("To zgłoszenie jest odwołane.")
    event.refresh_from_db()
    assert event.places_taken == 0
    assert len(mailoutbox) == 2


def test_visitor_joins_the_waiting_list_of_a_full_event(visitor, event):
    type(event).objects.update(capacity=0)
    visitor.goto("/wydarzenia/wyjazd/")

    expect(visitor.locator("main")).to_contain_text("lista rezerwowa")
    visitor.get_by_role("link", name="listę rezerwową").click()
    expect(visitor.locator("main")).to_contain_text("Nie ma już wolnych miejsc.")


def test_visitor_signs_up_by_keyboard_alone(open_browser, event):
    page = open_browser(reduced_motion="reduce")  # else the page still glides when it is looked at
    page.goto("/wydarzenia/wyjazd/zapisy/")
    typed = {
        "p1-first_name": "Łucja",
        "p1-last_name": "Żak",
        "email": "lucja@example.com",
        "municipality": "Zwierzyniec",
    }
    ticked = ["applicant", f"wording-{event.privacy_notice_id}", f"wording-{event.rules_id}"]

    for name in walk(page):
        if name in typed:
            page.keyboard.type(typed[name])
        elif name in ticked:
            page.keyboard.press("Space")
        elif name == "Sprawdź odpowiedzi":
            page.keyboard.press("Enter")
            break
    expect(page.get_by_role("heading", level=1)).to_have_text("Sprawdź odpowiedzi")
    for name in walk(page):
        if name == "Wyślij zgłoszenie":
            page.keyboard.press("Enter")
            break

    expect(page.get_by_role("heading", level=1)).to_contain_text("Mamy Twoje zgłoszenie")


def walk(page):
    """Press Tab again and again; the name or the words of what has the focus, which must be seen."""
    for _step in range(80):
        page.keyboard.press("Tab")
        yield page.evaluate(
            """() => {
                const focused = document.activeElement;
                const place = focused.getBoundingClientRect();
                if (place.bottom < 0 || place.top > innerHeight) throw Error("out of sight");
                return focused.name && focused.type !== "submit" ? focused.name : focused.innerText;
            }"""
        )
    raise AssertionError("Tab never reaches the button")


def test_error_summary_takes_the_focus_and_leads_to_each_field(page, event):
    page.goto("/wydarzenia/wyjazd/zapisy/")
    page.get_by_role("button", name="Sprawdź odpowiedzi").click()

    expect(page.locator(".error-summary")).to_be_focused()
    for link in page.locator(".error-summary a").all():
        target = page.locator(link.get_attribute("href"))
        expect(target).to_be_visible()
        assert target.evaluate("it => ['INPUT', 'TEXTAREA', 'SELECT'].includes(it.tagName)")


def test_a_page_without_its_token_keeps_what_was_typed_in_the_browser(page, event):
    page.goto("/wydarzenia/wyjazd/zapisy/")
    page.get_by_label("Imię").fill("Łucja")
    page.context.clear_cookies()
    page.get_by_role("button", name="Sprawdź odpowiedzi").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Formularz nie został wysłany")

    page.go_back()

    expect(page.get_by_label("Imię")).to_have_value("Łucja")
