"""Every kind of page in every state: no barrier that axe knows, on a phone and in the dark too."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from events.models import Event
from events.models.announced import Announced
from registrations import services
from registrations.models import Consent, EventQuestions, Organisation, Participant, Registration
from registrations.services.questions import Draft, save_questions
from tests import factories
from tests.e2e.conftest import barriers
from tests.scene import full_portal

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

NOW = timezone.now()
FILES = {
    "report",  # it leads to the form of a piece of news
    "articles feed",
    "events calendar",
    "events feed",
    "event calendar",
    "preview file",
    "event file",
    "favicon",
    "robots",
    "sitemap",
    "sitemap part",
    "schedule table",
    "schedule paper",
    "publication file",
    "mark",
    "picture",
    "signed picture",
    "alive",
    "ready",
    "working",
    "registration calendar",
    "place calendar",
    "document",
    "sent file",
    "signed list file",
    "signed list page",
    "called",
}
PHONE = {"viewport": {"width": 320, "height": 640}}


@pytest.fixture
def portal(bob):
    """The address of each page, and of the states that an event can be in."""
    pages = full_portal(by=bob)
    states = {
        "full": {"capacity": 0},
        "full for good": {"capacity": 0, "has_waiting_list": False},
        "closed": {"signup_closes_at": NOW - timedelta(hours=1)},
        "not yet": {"signup_opens_at": NOW + timedelta(hours=1)},
        "over": {"starts_at": NOW - timedelta(days=9)},
        "cancelled": {"cancelled_at": NOW, "cancellation_reason": "Trenerka zachorowała."},
    }
    for number, (state, fields) in enumerate(states.items()):
        factories.event(slug=f"e{number}", contact=factories.contact_person(), **fields)
        pages[f"event {state}"] = f"/wydarzenia/e{number}/"
        pages[f"sign-up {state}"] = f"/wydarzenia/e{number}/zapisy/"
    waiting = factories.registration(factories.event(capacity=0))
    pages["registration waiting"] = f"/zgloszenie/{waiting.token}/"
    pages["thanks waiting"] = f"/zgloszenie/{waiting.token}/dziekujemy/"
    pages["empty list"] = "/wydarzenia/?rodzaj=webinar"
    factories.project(slug="nowy")
    pages["schedule of a project"] = "/harmonogram-wsparcia/?projekt=iskra"
    pages["schedule with an error"] = "/harmonogram-wsparcia/?od=kiedys"
    pages["empty schedule"] = "/harmonogram-wsparcia/?projekt=nowy"
    pages["empty history of the schedule"] = "/harmonogram-wsparcia/historia/?projekt=nowy"
    pages["empty month"] = f"{pages['month']}?rodzaj=webinar"
    pages["events of a day"] = f"/wydarzenia/?dzien={NOW:%Y-%m-%d}"
    pages["events of a wrong day"] = "/wydarzenia/?dzien=kiedys"
    pages["past events"] = "/wydarzenia/?minione=on&rodzaj=workshop"
    for home in ("/en/", "/uk/"):
        pages[f"home below {home}"] = home
        for name in ("event", "events", "sign-up", "article", "project", "declaration"):
            pages[f"{name} below {home}"] = home + pages[name].removeprefix("/")
    pages["not found"] = "/nie-ma-takiej-strony/"
    return {name: address for name, address in pages.items() if name not in FILES}


@pytest.fixture
def public_pages(portal):
    return {name: at for name, at in portal.items() if not at.startswith("/panel/")}


def found(page, pages, look):
    """What the look finds on each page, without the pages where it finds nothing."""
    troubles = {}
    for name, address in pages.items():
        page.goto(address)
        assert page.url.endswith(address), f"{address} leads to {page.url}"
        troubles[name] = look(page)
    return {name: trouble for name, trouble in troubles.items() if trouble}


def sideways(page):
    """How many pixels one would have to scroll to the side."""
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


def small_buttons(page):
    """Buttons that a thumb would miss: under 44 pixels, as look and WCAG 2.5.5 want it."""
    return page.evaluate(
        """() => [...document.querySelectorAll("main .button, main button:not([aria-hidden]), main summary")]
            .filter(it => it.offsetParent && it.getBoundingClientRect().height < 44)
            .map(it => it.outerHTML)"""
    )


def troubles_on_a_phone(page):
    pixels = sideways(page)
    return barriers(page) + small_buttons(page) + ([pixels] if pixels else [])


def missing_basics(page):
    """What each page must have: language, one h1, a title, a skip link, one main part."""
    return page.evaluate(
        """() => [
            /^(pl|en|uk)$/.test(document.documentElement.lang) || "language",
            document.querySelectorAll("h1").length === 1 || "one h1",
            document.title.length > 3 || "title",
            document.querySelectorAll("main").length === 1 || "one main",
            document.querySelector("body > a[href='#content']") !== null || "skip link",
        ].filter(it => it !== true)"""
    )


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_pages_have_no_barrier(open_browser, public_pages, colours):
    page = open_browser(color_scheme=colours)

    assert found(page, public_pages, barriers) == {}


def test_pages_have_no_barrier_on_a_phone_and_fit_it(open_browser, public_pages):
    assert found(open_browser(**PHONE), public_pages, troubles_on_a_phone) == {}


def test_pages_have_their_basics(page, public_pages):
    assert found(page, public_pages, missing_basics) == {}


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

    assert with_errors == ([], 0, [])
    expect(page).to_have_title(re.compile("^Sprawdź odpowiedzi"))
    assert (barriers(page), sideways(page), small_buttons(page)) == ([], 0, [])


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


def test_pages_hold_together_with_text_of_twice_the_size(open_browser, public_pages):
    """200 % of text on a screen of 640 pixels is what 320 pixels are at 100 %."""
    page = open_browser(viewport={"width": 640, "height": 800})
    page.add_init_script(
        "addEventListener('DOMContentLoaded', () => document.documentElement.style.fontSize = '200%')"
    )

    assert found(page, public_pages, sideways) == {}


# Staff


def test_login_has_no_barrier(page, operator):
    page.goto("/panel/")

    assert (barriers(page), sideways(page)) == ([], 0)


STAFF = [
    "/panel/",
    "/panel/events/event/",
    "/panel/events/article/",
    "/panel/registrations/registration/",
    "/panel/registrations/participant/",
    "/panel/registrations/eventquestions/",
    "/panel/registrations/invitation/",
    "/panel/registrations/invitation/add/",
    "/panel/registrations/organisation/",
    "/panel/owes_portal/consenttext/",
    "/panel/owes_portal/outgoingmail/",
    "/panel/owes_portal/document/",
]


@pytest.fixture
def event_with_questions(portal):
    event = factories.event(slug="pytania")
    train = Draft(wording="Czy przyjedzie Pani/Pan pociągiem?", kind="yes_no")
    station = Draft(
        wording="Na której stacji?",
        kind="one_of",
        options=("Zamość", "Chełm"),
        shown_if=train.thread,
        shown_if_answer="yes",
    )
    [train, _station] = save_questions(event, [train, station])
    people = [
        factories.person(
            needs=["captions", "large_print"], answers=[services.GivenAnswer(train, ["no"])]
        )
    ] * 2
    factories.registration(
        event,
        people=people,
        organisation_name="Stowarzyszenie Ul",
        acknowledged=[factories.consent_text()],
    )
    return event


@pytest.fixture
def staff_pages(portal, event_with_questions):
    """Lists and rows of the administration, and the pages of staff beside it."""
    rows = [Registration.objects.first(), Participant.objects.last(), Organisation.objects.last()]
    rows += [Consent.objects.last().text, EventQuestions.objects.get(slug="pytania")]
    pages = [f"/panel/{row._meta.label_lower.replace('.', '/')}/{row.pk}/change/" for row in rows]
    pages += [f"/panel/registrations/eventquestions/{event_with_questions.pk}/copy/"]
    pages += [f"/panel/wydarzenia/{event_with_questions.pk}/formularz/"]
    ours = {name: at for name, at in portal.items() if at.startswith("/panel/")}
    return ours | {address: address for address in [*STAFF, *pages]}


@pytest.mark.parametrize(
    "options", [{}, PHONE, {"color_scheme": "dark"}], ids=["desk", "phone", "dark"]
)
def test_pages_of_staff_have_no_barrier(open_browser, staff_pages, as_bob, options):
    page = open_browser(**as_bob, **options)

    assert found(page, staff_pages, barriers) == {}


def test_the_builder_of_a_form_with_errors_has_no_barrier(
    open_browser, event_with_questions, as_bob
):
    page = open_browser(**as_bob)
    page.goto(f"/panel/registrations/eventquestions/{event_with_questions.pk}/change/")
    page.locator("[name=questions-0-wording]").fill("")
    page.locator("[name=questions-1-options]").fill("Zamość")
    page.get_by_role("button", name="Zapisz", exact=True).click()

    page.locator(".errornote").wait_for()

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
    assert (barriers(page), sideways(page), small_buttons(page)) == ([], 0, [])


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
    assert (barriers(page), sideways(page), small_buttons(page)) == ([], 0, [])
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
    assert (barriers(page), sideways(page), small_buttons(page)) == ([], 0, [])
    page.get_by_role("link", name="Zobacz wiadomość i zdecyduj").click()
    page.get_by_role("button", name="Nie wysyłaj").click()

    expect(page).to_have_title(re.compile("^Błąd: "))
    assert (barriers(page), sideways(page), small_buttons(page)) == ([], 0, [])
    mail = page.frame_locator("iframe").locator("body")
    expect(mail).to_contain_text("Szkoła Podstawowa nr 3")
    page.get_by_role("button", name="Wyślij teraz").click()
    expect(page.get_by_role("heading", name="Zadzwoń: te osoby nie mają e-maila")).to_be_visible()
    assert (barriers(page), sideways(page), small_buttons(page)) == ([], 0, [])
    page.get_by_role("button", name="Powiadomiono telefonicznie").click()
    expect(page.get_by_text("Zapisano, że ta osoba już wie.")).to_be_visible()
