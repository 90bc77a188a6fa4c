"""People who signed up before there were histories and links of their own lose nothing."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from registrations.models import Participant, Registration
from tests import factories

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

NAMES = ("Registration", "Participant", "AccessibilityNeed", "Consent")
BEFORE = [("registrations", "0001_initial")]
REASONS = {
    "confirmed": "Zwolniło się miejsce.",
    "waiting": "",
    "cancelled": "Choroba, proszę o wybaczenie.",
}


@pytest.fixture
def earlier():
    """The tables of registrations as they were first; afterwards they are the newest again."""
    executor = MigrationExecutor(connection)
    executor.migrate(BEFORE)
    yield executor.loader.project_state(BEFORE).apps
    call_command("migrate", verbosity=0)


def people_of_earlier(apps, event):
    """One person in each state there was, each with needs, a day and an acknowledged wording."""
    models = {name: apps.get_model("registrations", name) for name in NAMES}
    for number, (status, reason) in enumerate(REASONS.items()):
        registration = models["Registration"].objects.create(
            event_id=event.pk,
            number=f"W-2026-{number:04}",
            applicant="resident",
            email=f"osoba{number}@example.com",
            remarks="Będę z psem.",
            token_hash=f"{number:064}",
            cancelled_at=timezone.now() if status == "cancelled" else None,
        )
        person = models["Participant"].objects.create(
            registration=registration,
            event_id=event.pk,
            first_name="Anna",
            last_name=f"Kowal {status}",
            status=status,
            reason=reason,
            queued_at=timezone.now(),
            diet="vegan",
        )
        person.days.set([event.days.first().pk])
        models["AccessibilityNeed"].objects.create(participant=person, kind="captions")
        models["Consent"].objects.create(registration=registration, text_id=event.privacy_notice_id)


def test_newest_migrations_keep_everything_of_earlier_people(earlier):
    event = factories.event(privacy_notice=factories.consent_text())
    people_of_earlier(earlier, event)
    before = everything()

    call_command("migrate", verbosity=0)

    assert everything() == before
    for person in Participant.objects.select_related("registration"):
        change = person.changes.get()
        assert change.after == person.status
        assert change.reason == (
            REASONS[person.status] or "Zgłoszenie z\u00a0czasu, gdy powodów jeszcze nie zapisywano."
        )
        assert change.at == (person.registration.cancelled_at or person.queued_at)
        assert Participant.objects.for_token(person.token).get() == person


def everything():
    """What there was to lose, in plain values."""
    people = (
        "number applicant email remarks token_hash submitted_at cancelled_at"
        " participants__first_name participants__last_name participants__status"
        " participants__queued_at participants__diet participants__days"
        " participants__needs__kind consents__text consents__given_at"
    )
    return list(Registration.objects.order_by("pk").values_list(*people.split()))
