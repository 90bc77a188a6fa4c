"""The same scan filed many times at once: one row, one file."""

from functools import partial

import pytest
from django.core.files.storage import default_storage

from registrations import services
from registrations.models import SignedList
from registrations.uploads import CheckedFile
from tests import factories
from tests.factories_library import pdf
from tests.factories_papers import past_event
from tests.faults.crowd import at_once, failures, forget_the_lock

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

PRESSES = 24


@pytest.fixture
def filings():
    """The deeds of somebody who presses the button again and again, from several windows."""
    day, by = past_event(days=1).days.get(), factories.staff()
    scan = CheckedFile("lista.pdf", "application/pdf", pdf())
    return [partial(services.file_signed_list, day, scan, by=by)] * PRESSES


def files():
    return set(default_storage.listdir("lists")[1]) if default_storage.exists("lists") else set()


def test_the_same_scan_filed_at_once_is_one_row_and_one_file(filings):
    before = files()

    results = at_once(filings, connections=PRESSES)

    scan = SignedList.objects.get()
    assert len(failures(results)) == PRESSES - 1
    assert {type(one) for one in results} == {SignedList, services.RegistrationRefused}
    assert files() - before == {f"{scan.key}.pdf"}


def test_without_the_lock_the_database_still_keeps_one_row(filings, monkeypatch):
    forget_the_lock(monkeypatch)

    results = at_once(filings, connections=PRESSES)

    assert SignedList.objects.count() == 1
    assert "IntegrityError" in "".join(failures(results))
