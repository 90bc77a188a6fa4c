"""Whether mail and background work move: what is a trouble, what is none, and in which words."""

from datetime import timedelta

import pytest
from celery.schedules import crontab
from django.utils import timezone

from owes_portal import pipeline
from owes_portal.models import Document, Heartbeat, OutgoingMail
from owes_portal.models.heartbeat import SILENT_AFTER
from owes_portal.models.mail import HELD_UP_AFTER
from owes_portal.pipeline import DOCUMENT_IS_LATE_AFTER
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

NOW = timezone.now()
MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)


def document(by, **fields):
    asked_at = fields.pop("asked_at", NOW)
    made = Document.objects.create(
        kind="participant_list", asked_by=by, **{"subject_id": 1} | fields
    )
    Document.objects.filter(pk=made.pk).update(asked_at=asked_at)
    return made


def test_state_is_well_when_all_queues_were_heard():
    factories.living_worker(at=NOW - SILENT_AFTER)

    state = pipeline.state(NOW)

    assert state.is_well()
    assert [(sign.queue, sign.is_silent) for sign in state.signs] == [
        ("mail", False),
        ("documents", False),
        ("periodic", False),
    ]


def test_state_tells_of_a_queue_that_fell_silent():
    factories.living_worker(at=NOW)
    Heartbeat.objects.filter(queue="mail").update(at=NOW - SILENT_AFTER - SECOND)

    [trouble] = pipeline.state(NOW).troubles()

    assert trouble.startswith("Nobody has sent mail since ")
    assert "Sign-ups are safe" in trouble


def test_silence_is_told_within_five_minutes_of_the_last_sign_of_life(settings):
    beats = [settings.CELERY_BEAT_SCHEDULE[f"show_life_in_{queue}"] for queue in settings.QUEUES]

    assert all(beat["schedule"] == crontab(minute="*") for beat in beats)
    assert SILENT_AFTER + MINUTE <= 5 * MINUTE


def test_state_tells_of_a_queue_that_was_never_heard():
    factories.living_worker(at=NOW)
    Heartbeat.objects.filter(queue="documents").delete()

    assert pipeline.state(NOW).troubles() == ["Nobody has ever taken work of this kind: documents."]


def test_state_of_a_fresh_installation_is_told_mildly():
    state = pipeline.state(NOW)

    assert state.is_fresh()
    assert not state.is_well()
    assert [trouble[:30] for trouble in state.troubles()] == ["Mail and background work have "]


@pytest.mark.parametrize(
    ("is_well", "fields"),
    [
        (True, {"next_attempt_at": NOW - HELD_UP_AFTER + SECOND}),
        (False, {"next_attempt_at": NOW - HELD_UP_AFTER - SECOND}),
        (True, {"next_attempt_at": NOW - HELD_UP_AFTER - SECOND, "is_bulk": True}),
        (True, {"status": "failed", "error": "SMTP 550"}),
        (True, {"status": "unknown", "error": "worker died"}),
        (False, {"status": "retry", "error": "ConnectionRefusedError"}),
        (False, {"status": "retry", "error": "SMTP 535"}),
        (True, {"status": "retry", "error": "SMTP 451"}),
    ],
    ids=["young", "old", "one of many", "failed", "unknown", "no server", "no login", "greylisted"],
)
def test_state_tells_of_mails_that_wait_although_the_worker_lives(is_well, fields):
    factories.living_worker(at=NOW)
    mail = factories.mail(
        written_at=NOW - HELD_UP_AFTER - SECOND, **{"next_attempt_at": NOW + 30 * MINUTE} | fields
    )

    state = pipeline.state(NOW)

    mail.refresh_from_db()
    assert (state.is_well(), not mail.is_held_up(NOW)) == (is_well, is_well)
    assert OutgoingMail.objects.held_up(NOW).exists() is not is_well


def test_a_mail_that_staff_send_again_waits_since_then():
    factories.living_worker(at=NOW)
    factories.mail(
        status="retry",
        error="ConnectionRefusedError",
        written_at=NOW - timedelta(days=5),
        queued_at=NOW - MINUTE,
        next_attempt_at=NOW + MINUTE,
    )

    state = pipeline.state(NOW)

    assert (state.is_well(), state.waiting_since) == (True, NOW - MINUTE)


def test_state_does_not_say_what_waits_where_nobody_works():
    factories.living_worker(at=NOW - 60 * MINUTE)
    factories.mail(next_attempt_at=NOW - 60 * MINUTE)

    assert [text[:20] for text in pipeline.state(NOW).troubles()] == [
        "Nobody has sent mail",
        "Nobody has made docu",
        "Nobody has done the ",
    ]


def test_state_tells_of_a_document_that_waits_too_long(bob):
    factories.living_worker(at=NOW)
    document(bob, asked_at=NOW - DOCUMENT_IS_LATE_AFTER - SECOND)

    [trouble] = pipeline.state(NOW).troubles()

    assert trouble.startswith("A document has been waiting since ")


def test_state_counts_what_needs_a_person_and_what_waits(bob):
    for status in ("queued", "retry", "sending", "failed", "failed", "unknown", "withdrawn"):
        factories.mail(status=status, written_at=NOW - MINUTE)
    factories.mail(status="sent", sent_at=NOW - MINUTE)
    factories.mail(status="sent", sent_at=NOW - 25 * 60 * MINUTE)
    factories.mail(status="failed", forgotten_at=NOW)
    document(bob, status="failed", finished_at=NOW - timedelta(days=6))
    document(bob, status="failed", finished_at=NOW - timedelta(days=8))
    document(bob)

    state = pipeline.state(NOW)

    assert (state.waiting, state.failed, state.unknown, state.troubled) == (3, 2, 1, 3)
    assert state.waiting_since == NOW - MINUTE
    assert (state.failed_documents, state.documents, state.document_since) == (1, 1, NOW)
    assert pipeline.sent_lately(NOW) == 1


@pytest.mark.parametrize("item_count", [1, 3])
def test_state_asks_the_same_number_of_queries(item_count, bob, django_assert_num_queries):
    factories.living_worker()
    for number in range(item_count):
        factories.mail(status="failed")
        factories.mail()
        document(bob, subject_id=number)

    with django_assert_num_queries(6):
        pipeline.state()
