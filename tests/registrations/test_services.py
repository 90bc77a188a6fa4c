"""Sign-up: places, the waiting list, doubles and refusals."""

from datetime import timedelta

import pytest
from django.utils import timezone

from owes_portal.models import OutgoingMail
from registrations import services
from registrations.models import Invitation, Organisation, Registration
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def statuses(registration):
    return [person.status for person in registration.participants.order_by("pk")]


def mails():
    return list(OutgoingMail.objects.order_by("pk").values_list("template", "recipient"))


def full_event(**fields):
    event = factories.event(**{"capacity": 1} | fields)
    factories.registration(event)
    return event


def soon(**delta):
    return timezone.now() + timedelta(**delta)


def test_register_takes_a_place_and_counts_it():
    event = factories.event(capacity=2)

    registration = services.register(event, factories.submission())

    event.refresh_from_db()
    assert statuses(registration) == ["confirmed"]
    assert event.places_taken == 1


def test_register_numbers_registrations_without_gaps():
    event = factories.event()
    year = timezone.localdate().year

    numbers = [factories.registration(event).number for _ in range(3)]

    assert numbers == [f"W-{year}-0001", f"W-{year}-0002", f"W-{year}-0003"]


def test_register_gives_the_last_place():
    event = full_event(capacity=2)

    registration = factories.registration(event)

    event.refresh_from_db()
    assert statuses(registration) == ["confirmed"]
    assert event.places_left == 0


def test_register_puts_people_on_the_waiting_list_of_a_full_event():
    event = full_event()

    registration = factories.registration(event)

    event.refresh_from_db()
    assert statuses(registration) == ["waiting"]
    assert event.places_taken == 1


def test_register_takes_what_is_left_and_lets_the_rest_wait():
    event = factories.event(capacity=2)

    registration = services.register(event, factories.submission(people=3, together=False))

    assert statuses(registration) == ["confirmed", "confirmed", "waiting"]


def test_register_overtakes_nobody_to_whom_a_place_was_offered():
    event = full_event()
    waiting = factories.registration(event)
    services.change_capacity(event, 2)

    newcomer = factories.registration(event)

    assert statuses(waiting) == ["offered"]
    assert statuses(newcomer) == ["waiting"]


def test_register_keeps_the_order_of_the_waiting_list():
    event = full_event()

    positions = [factories.registration(event).participants.get().position() for _ in range(3)]

    assert positions == [1, 2, 3]


def test_register_refuses_a_full_event_without_a_waiting_list():
    event = full_event(has_waiting_list=False)

    with pytest.raises(services.RegistrationRefused, match="There are no places left"):
        factories.registration(event)

    assert event.registrations.count() == 1


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"signup_closes_at": soon(seconds=-2)}, "The deadline for sign-up has passed."),
        ({"signup_opens_at": soon(hours=1)}, "Sign-up has not opened yet."),
        ({"signup_mode": "none"}, "No sign-up is needed"),
        ({"starts_at": soon(days=-9)}, "The event is over."),
        ({"starts_at": soon(hours=-1)}, "The deadline for sign-up has passed."),
        ({"status": "draft"}, "The deadline for sign-up has passed."),
        (
            {"cancelled_at": soon(hours=-1), "cancellation_reason": "illness"},
            "The event has been cancelled.",
        ),
    ],
    ids=["too late", "too early", "no sign-up", "over", "begun", "unpublished", "cancelled"],
)
def test_register_refuses_and_says_why(fields, reason):
    event = factories.event(**fields)

    with pytest.raises(services.RegistrationRefused, match=reason):
        factories.registration(event)

    assert not Registration.objects.exists()
    assert mails() == []


def test_register_reads_the_event_anew_under_the_lock():
    event = factories.event()
    type(event).objects.filter(pk=event.pk).update(signup_closes_at=soon(seconds=-2))

    with pytest.raises(services.RegistrationRefused):
        factories.registration(event)


def test_register_asks_the_clock_of_the_database():
    before = timezone.now() - timedelta(minutes=1)

    moment = services.database_clock()

    assert before < moment < timezone.now() + timedelta(minutes=1)


def test_register_of_the_same_form_twice_is_one_registration():
    event = factories.event()
    submission = factories.submission()

    first, second = services.register(event, submission), services.register(event, submission)

    event.refresh_from_db()
    assert first == second
    assert event.places_taken == 1
    assert len(mails()) == 1


def test_register_of_the_same_form_after_the_deadline_shows_what_is_stored():
    event = factories.event()
    submission = factories.submission()
    first = services.register(event, submission)
    type(event).objects.filter(pk=event.pk).update(signup_closes_at=soon(seconds=-2))

    second = services.register(event, submission)

    assert first == second


def test_register_takes_the_same_email_for_another_event():
    factories.registration(factories.event(), email="anna@example.com")

    registration = factories.registration(factories.event(), email="anna@example.com")

    assert statuses(registration) == ["confirmed"]


def test_register_takes_an_email_whose_registration_was_cancelled():
    event = factories.event()
    leaving = factories.registration(event, email="anna@example.com")
    services.cancel(leaving, services.by_person("ill"))

    registration = factories.registration(event, email="anna@example.com")

    assert statuses(registration) == ["confirmed"]


def test_register_takes_two_people_without_email():
    event = factories.event()

    for _ in range(2):
        factories.registration(event, email="", phone="+48600123456")

    event.refresh_from_db()
    assert event.places_taken == 2
    assert mails() == []


def test_register_without_chosen_days_means_all_days():
    event = factories.event(days=2)

    registration = factories.registration(event)

    assert list(registration.participants.get().days.all()) == list(event.days.all())


def test_register_writes_down_what_the_person_needs():
    event = factories.event(days=2)
    first_day = event.days.first()
    submission = services.Submission(
        contact=services.Contact(applicant="resident", email="anna@example.com"),
        people=[
            factories.person(
                days=[first_day], needs=["large_print", "large_print"], needs_description="krzesło"
            )
        ],
    )

    person = services.register(event, submission).participants.get()

    assert list(person.days.all()) == [first_day]
    assert set(person.needs.values_list("kind", "description")) == {
        ("large_print", ""),
        ("other", "krzesło"),
    }


def test_register_writes_down_which_wordings_were_acknowledged():
    event = factories.event()
    text = factories.consent_text()

    registration = services.register(event, factories.submission(acknowledged=[text]))

    assert [consent.text for consent in registration.consents.all()] == [text]


def test_register_knows_an_organisation_by_its_nip():
    organisation = Organisation.objects.create(name="Stowarzyszenie Ul", nip="5260001246")

    registration = factories.registration(
        factories.event(), organisation_name="Ul", nip="5260001246"
    )

    assert registration.organisation == organisation


def test_register_leaves_organisations_that_are_alike_to_staff(zwierzyniec):
    contact = {"organisation_name": "Ul", "municipality": zwierzyniec}
    first = factories.registration(factories.event(), **contact).organisation

    second = factories.registration(factories.event(), **contact).organisation

    assert first != second
    assert list(Organisation.objects.like(first)) == [second]


def test_register_stores_only_the_hash_of_the_secret_link():
    registration = factories.registration(factories.event())

    row = Registration.objects.values().get()

    assert len(registration.token) == 22
    assert registration.token not in str(row)
    assert Registration.objects.for_token(registration.token).get() == registration


def test_register_writes_the_first_line_of_the_history():
    event = factories.event(capacity=1)

    first, second = factories.registration(event), factories.registration(event)

    lines = [registration.participants.get().changes.get() for registration in (first, second)]
    assert [(one.verb, one.before, one.after, one.who) for one in lines] == [
        ("sign_up", "", "confirmed", "person"),
        ("sign_up", "", "waiting", "person"),
    ]
    assert [one.reason for one in lines] == [
        "Signed up with the form. There was a free place.",
        "Signed up with the form. There were too few free places.",
    ]


def test_register_lets_staff_decide_where_they_must():
    event = factories.event(signup_mode="approval")

    registration = factories.registration(event)

    event.refresh_from_db()
    assert statuses(registration) == ["pending"]
    assert event.places_taken == 0


def test_register_refuses_more_people_than_one_registration_may_have():
    event = factories.event(group_limit=2)

    with pytest.raises(services.RegistrationRefused, match="2 people at most"):
        services.register(event, factories.submission(people=3))


def test_register_by_invitation_only_refuses_everybody_else():
    event = factories.event(signup_mode="invitation")

    with pytest.raises(services.RegistrationRefused, match="by invitation only"):
        factories.registration(event)


def invitation_to(event, **fields):
    made = Invitation(event=event, label="Gmina", **fields)
    made.set_token()
    made.save()
    return made


def test_register_counts_the_people_of_an_invitation():
    event = factories.event(signup_mode="invitation")
    invitation = invitation_to(event, places=3)

    services.register(event, factories.submission(people=2, invitation=invitation))

    invitation.refresh_from_db()
    assert invitation.places_left() == 1


@pytest.mark.parametrize(
    "fields",
    [{"places": 1}, {"expires_at": soon(seconds=-2)}, {"revoked_at": soon(seconds=-2)}],
    ids=["used up", "too old", "taken back"],
)
def test_register_refuses_an_invitation_that_is_not_valid(fields):
    event = factories.event(signup_mode="invitation")
    invitation = invitation_to(event, **fields)

    with pytest.raises(services.RegistrationRefused, match="no longer valid"):
        services.register(event, factories.submission(people=2, invitation=invitation))

    assert not event.registrations.exists()
