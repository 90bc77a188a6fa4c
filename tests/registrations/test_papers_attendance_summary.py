"""The summary of attendance, read back from its PDF and as a page."""

from datetime import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pdfua
import pikepdf
import pypdfium2
import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from registrations import papers, services
from registrations.models import Attendance
from tests import factories
from tests.factories_papers import signed_list

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
TUESDAY = datetime(2026, 9, 22, 9, 0, tzinfo=ZoneInfo("Europe/Warsaw"))


@pytest.fixture(autouse=True, scope="module")
def _fonts():
    call_command("build_fonts", verbosity=0)


@pytest.fixture
def workshop():
    return factories.event(days=2, starts_at=TUESDAY, title="Od pomysłu do spółdzielni")


def person(event, *states, **fields):
    """Somebody with a place, and how each day was ticked: a state, or (a state, hours)."""
    made = factories.participant(event, **fields)
    for day, said in zip(event.days.all(), states, strict=False):
        state, hours = said if isinstance(said, tuple) else (said, None)
        if state:
            Attendance.objects.create(participant=made, day=day, state=state, hours=hours)
    return made


def written(event):
    file = BytesIO()
    filename = papers.ATTENDANCE_SUMMARY(event.pk, file, lambda per_cent: None)
    return filename, file.getvalue()


def text_of(event):
    pages = pypdfium2.PdfDocument(written(event)[1])
    text = "\n".join(page.get_textpage().get_text_bounded() for page in pages)
    return " ".join(text.split())


def test_attendance_summary_names_its_file_by_day_and_title(workshop):
    filename, content = written(workshop)

    assert filename == "zestawienie-obecnosci_2026-09-22_od-pomyslu-do-spoldzielni.pdf"
    assert content.startswith(b"%PDF-1.7")


def test_attendance_summary_says_every_day_in_words_and_the_hours_together(workshop):
    person(workshop, "present", ("present", 4), last_name="Lis")
    person(workshop, "absent", "excused", last_name="Łoś")
    person(workshop, "present", last_name="Żak", days=[workshop.days.first()])
    person(workshop, "", "present", last_name="Źrebak")

    text = text_of(workshop)

    rows = [
        "1 Anna Lis present present for 4 h 12 75%",
        "2 Anna Łoś absent excused 0 0%",
        "3 Anna Źrebak no entry present 8 50%",
        "4 Anna Żak present does not take part 8 50%",
    ]
    assert sorted(rows, key=text.index) == rows


def test_attendance_summary_counts_each_day(workshop):
    person(workshop, "present", ("present", 4))
    person(workshop, "absent", "excused")
    person(workshop, "", "present")

    totals = papers.ATTENDANCE_SUMMARY.facts(workshop)["totals"]

    assert [total.numbers() for total in totals] == [[1, 1, 0, 1], [2, 0, 1, 0]]


def test_attendance_summary_rounds_no_share_up(workshop):
    person(workshop, ("present", 7), ("present", 5))
    workshop.days.filter(starts_at__gt=TUESDAY).update(ends_at=TUESDAY.replace(day=23, hour=14))

    one = papers.ATTENDANCE_SUMMARY.facts(workshop)["sheets"][0].people[0]

    assert (one.hours, one.hours_in_all, one.per_cent) == (12, 14, 85)


def test_attendance_summary_tells_what_became_of_the_signed_lists(bob):
    event = factories.event(days=3, starts_at=TUESDAY.replace(year=2025))
    first, second, _third = event.days.all()
    agreeing = signed_list(first, number="LO-1-20250922-0800")
    services.compare_signed_list(agreeing, by=bob)
    services.withdraw_signed_list(signed_list(second, pages=2), reason="Pomyłka.", by=bob)
    differing = signed_list(second)
    services.compare_signed_list(differing, differences="Brak podpisu.", by=bob)

    text = text_of(event)

    assert "LO-1-20250922-0800: agrees with the ticks" in text
    assert "differs from the ticks: Brak podpisu." in text
    assert text.count("not filed") == 1
    assert "Pomyłka" not in text


def test_attendance_summary_shows_no_contact_data_and_needs(workshop):
    one = person(workshop, "present", diet="vegan")
    one.registration.phone = "+48600100200"
    one.registration.save(update_fields=["phone"])
    one.needs.create(kind="wheelchair", description="ZNACZNIK", told_at=TUESDAY)

    text = text_of(workshop)

    assert [word for word in ("@", "600100200", "vegan", "ZNACZNIK") if word in text] == []


@pytest.mark.parametrize(
    ("days", "is_landscape", "pages"), [(3, False, 1), (4, True, 1), (6, True, 2)]
)
def test_attendance_summary_lies_down_for_many_days(days, is_landscape, pages):
    event = factories.event(days=days, starts_at=TUESDAY)
    person(event, *["present"] * days)

    with pikepdf.open(BytesIO(written(event)[1])) as pdf:
        _left, _bottom, width, height = pdf.pages[0].mediabox

        assert (width > height, len(pdf.pages)) == (is_landscape, pages)


@pytest.mark.parametrize("people", [0, 1, 60])
def test_attendance_summary_is_accessible(workshop, people, tmp_path):
    for number in range(people):
        person(workshop, "present", "absent", last_name=f"Nowak{number}")
    file = tmp_path / "summary.pdf"
    with translation.override("pl"):
        file.write_bytes(written(workshop)[1])

    assert list(pdfua.validate(file).findings) == []


@pytest.mark.parametrize("item_count", [1, 3])
def test_attendance_summary_takes_the_same_queries_for_any_number(workshop, item_count):
    for number in range(item_count):
        person(workshop, "present", last_name=f"Nowak{number}")

    with CaptureQueriesContext(
        connection,
    ) as queries:
        papers.ATTENDANCE_SUMMARY.facts(workshop)

    assert len(queries) == 5


def test_attendance_summary_is_a_page_too(bobs_client, operator, workshop):
    person(workshop, "present", "excused")
    address = f"/panel/wydarzenia/{workshop.pk}/dokumenty/zestawienie-obecnosci/"

    page = " ".join(bobs_client.get(address).content.decode().split())

    assert (
        '<th scope="row">Anna Kowal</th><td>present</td><td class="summary__away">excused</td>'
        in page
    )
