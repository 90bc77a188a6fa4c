"""What the portal forgets by the clock, and what it keeps."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from owes_portal import forgetting, tasks
from owes_portal.models import DeadAddress, Document, OutgoingMail
from owes_portal.models.dead_address import KEPT
from owes_portal.models.documents import FILE_KEPT
from owes_portal.models.mail import CONTENT_KEPT, FORGOTTEN_AT_ONCE

pytestmark = pytest.mark.django_db

NOW = timezone.now()
SECOND = timedelta(seconds=1)
SHIFTS = pytest.mark.parametrize("shift", [-SECOND, 0 * SECOND, SECOND])
FORGOTTEN = ("recipient", "subject", "text", "html", "reply", "attachments")


@pytest.fixture(autouse=True)
def _nothing_but_these_files(settings, tmp_path):
    storages = {**settings.STORAGES}
    storages["default"] = {
        **storages["default"],
        "OPTIONS": {**storages["default"]["OPTIONS"], "location": tmp_path},
    }
    settings.STORAGES = storages


@pytest.fixture
def list_of(bob):
    """A function that makes a list, ready at that moment."""

    def make(finished_at=NOW, status="ready"):
        return Document.objects.create(
            kind="participant_list",
            subject_id=Document.objects.count(),
            asked_by=bob,
            status=status,
            finished_at=finished_at,
            file=ContentFile(b"%PDF-1.7", "lista.pdf"),
            filename="lista.pdf",
        )

    return make


def mail(written_at=NOW - CONTENT_KEPT, **fields):
    number = OutgoingMail.objects.count()
    fields = {"status": "sent", "sent_at": written_at, "reply": "550 anna@example.com"} | fields
    made = OutgoingMail.objects.create(
        template="registrations/emails/confirmation",
        recipient="anna@example.com",
        subject="Anna",
        text="Anna",
        html="<p>Anna</p>",
        attachments=["calendar"],
        message_id=f"<{number}@portal.example>",
        **fields,
    )
    OutgoingMail.objects.filter(pk=made.pk).update(created_at=written_at)
    return made


def left_of(row):
    row.refresh_from_db()
    return [getattr(row, field) for field in FORGOTTEN]


def names():
    return sorted(path.name for path in Document.folder().glob("*"))


def leftover(name, *, age):
    Document.folder().mkdir(parents=True, exist_ok=True)
    path = Document.folder() / name
    path.write_bytes(b"%PDF")
    changed = (NOW - age).timestamp()
    os.utime(path, (changed, changed))


# Documents


def test_expire_documents_takes_the_file_and_keeps_who_asked_and_when(list_of, bob):
    document = list_of(NOW - FILE_KEPT)

    expired = forgetting.expire_documents(NOW)

    document.refresh_from_db()
    assert (expired, names()) == (1, [])
    assert (document.status, document.file.name, document.asked_by) == ("expired", "", bob)


def test_expire_documents_leaves_what_is_younger_or_has_no_file(list_of):
    kept = [list_of(NOW - FILE_KEPT + SECOND), list_of(NOW - FILE_KEPT, status="failed")]

    expired = forgetting.expire_documents(NOW)

    assert expired == 0
    assert [document.status for document in kept] == ["ready", "failed"]
    assert len(names()) == 2


def test_expire_documents_goes_on_after_a_file_that_cannot_be_removed(list_of):
    stuck, other = list_of(NOW - FILE_KEPT), list_of(NOW - FILE_KEPT)
    path = Path(stuck.file.path)
    path.unlink()
    (path / "full").mkdir(parents=True)

    expired = forgetting.expire_documents(NOW)

    other.refresh_from_db()
    assert (expired, other.status) == (1, "expired")


def test_expire_counts_for_the_first_of_two_only(list_of):
    document = list_of(NOW - FILE_KEPT)
    same = Document.objects.get(pk=document.pk)

    assert [document.expire(), same.expire()] == [True, False]


def test_remove_leftover_files_keeps_what_a_row_names_and_what_is_young(list_of):
    document = list_of()
    day_before = (NOW - timedelta(days=2)).timestamp()
    os.utime(document.file.path, (day_before, day_before))
    leftover("1-half.pdf.part", age=timedelta(days=1))
    leftover("1-whole.pdf", age=timedelta(days=1))
    leftover("2-half.pdf.part", age=timedelta(days=1) - SECOND)

    removed = forgetting.remove_leftover_files(NOW)

    assert removed == 2
    assert names() == ["2-half.pdf.part", document.file.name.removeprefix("documents/")]


def test_remove_leftover_files_takes_folders_where_rows_waited():
    waiting = Document.folder() / "tmp-of-a-killed-worker"
    waiting.mkdir(parents=True)
    (waiting / "rows").write_text("Łucja Żak")
    day_before = (NOW - timedelta(days=2)).timestamp()
    os.utime(waiting, (day_before, day_before))

    assert forgetting.remove_leftover_files(NOW) == 1
    assert names() == []


def test_remove_leftover_files_needs_no_folder():
    assert forgetting.remove_leftover_files(NOW) == 0


# Mails


@pytest.mark.parametrize("status", ["sent", "failed", "unknown", "withdrawn"])
def test_forget_mails_takes_what_they_said_and_to_whom(status):
    old = mail(status=status)

    forgotten = forgetting.forget_mails(NOW)

    assert forgotten == 1
    assert left_of(old) == ["", "", "", "", "", []]
    assert (old.status, old.template, old.forgotten_at) == (
        status,
        "registrations/emails/confirmation",
        NOW,
    )


@pytest.mark.parametrize("status", ["queued", "sending", "retry"])
def test_forget_mails_leaves_what_is_not_over(status):
    waiting = mail(status=status, sent_at=None)

    forgetting.forget_mails(NOW)

    assert left_of(waiting)[0] == "anna@example.com"


def test_forget_mails_leaves_what_is_younger():
    young = mail(NOW - CONTENT_KEPT + SECOND)

    forgetting.forget_mails(NOW)

    assert left_of(young)[0] == "anna@example.com"
    assert young.forgotten_at is None


def test_forget_mails_takes_all_of_many():
    OutgoingMail.objects.bulk_create(
        OutgoingMail(message_id=f"<{n}@many>", status="failed", recipient="anna@example.com")
        for n in range(FORGOTTEN_AT_ONCE + 1)
    )
    OutgoingMail.objects.update(created_at=NOW - CONTENT_KEPT)

    forgotten = forgetting.forget_mails(NOW)

    assert forgotten == FORGOTTEN_AT_ONCE + 1
    assert not OutgoingMail.objects.exclude(recipient="").exists()


def test_forgotten_mail_says_so_in_the_administration(admin_client):
    old = mail()
    forgetting.forget_mails(NOW)

    page = admin_client.get(f"/panel/owes_portal/outgoingmail/{old.pk}/change/").content.decode()

    assert "usunięto 30 dni po napisaniu" in page.replace("\u00a0", " ")


# Addresses


def test_forget_dead_addresses_takes_them_off_the_list():
    for email, since in [("old@example.com", NOW - KEPT), ("new@example.com", NOW - KEPT + SECOND)]:
        DeadAddress.objects.create(email=email, error="SMTP 550", since=since)

    forgotten = forgetting.forget_dead_addresses(NOW)

    assert forgotten == 1
    assert [row.email for row in DeadAddress.objects.all()] == ["new@example.com"]


# All of it


def test_forget_does_all_that_is_due(list_of):
    list_of(NOW - FILE_KEPT - SECOND)
    mail()
    DeadAddress.objects.create(email="old@example.com", error="SMTP 550", since=NOW - KEPT)

    tasks.forget()

    assert Document.objects.get().is_expired()
    assert OutgoingMail.objects.get().is_forgotten()
    assert not DeadAddress.objects.exists()


def test_forget_goes_on_when_one_thing_fails():
    no_file = Document.folder() / "a folder"
    no_file.mkdir(parents=True)
    os.utime(no_file, (0, 0))
    old = mail()

    forgetting.everything(NOW)

    old.refresh_from_db()
    assert old.is_forgotten()


@SHIFTS
def test_document_words_mean_the_same_for_rows_and_querysets(list_of, shift):
    rows = [list_of(NOW - FILE_KEPT, status) for status in ("ready", "failed", "expired")]

    found = set(Document.objects.to_expire(NOW + shift))

    assert found == {row for row in rows if row.is_to_expire(NOW + shift)}


@SHIFTS
def test_mail_words_mean_the_same_for_rows_and_querysets(shift):
    for status in OutgoingMail.Status.values:
        mail(status=status)
        mail(status=status, forgotten_at=NOW)

    found = set(OutgoingMail.objects.to_forget(NOW + shift))

    rows = OutgoingMail.objects.all()
    assert found == {row for row in rows if row.is_to_forget(NOW + shift)}


@SHIFTS
def test_address_words_mean_the_same_for_rows_and_querysets(shift):
    row = DeadAddress.objects.create(email="old@example.com", error="SMTP 550", since=NOW - KEPT)

    found = DeadAddress.objects.to_forget(NOW + shift).exists()

    assert found == row.is_to_forget(NOW + shift)
