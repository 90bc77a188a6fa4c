"""Documents under faults: two claimed at once, a killed builder, one that wants all the memory."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from django.utils import timezone

from owes_portal import celery_app, forgetting
from owes_portal.models import Document
from owes_portal.models import documents as rows
from tests import factories
from tests.faults import traps
from tests.faults.conftest import child_of, eventually, is_half_done, kill
from tests.faults.crowd import at_once, failures

pytestmark = [
    pytest.mark.faults,
    pytest.mark.django_db(transaction=True),
    # The other tests are eager; what is asked for here goes through Redis all the same.
    pytest.mark.filterwarnings("ignore:task_always_eager has no effect"),
]

CONNECTIONS = 8


def outcomes():
    rows = Document.objects.order_by("subject_id")
    return list(rows.values_list("subject_id", "status", "error", "attempts"))


def are_all_done():
    return not Document.objects.unfinished().exists()


def claimed_at_once(asked_by):
    """How many of several documents were taken, each by a connection of its own at the same time."""
    Document.objects.all().delete()
    made = [
        Document.objects.create(kind="participant_list", subject_id=number, asked_by=asked_by)
        for number in range(CONNECTIONS)
    ]
    claims = [lambda pk=document.pk: Document.objects.claim(pk) for document in made]
    results = at_once(claims, connections=CONNECTIONS)
    assert failures(results) == []
    return len([result for result in results if result])


def test_one_document_is_built_at_a_time():
    asked_by = factories.staff()

    assert {claimed_at_once(asked_by) for _ in range(10)} == {1}


def test_without_taking_turns_several_documents_are_built_at_a_time(monkeypatch):
    """The control: if this finds no two at once, the test above proves nothing."""
    monkeypatch.setattr(rows, "take_turn", lambda: None)
    asked_by = factories.staff()

    assert max(claimed_at_once(asked_by) for _ in range(30)) > 1


def test_document_whose_builder_was_killed_goes_on_at_once(gate, ask, trapped):
    with trapped() as running:
        document = ask(1)
        eventually(lambda: is_half_done(document))
        kill(child_of(running))
        gate.touch()
        eventually(are_all_done)

    assert outcomes() == [(1, "ready", "", 2)]
    document.refresh_from_db()
    assert document.file.read() == b"%PDF-1.7 whole"


@pytest.mark.parametrize("number", traps.HALF_WRITTEN, ids=["pdf", "csv", "xlsx", "zip"])
def test_file_whose_builder_was_killed_is_whole_or_not_there(gate, ask, trapped, number):
    before = files()
    with trapped() as running:
        document = ask(number)
        eventually(lambda: is_half_done(document) and files() != before)
        kill(child_of(running))
        document.refresh_from_db()
        assert not document.file
        gate.touch()
        eventually(are_all_done)

    document.refresh_from_db()
    assert (document.status, document.attempts) == ("ready", 2)
    assert is_whole(document)
    forgetting.remove_leftover_files(timezone.now() + forgetting.LEFTOVER_AFTER)
    assert files() - before == {Path(document.file.name).name}


def files():
    return {path.name for path in Document.folder().glob("*")}


def is_whole(document):
    content = document.file.read()
    if document.filename.endswith(".csv"):
        return content.count(b"\r\n") == traps.ROWS + 1
    if document.filename.endswith(".pdf"):
        return content == b"%PDF-1.7 whole"
    return zipfile.ZipFile(BytesIO(content)).testzip() is None


def test_document_that_kills_its_builder_fails_and_the_others_are_built(gate, ask, trapped):
    gate.touch()

    with trapped():
        for number in (1, traps.POISON, 20):
            ask(number)
        eventually(are_all_done)

    assert outcomes() == [
        (1, "ready", "", 1),
        (traps.POISON, "failed", "worker died", 4),
        (20, "ready", "", 1),
    ]


def test_document_that_wants_all_the_memory_fails_and_the_others_are_built(gate, ask, trapped):
    gate.touch()

    with trapped(WORKER_MEMORY_MB="400"):
        for number in (1, traps.GREEDY, 20):
            ask(number)
        eventually(are_all_done)

    assert outcomes() == [
        (1, "ready", "", 1),
        (traps.GREEDY, "failed", "MemoryError", 1),
        (20, "ready", "", 1),
    ]


def test_document_that_takes_too_long_fails(gate, bob, nudges, trapped):
    document = Document.objects.create(kind="participant_list", subject_id=1, asked_by=bob)

    with trapped():
        celery_app.send_task(
            "owes_portal.tasks.build_document",
            [document.pk],
            queue="documents",
            soft_time_limit=2,
        )
        eventually(are_all_done)

    assert outcomes() == [(1, "failed", "SoftTimeLimitExceeded", 1)]


def test_document_moves_on_while_it_is_built(gate, ask, trapped):
    with trapped():
        document = ask(1)
        eventually(lambda: is_half_done(document))
        gate.touch()
        eventually(are_all_done)

    document.refresh_from_db()
    assert (document.status, document.progress) == ("ready", 100)
