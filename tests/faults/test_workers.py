"""Workers killed in the middle of their work: nothing is lost, and nothing is blindly done twice."""

from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from owes_portal import forgetting
from owes_portal.models import Document, OutgoingMail
from owes_portal.models.documents import MAX_ATTEMPTS
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


# Documents; tests/faults/test_documents.py kills the child alone


def test_whole_worker_killed_while_it_builds_leaves_a_part_only_and_the_next_builds_it(
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
    assert {path.suffix for path in left} <= {".part"}
    assert (document.attempts, document.error) == (2, "")
    forgetting.remove_leftover_files(timezone.now() + forgetting.LEFTOVER_AFTER)
    assert files() - before == {Path(document.file.path)}
    assert document.file.read() == b"%PDF-1.7 whole"


def files():
    """What there is in the folder of the documents, whole or half."""
    return set((settings.FILES_ROOT / "documents").glob("*"))


# Poison


def test_mail_and_document_that_kill_whoever_does_them_stop_and_all_others_are_done(
    gate, ask, sign_up, trapped, sink
):
    gate.touch()

    with trapped():
        ask(traps.POISON)
        sign_up("poison@example.com", *OTHERS)
        ask(1)
        eventually(lambda: statuses() == ["sending", "sent", "sent", "sent"])
        eventually(lambda: not Document.objects.unfinished().exists())
        minutes_of_silence_pass()
        sweep()
        eventually(lambda: statuses() == ["sent", "sent", "sent", "unknown"])

    built = Document.objects.order_by("subject_id").values_list("status", "attempts")
    assert list(built) == [("ready", 1), ("failed", MAX_ATTEMPTS + 1)]
    assert mail_to("poison@example.com").attempts == 1
    assert sorted(sink.recipients) == sorted(OTHERS)
