"""An organisation sends three people: without script, by keyboard alone, through five mistakes."""

import re

import pytest
from playwright.sync_api import expect

from registrations.models import Answer, Question, Registration
from tests import factories
from tests.e2e.keyboard import Keyboard
from tests.factories_library import pdf

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

STATUTE = {"name": "statut.pdf", "mimeType": "application/pdf", "buffer": pdf()}
MISTAKES = {
    "Wpisz nazwę organizacji.": "Stowarzyszenie Razem",
    "Wpisz adres e-mail w\N{NO-BREAK SPACE}formacie nazwa@domena.pl.": "biuro@example.com",
    "Wybierz plik.": STATUTE,
    "Osoba 1: Wpisz nazwisko.": "Żak",
    "Osoba 1: Wpisz odpowiedź.": "Nasza kuchnia",
}


@pytest.fixture
def event(operator, zwierzyniec):
    """Four places, of which two are taken, and two questions that depend on others."""
    event = factories.event(
        title="Wyjazd do Ostrowca i Bałtowa",
        slug="wyjazd",
        capacity=4,
        contact=factories.contact_person(),
        privacy_notice=factories.consent_text(),
        rules=factories.consent_text(kind="rules"),
    )
    factories.registration(event)
    factories.registration(event)
    ask(event, "Na jakim etapie jesteście?", "Załącz statut", "file", scope="registration")
    ask(event, "Czy opowiesz o organizacji?", "O czym opowiesz?", "text", scope="person")
    return event


def ask(event, wording, follows, kind, *, scope):
    """A question of yes or no, and another one for those who say yes."""
    first = Question.objects.create(event=event, wording=wording, kind="yes_no", scope=scope)
    Question.objects.create(
        event=event,
        wording=follows,
        kind=kind,
        scope=scope,
        position=1,
        is_required=True,
        shown_if=first,
        shown_if_answer=Question.YES,
    )


@pytest.fixture
def page(open_browser):
    return open_browser(java_script_enabled=False, reduced_motion="reduce")


@pytest.fixture
def keys(page):
    return Keyboard(page)


def fill_in(keys):
    """Three people, the last one still without a name; five things are wrong or missing."""
    keys.choose("Zgłaszam się jako", 3)
    keys.write("E-mail", "biuro@")
    keys.write("Gmina", "Zwierzyniec")
    keys.choose("Na jakim etapie", 1)
    keys.write("Imię", "Łucja")
    keys.choose("Czy opowiesz", 1)
    keys.follow("Dodaj kolejną osobę")
    keys.write("Imię", "Jan")
    keys.write("Nazwisko", "Łoś")
    keys.write("E-mail tej osoby", "jan@example.com")
    keys.follow("Dodaj kolejną osobę")
    keys.tick("Znam informację")
    keys.tick("Akceptuję regulamin")
    keys.follow("Sprawdź odpowiedzi")


def mend(page, keys):
    """One mistake after another, each by the first link of the summary."""
    left = dict(MISTAKES)
    while left:
        expect(page).to_have_title(re.compile("^Błąd: "))
        summary = page.get_by_role("alert")
        expect(summary).to_contain_text(f"Popraw {len(left)} p")
        answer = left.pop(summary.get_by_role("link").first.inner_text())
        keys.press("Tab")
        keys.press("Enter")
        expect(page.locator(":target")).to_be_focused()
        if answer is STATUTE:
            keys.attach_here(STATUTE)
            keys.follow("Sprawdź odpowiedzi")
        else:
            keys.write_here(answer)
            keys.submit()


def links_in(mail):
    return re.findall(r"http://\S+/(?:zgloszenie|miejsce)/[\w-]+/", mail.body)


def mails_to(mailoutbox, address):
    return [mail for mail in mailoutbox if mail.to == [address]]


def test_organisation_sends_three_people(page, keys, event, mailoutbox):
    mailoutbox.clear()
    page.goto("/wydarzenia/wyjazd/zapisy/")

    fill_in(keys)
    mend(page, keys)

    expect(page.locator("main")).to_contain_text("Zostały tylko 2 miejsca dla 3 osób")
    keys.follow("Wyślij zgłoszenie")
    expect(page.get_by_role("alert")).to_contain_text("Popraw 1 pole")
    keys.choose("Zostały tylko 2 miejsca", 1)
    keys.follow("Wyślij zgłoszenie")
    delegated = Registration.objects.get(email="biuro@example.com")
    expect(page.locator(".panel__number")).to_have_text(delegated.number)
    assert states_of(delegated) == ["confirmed", "confirmed", "waiting"]
    assert Answer.objects.exclude(upload=None).get().upload.name == "statut.pdf"

    (to_office,) = mails_to(mailoutbox, "biuro@example.com")
    (to_jan,) = mails_to(mailoutbox, "jan@example.com")
    assert "/miejsce/" in links_in(to_jan)[0]
    page.goto(links_in(to_office)[0])
    give_the_name(page, keys)
    cancel_lucja(page, keys)
    assert states_of(delegated) == ["cancelled", "confirmed", "offered"]

    (to_ola,) = [
        mail for mail in mails_to(mailoutbox, "ola@example.com") if "potwierdź" in mail.subject
    ]
    page.goto(links_in(to_ola)[0])
    keys.follow("Odpowiedz na propozycję")
    keys.follow("Potwierdzam, przyjdę")
    assert states_of(delegated) == ["cancelled", "confirmed", "confirmed"]
    event.refresh_from_db()
    assert (event.places_taken, event.extra_places) == (4, 0)


def states_of(registration):
    return list(registration.participants.order_by("pk").values_list("status", flat=True))


def give_the_name(page, keys):
    """The organisation says who the third person is, and gives an address of her own."""
    keys.follow("Podaj imię i nazwisko")
    keys.write("Imię", "Ola")
    keys.write("Nazwisko", "Wrona")
    keys.write("E-mail tej osoby", "ola@example.com")
    keys.submit()
    expect(page.locator("main")).to_contain_text("Ola Wrona")


def cancel_lucja(page, keys):
    keys.follow("Odwołaj to miejsce: Łucja Żak")
    keys.follow("Tak, odwołaj")
