"""Staff decide on a mail while a worker, or somebody else of the staff, is at it."""

from functools import partial

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from owes_portal.models import OutgoingMail
from owes_portal.post import deeds
from tests import factories
from tests.faults.crowd import at_once

pytestmark = [
    pytest.mark.faults,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("mails_wait"),
]

MAILS = 40


def is_done(result):
    return isinstance(result, OutgoingMail)


def test_a_mail_is_withdrawn_or_taken_and_never_both(bob):
    mails = [factories.mail() for _ in range(MAILS)]
    pairs = [
        (partial(deeds.withdraw, mail, by=bob), partial(OutgoingMail.objects.claim, mail.pk))
        for mail in mails
    ]

    results = at_once([deed for pair in pairs for deed in pair], connections=8)

    for withdrawn, taken in zip(results[::2], results[1::2], strict=True):
        assert is_done(withdrawn) != is_done(taken)
        assert is_done(withdrawn) or isinstance(withdrawn, deeds.Refused)
    states = set(OutgoingMail.objects.values_list("status", flat=True))
    assert states <= {"withdrawn", "sending"}
    assert LogEntry.objects.count() == OutgoingMail.objects.filter(status="withdrawn").count()


@pytest.mark.parametrize(
    ("status", "fields"), [("failed", {}), ("sent", {"sent_at": timezone.now()})]
)
def test_a_mail_is_sent_again_once_however_many_press_the_button(bob, status, fields):
    mail = factories.mail(status=status, **fields)

    results = at_once([partial(deeds.send_again, mail, by=bob, copies=0)] * 8, connections=8)

    assert sum(is_done(result) for result in results) == 1
    assert all(is_done(result) or isinstance(result, deeds.Refused) for result in results)
    assert OutgoingMail.objects.filter(status="queued").count() == 1
    assert LogEntry.objects.count() == 1


def test_a_mail_in_doubt_is_settled_by_one_person(bob):
    mail = factories.mail(status="unknown", claimed_at=timezone.now())
    ways = (deeds.note_arrival, deeds.withdraw, partial(deeds.send_again, copies=0))

    results = at_once([partial(way, mail, by=bob) for way in ways], connections=3)

    mail.refresh_from_db()
    assert mail.status in ("sent", "withdrawn", "queued")
    assert sum(is_done(result) for result in results) == 1
