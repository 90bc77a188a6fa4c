"""What it means elsewhere that an event is called off: no places, no offers, and pages that say so."""

import pytest

from owes_portal.models import OutgoingMail
from registrations import services
from registrations.models import Participant, Registration
from registrations.models.reminders import LEADS
from tests import factories
from tests.reading import links, words
from tests.registrations import mail_causes as causes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

STATES = [causes.confirmation, causes.waiting, causes.pending, causes.offer]


@pytest.fixture
def event(operator):
    return factories.event(title="ABC ekonomii", capacity=1)


def called_off(event, cause, bob):
    """The registration, after the event was called off."""
    registration = cause(event, bob)
    event.refresh_from_db()
    event.cancel("Trenerka zachorowała.")
    return Registration.objects.get(pk=registration.pk)


@pytest.mark.parametrize("cause", STATES, ids=lambda cause: cause.__name__)
def test_own_pages_say_that_the_event_is_called_off_and_ask_for_nothing(client, event, bob, cause):
    registration = called_off(event, cause, bob)
    person = registration.participants.get()

    for address in (registration.get_absolute_url(), person.get_absolute_url()):
        page = client.get(address)
        assert "Trenerka zachorowała." in words(page)
        assert "event called off" in words(page)
        assert "has a place" not in words(page)
        assert [link for link in links(page) if "propozycja" in link] == []


def test_offer_cannot_be_answered_any_more_and_the_page_says_why(client, event, bob):
    registration = called_off(event, causes.offer, bob)
    address = f"/zgloszenie/{registration.token}/propozycja/"

    page = client.get(address)
    client.post(address, {"accept": "1", "people": registration.participants.get().pk})

    assert "There is no offer to answer now" in words(page)
    assert "Trenerka zachorowała." in words(page)
    assert not Participant.objects.get(registration=registration).is_confirmed()


def test_place_that_falls_free_is_offered_to_nobody(event, bob):
    leaving = causes.full(event)
    called_off(event, causes.confirmation, bob)

    services.cancel(leaving, causes.PERSON)

    assert not OutgoingMail.objects.filter(template__endswith="offer").exists()
    assert event.participants.waiting().count() == 1


@pytest.mark.parametrize("lead", LEADS)
def test_nobody_is_reminded(event, bob, lead):
    called_off(event, causes.confirmation, bob)

    assert services.remind(event, lead, event.starts_at - lead.before) == 0


def test_reminder_would_be_due_if_the_event_took_place(event, bob):
    """The control of the one before."""
    causes.confirmation(event, bob)

    lead = LEADS[0]
    assert services.remind(event, lead, event.starts_at - lead.before) == 1


def test_sign_up_is_closed_and_says_why(client, event, bob):
    called_off(event, causes.confirmation, bob)

    page = words(client.get(f"/wydarzenia/{event.slug}/zapisy/"))

    assert "Trenerka zachorowała." in page
