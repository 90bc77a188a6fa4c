"""The attendance list, read back from its PDF."""

from datetime import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pdfua
import pikepdf
import pypdfium2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import Trainer
from registrations import papers
from registrations.models import AccessibilityNeed, Organisation, Participant
from tests import factories, printed
from tests.printed import pages_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fonts")]
TUESDAY = datetime(2026, 9, 22, 9, 0, tzinfo=ZoneInfo("Europe/Warsaw"))
POLISH_ORDER = ["Czyż", "Ćwik", "Lis", "Łoś", "Zając", "Źrebak", "Żak"]


@pytest.fixture
def workshop():
    return factories.event(days=2, starts_at=TUESDAY, title="Od pomysłu do spółdzielni")


def built(event):
    return written(event)[1]


def written(event, report=lambda per_cent: None, **options):
    return printed.written(papers.ATTENDANCE_LIST, event, report, **options)


def text_of(event, **options):
    return printed.text_of(papers.ATTENDANCE_LIST, event, **options)


def people(event, count, **fields):
    for number in range(count):
        factories.participant(event, last_name=f"Nowak{number}", **fields)


def test_participant_list_names_its_file_by_day_and_title(workshop):
    filename, content = written(workshop)

    assert filename == "lista-obecnosci_2026-09-22_od-pomyslu-do-spoldzielni.pdf"
    assert content.startswith(b"%PDF-1.7")


def test_participant_list_reports_its_progress(workshop):
    told = []

    written(workshop, told.append)

    assert told == sorted(told)
    assert len(told) == 3


def test_participant_list_orders_people_as_the_polish_dictionary(workshop):
    for last_name in reversed(POLISH_ORDER):
        factories.participant(workshop, first_name="Anna", last_name=last_name)

    text = text_of(workshop)

    rows = [f"{number} Anna {name}" for number, name in enumerate(POLISH_ORDER, start=1)]
    assert sorted(rows, key=text.index) == rows


def test_participant_list_leaves_out_who_waits_or_cancelled(workshop):
    factories.participant(workshop, last_name="Lis")
    factories.participant(workshop, last_name="Czeka", status=Participant.Status.WAITING)
    factories.participant(workshop, last_name="Rezygnuje", status=Participant.Status.CANCELLED)

    text = text_of(workshop)

    assert "Anna Lis" in text
    assert "Czeka" not in text
    assert "Rezygnuje" not in text


def test_participant_list_never_tells_contact_data_needs_or_diet(workshop):
    one = factories.participant(
        workshop,
        diet=Participant.Diet.VEGAN,
        registration={"phone": "+48600700800", "remarks": "alergia na orzechy"},
    )
    AccessibilityNeed.objects.create(participant=one, kind="wheelchair", description="winda")
    one.changes.create(
        event=workshop, verb="give", reason="lista rezerwowa", at=workshop.published_from
    )
    hidden = [
        one.registration.email,
        one.registration.number,
        "600700800",
        "alergia",
        "lista rezerwowa",
        "winda",
        one.get_diet_display(),
        one.needs.get().get_kind_display(),
    ]

    text = text_of(workshop)

    assert "Anna Kowal" in text
    assert [word for word in hidden if word.casefold() in text.casefold()] == []


def test_participant_list_says_what_it_is_about(operator):
    project = factories.project(title="Iskra w gminie")
    workshop = factories.event(
        starts_at=TUESDAY, title="Od pomysłu do spółdzielni", kind="workshop", project=project
    )
    factories.participant(workshop)
    workshop.days.update(trainer=Trainer.objects.create(name="Justyna Wróbel"))

    text = text_of(workshop)

    facts = [
        "Lista obecności",
        "8 godzin dydaktycznych",
        "Od pomysłu do spółdzielni",
        "Projekt: Iskra w gminie, nr FELU.08.06-IZ.00-0001/24",
        "Projekt dofinansowany ze środków EFS+.",
        "Organizator: Stowarzyszenie Iskra",
        "22 września 2026 9.00–15.00 8 Dom kultury, ul. Lipowa 2, Zwierzyniec Justyna Wróbel",
        "CZYTELNIE DRUKOWANYMI literami",
        "22.09.2026",
        "wtorek, podpis",
        "Podpis trenera",
        "Sporządził(a)",
        f"Lista LO-{workshop.pk}-",
        "strona 1 z 1",
    ]
    assert [fact for fact in facts if fact not in text] == []


def test_participant_list_carries_four_marks_at_most_in_the_order_of_their_rank():
    project = factories.project()
    for rank in (5, 3, 1, 2, 4):
        project.marks.add(factories.funding_mark(rank=rank, alt=f"znak {rank}"))

    content = built(factories.event(project=project))

    document = pikepdf.open(BytesIO(content))
    alts = [str(item.Alt) for item in document.objects if _is_figure(item)]
    assert alts == ["znak 1", "znak 2", "znak 3", "znak 4"]


def _is_figure(item):
    return isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"


def test_participant_list_shows_organisations_only_when_somebody_has_one(workshop):
    factories.participant(workshop, last_name="Lis")
    without = text_of(workshop)

    organisation = Organisation.objects.create(name="Koło Gospodyń")
    factories.participant(workshop, last_name="Łoś", registration={"organisation": organisation})

    assert "Podmiot" not in without
    assert "Podmiot" in text_of(workshop)
    assert "2 Anna Łoś Koło Gospodyń" in text_of(workshop)


def test_participant_list_strikes_out_the_days_that_somebody_misses(workshop):
    first_day = workshop.days.first()
    factories.participant(workshop, last_name="Lis")
    factories.participant(workshop, last_name="Łoś", days=[first_day])

    text = text_of(workshop)

    assert text.count("nie bierze udziału") == 1
    assert "2 Anna Łoś nie bierze udziału" in text


def test_participant_list_leaves_five_rows_for_those_who_just_come(workshop):
    people(workshop, 2)

    text = text_of(workshop)

    assert "Osoby dopisane na miejscu" in text
    assert "\n3\n4\n5\n6\n7\n" in text
    assert "\n8\n" not in text


def test_participant_list_of_nobody_has_twenty_rows(workshop):
    lines = text_of(workshop).splitlines()

    assert [line for line in lines if line.isdigit()] == [str(number) for number in range(1, 21)]
    assert not any("Osoby dopisane" in line for line in lines)


def test_participant_list_without_names_has_as_many_rows_as_wanted(workshop):
    people(workshop, 2)

    lines = text_of(workshop, is_empty=True, blank_rows=12).splitlines()

    assert [line for line in lines if line.isdigit()] == [str(number) for number in range(1, 13)]
    assert "Nowak" not in "".join(lines)


def test_participant_list_may_have_no_blank_rows(workshop):
    people(workshop, 2)

    text = text_of(workshop, blank_rows=0)

    assert "Anna Nowak1" in text
    assert "Osoby dopisane" not in text
    assert "\n3\n" not in text


def test_participant_list_may_leave_out_the_organisations(workshop):
    organisation = Organisation.objects.create(name="Koło Gospodyń")
    factories.participant(workshop, registration={"organisation": organisation})

    text = text_of(workshop, without_organisations=True)

    assert "Anna Kowal" in text
    assert "Koło" not in text
    assert "Podmiot" not in text


def test_participant_list_of_one_day_is_about_that_day_alone(workshop):
    second = workshop.days.last()
    factories.participant(workshop, last_name="Lis")

    filename, content = written(workshop, day=second.pk)

    text = pages_of(content)[0]
    assert filename.startswith("lista-obecnosci_2026-09-23_")
    assert "8 godzin dydaktycznych" in text
    assert "23.09.2026" in text
    assert "22.09.2026" not in text


def test_participant_list_asks_for_block_letters_on_top_and_below(workshop):
    text = text_of(workshop)

    assert text.count("CZYTELNIE DRUKOWANYMI literami") == 2


def test_participant_list_works_for_an_event_without_days_or_project():
    event = factories.event(days=0)
    factories.participant(event)

    text = text_of(event)

    assert "1 Anna Kowal" in text
    assert "Projekt:" not in text


@pytest.mark.parametrize(("count", "page_count"), [(3, 1), (30, 2), (60, 3)])
def test_participant_list_repeats_its_head_on_each_page(workshop, count, page_count):
    people(workshop, count)

    pages = pages_of(built(workshop))

    assert len(pages) == page_count
    assert all("Imię i nazwisko" in page for page in pages)
    assert [f"strona {n} z {page_count}" in page for n, page in enumerate(pages, start=1)] == [
        True
    ] * page_count


@pytest.mark.parametrize(("days", "is_landscape"), [(3, False), (4, True), (5, True)])
def test_participant_list_lies_on_its_side_from_the_fourth_day(days, is_landscape):
    content = built(factories.event(days=days))

    width, height = pypdfium2.PdfDocument(content)[0].get_size()
    assert (width > height) == is_landscape


def test_participant_list_has_five_days_a_sheet_at_most():
    event = factories.event(days=7, starts_at=TUESDAY)
    factories.participant(event, last_name="Łoś")

    first, second = pages_of(built(event))

    assert "arkusz 1 z 2" in first
    assert "arkusz 2 z 2" in second
    assert (first.count("podpis\n"), second.count("podpis\n")) == (5, 2)
    assert "1 Anna Łoś" in first
    assert "1 Anna Łoś" in second


@pytest.mark.parametrize(
    ("first_name", "last_name"),
    [("Оксана", "Шевченко"), ("Ł" * 80, "W" * 80), ("<b>Anna</b>", "{{ 7 }} & co")],
)
def test_participant_list_holds_any_name_whole(workshop, first_name, last_name):
    factories.participant(workshop, first_name=first_name, last_name=last_name)

    letters = "".join(text_of(workshop).split())

    assert "".join(f"1{first_name}{last_name}".split()) in letters


def test_participant_list_keeps_long_names_inside_their_cell(workshop):
    factories.participant(workshop, first_name="Ł" * 80, last_name="W" * 80)

    page = pypdfium2.PdfDocument(built(workshop))[0]

    text = page.get_textpage()
    where = text.get_text_range().index("W" * 8)
    rights = [text.get_charbox(where + offset)[2] for offset in range(8)]
    assert max(rights) < page.get_width() / 2


def test_participant_list_leaves_nine_millimetres_to_sign_in(workshop):
    page = pypdfium2.PdfDocument(built(workshop))[0]

    text = page.get_textpage()
    where = text.get_text_range().index("\r\n3\r\n4\r\n") + 2
    lower, upper = text.get_charbox(where + 3)[1], text.get_charbox(where)[1]
    assert (upper - lower) / 72 * 25.4 > 9


def test_participant_list_is_pdf_ua_without_a_fault(workshop, tmp_path):
    project = factories.project()
    project.marks.add(factories.funding_mark())
    workshop.project = project
    workshop.save()
    people(workshop, 30)
    path = tmp_path / "lista.pdf"
    path.write_bytes(built(workshop))

    assert list(pdfua.validate(str(path)).findings) == []


def test_participant_list_heads_each_person_with_a_row_heading(workshop):
    people(workshop, 2)

    document = pikepdf.open(BytesIO(built(workshop)))

    assert document.docinfo["/Title"] == "Lista obecności – Od pomysłu do spółdzielni"
    cells = [item for item in document.objects if isinstance(item, pikepdf.Dictionary)]
    scopes = [str(cell.A.Scope) for cell in cells if cell.get("/S") == "/TH"]
    # two days and two people are rows; five columns of days and four of the list
    assert (scopes.count("/Row"), scopes.count("/Column")) == (4, 9)


@pytest.mark.parametrize("person_count", [1, 3])
def test_participant_list_asks_the_database_a_fixed_number_of_times(workshop, person_count):
    people(workshop, person_count)

    with CaptureQueriesContext(connection) as queries:
        built(workshop)

    assert len(queries) == 6
