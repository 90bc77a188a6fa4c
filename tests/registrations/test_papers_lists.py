"""The lists of an event beside the one that is signed: door, transport, receipts."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pypdfium2
import pytest

from events.models import PickupPoint
from registrations import papers
from registrations.models import Organisation
from tests import factories, factories_papers
from tests.pdf_checks import tables
from tests.printed import built, pages_of, text_of, written

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fonts")]
TUESDAY = datetime(2026, 9, 22, 9, 0, tzinfo=ZoneInfo("Europe/Warsaw"))
POLISH_ORDER = ["Czyż", "Ćwik", "Lis", "Łoś", "Zając", "Źrebak", "Żak"]


@pytest.fixture
def workshop():
    return factories.event(days=2, starts_at=TUESDAY, title="Od pomysłu do spółdzielni")


def rows_of(paper, event, **options):
    """The rows of all tables in the order in which a reader of the PDF tells them."""
    found = tables(built(paper, event, **options))
    return [[cell.replace("\u00a0", " ") for cell in row] for table in found for row in table]


# The list for the door


def test_door_list_has_surnames_first_in_polish_order(workshop):
    for last_name in reversed(POLISH_ORDER):
        factories.participant(workshop, first_name="Jan", last_name=last_name)

    rows = rows_of(papers.DOOR_LIST, workshop)

    assert [row[0] for row in rows[1:]] == [f"{name} Jan" for name in POLISH_ORDER]


def test_door_list_tells_the_number_of_the_registration(workshop):
    one = factories.participant(workshop)

    rows = rows_of(papers.DOOR_LIST, workshop)

    assert rows[1][:2] == ["Kowal Anna", one.registration.number]


def test_door_list_says_who_does_not_come_on_a_day(workshop):
    factories.participant(workshop, days=[workshop.days.first()])

    rows = rows_of(papers.DOOR_LIST, workshop)

    assert rows[1][2:] == ["", "nie przychodzi"]


def test_door_list_of_one_day_names_only_those_who_come(workshop):
    first, second = workshop.days.all()
    factories.participant(workshop, last_name="Lis", days=[first])
    factories.participant(workshop, last_name="Łoś", days=[second])

    filename, content = written(papers.DOOR_LIST, workshop, day=second.pk)

    text = pages_of(content)[0]
    assert filename.startswith("lista-na-drzwi_2026-09-23_")
    assert "Łoś Anna" in text
    assert "Lis Anna" not in text
    assert "\n1 osoba\n" in text


def test_door_list_has_letters_when_it_is_long(workshop):
    for number in range(30):
        factories.participant(workshop, last_name=f"{'Łoś' if number % 2 else 'Lis'}{number:02}")

    rows = rows_of(papers.DOOR_LIST, workshop)

    assert [row[0] for row in rows if row[0] not in ("", "Litera")] == ["L", "Ł"]


def test_door_list_puts_those_without_a_name_at_the_end(workshop):
    organisation = Organisation.objects.create(name="Koło Gospodyń")
    factories.participant(
        workshop, first_name="", last_name="", registration={"organisation": organisation}
    )
    factories.participant(workshop, last_name="Żak")

    rows = rows_of(papers.DOOR_LIST, workshop)

    names = [row[0] for row in rows[1:]]
    assert names == ["Żak Anna", "imię i nazwisko do uzupełnienia (Koło Gospodyń)"]


def test_door_list_of_many_days_has_a_sheet_for_seven(workshop):
    event = factories.event(days=9, starts_at=TUESDAY)
    factories.participant(event)

    first, second = pages_of(built(papers.DOOR_LIST, event))

    assert "arkusz 1 z 2" in first
    assert "30.09" not in first
    assert "30.09" in second


@pytest.mark.parametrize(("days", "is_landscape"), [(4, False), (5, True)])
def test_door_list_lies_on_its_side_when_boxes_crowd_out_the_surnames(days, is_landscape):
    event = factories.event(days=days, starts_at=TUESDAY)
    factories.participant(event)

    width, height = pypdfium2.PdfDocument(built(papers.DOOR_LIST, event))[0].get_size()

    assert (width > height) == is_landscape


# Transport


def stop(event, place, hour):
    leaves_at = TUESDAY.replace(hour=hour, minute=15)
    return PickupPoint.objects.create(event=event, place=place, leaves_at=leaves_at)


def test_transport_goes_from_stop_to_stop(workshop):
    later, sooner = stop(workshop, "Krasnystaw, rynek", 7), stop(workshop, "Zamość, dworzec", 6)
    factories.participant(workshop, last_name="Żak", pickup_point=sooner)
    factories.participant(workshop, last_name="Ćwik", pickup_point=sooner)
    factories.participant(workshop, last_name="Lis", pickup_point=later)

    text = text_of(papers.TRANSPORT, workshop)

    told = ["3 osoby jadą", "6.15 Zamość, dworzec", "2 osoby", "Anna Ćwik", "Anna Żak"]
    told += ["7.15 Krasnystaw, rynek", "1 osoba", "Anna Lis"]
    places = [text.index(words) for words in told]
    assert places == sorted(places)


def test_transport_keeps_the_people_of_a_stop_on_one_page(workshop):
    stops = [stop(workshop, f"Przystanek {hour}", hour) for hour in (6, 7)]
    for point in stops:
        for _ in range(15):
            factories.participant(workshop, pickup_point=point)

    pages = pages_of(built(papers.TRANSPORT, workshop))

    assert {page.count("Anna Kowal") for page in pages} == {15}


@pytest.mark.parametrize("count", range(18, 30))
def test_transport_never_leaves_its_number_alone_on_a_page(workshop, count):
    point = stop(workshop, "Zamość", 7)
    for _ in range(count):
        factories.participant(workshop, pickup_point=point)

    pages = pages_of(built(papers.TRANSPORT, workshop))

    assert "Anna Kowal" in pages[-1]


def test_transport_leaves_out_who_goes_on_their_own(workshop):
    stop(workshop, "Zamość, dworzec", 6)
    factories.participant(workshop, last_name="Lis")

    text = text_of(papers.TRANSPORT, workshop)

    assert "Anna Lis" not in text
    assert "0 osób jedzie" in text


def test_transport_has_a_box_for_there_and_one_for_back(workshop):
    factories.participant(workshop, pickup_point=stop(workshop, "Zamość, dworzec", 6))

    rows = rows_of(papers.TRANSPORT, workshop)

    assert rows == [
        ["Lp.", "Imię i nazwisko", "Tam", "Z powrotem"],
        ["1", "Anna Kowal", "", ""],
    ]


# Receipts


def test_materials_receipt_says_what_is_received(workshop):
    factories.participant(workshop)

    text = text_of(papers.MATERIALS_RECEIPT, workshop, items="poradnik i pendrive")

    assert "Podpisem potwierdzam odbiór: poradnik i pendrive" in text
    assert "Kto wydał" in text


def test_materials_receipt_of_one_day_names_only_those_who_come(workshop):
    first, second = workshop.days.all()
    factories.participant(workshop, last_name="Lis", days=[first])
    factories.participant(workshop, last_name="Łoś", days=[second])

    rows = rows_of(papers.MATERIALS_RECEIPT, workshop, day=first.pk, blank_rows=1)

    assert rows[1:] == [["1", "Anna Lis", ""], ["2", "", ""]]


def test_materials_receipt_without_names_is_filled_in_by_hand(workshop):
    factories.participant(workshop)

    filename, content = written(papers.MATERIALS_RECEIPT, workshop, is_empty=True)

    lines = pages_of(content)[0].splitlines()
    assert filename.startswith("odbior-materialow-pusta_")
    assert "Anna Kowal" not in lines
    assert [line for line in lines if line.isdigit()][-1] == "20"


def test_certificate_receipt_tells_the_numbers_that_are_in_force(operator):
    event = factories_papers.past_event()
    people = [factories_papers.attendee(event, last_name=name) for name in ("Żak", "Ćwik", "Lis")]
    made = [factories_papers.certificate(person) for person in people]
    made[2].__class__.objects.filter(pk=made[2].pk).update(
        revoked_at=TUESDAY + timedelta(days=9), revocation_reason="pomyłka"
    )

    rows = rows_of(papers.CERTIFICATE_RECEIPT, event)

    assert [row[:3] for row in rows[1:]] == [
        ["1", "Anna Ćwik", made[1].number],
        ["2", "Anna Żak", made[0].number],
    ]


def test_certificate_receipt_without_certificates_says_so(workshop):
    text = text_of(papers.CERTIFICATE_RECEIPT, workshop)

    assert "To wydarzenie nie ma jeszcze ważnych zaświadczeń." in text
