"""Tables of an event and of the register: their files, and what is in all but the largest."""

import csv
from datetime import UTC, date, datetime
from io import StringIO
from zoneinfo import ZoneInfo

import pytest

from registrations import tables
from registrations.models import AccessibilityNeed, Answer, Attendance, Certificate, Tick
from registrations.papers.catering import CATERING
from tests import factories
from tests.factories_signup import question
from tests.registrations.table_reading import rows_of, written

pytestmark = pytest.mark.django_db
TUESDAY = datetime(2026, 9, 22, 9, 0, tzinfo=ZoneInfo("Europe/Warsaw"))
EARLIER = datetime(2026, 9, 2, 7, 5, tzinfo=UTC)


@pytest.fixture
def workshop():
    return factories.event(days=2, starts_at=TUESDAY, title="Od pomysłu do spółdzielni")


def answer(question, person):
    Answer.objects.create(
        question=question,
        registration=person.registration,
        participant=person,
        values=["z plakatu"],
    )


# The file


@pytest.mark.parametrize(
    ("table", "format", "name"),
    [
        (tables.SIGNUPS, "xlsx", "zgloszenia_2026-09-22_od-pomyslu-do-spoldzielni.xlsx"),
        (tables.ATTENDANCE, "csv", "obecnosc_2026-09-22_od-pomyslu-do-spoldzielni.csv"),
        (tables.NEEDS, "xlsx", "potrzeby_2026-09-22_od-pomyslu-do-spoldzielni.xlsx"),
        (tables.CATERING, "csv", "wyzywienie_2026-09-22_od-pomyslu-do-spoldzielni.csv"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_table_names_its_file_by_what_it_is_the_day_and_the_title(workshop, table, format, name):
    assert written(table, workshop, format)[0] == name


def test_register_names_its_file_by_the_year():
    assert written(tables.REGISTER, 2026, "csv")[0] == "rejestr-zaswiadczen_2026.csv"


def test_table_refuses_another_format(workshop):
    with pytest.raises(ValueError, match="ods"):
        written(tables.SIGNUPS, workshop, "ods")


def test_table_says_the_same_as_csv(workshop):
    factories.participant(workshop, last_name="Łoś", registration={"phone": "+48 84 000 00 00"})

    content = written(tables.SIGNUPS, workshop, "csv")[1]

    (row,) = csv.DictReader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")
    assert (row["Nazwisko"], row["Numer telefonu"]) == ("Łoś", "'+48 84 000 00 00")


@pytest.mark.parametrize("people", [1, 3])
@pytest.mark.parametrize(
    ("table", "queries"),
    [(tables.SIGNUPS, 7), (tables.ATTENDANCE, 3), (tables.NEEDS, 3), (tables.CATERING, 3)],
    ids=lambda value: getattr(value, "file_slug", value),
)
def test_table_takes_the_same_queries_for_one_and_many(
    workshop, table, queries, people, django_assert_num_queries
):
    asked = question(workshop)
    for _ in range(people):
        person = factories.participant(workshop)
        answer(asked, person)
        AccessibilityNeed.objects.create(participant=person, kind="captions")
        Attendance.objects.create(participant=person, day=workshop.days.first(), state="present")

    with django_assert_num_queries(queries):
        written(table, workshop)


def test_table_of_an_event_without_people_has_headings_only(workshop):
    assert [rows_of(table, workshop) for table in (tables.SIGNUPS, tables.ATTENDANCE)] == [[], []]


# Attendance


def tick(attendance, bob, after, *, before="", at=EARLIER, **fields):
    Tick.objects.create(
        participant=attendance.participant,
        day=attendance.day,
        before=before,
        after=after,
        noted_at=at,
        at=at,
        by=bob,
        **fields,
    )


def test_attendance_tells_hours_per_cent_source_and_corrections(workshop, bob):
    person = factories.participant(workshop, last_name="Żak")
    first, second = workshop.days.all()
    present = Attendance.objects.create(participant=person, day=first, state="present", hours=4)
    tick(present, bob, "absent", source="code")
    tick(present, bob, "present", before="absent", source="paper", reason="podpis", at=TUESDAY)

    rows = rows_of(tables.ATTENDANCE, workshop)

    person_and_total = {
        "Numer": person.registration.number,
        "Nazwisko": "Żak",
        "Imię": "Anna",
        "Godziny zajęć tego dnia": 8,
        "Godziny obecności razem": 4,
        "Godziny zajęć razem": 16,
        "Procent": 25,
    }
    assert rows == [
        person_and_total
        | {
            "Dzień": datetime(2026, 9, 22),
            "Obecność": str(Attendance.State.PRESENT.label),
            "Godziny obecności tego dnia": 4,
            "Źródło": str(Tick.Source.PAPER.label),
            "Kiedy zapisano": datetime(2026, 9, 22, 9, 0),
            "Kto zapisał": "bob",
            "Poprawki": "22.09.2026 09:00 bob: "
            f"{Attendance.State.ABSENT.label} → {Attendance.State.PRESENT.label} (podpis)",
        },
        person_and_total | {"Dzień": datetime(2026, 9, 23), "Obecność": "nie zapisano"},
    ]


@pytest.mark.parametrize(
    ("state", "hours", "attended"),
    [("present", None, 8), ("present", 3, 3), ("absent", None, 0), ("", None, None)],
)
def test_attendance_counts_hours_of_those_who_were_there(workshop, state, hours, attended):
    day = workshop.days.first()
    person = factories.participant(workshop, days=[day])
    Attendance.objects.create(participant=person, day=day, state=state, hours=hours)

    (row,) = rows_of(tables.ATTENDANCE, workshop)

    assert row.get("Godziny obecności tego dnia") == attended


def test_attendance_reaches_no_per_cent_by_rounding(workshop):
    person = factories.participant(workshop, days=workshop.days.all()[:1])
    day = workshop.days.first()
    Attendance.objects.create(participant=person, day=day, state="present", hours=3)

    (row,) = rows_of(tables.ATTENDANCE, workshop)

    assert row["Procent"] == 18


def test_attendance_lists_who_has_a_place_or_was_ticked_once(workshop):
    factories.participant(workshop, last_name="Łoś")
    factories.participant(workshop, last_name="Czeka", status="waiting")
    gone = factories.participant(workshop, last_name="Lis", status="cancelled", days=[])
    Attendance.objects.create(participant=gone, day=workshop.days.last(), state="excused")

    rows = rows_of(tables.ATTENDANCE, workshop)

    assert [row["Nazwisko"] for row in rows] == ["Lis", "Lis", "Łoś", "Łoś"]


# Needs, catering, register


def test_needs_tell_what_is_not_answered_first(workshop):
    person = factories.participant(workshop, first_name="Zofia", last_name="Żak")
    told = {"participant": person, "told_at": EARLIER}
    AccessibilityNeed.objects.create(
        kind="captions", answer="Będą napisy.", answered_at=TUESDAY, **told
    )
    AccessibilityNeed.objects.create(kind="quiet_room", description="co godzinę", **told)

    rows = rows_of(tables.NEEDS, workshop)

    of_person = {
        "Numer": person.registration.number,
        "Nazwisko": "Żak",
        "Imię": "Zofia",
        "Kiedy zgłoszono": datetime(2026, 9, 2, 9, 5),
    }
    assert rows == [
        of_person
        | {
            "Potrzeba": str(AccessibilityNeed.Kind.QUIET_ROOM.label),
            "Własnymi słowami": "co godzinę",
        },
        of_person
        | {
            "Potrzeba": str(AccessibilityNeed.Kind.CAPTIONS.label),
            "Nasza odpowiedź": "Będą napisy.",
            "Kiedy odpowiedziano": datetime(2026, 9, 22, 9, 0),
        },
    ]


def test_catering_counts_diets_day_by_day_without_names(workshop):
    first, _second = workshop.days.all()
    factories.participant(workshop, last_name="Żak", diet="vegan", days=[first])
    factories.participant(workshop, diet="vegan", days=[])
    factories.participant(workshop)
    factories.participant(workshop, diet="vegan", status="cancelled")

    rows = rows_of(tables.CATERING, workshop)

    numbers = [(row["Wegańska"], row["Nie podano"], row["Razem"]) for row in rows]
    assert [row["Dzień"] for row in rows] == [datetime(2026, 9, 22), datetime(2026, 9, 23)]
    assert numbers == [(2, 1, 3), (1, 1, 2)]
    assert "Żak" not in written(tables.CATERING, workshop, "csv")[1].decode()


def test_catering_says_the_same_as_the_paper_for_the_kitchen(workshop):
    for diet, days in [("vegan", [workshop.days.first()]), ("other", []), ("", None)]:
        factories.participant(workshop, diet=diet, days=days)

    rows = rows_of(tables.CATERING, workshop)

    (on_paper,) = CATERING.facts(workshop)["tables"]
    assert [row["Razem"] for row in rows] == on_paper.totals == [3, 2]


def certificate(workshop, number, **fields):
    return Certificate.objects.create(
        **{
            "participant": factories.participant(workshop),
            "number": number,
            "name": "Zofia Żak",
            "kind": "warsztaty",
            "title": workshop.title,
            "dates": [date(2026, 9, 22), date(2026, 9, 23)],
            "hours": 14,
            "hours_in_all": 16,
            "organiser": "Stowarzyszenie Iskra",
            "city": "Zamość",
            "issued_on": date(2026, 9, 24),
        }
        | fields
    )


def test_register_holds_all_certificates_of_the_year_revoked_ones_too(workshop):
    revoked = certificate(
        workshop, "Z-2026-0001", revoked_at=TUESDAY, revocation_reason="Błąd w nazwisku"
    )
    certificate(workshop, "Z-2026-0002", replaces=revoked, participant=revoked.participant)
    certificate(workshop, "Z-2027-0001", issued_on=date(2027, 1, 4))

    first, second = rows_of(tables.REGISTER, 2026)

    assert [first["Numer"], second["Numer"]] == ["Z-2026-0001", "Z-2026-0002"]
    assert first["Dni"] == "22.09.2026, 23.09.2026"
    assert first["Dlaczego unieważniono"] == "Błąd w nazwisku"
    assert second["Wydane zamiast"] == "Z-2026-0001"
