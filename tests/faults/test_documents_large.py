"""Papers that are too large or too tangled: a whole file or a plain failure, and mails go on."""

import psutil
import pypdfium2
import pytest
from django.utils import timezone

from owes_portal import celery_app
from owes_portal.models import Document
from owes_portal.models.documents import REASONS
from registrations.models import Participant
from tests import factories
from tests.faults import traps
from tests.faults.conftest import a_minute_passes, eventually, statuses, sweep

pytestmark = [
    pytest.mark.faults,
    pytest.mark.django_db(transaction=True),
    # The other tests are eager; what is asked for here goes through Redis all the same.
    pytest.mark.filterwarnings("ignore:task_always_eager has no effect"),
]

MEGABYTE = 1_000_000
DAYS, PEOPLE, PAGES = 15, 2_000, 300  # three sheets of five days


@pytest.fixture
def crowded(operator):
    """An event whose list is as long as they come."""
    event = factories.event(days=DAYS, capacity=PEOPLE)
    first = factories.participant(event, days=[])
    people = [
        Participant(
            registration=first.registration,
            event=event,
            queued_at=timezone.now(),
            first_name="Świętosława",
            last_name=f"Nowak-{number}",
            status=Participant.Status.CONFIRMED,
        )
        for number in range(1, PEOPLE)
    ]
    for person in people:
        person.set_token()
    Participant.objects.bulk_create(people)
    return event


def memory(worker):
    """Megabytes of a worker and its children; shared pages count by their share."""
    main = psutil.Process(worker.pid)
    return sum(map(held_by, [main, *main.children()])) / MEGABYTE


def held_by(process):
    try:
        return process.memory_full_info().pss
    except psutil.NoSuchProcess:  # A child that had built a large document has just gone.
        return 0


def is_done(document):
    document.refresh_from_db()
    return not document.is_unfinished()


def test_list_of_three_hundred_pages_is_whole_and_mails_go_out_meanwhile(
    fonts, crowded, ask, worker
):
    with worker(children=2) as running:
        small = ask(factories.event().pk)
        eventually(lambda: is_done(small))
        before = memory(running)
        large = ask(crowded.pk)
        eventually(lambda: Document.objects.get(pk=large.pk).progress > 0)
        factories.mail()
        a_minute_passes()
        sweep()
        eventually(lambda: statuses() == ["sent"])
        assert not is_done(large)
        eventually(lambda: is_done(large))
        eventually(lambda: memory(running) < before + 200)

    assert small.is_ready()
    if large.is_ready():
        assert len(pypdfium2.PdfDocument(large.file.read())) > PAGES
    else:  # The machine is too slow or too small; staff are told which.
        assert large.error in REASONS


@pytest.mark.parametrize(
    ("number", "error"),
    [(traps.GIANT, "MemoryError"), (traps.TANGLED, "SoftTimeLimitExceeded")],
    ids=["giant", "tangled"],
)
def test_paper_beyond_all_bounds_fails_and_leaves_the_worker_as_it_was(
    fonts, gate, bob, nudges, trapped, number, error
):
    gate.touch()
    with trapped(WORKER_MEMORY_MB="400") as running:
        first = asked(bob, 1)
        eventually(lambda: is_done(first))
        before = memory(running)
        bound = asked(bob, number)
        eventually(lambda: is_done(bound))
        after = asked(bob, 2)
        eventually(lambda: is_done(after))
        eventually(lambda: memory(running) < before + 150)

    assert (bound.status, bound.error) == ("failed", error)
    assert after.is_ready()


def asked(bob, number):
    """A document whose builder is given half a minute."""
    document = Document.objects.create(kind="participant_list", subject_id=number, asked_by=bob)
    celery_app.send_task(
        "owes_portal.tasks.build_document",
        [document.pk],
        queue="documents",
        soft_time_limit=30,
    )
    return document
