"""The table of registrations: people, days, consents by version and answers by wording."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from registrations.models import AccessibilityNeed, Answer, Consent, Organisation, Registration
from registrations.tables import SIGNUPS
from tests import factories
from tests.factories_files import sent_file
from tests.factories_signup import question
from tests.registrations.table_reading import headings_of, rows_of, written

pytestmark = pytest.mark.django_db
TUESDAY = datetime(2026, 9, 22, 9, 0, tzinfo=ZoneInfo("Europe/Warsaw"))
EARLIER = datetime(2026, 9, 2, 7, 5, tzinfo=UTC)


@pytest.fixture
def workshop():
    return factories.event(days=2, starts_at=TUESDAY, title="Od pomysłu do spółdzielni")


def consent(registration, text, **fields):
    given = Consent.objects.create(registration=registration, text=text)
    Consent.objects.filter(pk=given.pk).update(given_at=EARLIER, **fields)


def answer(question, person, *values, **fields):
    return Answer.objects.create(
        question=question,
        registration=person.registration,
        **{"participant": person, "values": list(values)} | fields,
    )


def test_signups_hold_what_a_registration_is_settled_with(workshop):
    organisation = Organisation.objects.create(name="Koło Gospodyń", nip="5260250995")
    person = factories.participant(
        workshop,
        first_name="Zofia",
        last_name="Żak",
        email="zofia@example.com",
        days=[workshop.days.last()],
        registration={
            "organisation": organisation,
            "municipality": factories.municipality(),
            "phone": "600 123 456",
            "contact_name": "Maria Lis",
        },
    )
    Registration.objects.update(submitted_at=EARLIER, source="phone")

    assert rows_of(SIGNUPS, workshop) == [
        {
            "Numer": person.registration.number,
            "Źródło": "telefon",
            "Stan": "ma miejsce",
            "Zgłoszono": datetime(2026, 9, 2, 9, 5),
            "Nazwisko": "Żak",
            "Imię": "Zofia",
            "Własny e-mail": "zofia@example.com",
            "Kto się zgłasza": "mieszkaniec/mieszkanka",
            "Podmiot": "Koło Gospodyń",
            "NIP": "5260250995",
            "Osoba do kontaktu": "Maria Lis",
            "E-mail": person.registration.email,
            "Numer telefonu": "600 123 456",
            "Gmina": "Zwierzyniec",
            "Powiat": "zamojski",
            "23 września 2026, godz. 9.00": "tak",
        }
    ]


def test_signups_hold_neither_needs_nor_diets_nor_remarks(workshop):
    text = factories.consent_text(kind="needs", title="Zgoda na potrzeby")
    person = factories.participant(
        workshop, diet="vegan", registration={"remarks": "Jestem na wózku"}
    )
    consent(person.registration, text)
    AccessibilityNeed.objects.create(participant=person, kind="wheelchair", description="szeroki")

    content = written(SIGNUPS, workshop, "csv")[1].decode().lower()

    marks = ("potrzeb", "diet", "wega", "wózk", "szeroki", "uwagi")
    assert [mark for mark in marks if mark in content] == []


def test_signups_name_a_second_form_and_who_is_gone(workshop):
    person = factories.participant(workshop, last_name="Lis", status="cancelled")
    factories.participant(
        workshop, last_name="Kot", registration={"double_of": person.registration}
    )

    rows = rows_of(SIGNUPS, workshop)

    assert [row["Stan"] for row in rows] == ["rezygnacja", "ma miejsce"]
    assert [row.get("Drugi formularz do") for row in rows] == [None, person.registration.number]


def test_signups_say_yes_for_each_day_of_whoever_chose_none(workshop):
    factories.participant(workshop, days=[])

    (row,) = rows_of(SIGNUPS, workshop)

    assert [value for name, value in row.items() if "września" in name] == ["tak", "tak"]


def test_signups_say_of_each_consent_and_version_what_became_of_it(workshop):
    rules = factories.consent_text(kind="rules", title="Regulamin", version=3)
    images = [
        factories.consent_text(kind="image", title="Zdjęcia", version=number) for number in (1, 2)
    ]
    first, second = (factories.participant(workshop).registration for _ in range(2))
    consent(first, rules)
    consent(first, images[0], withdrawn_at=EARLIER.replace(hour=10))
    consent(second, images[1])

    rows = rows_of(SIGNUPS, workshop)

    said = [{name: row[name] for name in row if "wersja" in name} for row in rows]
    assert said == [
        {
            "Zdjęcia, wersja 1": "wycofano 02.09.2026 12:05",
            "Regulamin, wersja 3": "potwierdzono 02.09.2026 09:05",
        },
        {"Zdjęcia, wersja 2": "wyrażono 02.09.2026 09:05"},
    ]


def test_signups_tell_a_consent_that_was_given_again(workshop):
    text = factories.consent_text(kind="image", title="Zdjęcia")
    registration = factories.participant(workshop).registration
    consent(registration, text, withdrawn_at=EARLIER)
    again = Consent.objects.create(registration=registration, text=text)
    Consent.objects.filter(pk=again.pk).update(given_at=EARLIER.replace(hour=11))

    (row,) = rows_of(SIGNUPS, workshop)

    assert row["Zdjęcia, wersja 1"] == "wyrażono 02.09.2026 13:05"


def test_signups_never_mix_answers_to_different_wordings(workshop):
    old = question(workshop, wording="Skąd o nas wiesz?", version=2)
    old.replace(datetime(2026, 10, 3, 12, 0, tzinfo=UTC))
    new = question(
        workshop, wording="Skąd o nas wiesz? (jedno źródło)", thread=old.thread, version=3
    )
    question(workshop, wording="Nikt nie odpowiedział")
    first, second = (factories.participant(workshop) for _ in range(2))
    answer(old, first, "z plakatu", "od sąsiada")
    answer(new, second, "z radia")

    rows = rows_of(SIGNUPS, workshop)

    asked = [{name: row[name] for name in row if "Skąd" in name} for row in rows]
    assert asked == [
        {"Skąd o nas wiesz? (wersja 2, do 03.10.2026)": "z plakatu, od sąsiada"},
        {"Skąd o nas wiesz? (jedno źródło)": "z radia"},
    ]
    assert not any("Nikt" in heading for heading in headings_of(SIGNUPS, workshop))


def test_signups_tell_answers_as_a_person_reads_them(workshop):
    person = factories.participant(workshop)
    together = question(
        workshop, wording="Czy tworzycie grupę?", kind="yes_no", scope="registration"
    )
    file = question(workshop, wording="Statut", kind="file")
    answer(together, person, "yes", participant=None)
    answer(file, person, upload=sent_file(event=workshop, name="statut koła.pdf"))

    (row,) = rows_of(SIGNUPS, workshop)

    assert (row["Czy tworzycie grupę?"], row["Statut"]) == ("tak", "statut koła.pdf")


def test_signups_leave_out_answers_that_were_given_to_another_event(workshop):
    elsewhere = question(factories.event(), wording="Z innego wydarzenia")
    answer(elsewhere, factories.participant(workshop), "nie tutaj")

    assert "Z innego wydarzenia" not in headings_of(SIGNUPS, workshop)
