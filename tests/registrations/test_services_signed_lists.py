"""Signed lists: filed once with a day, compared as often as needed, withdrawn and never deleted."""

import hashlib
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone

from registrations import services
from registrations.models import SignedList
from registrations.uploads import CheckedFile
from tests import factories
from tests.factories_library import pdf
from tests.factories_papers import past_event, signed_list

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "_empty_folder")]


@pytest.fixture
def _empty_folder(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": settings.STORAGES["default"]
        | {"OPTIONS": settings.STORAGES["default"]["OPTIONS"] | {"location": tmp_path}}
    }


def files():
    return default_storage.listdir("lists")[1] if default_storage.exists("lists") else []


def checked(pages=1):
    return CheckedFile("lista.pdf", "application/pdf", pdf(pages=pages))


def test_file_signed_list_keeps_the_file_as_it_is_and_its_sum(bob):
    day = past_event(days=1).days.get()

    scan = services.file_signed_list(day, checked(2), by=bob, pages=2, number="LO-1-20260922-0815")

    content = pdf(pages=2)
    assert (scan.event, scan.day, scan.filed_by) == (day.event, day, bob)
    assert (scan.name, scan.pages, scan.size) == ("lista.pdf", 2, len(content))
    assert (scan.sha256, scan.list_number) == (
        hashlib.sha256(content).hexdigest(),
        "LO-1-20260922-0815",
    )
    assert (scan.file.read(), files()) == (content, [f"{scan.key}.pdf"])


def test_file_signed_list_refuses_the_same_file_for_the_same_day(bob):
    first = signed_list(name="jeden.pdf")

    with pytest.raises(services.RegistrationRefused) as refusal:
        services.file_signed_list(first.day, checked(), by=bob)

    assert str(refusal.value) == "This very file is filed with this day already."
    assert (list(SignedList.objects.all()), files()) == ([first], [f"{first.key}.pdf"])


def test_file_signed_list_takes_the_same_sheet_for_another_day(bob):
    first, second = past_event(days=2).days.all()
    signed_list(first)

    scan = services.file_signed_list(second, checked(), by=bob)

    assert (scan.day, len(files())) == (second, 2)


def test_file_signed_list_takes_a_file_again_that_was_withdrawn(bob):
    scan = signed_list()
    services.withdraw_signed_list(scan, reason="Nie ten dzień.", by=bob)

    again = services.file_signed_list(scan.day, checked(), by=bob)

    assert list(SignedList.objects.in_force()) == [again]


def test_file_signed_list_refuses_a_day_to_come(bob):
    day = factories.event().days.get()

    with pytest.raises(services.RegistrationRefused) as refusal:
        services.file_signed_list(day, checked(), by=bob)

    assert (str(refusal.value), files()) == ("This day has not come yet.", [])


def test_file_signed_list_takes_a_list_on_the_very_day(bob):
    event = factories.event(starts_at=timezone.localtime().replace(hour=0, minute=0))

    assert services.file_signed_list(event.days.get(), checked(), by=bob).is_in_force()


def test_signed_list_is_filed_once_even_in_the_database(bob):
    scan = signed_list()

    with pytest.raises(IntegrityError, match="signed_list_is_filed_once"), transaction.atomic():
        SignedList.objects.create(
            event=scan.event, day=scan.day, size=1, sha256=scan.sha256, filed_by=bob
        )


def test_compare_signed_list_says_that_it_agrees(bob):
    scan = services.compare_signed_list(signed_list(), by=bob)

    assert (scan.is_compared(), scan.compared_by, scan.in_words()) == (
        True,
        bob,
        "agrees with the ticks",
    )


def test_compare_signed_list_keeps_what_was_found_before(bob):
    scan = services.compare_signed_list(signed_list(), differences=" Brak podpisu. ", by=bob)
    before = scan.in_words()

    scan = services.compare_signed_list(scan, by=bob)

    assert (before, scan.in_words()) == (
        "differs from the ticks: Brak podpisu.",
        "agrees with the ticks",
    )
    assert [one.differences for one in scan.comparisons.all()] == ["Brak podpisu.", ""]


def test_compare_signed_list_refuses_one_that_is_withdrawn(bob):
    scan = services.withdraw_signed_list(signed_list(), reason="Nie ten dzień.", by=bob)

    with pytest.raises(services.RegistrationRefused) as refusal:
        services.compare_signed_list(scan, by=bob)

    assert str(refusal.value) == "This list has been withdrawn. Compare the one in its place."


def test_withdraw_signed_list_keeps_row_and_file(bob):
    scan = services.withdraw_signed_list(signed_list(), reason=" Nie ten dzień. ", by=bob)

    assert (scan.is_in_force(), scan.withdrawn_by, scan.in_words()) == (
        False,
        bob,
        "withdrawn: Nie ten dzień.",
    )
    assert files() == [f"{scan.key}.pdf"]


def test_withdraw_signed_list_wants_a_reason(bob):
    with pytest.raises(services.RegistrationRefused) as refusal:
        services.withdraw_signed_list(signed_list(), reason=" ", by=bob)

    assert str(refusal.value) == "Write the reason."
    assert SignedList.objects.get().is_in_force()


def test_withdraw_signed_list_twice_keeps_the_first_reason(bob):
    scan = services.withdraw_signed_list(signed_list(), reason="Nie ten dzień.", by=bob)

    again = services.withdraw_signed_list(scan, reason="Inny powód.", by=factories.user())

    assert (again.withdrawal_reason, again.withdrawn_by) == ("Nie ten dzień.", bob)


def test_signed_list_is_overtaken_by_a_tick_after_its_comparison(bob):
    event = past_event(days=1)
    person = factories.participant(event)
    scan = services.compare_signed_list(signed_list(event.days.get()), by=bob)

    services.tick(person, scan.day, services.Said("present"), by=bob)

    assert not scan.is_overtaken()
    assert SignedList.objects.for_reading().get().is_overtaken()


def test_forget_orphans_removes_scans_without_a_row_and_no_others(bob, send_mails):
    scan = signed_list()
    lost = default_storage.save("lists/lost.pdf", scan.file)

    with send_mails():
        removed = services.forget_orphans(timezone.now() + timedelta(hours=25))

    assert (removed, files()) == (1, [f"{scan.key}.pdf"])
    assert not default_storage.exists(lost)
