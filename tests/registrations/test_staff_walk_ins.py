"""The form for somebody who came without a registration."""

import uuid
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from registrations.models import Participant, Registration, Tick
from tests import factories
from tests.reading import errors, section, tree, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "operator")]


@pytest.fixture
def event():
    starts_at = timezone.now() - timedelta(minutes=1)
    return factories.event(
        days=2,
        starts_at=starts_at,
        capacity=2,
        privacy_notice=factories.consent_text(),
        rules=factories.consent_text(kind="rules"),
    )


@pytest.fixture
def day(event):
    return event.days.first()


@pytest.fixture
def add(bobs_client, event, day):
    """A function that sends the form; a change of None leaves something out."""
    key = uuid.uuid4()

    def send(**changes):
        sent = {"first_name": "Ewa", "last_name": "Nowa", "is_informed": "on", "key": key} | changes
        sent = {name: value for name, value in sent.items() if value is not None}
        address = f"/panel/wydarzenia/{event.pk}/obecnosc/{day.pk}/dopisz/"
        return bobs_client.post(address, sent, follow=True)

    return send


def value_of(page, name):
    return tree(page).xpath(f'//input[@name="{name}"]/@value')


def test_walk_in_wants_two_names_and_that_the_person_was_informed(add):
    page = add()

    person = Participant.objects.get()
    assert page.redirect_chain[0][0].endswith(f"/kod/{person.pk}/")
    assert section(page, "said").startswith("Ewa Nowa – presence is noted")
    assert person.registration.source == "walk_in"
    assert Tick.objects.get().source == "walk_in"


def test_walk_in_writes_down_which_information_was_given(add, event):
    add()

    given = [consent.text for consent in Registration.objects.get().consents.order_by("pk")]
    assert given == [event.privacy_notice, event.rules]


def test_walk_in_is_expected_on_the_days_after_it_too(add, event):
    add()

    assert list(Participant.objects.get().days.all()) == list(event.days.all())


def test_walk_in_without_names_and_information_says_what_is_missing(add):
    page = add(first_name="", last_name="", is_informed=None, phone="600 100 200")

    assert errors(page) == [
        "Write the first name.",
        "Write the surname.",
        "Give the person the information first.",
    ]
    assert value_of(page, "phone") == ["600 100 200"]
    assert not Registration.objects.exists()


def test_walk_in_may_say_where_from_and_how_to_be_reached(add, zwierzyniec):
    add(
        email="ewa@example.com",
        phone="600 100 200",
        organisation_name="Koło z Wywłoczki",
        municipality="Zwierzyniec",
    )

    found = Registration.objects.get()
    assert (found.email, found.phone) == ("ewa@example.com", "+48600100200")
    assert (found.applicant, found.organisation.name) == ("organisation", "Koło z Wywłoczki")
    assert found.municipality == zwierzyniec


def test_walk_in_may_come_from_outside(add):
    add(municipality="Lublin", is_outside="on")

    found = Registration.objects.get()
    assert (found.municipality, found.other_municipality) == (None, "Lublin")


def test_walk_in_from_outside_says_from_where(add):
    page = add(is_outside="on")

    assert errors(page) == ["Write which municipality it is."]
    assert not Registration.objects.exists()


def test_walk_in_who_says_nothing_is_not_counted_as_from_outside(add):
    add()

    assert not Registration.objects.get().is_from_outside()


def test_walk_in_from_an_unknown_municipality_is_an_error_and_keeps_everything(add):
    page = add(municipality="Zwierzynec", phone="600 100 200")

    assert len(errors(page)) == 1
    assert value_of(page, "municipality") == ["Zwierzynec"]
    assert value_of(page, "first_name") == ["Ewa"]


def test_walk_in_sent_twice_is_one_person(add):
    pages = [add(), add()]

    assert pages[0].redirect_chain[0][0] == pages[1].redirect_chain[0][0].partition("?")[0]
    assert Participant.objects.count() == 1


def test_walk_in_of_another_name_after_going_back_is_another_person(add):
    add()
    add(first_name="Iza", last_name="Druga")

    assert Participant.objects.count() == 2


def test_walk_in_of_a_known_name_is_asked_about_first(add, event):
    known = factories.participant(event, first_name="Ewa", last_name="Nowa")

    page = add()

    assert errors(page) == ["Somebody of that name is on the list already. Is it this person?"]
    assert "Note the presence: Ewa Nowa" in section(page, "found")
    assert known.registration.number in section(page, "found")
    assert event.participants.count() == 1


def test_walk_in_of_a_known_name_is_taken_if_it_is_somebody_else(add, event):
    factories.participant(event, first_name="Ewa", last_name="Nowa")

    add(is_somebody_else="on")

    assert event.participants.count() == 2


def test_walk_in_beyond_the_places_asks_for_the_reason_and_keeps_everything(add, event):
    event.places_taken = event.capacity
    event.save()

    page = add(phone="600 100 200")
    add(over_capacity="Jest krzesło.")

    assert errors(page) == ["There is no free place. Write why this person comes in all the same."]
    assert value_of(page, "phone") == ["600 100 200"]
    assert Participant.objects.get().changes.get().reason == "Jest krzesło."


def test_walk_in_is_told_on_the_page_that_there_are_no_places(bobs_client, event, day):
    event.places_taken = event.capacity
    event.save()

    page = bobs_client.get(f"/panel/wydarzenia/{event.pk}/obecnosc/{day.pk}/dopisz/")

    assert "There are no places left." in words(page)
    assert "Why beyond the number of places? (optional)" not in words(page)
    assert "Why beyond the number of places?" in words(page)


def test_walk_in_with_a_known_e_mail_leads_to_its_registration(add, event):
    known = factories.participant(event, last_name="Lis").registration

    page = add(email=known.email)

    assert known.number in errors(page)[0]


def test_walk_in_before_the_day_is_refused_in_words(bobs_client):
    coming = factories.event()
    address = f"/panel/wydarzenia/{coming.pk}/obecnosc/{coming.days.get().pk}/dopisz/"
    sent = {"first_name": "Ewa", "last_name": "Nowa", "is_informed": "on", "key": uuid.uuid4()}

    page = bobs_client.post(address, sent)

    assert errors(page) == ["This day has not come yet."]


@pytest.mark.parametrize("right", ["change_registration", "change_attendance"])
def test_walk_in_wants_both_rights(client, event, day, right):
    edyta = factories.user(username="edyta", is_staff=True)
    edyta.user_permissions.set(Permission.objects.filter(codename=right))
    client.force_login(edyta)

    response = client.get(f"/panel/wydarzenia/{event.pk}/obecnosc/{day.pk}/dopisz/")

    assert response.status_code == 403


def test_walk_in_of_a_known_name_at_a_full_event_is_asked_both_questions_at_once(add, event):
    factories.participant(event, first_name="Ewa", last_name="Nowa")
    type(event).objects.filter(pk=event.pk).update(places_taken=event.capacity)

    page = add()
    add(is_somebody_else="on", over_capacity="Jest krzesło.")

    assert sorted(errors(page)) == [
        "Somebody of that name is on the list already. Is it this person?",
        "There is no free place. Write why this person comes in all the same.",
    ]
    assert event.participants.count() == 2
