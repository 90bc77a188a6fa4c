"""A person's data corrected by staff."""

from datetime import timedelta

import pytest
from django.utils import timezone

from owes_portal.models import AccessRecord, OutgoingMail
from registrations import services
from tests import factories
from tests.factories_signup import box
from tests.reading import errors, tree

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "operator")]


@pytest.fixture
def event():
    return factories.event(capacity=2)


@pytest.fixture
def unnamed(event):
    """Somebody of an organisation whose name was left open."""
    people = [factories.person(first_name="", last_name="")]
    return factories.registration(event, applicant="organisation", people=people).participants.get()


@pytest.fixture
def change(bobs_client):
    def post(person, **typed):
        sent = {"first_name": "Ola", "last_name": "Lis", "reason": "Przez telefon."} | typed
        return bobs_client.post(f"/panel/osoby/{person.pk}/", sent, follow=True)

    return post


def test_person_gets_a_name_that_was_given_by_telephone(change, unnamed, event, bob):
    page = change(unnamed)

    unnamed.refresh_from_db()
    latest = event.changes.latest("at")
    assert page.redirect_chain == [(f"/panel/zgloszenia/{unnamed.registration_id}/", 302)]
    assert (unnamed.full_name, unnamed.is_confirmed()) == ("Ola Lis", True)
    assert (latest.verb, latest.reason, latest.by) == ("edit", "Przez telefon.", bob)


def test_person_is_not_changed_without_a_reason(change, unnamed):
    page = change(unnamed, reason=" ")

    unnamed.refresh_from_db()
    assert errors(page) == ["Write the reason."]
    assert tree(page).xpath('//input[@name="last_name"]/@value') == ["Lis"]
    assert unnamed.is_unnamed()


def test_person_is_named_by_staff_when_she_stands_at_the_door(change, unnamed, event):
    event.days.update(starts_at=timezone.now() - timedelta(minutes=5))
    event.copy_from_days()

    change(unnamed)

    unnamed.refresh_from_db()
    assert unnamed.full_name == "Ola Lis"


def test_person_named_after_the_event_is_told_of_no_place(change, unnamed, event):
    ended = timezone.now() - timedelta(hours=1)
    event.days.update(starts_at=ended - timedelta(hours=5), ends_at=ended)
    event.copy_from_days()

    change(unnamed, email="ola@example.com")

    mail = OutgoingMail.objects.get(recipient="ola@example.com")
    assert mail.template == "registrations/emails/link_again"


def test_person_who_cancelled_is_not_changed(change, unnamed):
    services.cancel(unnamed.registration, services.by_person("Choroba."))

    page = change(unnamed)

    assert errors(page)[0].endswith("This can no longer be changed. Please call us.")


def test_needs_are_not_written_down_without_the_persons_consent(change, unnamed, event):
    event.consents.add(factories.consent_text(kind="needs"))

    page = change(unnamed, needs=["quiet_room"])

    assert "Mark this consent, or take the needs out of the form." in errors(page)[0]
    assert not unnamed.needs.exists()


def test_needs_are_written_down_with_the_consent_that_was_given_by_telephone(
    change, unnamed, event
):
    consent = factories.consent_text(kind="needs")
    event.consents.add(consent)

    change(unnamed, needs=["quiet_room"], **{box(consent): "on"})

    assert unnamed.needs.get().kind == "quiet_room"
    assert unnamed.registration.consents.get().text == consent


def test_looking_at_the_form_changes_nothing_and_leaves_a_record(bobs_client, unnamed, bob):
    bobs_client.get(f"/panel/osoby/{unnamed.pk}/")

    record = AccessRecord.objects.get()
    unnamed.refresh_from_db()
    assert (record.person, record.subject) == (bob, f"participant {unnamed.pk}")
    assert unnamed.is_unnamed()


# One more person


@pytest.fixture
def registration(event):
    return factories.registration(event)


@pytest.fixture
def add(bobs_client, registration):
    def post(**typed):
        sent = {"first_name": "Ola", "last_name": "Lis", "reason": "Przez telefon."} | typed
        sent = {"key": "00000000-0000-0000-0000-000000000001"} | sent
        address = f"/panel/zgloszenia/{registration.pk}/osoby/dodaj/"
        return bobs_client.post(address, sent, follow=True)

    return post


def test_new_person_comes_with_the_registration(add, registration, event, bob):
    page = add()

    person = registration.participants.get(first_name="Ola")
    first = person.changes.get()
    assert page.redirect_chain == [(f"/panel/zgloszenia/{registration.pk}/", 302)]
    assert person.is_confirmed()
    assert (first.reason, first.by) == ("Przez telefon.", bob)


def test_new_person_sent_twice_is_one(add, registration):
    add()
    add()

    assert registration.participants.count() == 2


def test_new_person_may_come_after_the_deadline_and_beyond_the_limit_of_a_group(
    add, registration, event
):
    event.group_limit, event.signup_closes_at = 1, timezone.now() - timedelta(days=1)
    event.save(update_fields=["group_limit", "signup_closes_at"])

    add()

    assert registration.participants.count() == 2


def test_new_person_without_a_place_is_refused_and_stays_in_the_form(add, registration, event):
    event.capacity, event.has_waiting_list = 1, False
    event.save(update_fields=["capacity", "has_waiting_list"])

    page = add()

    assert errors(page)[0].endswith("There are no places left.")
    assert tree(page).xpath('//input[@name="last_name"]/@value') == ["Lis"]
    assert registration.participants.count() == 1


def test_new_person_is_not_added_to_a_cancelled_registration(add, registration):
    services.cancel(registration, services.by_person("Choroba."))

    page = add()

    assert page.status_code == 404
