"""Files of sign-up forms: no row without a file, no file for longer than it is needed."""

import os
import resource
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from registrations import services, uploads
from registrations.models import Answer, Question, Upload
from tests import factories
from tests.factories_files import sent_file
from tests.factories_library import pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "_empty_folder")]

LONG_AGO = timedelta(hours=25)


@pytest.fixture
def _empty_folder(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": settings.STORAGES["default"]
        | {"OPTIONS": settings.STORAGES["default"]["OPTIONS"] | {"location": tmp_path}}
    }


@pytest.fixture
def now():
    return timezone.now()


def files():
    folder = "uploads"
    return default_storage.listdir(folder)[1] if default_storage.exists(folder) else []


def answered(upload):
    """The file as part of a registration."""
    registration = factories.registration(upload.event)
    question = Question.objects.create(event=upload.event, kind="file", wording="Zgoda")
    return Answer.objects.create(question=question, registration=registration, upload=upload)


def lost_file(age, now):
    """A file whose row was never written, or is gone."""
    path = default_storage.save("uploads/lost.pdf", ContentFile(pdf()))
    at = (now - age).timestamp()
    os.utime(default_storage.path(path), (at, at))


@contextmanager
def full_disk():
    """No file may grow above a few bytes; the write fails as on a full disk, half done."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_store_file_keeps_it_under_a_name_of_our_own():
    checked = uploads.CheckedFile("zgoda.pdf", "application/pdf", pdf())

    upload = services.store_file(factories.event(), checked)

    assert (upload.name, upload.size, files()) == ("zgoda.pdf", len(pdf()), [f"{upload.key}.pdf"])
    assert upload.file.read() == checked.content


def test_store_file_on_a_full_disk_leaves_neither_row_nor_file():
    checked = uploads.CheckedFile("zgoda.pdf", "application/pdf", pdf(pages=50))
    event = factories.event()

    with full_disk(), pytest.raises(uploads.FileRefused) as refusal:
        services.store_file(event, checked)

    assert str(refusal.value) == (
        "We could not store the file just now. Try again in a few minutes or call us."
    )
    assert (Upload.objects.count(), files()) == (0, [])


def test_forget_orphans_removes_files_of_forms_that_were_never_sent(now, send_mails):
    sent_file(uploaded_at=now - LONG_AGO)

    with send_mails():
        removed = services.forget_orphans(now)

    assert (removed, Upload.objects.count(), files()) == (1, 0, [])


def test_forget_orphans_leaves_what_is_answered_or_new(now, send_mails):
    answered(sent_file(uploaded_at=now - LONG_AGO))
    sent_file(uploaded_at=now - timedelta(hours=23))

    with send_mails():
        removed = services.forget_orphans(now)

    assert (removed, Upload.objects.count(), len(files())) == (0, 2, 2)


def test_forget_orphans_removes_a_file_only_after_its_row(now, send_mails):
    upload = sent_file(uploaded_at=now - LONG_AGO)

    with send_mails(), transaction.atomic():
        services.forget_orphans(now)
        transaction.set_rollback(True)

    assert Upload.objects.get().file.read() == upload.file.read()


def test_forget_orphans_takes_along_the_file_of_an_erased_registration(now, send_mails):
    answer = answered(sent_file(uploaded_at=now - LONG_AGO))
    answer.delete()

    with send_mails():
        removed = services.forget_orphans(now)

    assert (removed, files()) == (1, [])


@pytest.mark.parametrize(("age", "left"), [(LONG_AGO, 0), (timedelta(hours=23), 1)])
def test_forget_orphans_removes_files_that_have_no_row(now, age, left):
    lost_file(age, now)

    removed = services.forget_orphans(now)

    assert (removed, len(files())) == (1 - left, left)


def test_forget_orphans_bears_a_folder_that_is_not_there_yet(now):
    assert services.forget_orphans(now) == 0


def test_orphans_agree_with_the_row(now):
    answered(sent_file(uploaded_at=now - LONG_AGO))
    old, new = sent_file(uploaded_at=now - LONG_AGO), sent_file(uploaded_at=now)

    rows = Upload.objects.all()

    assert [row for row in rows if row.is_orphan(now)] == list(Upload.objects.orphans(now)) == [old]
    assert not new.is_orphan(now)


def test_file_that_is_answered_cannot_be_removed():
    upload = answered(sent_file()).upload

    with pytest.raises(ProtectedError):
        upload.delete()
