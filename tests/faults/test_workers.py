"""Workers killed in the middle of their work: nothing is lost, and nothing is blindly done twice."""

from pathlib import Path

import pytest
from django.conf import settings

from owes_portal.models import Document, OutgoingMail
from tests import factories
from tests.faults import traps
from tests.faults.conftest import (
    a_minute_passes,
    child_of,
    eventually,
    is_half_done,
    is_running,
    kill,
    minutes_of_silence_pass,
    statuses,
    sweep,
)

pytestmark = [
    pytest.mark.faults,
    pytest.mark.django_db(transaction=True),
    # The other tests are eager; what beat sends here goes through Redis all the same.
    pytest.mark.filterwarnings("ignore:task_always_eager has no effect"),
]

OTHERS = [f"osoba{number}@example.com" for number in range(3)]


@pytest.fixture
def sign_up(operator):
    """A function that signs people up, whose confirmations are waiting then."""
    event = factories.event(capacity=20)

    def register(*emails):
        for email in emails:
            factories.registration(event, email=email)

    return register


def mail_to(email):
    return OutgoingMail.objects.get(recipient=email)


# Mails


def test_child_killed_while_it_sends_leaves_its_mail_unknown_and_the_others_go_out(
    nudges, sign_up, worker, sink
):
    sink.is_holding = True

    with worker() as running:
        sign_up("anna@example.com")
        eventually(lambda: sink.recipients == ["anna@example.com"])
        sign_up(*OTHERS)
        kill(child_of(running))
        sink.is_holding = False
        eventually(lambda: statuses() == ["sending", "sent", "sent", "sent"])
        minutes_of_silence_pass()
        sweep()
        eventually(lambda: statuses() == ["sent", "sent", "sent", "unknown"])

    anna = mail_to("anna@example.com")
    assert (anna.status, anna.error, anna.attempts) == ("unknown", "worker died", 1)
    assert sorted(sink.recipients) == sorted(["anna@example.com", *OTHERS])


def test_whole_worker_killed_while_it_sends_leaves_the_rest_to_the_next_worker(
    nudges, sign_up, worker, sink
):
    sink.is_holding = True
    with worker() as running:
        sign_up("anna@example.com")
        eventually(lambda: sink.recipients == ["anna@example.com"])
        sign_up(*OTHERS)
        child = child_of(running)
        kill(running.pid)
        eventually(lambda: not is_running(child))
    sink.is_holding = False

    a_minute_passes()
    minutes_of_silence_pass()
    with worker():
        sweep()
        eventually(lambda: statuses() == ["sent", "sent", "sent", "unknown"])

    assert mail_to("anna@example.com").error == "worker died"
    assert sorted(sink.recipients) == sorted(["anna@example.com", *OTHERS])


def test_mail_that_kills_its_worker_does_so_once_and_the_others_go_out(
    nudges, sign_up, trapped, sink
):
    with trapped():
        sign_up("poison@example.com", *OTHERS)
        eventually(lambda: statuses() == ["sending", "sent", "sent", "sent"])
        minutes_of_silence_pass()
        sweep()
        eventually(lambda: statuses() == ["sent", "sent", "sent", "unknown"])
        a_minute_passes()
        sweep()
        sign_up("last@example.com")
        eventually(lambda: mail_to("last@example.com").status == "sent")

    assert sorted(sink.recipients) == sorted([*OTHERS, "last@example.com"])
    assert mail_to("poison@example.com").attempts == 1


# Documents; tests/faults/test_documents.py kills the child alone


def test_whole_worker_killed_while_it_builds_leaves_no_file_and_the_next_builds_it(
    gate, ask, trapped
):
    before = files()
    with trapped() as running:
        document = ask(1)
        eventually(lambda: is_half_done(document))
        kill(running.pid)
    left = files() - before

    minutes_of_silence_pass()
    gate.touch()
    with trapped():
        sweep()
        eventually(lambda: Document.objects.get().is_ready())

    document.refresh_from_db()
    assert (left, document.attempts, document.error) == (set(), 2, "")
    assert files() - before == {Path(document.file.path)}
    assert document.file.read() == b"%PDF-1.7 whole"


def files():
    """What there is in the folder of the documents, whole or half."""
    return set((settings.FILES_ROOT / "documents").glob("*"))


def test_document_that_kills_its_workers_lets_the_mails_pass(gate, ask, sign_up, trapped, sink):
    with trapped():
        ask(traps.POISON)
        eventually(lambda: Document.objects.get().attempts == 1)
        sign_up(*OTHERS)
        eventually(lambda: statuses() == ["sent"] * len(OTHERS))
        eventually(lambda: Document.objects.get().is_failed())

    assert sorted(sink.recipients) == sorted(OTHERS)
