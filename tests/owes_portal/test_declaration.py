"""The declaration of accessibility: its statutory parts, and the review before 31 March."""

from collections import Counter
from datetime import date

import pytest
from lxml import html

from owes_portal import review
from owes_portal.models import OutgoingMail
from tests import factories

pytestmark = pytest.mark.django_db

# What the technical conditions of 31 July 2024 call the parts.
OBLIGATORY = {
    "a11y-wstep",
    "a11y-podmiot",
    "a11y-zakres",
    "a11y-url",
    "a11y-data-publikacja",
    "a11y-data-aktualizacja",
    "a11y-status",
    "a11y-kontakt",
    "a11y-email",
    "a11y-telefon",
    "a11y-procedura",
    "a11y-data-sporzadzenie",
    "a11y-architektura",
    "a11y-komunikacja",
}
OF_OLDER_CONDITIONS = {"a11y-deklaracja"}
CONDITIONAL = {
    "a11y-data-przeglad": {"reviewed_on": date(2026, 3, 2)},
    "a11y-ocena": {"burden": "<p>Za drogo.</p>"},
    "a11y-aplikacje": {"apps": "<p>Aplikacja.</p>"},
    "a11y-architektura-url": {"architecture_url": "https://iskra.example/budynek/"},
}
TEXTS = {
    name: "<p>Treść.</p>"
    for name in ("shortcomings", "exclusions", "burden", "facilities", "shortcuts", "apps")
}


def page_of(client, address="/deklaracja-dostepnosci/", **fields):
    factories.declaration(**fields)
    return html.fromstring(client.get(address).content)


def ids(page):
    return Counter(name for name in page.xpath("//@id") if name.startswith("a11y-"))


def said(element):
    return " ".join(element.text_content().split())


# The page


def test_declaration_has_each_statutory_part_once(client, operator):
    page = page_of(client)

    assert ids(page) == Counter(OBLIGATORY | OF_OLDER_CONDITIONS)


@pytest.mark.parametrize(("part", "fields"), CONDITIONAL.items(), ids=CONDITIONAL)
def test_declaration_has_a_conditional_part_with_its_content_only(client, operator, part, fields):
    page = page_of(client, **fields)

    assert ids(page) == Counter(OBLIGATORY | OF_OLDER_CONDITIONS | {part})


@pytest.mark.parametrize("address", ["/en/deklaracja-dostepnosci/", "/uk/deklaracja-dostepnosci/"])
def test_every_language_has_a_declaration_with_the_same_parts(client, operator, address):
    page = page_of(client, address)

    assert ids(page) == Counter(OBLIGATORY | OF_OLDER_CONDITIONS)


def test_headings_are_those_of_the_technical_conditions(client, operator):
    page = page_of(client, conformance="partial", **TEXTS)

    headings = [said(one) for one in page.xpath("//article//*[self::h1 or self::h2 or self::h3]")]
    assert headings == [
        "Deklaracja dostępności",
        "Stan dostępności cyfrowej",
        "Niedostępne treści",
        "Niezgodność z załącznikiem",
        "Treści nieobjęte przepisami",
        "Nadmierne koszty",
        "Przygotowanie deklaracji dostępności i jej aktualizacja",
        "Udogodnienia, ograniczenia i inne informacje",
        "Skróty klawiszowe",
        "Informacje zwrotne i dane kontaktowe",
        "Obsługa wniosków i skarg związanych z dostępnością",
        "Pozostałe informacje",
        "Aplikacje mobilne",
        "Dostępność architektoniczna",
        "Dostępność komunikacyjno-informacyjna",
    ]


ACT = (
    "z ustawą z dnia 4 kwietnia 2019 r. o dostępności cyfrowej stron internetowych "
    "i aplikacji mobilnych podmiotów publicznych"
)


@pytest.mark.parametrize(
    ("conformance", "sentence"),
    [
        ("full", f"Strona internetowa jest w pełni zgodna {ACT}."),
        (
            "partial",
            f"Strona internetowa jest częściowo zgodna {ACT} z powodu niezgodności lub "
            "wyłączeń wymienionych poniżej.",
        ),
        ("none", f"Strona internetowa jest niezgodna {ACT}."),
    ],
)
def test_state_is_told_in_the_words_of_the_act(client, operator, conformance, sentence):
    page = page_of(client, conformance=conformance)

    assert said(page.get_element_by_id("a11y-status")) == sentence


def test_dates_are_for_people_and_machines(client, operator):
    page = page_of(client, reviewed_on=date(2026, 3, 9))

    dates = {time.get("id"): time.get("datetime") for time in page.xpath("//article//time")}
    assert dates == {
        "a11y-data-publikacja": "2026-01-05",
        "a11y-data-aktualizacja": "2026-03-02",
        "a11y-data-sporzadzenie": "2026-01-05",
        "a11y-data-przeglad": "2026-03-09",
    }


def test_declaration_that_is_not_written_is_not_found(client):
    assert client.get("/deklaracja-dostepnosci/").status_code == 404


# The review


@pytest.mark.parametrize(
    ("today", "lead"),
    [
        (date(2027, 1, 29), None),
        (date(2027, 1, 30), 60),
        (date(2028, 1, 30), None),  # The year is longer by a day.
        (date(2028, 1, 31), 60),
        (date(2027, 3, 1), 30),
        (date(2028, 2, 29), 60),
        (date(2028, 3, 1), 30),
        (date(2027, 3, 24), 7),
        (date(2027, 3, 31), 7),
        (date(2027, 4, 1), None),
    ],
)
def test_reminders_go_out_60_30_and_7_days_before(today, lead):
    assert review.lead_on(today, date(today.year, 3, 31)) == lead


def test_each_reminder_is_written_once(operator):
    factories.declaration(reviewed_on=date(2026, 3, 2))

    for day in (date(2027, 1, 30), date(2027, 1, 31), date(2027, 3, 5), date(2027, 3, 30)):
        review.remind_on(day)

    mails = OutgoingMail.objects.filter(template=review.TEMPLATE)
    assert [mail.recipient for mail in mails] == [operator.email] * 3


def test_nobody_is_reminded_once_it_is_reviewed(operator):
    declaration = factories.declaration(drawn_up_on=date(2025, 5, 5))
    declaration.mark_reviewed(date(2026, 2, 1))

    written = review.remind_on(date(2026, 3, 30))

    assert written is None
    assert declaration.review_due_on() == date(2027, 3, 31)


def test_review_is_one_button(bobs_client, in_english):
    declaration = factories.declaration(drawn_up_on=date(2020, 5, 5))
    address = f"/panel/owes_portal/accessibilitydeclaration/{declaration.pk}/change/"
    late = bobs_client.get("/panel/").content.decode()

    data = {"CHANGE_FORM-action": "mark_reviewed", "_selected_action": declaration.pk}
    bobs_client.post(address, data)

    declaration.refresh_from_db()
    assert "waits for its review by 31" in late.replace("\xa0", " ")
    assert declaration.reviewed_on is not None
    assert "waits for its review" not in bobs_client.get("/panel/").content.decode()


def test_full_conformance_and_a_list_of_gaps_contradict_each_other(bobs_client, in_english):
    declaration = factories.declaration(conformance="full")
    address = f"/panel/owes_portal/accessibilitydeclaration/{declaration.pk}/change/"
    form = html.fromstring(bobs_client.get(address).content).get_element_by_id(
        "accessibilitydeclaration_form"
    )

    typed = {name: value or "" for name, value in form.fields.items()}
    answer = bobs_client.post(address, typed | {"shortcomings": "<p>Skany.</p>"})

    assert "so it is not full" in answer.content.decode()
