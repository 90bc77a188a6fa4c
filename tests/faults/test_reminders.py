"""Two beats, or two workers, that write the same reminders and thanks at once: each comes once."""

from functools import partial

import pytest
from django.db import connection

from owes_portal.models import OutgoingMail
from registrations import services
from registrations.models.reminders import DAY
from tests import factories
from tests.faults.crowd import at_once, failures

pytestmark = [
    pytest.mark.faults,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("mails_wait"),
]

PEOPLE, BEATS = 20, 8


@pytest.fixture
def event():
    factories.operator()
    event = factories.event(capacity=PEOPLE)
    for _ in range(PEOPLE):
        factories.registration(event)
    return event


def remind_at_once(event):
    deeds = [partial(services.remind, event, DAY, event.starts_at - DAY.before)] * BEATS
    return at_once(deeds, connections=BEATS)


def reminders():
    return OutgoingMail.objects.filter(template="registrations/emails/reminder").count()


def test_reminders_written_by_many_at_once_are_written_once(event):
    results = remind_at_once(event)

    assert failures(results) == []
    assert reminders() == PEOPLE


def test_without_the_unique_name_of_the_cause_people_are_reminded_twice(event, no_unique_names):
    results = remind_at_once(event)

    assert failures(results) == []
    assert reminders() > PEOPLE


@pytest.fixture
def no_unique_names():
    """The control: the database does not know that a cause writes one mail only."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE contype = 'u' AND conname LIKE %s",
            ["owes_portal_outgoingmail_once_%"],
        )
        (name,) = cursor.fetchone()
        cursor.execute(f'ALTER TABLE owes_portal_outgoingmail DROP CONSTRAINT "{name}"')
        yield
        cursor.execute("TRUNCATE owes_portal_outgoingmail CASCADE")
        cursor.execute(
            f'ALTER TABLE owes_portal_outgoingmail ADD CONSTRAINT "{name}" UNIQUE (once)'
        )
