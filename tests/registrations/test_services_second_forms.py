"""A second form with a known e-mail: its sender learns nothing, the address's owner decides."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from owes_portal.models import OutgoingMail
from registrations import services
from registrations.models import Invitation
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

ILL = services.by_person("ill")
JAN = {"first_name": "Jan", "last_name": "Lis"}


def statuses(registration):
    return [person.status for person in registration.participants.order_by("pk")]


def mails():
    return list(OutgoingMail.objects.order_by("pk").values_list("template", "recipient"))


def first_form(event, **contact):
    return factories.registration(event, email="anna@example.com", **contact)


def second_form(event, *people, email="anna@example.com", **fields):
    people = people or [factories.person(**JAN)]
    return services.register(event, factories.submission(people=people, email=email, **fields))


@pytest.mark.parametrize("email", ["anna@example.com", "ANNA@Example.COM"], ids=["same", "case"])
def test_a_second_form_waits_without_a_place_for_the_owner_of_the_address(email):
    event = factories.event()
    known = first_form(event)

    double = second_form(event, email=email)

    event.refresh_from_db()
    assert double.double_of == known
    assert statuses(double) == ["pending"]
    assert event.places_taken == 1
    assert mails()[1:] == [("registrations/emails/second_form", "anna@example.com")]


def test_nobody_is_told_of_a_second_form_whose_people_are_cancelled():
    event = factories.event()
    first_form(event)
    double = second_form(event, factories.person(**JAN, email="jan@example.com"))
    before = mails()

    services.cancel_people(double, double.participants.all(), ILL)

    assert statuses(double) == ["cancelled"]
    assert mails() == before


@pytest.mark.parametrize("state", ["confirmed", "lapsed"])
def test_the_same_people_again_are_the_same_registration(state):
    event = factories.event()
    known = first_form(event)
    known.participants.update(status=state)

    again = second_form(event, factories.person(first_name="ANNA"))

    assert again == known
    assert event.registrations.count() == 1
    assert mails()[1:] == [("registrations/emails/link_again", "anna@example.com")]


def test_the_owner_of_the_address_is_written_to_once_an_hour():
    event = factories.event()
    first_form(event)

    for number in range(3):
        second_form(event, factories.person(first_name=f"Jan{number}"))

    assert [template for template, _to in mails()].count("registrations/emails/second_form") == 1


def test_a_second_form_of_a_group_that_does_not_fit_is_asked_like_any_other():
    event = factories.event(capacity=2)
    first_form(event)

    with pytest.raises(services.OnlySomeFit):
        second_form(event, factories.person(**JAN), factories.person(first_name="Ewa"))


def test_a_second_form_uses_up_its_invitation_like_any_other():
    event = factories.event(signup_mode="invitation")
    invitation = Invitation(event=event, label="Gmina", places=1)
    invitation.set_token()
    invitation.save()
    first_form(event, invitation=invitation)

    with pytest.raises(services.RegistrationRefused, match="no longer valid"):
        second_form(event, invitation=invitation)


def test_confirmed_people_come_with_the_first_form():
    event = factories.event()
    known = first_form(event)
    double = second_form(event)

    services.confirm_second_form(double)

    event.refresh_from_db()
    double.refresh_from_db()
    assert statuses(known) == ["confirmed", "confirmed"]
    assert not double.is_live()
    assert event.places_taken == 2


def test_confirmed_people_wait_when_there_is_no_place():
    event = factories.event(capacity=1)
    known = first_form(event)

    services.confirm_second_form(second_form(event))

    assert statuses(known) == ["confirmed", "waiting"]


def test_confirmed_people_who_are_in_the_first_form_already_take_no_second_place():
    event = factories.event()
    known = first_form(event)
    double = second_form(event, factories.person(), factories.person(**JAN))

    services.confirm_second_form(double)

    event.refresh_from_db()
    assert statuses(known) == ["confirmed", "cancelled", "confirmed"]
    assert event.places_taken == 2


def test_confirmed_people_who_are_all_in_the_first_form_change_nothing():
    event = factories.event()
    known = first_form(event)
    double = second_form(event)
    services.add_people(known, [factories.person(**JAN)], services.by_person("my brother"))

    services.confirm_second_form(double)

    assert statuses(known) == ["confirmed", "cancelled", "confirmed"]


def test_a_second_form_is_confirmed_once():
    event = factories.event()
    first_form(event)
    double = second_form(event)
    services.confirm_second_form(double)

    with pytest.raises(services.RegistrationRefused, match="dealt with already"):
        services.confirm_second_form(double)


def test_a_second_form_never_joins_a_registration_that_was_cancelled():
    event = factories.event()
    known = first_form(event)
    double = second_form(event)
    services.cancel(known, ILL)

    with pytest.raises(services.RegistrationRefused, match="cancelled or for another event"):
        services.confirm_second_form(double)


def test_a_second_form_never_follows_a_registration_to_another_event(bob):
    event = factories.event()
    known = first_form(event)
    double = second_form(event)
    services.move(known, factories.event(), by=bob, reason="nearer home")

    with pytest.raises(services.RegistrationRefused, match="cancelled or for another event"):
        services.confirm_second_form(double)


def test_a_second_form_gives_no_place_of_an_event_that_has_started():
    event = factories.event()
    first_form(event)
    double = second_form(event)
    type(event).objects.filter(pk=event.pk).update(starts_at=timezone.now())

    with pytest.raises(services.RegistrationRefused, match="has started"):
        services.confirm_second_form(double)


def test_a_second_form_makes_no_registration_larger_than_the_event_allows():
    event = factories.event(group_limit=2)
    known = first_form(event)
    double = second_form(event, factories.person(**JAN), factories.person(first_name="Ewa"))

    with pytest.raises(services.RegistrationRefused, match="2 people at most"):
        services.confirm_second_form(double)

    assert statuses(known) == ["confirmed"]


def test_consents_go_with_the_people_so_that_they_can_be_withdrawn_together():
    event = factories.event()
    needs, photos = factories.consent_text("needs"), factories.consent_text("image")
    known = first_form(event, acknowledged=[photos])
    person = factories.person(**JAN, needs=["large_print"])
    double = second_form(event, person, acknowledged=[needs, photos])
    services.confirm_second_form(double)

    given = known.consents.in_force()
    services.withdraw_consent(given.get(text=needs), ILL)

    assert {consent.text for consent in given.all()} == {photos}
    assert not known.participants.get(first_name="Jan").needs.exists()


def test_nobody_is_added_to_a_second_form():
    event = factories.event()
    first_form(event)

    with pytest.raises(services.RegistrationRefused, match="has not confirmed this form"):
        services.add_people(second_form(event), [factories.person()], ILL)


def test_second_forms_that_nobody_confirmed_are_forgotten():
    event = factories.event()
    known = first_form(event)
    double = second_form(event)

    forgotten = [services.forget_second_forms(timezone.now() + timedelta(days=d)) for d in (-3, 3)]

    double.refresh_from_db()
    assert forgotten == [0, 1]
    assert not double.is_live()
    assert statuses(double) == ["cancelled"]
    assert statuses(known) == ["confirmed"]


def test_second_form_that_cannot_be_forgotten_does_not_stop_the_others(caplog):
    events = [factories.event() for _ in range(2)]
    doubles = [second_form(first_form(event).event) for event in events]
    refuse_changes_of(doubles[0].participants.get())

    forgotten = services.forget_second_forms(timezone.now() + timedelta(days=3))

    assert forgotten == 1
    assert [statuses(double) for double in doubles] == [["pending"], ["cancelled"]]
    assert f"second form {doubles[0].pk} was not forgotten" in caplog.text


def refuse_changes_of(person):
    """Whatever goes wrong with a row; the database forgets it with the test."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SET CONSTRAINTS ALL IMMEDIATE;"
            "ALTER TABLE registrations_change ADD CONSTRAINT nobody"
            " CHECK (participant_id <> %s OR verb <> 'cancel')",
            [person.pk],
        )
