"""The form of a group in every state: people, questions that depend on others, a file, the choice."""

import re

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.e2e.looks import PHONE, barriers, sideways, small_buttons
from tests.factories_library import pdf
from tests.factories_signup import question

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

CHECK = "Sprawdź odpowiedzi"


@pytest.fixture
def event(operator, zwierzyniec):
    made = factories.event(
        slug="abc",
        days=2,
        capacity=2,
        has_catering=True,
        privacy_notice=factories.consent_text(),
        rules=factories.consent_text(kind="rules"),
    )
    made.consents.add(factories.consent_text(kind="needs", label="Zgadzam się na potrzeby"))
    story = question(made, kind="yes_no", wording="Czy pokażesz produkt?")
    question(made, wording="Jaki?", is_required=True, shown_if=story, shown_if_answer="yes")
    question(made, kind="file", wording="Plan", scope="registration")
    return made


def look(page):
    return barriers(page), sideways(page), small_buttons(page)


NOTHING_WRONG = ([], [], [])


@pytest.mark.parametrize(
    "options", [{}, PHONE, {"color_scheme": "dark"}], ids=["desk", "phone", "dark"]
)
def test_form_of_a_group_has_no_barrier(open_browser, event, options, tmp_path):
    page = open_browser(java_script_enabled=True, reduced_motion="reduce", **options)
    page.goto("/wydarzenia/abc/zapisy/")
    page.get_by_label("organizacji (NGO").check()
    for _person in range(2):
        page.get_by_role("button", name="Dodaj kolejną osobę").click()
    expect(page.locator("#osoba-3")).to_be_focused()
    people = look(page)

    page.get_by_label("tak", exact=True).first.check()
    page.locator("summary", has_text="Potrzeby tej osoby").first.click()
    page.get_by_label("tłumacz PJM").first.check()
    (tmp_path / "plan.pdf").write_bytes(pdf())
    page.get_by_label("Plan").set_input_files(tmp_path / "plan.pdf")
    page.get_by_role("button", name=CHECK).click()
    expect(page).to_have_title(re.compile("^Błąd: "))
    mistakes = look(page)
    assert page.get_by_text("Wgrano: plan.pdf").is_visible()

    mend(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Sprawdź odpowiedzi")
    checked = look(page)
    page.get_by_role("button", name="Wyślij zgłoszenie").click()
    expect(page).to_have_title(re.compile("^Błąd: "))

    assert (people, mistakes, checked, look(page)) == (NOTHING_WRONG,) * 4


def mend(page):
    page.get_by_label("Nazwa organizacji").fill("Stowarzyszenie Ul")
    page.get_by_label("E-mail", exact=True).fill("ul@example.com")
    page.get_by_label("Gmina", exact=True).fill("Zwierzyniec")
    page.get_by_label("Jaki?").first.fill("Torby z filcu")
    for box in page.locator("[name^=wording]").all():
        box.check()
    page.get_by_role("button", name=CHECK).click()


def test_question_that_depends_on_another_is_seen_when_it_is_asked(page, event):
    page.goto("/wydarzenia/abc/zapisy/")
    question_on_it = page.get_by_label("Jaki?")

    seen = [question_on_it.is_visible()]
    for answer in ("tak", "nie"):
        page.get_by_label(answer, exact=True).check()
        seen.append(question_on_it.is_visible())

    assert seen == [False, True, False]


def test_fields_of_organisations_are_seen_when_one_signs_up(page, event):
    page.goto("/wydarzenia/abc/zapisy/")
    name = page.get_by_label("Nazwa organizacji")

    seen = [name.is_visible()]
    for applicant in ("organizacji (NGO", "mieszkaniec/mieszkanka"):
        page.get_by_label(applicant).check()
        seen.append(name.is_visible())

    assert seen == [False, True, False]
