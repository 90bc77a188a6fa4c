"""Signed lists of an event: what is filed and missing, and scans that staff file."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from registrations import services
from registrations.models import SignedList
from tests import factories
from tests.factories_library import pdf
from tests.factories_papers import past_event, signed_list
from tests.registrations.test_uploads import picture, zipped

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "operator")]


@pytest.fixture
def event():
    return past_event(days=2)


def scan_file(name="lista.pdf", content=None):
    return SimpleUploadedFile(name, content or pdf())


def send(client, event, *, days=None, **changes):
    days = event.days.all() if days is None else days
    typed = {"days": [day.pk for day in days], "scans": scan_file(), "number": ""} | changes
    return client.post(f"/panel/wydarzenia/{event.pk}/podpisane-listy/dodaj/", typed)


def shown(response):
    return " ".join(response.content.decode().split())


def test_signed_lists_point_out_the_days_without_one(bobs_client, event):
    first, second = event.days.all()
    signed_list(first, name="poniedziałek.pdf")

    page = shown(bobs_client.get(f"/panel/wydarzenia/{event.pk}/podpisane-listy/"))

    assert "poniedziałek.pdf" in page
    assert page.count("signed list missing") == 1
    assert f'podpisane-listy/dodaj/?dzien={second.pk}"' in page


def test_signed_lists_miss_none_before_the_day_is_over(bobs_client):
    event = factories.event()

    page = shown(bobs_client.get(f"/panel/wydarzenia/{event.pk}/podpisane-listy/"))

    assert "signed list missing" not in page
    assert "Lists can be filed from the first day of the event." in page


def test_signed_lists_show_withdrawn_ones_and_miss_another(bobs_client, bob):
    scan = signed_list(name="pomyłka.pdf")
    services.withdraw_signed_list(scan, reason="Nie ten dzień.", by=bob)

    page = shown(bobs_client.get(f"/panel/wydarzenia/{scan.event_id}/podpisane-listy/"))

    assert "pomyłka.pdf" in page
    assert "Withdrawn: Nie ten dzień." in page
    assert "signed list missing" in page


@pytest.mark.parametrize("item_count", [1, 3])
def test_signed_lists_take_the_same_queries_for_any_number(
    bobs_client, item_count, django_assert_num_queries
):
    event = past_event(days=item_count)
    for index, day in enumerate(event.days.all()):
        signed_list(day, name=f"{index}.pdf")

    with django_assert_num_queries(8):
        bobs_client.get(f"/panel/wydarzenia/{event.pk}/podpisane-listy/")


def test_file_signed_list_keeps_each_sheet_with_each_chosen_day(bobs_client, bob, event):
    sheets = [scan_file("1.pdf"), scan_file("2.PDF", pdf(pages=3))]

    response = send(bobs_client, event, scans=sheets, number=f"lo–{event.pk} 20260922 0815")

    filed = SignedList.objects.order_by("name", "day__starts_at")
    assert response["Location"] == f"/panel/wydarzenia/{event.pk}/podpisane-listy/"
    assert [(one.name, one.pages, one.day) for one in filed] == [
        (name, pages, day)
        for name, pages in (("1.pdf", 1), ("2.pdf", 3))
        for day in event.days.all()
    ]
    assert {(one.filed_by, one.list_number) for one in filed} == {
        (bob, f"LO-{event.pk}-20260922-0815")
    }


def test_file_signed_list_takes_a_photo_and_makes_it_anew(bobs_client, event):
    send(bobs_client, event, scans=scan_file("zdjęcie.jpg", picture("JPEG", comment=b"Anna")))

    scan = SignedList.objects.first()
    assert (scan.content_type, scan.pages, b"Anna" in scan.file.read()) == ("image/jpeg", 1, False)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("lista.docx", zipped()),
        ("lista.pdf", b"<html><script>alert(1)</script>" + pdf()),
        ("lista.pdf", pdf() + zipped()),
        ("lista.pdf", pdf(script="app.alert(1)")),
        ("lista.png", picture("JPEG")),
        ("lista.svg", b"<svg onload='alert(1)'/>"),
        ("lista.pdf", b""),
    ],
    ids=["docx", "html before a pdf", "pdf and zip", "acting pdf", "jpeg as png", "svg", "empty"],
)
def test_file_signed_list_refuses_what_is_no_plain_scan(bobs_client, event, name, content):
    file = SimpleUploadedFile(name, content)

    page = shown(send(bobs_client, event, scans=[scan_file("dobra.pdf"), file]))

    assert f"{name}: " in page
    assert SignedList.objects.count() == 0


@pytest.mark.parametrize(("day_count", "chosen"), [(1, 1), (2, 0)])
def test_file_signed_list_has_the_only_day_chosen(bobs_client, day_count, chosen):
    event = past_event(days=day_count)

    page = bobs_client.get(f"/panel/wydarzenia/{event.pk}/podpisane-listy/dodaj/")

    assert len(page.context["form"]["days"].value()) == chosen


def test_file_signed_list_keeps_what_was_typed(bobs_client, event):
    second = event.days.last()

    response = send(bobs_client, event, days=[second], scans=[], number="12")

    page = shown(response)
    assert (response.status_code, SignedList.objects.count()) == (200, 0)
    assert "Choose at least one file." in page
    assert "Write the number as it stands on the paper" in page
    assert 'value="12"' in page
    assert response.context["form"]["days"].value() == [str(second.pk)]


def test_file_signed_list_refuses_the_number_of_another_event(bobs_client, event):
    other = f"LO-{event.pk + 1}-20260922-0815"

    page = shown(send(bobs_client, event, number=other))

    assert "The list with this number belongs to another event. Check the paper." in page
    assert SignedList.objects.count() == 0


def test_file_signed_list_names_a_file_that_is_there_already_and_files_the_others(
    bobs_client, event
):
    first, second = event.days.all()
    signed_list(first)

    page = shown(send(bobs_client, event, scans=scan_file("jeszcze raz.pdf")))

    assert "1 scan is filed." in page
    assert "This very file is filed with this day already." in page
    assert [one.day for one in SignedList.objects.order_by("pk")] == [first, second]


def test_file_signed_list_refuses_a_scan_that_is_too_large(bobs_client, event, settings):
    settings.MAX_SCAN_MEGABYTES = 1
    large = scan_file("duża.pdf", pdf() + b"\n" * 2**20)

    page = shown(send(bobs_client, event, scans=large))

    assert "duża.pdf: The file is too large. It may have 1 MB at most." in page


def test_file_signed_list_does_not_read_far_too_much(bobs_client, event, settings):
    settings.MAX_SCANS_MEGABYTES = 1
    large = scan_file("duża.pdf", pdf() + b"\n" * 2**21)

    assert send(bobs_client, event, scans=large).status_code == 413


def test_file_signed_list_has_the_day_chosen_that_the_address_names(bobs_client, event):
    second = event.days.last()
    address = f"/panel/wydarzenia/{event.pk}/podpisane-listy/dodaj/?dzien={second.pk}"

    form = bobs_client.get(address).context["form"]

    assert form["days"].value() == [str(second.pk)]


@pytest.mark.parametrize("address", ["", "dodaj/"])
@pytest.mark.parametrize(("right", "opens"), [("view", ""), ("add", "dodaj/")])
def test_signed_lists_want_a_right_of_their_own(client, event, address, right, opens):
    edyta = factories.user(is_staff=True)
    edyta.user_permissions.add(factories.permission(f"{right}_signedlist"))
    client.force_login(edyta)

    status = client.get(f"/panel/wydarzenia/{event.pk}/podpisane-listy/{address}").status_code

    assert status == (200 if address == opens else 403)


def test_signed_lists_of_an_unknown_event_are_not_found(bobs_client):
    assert bobs_client.get("/panel/wydarzenia/0/podpisane-listy/").status_code == 404
    assert bobs_client.get("/panel/wydarzenia/0/podpisane-listy/dodaj/").status_code == 404
    assert bobs_client.get(f"/panel/podpisane-listy/{uuid.uuid4()}/").status_code == 404
