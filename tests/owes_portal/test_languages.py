"""Pages in other languages: the switch, the addresses, and marks for what is in Polish only."""

import pytest
from django.test import Client
from django.urls import clear_url_caches
from django.utils import translation
from django.utils.safestring import mark_safe
from lxml import html

from owes_portal.models import OutgoingMail
from owes_portal.templatetags.languages import in_language
from registrations import services
from registrations.models import Change
from tests import factories
from tests.admin_forms import answers
from tests.reading import plain, tree, words
from tests.scene import accepted_page

pytestmark = pytest.mark.django_db

ENGLISH = {
    "en": {"title": "First steps", "lead": "For you.", "programme": "<p>Talk</p><script>1</script>"}
}


@pytest.fixture(autouse=True)
def _addresses_of_visitors():
    """The table of addresses forgets what it learnt where English was the language of the tests."""
    clear_url_caches()
    yield
    clear_url_caches()


def switch_of(response):
    links = tree(response).xpath('//nav[contains(@class, "languages")]//a')
    return {link.get("hreflang"): (plain(link), link.get("href")) for link in links}


def marked(response):
    """What the page marks as Polish."""
    return [plain(part) for part in tree(response).xpath('//main//*[@lang="pl"]')]


# The switch


@pytest.mark.parametrize(
    ("address", "language"), [("/wydarzenia/", "pl"), ("/en/wydarzenia/", "en"), ("/uk/", "uk")]
)
def test_page_says_its_language(client, operator, address, language):
    response = client.get(address)

    assert tree(response).get("lang") == language
    assert response.headers.get("Content-Language", "pl") == language


def test_switch_leads_to_the_same_page_with_its_filters(client):
    response = client.get("/en/wydarzenia/?rodzaj=webinar&strona=1")

    assert switch_of(response) == {
        "pl": ("Polski", "/wydarzenia/?rodzaj=webinar&strona=1"),
        "en": ("English", "/en/wydarzenia/?rodzaj=webinar&strona=1"),
        "uk": ("Українська", "/uk/wydarzenia/?rodzaj=webinar&strona=1"),
    }


def test_switch_passes_on_nothing_that_no_list_knows(client):
    client.get("/en/wydarzenia/?rodzaj=webinar&utm_source=poczta")

    response = client.get("/en/wydarzenia/?fbclid=1&rodzaj=webinar")

    assert switch_of(response)["uk"] == ("Українська", "/uk/wydarzenia/?rodzaj=webinar")


def test_switch_marks_the_language_of_the_page(client):
    current = tree(client.get("/uk/kontakt/")).xpath('//a[@hreflang][@aria-current="true"]')

    assert [link.get("lang") for link in current] == ["uk"]


@pytest.mark.parametrize("address", ["/en//zly.example/", "/uk///zly.example", "//zly.example/"])
def test_switch_leads_to_no_other_website(client, address):
    response = client.get(address)

    assert [to for _name, to in switch_of(response).values() if to.startswith("//")] == []


def test_switch_is_not_shown_where_it_would_lose_what_was_typed(client):
    event = factories.event()

    response = client.post(f"/en/wydarzenia/{event.slug}/zapisy/", {})

    assert "There is a problem" in words(response) or "Correct" in words(response)
    assert switch_of(response) == {}


def test_switch_follows_the_filters_of_a_list_that_its_script_exchanges(client):
    response = client.get("/en/wydarzenia/?rodzaj=webinar", headers={"HX-Request": "true"})

    nav = html.fragment_fromstring(response.content.decode(), create_parent=True)
    assert nav.xpath('//nav[@data-hx-swap-oob]//a[@hreflang="uk"]/@href') == [
        "/uk/wydarzenia/?rodzaj=webinar"
    ]


def test_list_names_a_wrong_choice_in_the_language_of_the_page(client):
    asked = [tree(client.get(f"/{one}/wydarzenia/?temat=xyz")) for one in ("en", "uk")]

    problems = [page.xpath("string(//*[@class='error-summary__list']//a)") for page in asked]
    assert [problem.split()[0] for problem in problems] == ["The", "Фільтр"]


def test_page_tells_search_engines_of_its_other_languages(client, settings):
    found = tree(client.get("/uk/kontakt/?z=1")).xpath('//link[@rel="alternate"][@hreflang]')

    assert {link.get("hreflang"): link.get("href") for link in found} == {
        "x-default": f"{settings.SITE_URL}/kontakt/",
        "pl": f"{settings.SITE_URL}/kontakt/",
        "en": f"{settings.SITE_URL}/en/kontakt/",
        "uk": f"{settings.SITE_URL}/uk/kontakt/",
    }


def test_secret_page_has_a_switch_and_tells_nobody_else(client):
    registration = factories.registration(factories.event())
    secret = f"zgloszenie/{registration.token}/"

    response = client.get(f"/en/{secret}")

    assert switch_of(response)["uk"] == ("Українська", f"/uk/{secret}")
    assert tree(response).xpath('//link[@hreflang][contains(@href, "zgloszenie")]') == []
    assert response["Referrer-Policy"] == client.get(f"/{secret}")["Referrer-Policy"]


@pytest.mark.parametrize(
    ("address", "heading"),
    [("/en/nie-ma/", "We cannot find this page"), ("/uk/nie-ma/", "Ми не можемо знайти")],
)
def test_page_that_is_not_there_says_so_in_its_language(client, address, heading):
    response = client.get(address)

    assert response.status_code == 404
    assert heading in words(response)


def test_staff_pages_have_no_other_language(bobs_client):
    assert bobs_client.get("/en/panel/poczta/").status_code == 404


# What is written


@pytest.mark.parametrize("event_count", [1, 3])
def test_events_in_another_language_ask_as_often(client, django_assert_num_queries, event_count):
    for number in range(event_count):
        factories.event(slug=f"e{number}", translations=ENGLISH)
    client.get("/wydarzenia/")

    # Stamp, operator, choices, moments; number of rows, rows, days of the small calendar, places.
    with django_assert_num_queries(9):
        client.get("/en/wydarzenia/")


def test_translation_is_shown_in_its_language_only(client):
    factories.event(title="Pierwsze kroki", slug="abc", translations=ENGLISH)

    shown = {home: words(client.get(f"{home}wydarzenia/abc/")) for home in ("/", "/en/", "/uk/")}

    assert "Pierwsze kroki" in shown["/"]
    assert "First steps" in shown["/en/"]
    assert "Pierwsze kroki" in shown["/uk/"]


def test_what_has_no_translation_is_marked_and_told_once(client):
    factories.event(title="Pierwsze kroki", slug="abc", lead="Dla Ciebie.")

    response = client.get("/en/wydarzenia/abc/")

    assert marked(response)[:2] == ["Pierwsze kroki", "Dla Ciebie."]
    assert words(response).count("This text is in Polish only.") == 1


def test_polish_page_has_no_marks(client):
    factories.event(title="Pierwsze kroki", slug="abc")

    response = client.get("/wydarzenia/abc/")

    assert marked(response) == []
    assert "tylko po polsku" not in words(response)


def test_rich_text_of_a_translation_is_cleaned_when_it_is_stored():
    event = factories.event(translations=ENGLISH | {"uk": {"title": " ", "slug": "abc"}})

    event.refresh_from_db()

    assert event.translations == {
        "en": {"title": "First steps", "lead": "For you.", "programme": "<p>Talk</p>"}
    }


def test_title_of_the_window_and_description_speak_the_language(client):
    factories.event(slug="abc", translations=ENGLISH)

    page = tree(client.get("/en/wydarzenia/abc/"))

    assert page.findtext(".//title").startswith("First steps")
    assert page.xpath('//meta[@name="description"]/@content') == ["For you."]


def test_staff_write_translations_beside_the_polish_text(bobs_client):
    page = factories.page(slug="o-nas", title="O nas", body="<p>Pomagamy.</p>")
    address = f"/panel/owes_portal/page/{page.pk}/change/"
    typed = answers(bobs_client, address, en_title="About us", uk_body="<p>Ми</p>")

    bobs_client.post(address, typed)

    page.refresh_from_db()
    assert page.translations == {"en": {"title": "About us"}, "uk": {"body": "<p>Ми</p>"}}
    assert answers(bobs_client, address)["en_title"] == "About us"


def test_centre_speaks_the_language_of_the_page_as_soon_as_staff_have_written_it(
    bobs_client, operator
):
    visitor, address = Client(), f"/panel/owes_portal/operator/{operator.pk}/change/"
    before = [tree(visitor.get("/uk/")).find(".//h1") for _ in range(2)]

    bobs_client.post(address, answers(bobs_client, address, uk_mission="Допомагаємо разом."))

    page, polish = tree(visitor.get("/uk/")), tree(visitor.get("/"))
    assert [heading[0].get("lang") for heading in before] == ["pl", "pl"]
    assert (plain(page.find(".//h1")), len(page.find(".//h1"))) == ("Допомагаємо разом.", 0)
    assert page.xpath("//meta[@name='description']/@content") == ["Допомагаємо разом."]
    assert plain(polish.find(".//h1")) == "Pomagamy mieszkańcom działać razem."


def test_contact_says_in_the_language_of_the_page_what_is_translated(client, operator):
    operator.accessible_lift, operator.office_hours = "jest", "w środy"
    operator.directions = "Od podwórza."
    operator.translations = {"en": {"accessible_lift": "yes", "directions": "From the\n\nyard."}}
    operator.save()
    factories.contact_person(role="zapisy", translations={"en": {"role": "sign-up"}})
    factories.office(name="Biuro w Chełmie", translations={"en": {"name": "Office in Chełm"}})

    response = client.get("/en/kontakt/")

    told = words(response)
    assert ("Lift: yes" in told, "Sign-up" in told, "Office in Chełm" in told) == (True,) * 3
    assert "w środy" in marked(response)
    assert "From the" in [plain(part) for part in tree(response).xpath("//dd/p")]


# What is not said to the visitor stays in Polish


@pytest.mark.parametrize(("home", "is_told"), [("/", 0), ("/en/", 1)])
def test_whoever_signs_up_in_another_language_is_told_that_mails_are_in_polish(
    client, home, is_told
):
    event = factories.event()

    page = client.get(f"{home.rstrip('/')}{accepted_page(event)}")

    assert words(page).count("Our e-mails are in Polish.") == is_told


def test_mail_and_history_are_in_polish_whatever_the_page_speaks(client):
    event = factories.event()

    with translation.override("uk"):
        registration = services.register(event, factories.submission(email="ola@example.com"))

    mail = OutgoingMail.objects.filter(recipient="ola@example.com").get()
    assert mail.text.startswith("Dzień dobry")
    assert 'lang="pl"' in mail.html
    assert "/uk/" not in mail.text
    assert Change.objects.get(participant__registration=registration).reason == (
        "Zgłoszenie przez formularz. Było wolne miejsce."
    )


@pytest.mark.parametrize(
    ("text", "tag"),
    [("Dzień dobry", "span"), ("<p>Dzień dobry</p>", "div"), ("<ul><li>raz</li></ul>", "div")],
)
def test_a_mark_of_language_may_hold_what_is_in_it(text, tag):
    with translation.override("uk"):
        marked = in_language(mark_safe(text), "pl")

    assert marked == f'<{tag} lang="pl">{text}</{tag}>'
