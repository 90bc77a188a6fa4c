"""A document is a row: asked for, built by a worker, ready or failed with a reason."""

from datetime import timedelta
from pathlib import Path

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.db import OperationalError
from django.urls import resolve
from django.utils import timezone
from django.utils.module_loading import import_string

from owes_portal import documents, tasks
from owes_portal.models import AccessRecord, Document
from owes_portal.models.documents import BUILT_WITHIN, MAX_ATTEMPTS, NUDGED_LONG_AGO, REASONS
from owes_portal.pdf import PdfRefused
from tests import factories

pytestmark = pytest.mark.django_db

NOW = timezone.now()
SECOND = timedelta(seconds=1)


def good(subject_id, file, report):
    report(50)
    file.write(b"%PDF-1.7 whole")
    return "lista.pdf"


def broken(subject_id, file, report):
    report(50)
    raise ValueError("Anna Kowal, anna@example.com")


chosen = []


def build(subject_id, file, report):
    return chosen[-1](subject_id, file, report)


@pytest.fixture
def builder(settings):
    """Set what builds the lists."""

    def choose(function):
        chosen.append(function)
        settings.DOCUMENT_BUILDERS = {"participant_list": f"{__name__}.build"}

    return choose


@pytest.fixture
def document(builder, bob):
    builder(good)
    return documents.request("participant_list", subject_id=7, by=bob)


def another(bob, number=0):
    return documents.request("participant_list", subject_id=100 + number, by=bob).pk


def test_request_builds_the_document_after_the_commit(builder, bob, send_mails):
    builder(good)

    with send_mails():
        document = documents.request("participant_list", subject_id=7, by=bob)

    document.refresh_from_db()
    assert (document.status, document.progress, document.filename) == ("ready", 100, "lista.pdf")
    assert document.file.read() == b"%PDF-1.7 whole"


def test_request_twice_is_one_document(document, bob):
    again = documents.request("participant_list", subject_id=7, by=bob)

    assert again == document


def test_request_of_a_finished_document_builds_a_new_one(document, bob):
    tasks.build_document(document.pk)

    again = documents.request("participant_list", subject_id=7, by=bob)

    assert again != document


def test_claim_gives_a_document_to_one_worker_only(document):
    first, second = (Document.objects.claim(document.pk) for _ in range(2))

    assert (first.pk, second) == (document.pk, None)


def test_claim_refuses_a_document_while_another_is_being_built(document, bob):
    Document.objects.claim(document.pk)

    assert Document.objects.claim(another(bob)) is None


def test_claim_goes_on_at_once_when_the_same_task_comes_again(document, bob):
    Document.objects.claim(document.pk, "the task")
    Document.objects.claim(another(bob), "another task")

    again = Document.objects.claim(document.pk, "the task")

    assert again.attempts == 2


def test_claim_takes_over_from_a_worker_that_died(document):
    Document.objects.claim(document.pk)
    Document.objects.update(begun_at=NOW - BUILT_WITHIN - SECOND)

    assert Document.objects.claim(document.pk).attempts == 2


def test_build_of_a_broken_document_leaves_a_reason_without_data_of_people(document, builder):
    builder(broken)

    tasks.build_document(document.pk)

    document.refresh_from_db()
    assert (document.status, document.error) == ("failed", "ValueError")
    assert document.reason() == "Nie wiemy dlaczego. Więcej mówi dziennik serwera."
    assert not document.file


@pytest.mark.parametrize(
    "failure",
    [MemoryError(), SoftTimeLimitExceeded(), PdfRefused("mark:7")],
    ids=lambda failure: type(failure).__name__,
)
def test_build_that_fails_leaves_a_reason_in_plain_words(document, builder, failure):
    def failing(subject_id, file, report):
        raise failure

    builder(failing)

    tasks.build_document(document.pk)

    document.refresh_from_db()
    name = type(failure).__name__
    assert (document.status, document.error) == ("failed", name)
    assert document.reason() == REASONS[name]


def test_build_leaves_a_document_to_the_sweep_when_postgres_is_away(document, builder):
    def cut_off(subject_id, file, report):
        raise OperationalError("the connection is lost")

    builder(cut_off)

    with pytest.raises(OperationalError):
        tasks.build_document(document.pk)

    document.refresh_from_db()
    assert (document.status, document.attempts) == ("building", 1)


def test_build_by_a_worker_that_was_thought_dead_changes_nothing(document):
    slow = Document.objects.claim(document.pk)
    Document.objects.update(begun_at=NOW - BUILT_WITHIN - SECOND)
    Document.objects.claim(document.pk)

    slow.build()

    document.refresh_from_db()
    assert (document.status, document.progress, document.file.name) == ("building", 0, "")


def test_build_asks_for_the_next_document(document, bob):
    waiting = [another(bob, number) for number in range(2)]

    tasks.build_document(document.pk)

    assert {row.status for row in Document.objects.filter(pk__in=waiting)} == {"ready"}


def test_what_staff_ask_for_is_built_before_documents_of_the_portal(builder, bob, send_mails):
    order = []
    builder(lambda subject_id, file, report: order.append(subject_id) or "lista.pdf")

    with send_mails():
        for number in (1, 2, 3):
            documents.request("participant_list", subject_id=number, by=None)
        documents.request("participant_list", subject_id=4, by=bob)

    assert order == [1, 4, 2, 3]


def test_build_leaves_a_document_to_whoever_builds_another_one(document, bob):
    waiting = another(bob)
    Document.objects.claim(document.pk)

    tasks.build_document(waiting)

    assert Document.objects.get(pk=waiting).status == "asked"


def test_build_leaves_no_half_written_file(document):
    tasks.build_document(document.pk)

    document.refresh_from_db()
    folder = Path(document.file.path).parent
    assert list(folder.glob(f"{document.pk}-*.part*")) == []


def test_build_gives_up_a_document_that_kills_its_workers(document):
    Document.objects.update(
        status="building", attempts=MAX_ATTEMPTS, begun_at=NOW - BUILT_WITHIN - SECOND
    )

    tasks.sweep()

    document.refresh_from_db()
    assert (document.status, document.error) == ("failed", "worker died")


def test_sweep_builds_what_a_lost_nudge_left_behind(document):
    Document.objects.update(asked_at=NOW - NUDGED_LONG_AGO)

    tasks.sweep()

    document.refresh_from_db()
    assert document.is_ready()


@pytest.mark.parametrize("shift", [-SECOND, 0 * SECOND, SECOND])
def test_document_words_mean_the_same_for_rows_and_querysets(bob, shift):
    at = NOW + shift
    moments = [NOW - NUDGED_LONG_AGO, NOW - BUILT_WITHIN]
    for status in Document.Status.values:
        for number, moment in enumerate(moments):
            row = Document.objects.create(
                kind="participant_list",
                subject_id=number,
                status=status,
                asked_by=bob,
                begun_at=moment,
                file="documents/x.pdf",
            )
            Document.objects.filter(pk=row.pk).update(asked_at=moment)
            if status in Document.UNFINISHED_STATUSES:
                Document.objects.filter(pk=row.pk).update(subject_id=100 + row.pk)

    rows = list(Document.objects.all())
    assert set(Document.objects.unfinished()) == {row for row in rows if row.is_unfinished()}
    assert set(Document.objects.being_built(at)) == {row for row in rows if row.is_being_built(at)}
    assert set(Document.objects.left_behind(at)) == {row for row in rows if row.is_left_behind(at)}


# /panel/dokumenty/<pk>/


@pytest.fixture
def ready_document(document):
    tasks.build_document(document.pk)
    return document


def test_document_is_sent_to_staff_and_leaves_a_record(bobs_client, ready_document):
    response = bobs_client.get(f"/panel/dokumenty/{ready_document.pk}/")

    assert b"".join(response.streaming_content) == b"%PDF-1.7 whole"
    assert 'filename="lista.pdf"' in response["Content-Disposition"]
    assert response["Cache-Control"] == "no-store, private"
    assert [record.deed for record in AccessRecord.objects.all()] == ["print"]


def test_document_is_not_for_strangers(client, charlie, ready_document):
    address = f"/panel/dokumenty/{ready_document.pk}/"
    anonymous = client.get(address)
    client.force_login(charlie)

    stranger = client.get(address)

    assert (anonymous.status_code, stranger.status_code) == (302, 404)
    assert not AccessRecord.objects.exists()


def test_document_is_refused_to_staff_without_the_right(client, ready_document):
    client.force_login(factories.user(username="edyta", is_staff=True))

    response = client.get(f"/panel/dokumenty/{ready_document.pk}/")

    assert response.status_code == 403
    assert not AccessRecord.objects.exists()


def test_document_that_is_not_ready_is_not_found(bobs_client, document):
    assert bobs_client.get(f"/panel/dokumenty/{document.pk}/").status_code == 404


def test_document_that_expired_says_so(bobs_client, ready_document):
    Document.objects.update(status="expired")

    response = bobs_client.get(f"/panel/dokumenty/{ready_document.pk}/")

    assert response.status_code == 404
    assert "Pliku lista.pdf" in response.content.decode().replace("\u00a0", " ")
    assert not AccessRecord.objects.exists()


def test_document_whose_file_was_lost_says_so(bobs_client, ready_document):
    ready_document.refresh_from_db()
    Path(ready_document.file.path).unlink()

    response = bobs_client.get(f"/panel/dokumenty/{ready_document.pk}/")

    assert response.status_code == 404
    assert "Pliku lista.pdf" in response.content.decode().replace("\u00a0", " ")


def test_document_is_not_served_by_its_path(bobs_client, ready_document):
    ready_document.refresh_from_db()

    statuses = {
        bobs_client.get(f"/{prefix}{ready_document.file.name}").status_code
        for prefix in ("", "media/", "files/", "static/", "static/../files/", "static/..%2ffiles/")
    }

    assert statuses == {404}


def test_builders_of_the_settings_exist(settings):
    for path in [*settings.DOCUMENT_BUILDERS.values(), *settings.MAIL_ATTACHMENTS.values()]:
        assert callable(import_string(path))
    assert set(settings.DOCUMENT_BUILDERS) == set(Document.Kind.values)


@pytest.mark.parametrize("kind", Document.Kind.values)
def test_document_leads_to_the_page_where_it_is_asked_for(kind):
    page = resolve(Document(kind=kind, subject_id=2026).get_page_url())

    assert page.url_name not in ("page", "detail")
    assert 2026 in page.kwargs.values() or kind == "schedule"
