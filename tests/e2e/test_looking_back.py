"""An editor looks back and ahead: the history of a page, an old version, previews."""

import re

import pytest
from playwright.sync_api import expect

from events.models import Article
from owes_portal.editing import versions
from owes_portal.models.revisions import Revision
from tests import factories
from tests.e2e.looks import barriers, sideways

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

PHONE = {"viewport": {"width": 320, "height": 640}}
SCREENS = pytest.mark.parametrize(
    "options", [{}, PHONE, {"color_scheme": "dark"}], ids=["desk", "phone", "dark"]
)
BEFORE = "<h2>Otwarcie</h2><p>Spotykamy się w środę w <strong>Remizie</strong>.</p>"
AFTER = "<h3>Otwarcie</h3><p>Spotykamy się w piątek w Remizie, ul. Lipowa 2.</p>"


@pytest.fixture
def article(bob, operator):
    """A draft with two versions."""
    article = factories.article(title="Otwarcie", body=BEFORE, status="draft")
    versions.record(article, [], by=None)
    Article.objects.update(title="Otwarcie spółdzielni", body=AFTER)
    versions.record(article, [], by=bob)
    article.refresh_from_db()
    return article


@pytest.fixture
def addresses(article):
    row = f"/panel/events/article/{article.pk}/"
    return {
        "history": f"{row}history/",
        "comparison": f"{row}history/?od=1&do=2",
        "restored": f"{row}change/?wersja=1",
    }


@SCREENS
@pytest.mark.parametrize("name", ["history", "comparison"])
def test_pages_of_the_history_have_no_barrier(open_browser, as_bob, addresses, name, options):
    page = open_browser(**as_bob, **options)
    page.goto(addresses[name])

    assert (barriers(page), sideways(page)) == ([], [])


def test_an_old_version_is_found_and_brought_back(open_browser, as_bob, addresses, article):
    page = open_browser(**as_bob)
    page.goto(addresses["history"])
    page.get_by_role("button", name="Porównaj").click()
    expect(page.locator(".difference del").first).to_contain_text("usunięto: ")
    page.get_by_role("link", name="Przywróć wersję 1").click()
    expect(page.get_by_text("Nic jeszcze nie zapisano.")).to_be_visible()
    page.get_by_role("button", name="Zapisz", exact=True).click()

    expect(page).to_have_url(re.compile(r"/panel/events/article/(#top)?$"))
    assert Article.objects.get().title == "Otwarcie"
    assert Revision.objects.about(article).count() == 3


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_the_form_on_the_screen_is_previewed_in_a_new_tab(
    open_browser, as_bob, addresses, article, scripts
):
    page = open_browser(**as_bob, java_script_enabled=scripts)
    page.goto(addresses["restored"].partition("?")[0])
    page.locator("#id_title").fill("Zupełnie inny tytuł")
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Podgląd (w nowej karcie)").click()
    preview = opened.value

    expect(preview.get_by_role("heading", level=1)).to_have_text("Zupełnie inny tytuł")
    expect(preview.get_by_text("Nic nie zapisano.")).to_be_visible()
    expect(page.locator("#id_title")).to_have_value("Zupełnie inny tytuł")
    assert Article.objects.get().title == "Otwarcie spółdzielni"


@SCREENS
def test_a_draft_is_seen_by_its_link(open_browser, as_bob, addresses, options):
    editor = open_browser(**as_bob)
    editor.goto(addresses["restored"].partition("?")[0])
    link = editor.get_by_label("Adres dla osób z zewnątrz").input_value()

    page = open_browser(**options)
    page.goto(link)

    expect(page.get_by_role("heading", level=1)).to_have_text("Otwarcie spółdzielni")
    expect(page.get_by_text("strona nie jest jeszcze opublikowana")).to_be_visible()
    assert (barriers(page), sideways(page)) == ([], [])


def test_the_link_is_copied_by_a_button(open_browser, as_bob, addresses):
    page = open_browser(**as_bob)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(addresses["restored"].partition("?")[0])
    page.get_by_role("button", name="Skopiuj").click()

    expect(page.get_by_text("Skopiowano.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.get_by_label("Adres dla osób z zewnątrz").input_value()
