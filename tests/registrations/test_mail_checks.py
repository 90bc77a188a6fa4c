"""A mail that was overtaken while it waited is not sent: an older one may come after a newer one."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events.models.announced import Announced
from owes_portal import delivery
from owes_portal.models import OutgoingMail
from registrations import services
from registrations.models import Participant
from tests import factories
from tests.factories_papers import attendee, certificate, past_event
from tests.registrations import mail_causes as causes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def event(operator):
    return factories.event(title="ABC ekonomii", capacity=1)


def state_of(name, registration, recipient=causes.ANNA):
    """Of the mail of that name about somebody of the registration, once a worker was there."""
    delivery.send_due(0)
    template = f"registrations/emails/{name}"
    about = OutgoingMail.objects.about(registration, *registration.participants.all())
    return about.filter(template=template, recipient=recipient).latest("pk").status


def test_certificate_that_was_revoked_meanwhile_is_not_told(operator, bob):
    person = attendee(past_event(), email="anna@example.com")
    made = certificate(person, by=bob)
    services.tell_of_certificate(made, by=bob)
    services.revoke_certificate(made, reason="Pomyłka.", by=bob)

    assert state_of("certificate", person.registration, "anna@example.com") == "withdrawn"


def test_certificate_in_force_is_told(operator, bob):
    person = attendee(past_event(), email="anna@example.com")
    services.tell_of_certificate(certificate(person, by=bob), by=bob)

    assert state_of("certificate", person.registration, "anna@example.com") == "sent"


CAUSES = {
    "confirmation": causes.confirmation,
    "people_added": causes.people_added,
    "approved": causes.approved,
    "moved": causes.moved,
    "offer": causes.offer,
    "offer_lapsed": causes.offer_lapsed,
    "offer_withdrawn": causes.offer_withdrawn,
    "place_given": causes.place_given,
    "changed": causes.changed,
    "called_off": causes.called_off,
}


@pytest.mark.parametrize("name", CAUSES)
def test_mail_that_still_holds_is_sent(event, bob, name):
    registration = CAUSES[name](event, bob)

    assert state_of(name, registration) == "sent"


def accepted(registration):
    services.accept(registration.event, registration.participants.all(), causes.PERSON)


def declined(registration):
    services.decline(registration.event, registration.participants.all(), causes.PERSON)


def offered_until_another_moment(registration):
    later = timezone.now() + timedelta(days=3)
    registration.participants.update(offer_ends_at=later)


def offer_over(registration):
    """As long as nobody has passed it on."""
    a_minute_ago = timezone.now() - timedelta(minutes=1)
    registration.participants.update(offer_ends_at=a_minute_ago)
    OutgoingMail.objects.about(registration).update(useless_after=a_minute_ago)


@pytest.mark.parametrize(
    "change", [accepted, declined, offered_until_another_moment, offer_over, causes.cancel]
)
def test_offer_that_is_not_open_any_more_is_not_sent(event, bob, change):
    registration = causes.offer(event, bob)
    change(registration)

    assert state_of("offer", registration) == "withdrawn"


def test_offer_to_one_person_is_asked_for_that_person(event, bob):
    leaving = causes.full(event)
    people = [factories.person(email=causes.OLA), factories.person()]
    registration = causes.group(event, people)
    services.cancel(leaving, causes.PERSON)
    ola, other = registration.participants.order_by("pk")
    assert ola.is_offered()
    services.decline(event, [ola], causes.PERSON)

    other.refresh_from_db()
    assert other.is_offered()
    assert state_of("offer", registration, causes.OLA) == "withdrawn"


def test_end_of_an_offer_is_not_told_to_whoever_has_come_back(event, bob):
    registration = causes.offer_lapsed(event, bob)
    services.rejoin(registration.participants.get())

    assert state_of("offer_lapsed", registration) == "withdrawn"


def test_offer_withdrawn_is_not_told_to_whoever_has_a_new_one(event, bob):
    registration = causes.offer_withdrawn(event, bob)
    causes.make_room(event)
    assert Participant.objects.get(registration=registration).is_offered()

    assert state_of("offer_withdrawn", registration) == "withdrawn"
    assert state_of("offer", registration) == "sent"


def test_place_given_is_not_told_to_whoever_has_given_it_back(event, bob):
    registration = causes.place_given(event, bob)
    causes.cancel(registration)

    assert state_of("place_given", registration) == "withdrawn"
    assert state_of("cancellation", registration) == "sent"


@pytest.mark.parametrize("name", ["confirmation", "people_added", "approved", "moved"])
def test_mail_to_whoever_comes_is_not_sent_to_whoever_has_left(event, bob, name):
    registration = CAUSES[name](event, bob)
    causes.cancel(registration)

    assert state_of(name, registration) == "withdrawn"
    assert state_of("cancellation", registration) == "sent"


def test_own_place_is_not_told_to_a_person_who_has_left(event, bob):
    registration = causes.with_ola(event)
    ola = registration.participants.get(email=causes.OLA)
    services.cancel_people(registration, [ola], causes.PERSON)

    assert state_of("own_place", registration, causes.OLA) == "withdrawn"
    assert state_of("confirmation", registration) == "sent"


@pytest.mark.parametrize("name", ["confirmation", "offer", "place_given", "changed"])
def test_mail_about_an_event_is_overtaken_by_its_being_called_off(event, bob, name):
    registration = CAUSES[name](event, bob)
    event.refresh_from_db()
    event.cancel("Choroba.")

    assert state_of(name, registration) == "withdrawn"


def test_change_is_not_told_any_more_once_another_was(event, bob):
    registration = causes.changed(event, bob)
    older = OutgoingMail.objects.get(template__endswith="changed")
    before = Announced.of(event)
    event.days.update(place="Remiza")
    causes.told(event, before, registration, bob)

    newer_state = state_of("changed", registration)

    older.refresh_from_db()
    assert (older.status, newer_state) == ("withdrawn", "sent")


def test_change_is_not_told_to_whoever_has_left(event, bob):
    registration = causes.changed(event, bob)
    causes.cancel(registration)

    assert state_of("changed", registration) == "withdrawn"
