"""Sign-ups entered by staff, and the confirmation that is printed for them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from owes_portal.models import AccessRecord, OutgoingMail
from registrations.models import Participant, Registration
from tests import factories
from tests.factories_signup import typed, typed_group
from tests.reading import errors, tree, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "operator")]


@pytest.fixture
def event():
    return factories.event(
        title="ABC ekonomii", capacity=2, privacy_notice=factories.consent_text()
    )


@pytest.fixture
def enter(bobs_client):
    """A function that sends the form of staff for an event; a change of None leaves something out."""

    def send(event, answers=None, **changes):
        desk = {"source": "phone", "is_informed": "on"} | changes
        sent = (answers or typed(event)) | desk
        sent = {name: value for name, value in sent.items() if value is not None}
        return bobs_client.post(
            f"/panel/wydarzenia/{event.pk}/zgloszenia/dodaj/", sent, follow=True
        )

    return send


def fill(event, people=2):
    for _ in range(people):
        factories.registration(event)


def test_entry_takes_a_place_and_says_who_entered_it(enter, event, bob):
    page = enter(event)

    registration = Registration.objects.get()
    assert page.redirect_chain == [(f"/panel/zgloszenia/{registration.pk}/potwierdzenie/", 302)]
    assert (registration.source, registration.entered_by) == ("phone", bob)
    assert registration.participants.get().is_confirmed()


def test_entry_needs_neither_e_mail_nor_telephone(enter, event):
    enter(event, email=None)

    registration = Registration.objects.get()
    assert (registration.email, registration.phone) == ("", "")
    assert not OutgoingMail.objects.exists()


def test_entry_is_possible_after_the_deadline(enter, event):
    event.signup_closes_at = timezone.now() - timedelta(days=1)
    event.save()

    enter(event)

    assert Registration.objects.count() == 1


def test_entry_needs_the_source_and_that_the_information_was_given(enter, event):
    page = enter(event, source=None, is_informed=None)

    assert errors(page) == ["Choose how it came.", "Give the person the information first."]
    assert "Kowal" in page.content.decode()
    assert not Registration.objects.exists()


def test_entry_writes_down_which_information_was_given(enter, event):
    enter(event)

    assert [consent.text for consent in Registration.objects.get().consents.all()] == [
        event.privacy_notice
    ]


def test_entry_sent_twice_is_one_registration(enter, event):
    answers = typed(event)
    fill(event, people=1)

    pages = [enter(event, answers) for _ in range(2)]

    assert len({page.redirect_chain[0] for page in pages}) == 1
    assert event.registrations.count() == 2


def test_entry_of_a_known_address_leads_to_its_registration(enter, event):
    known = factories.registration(event, email="anna@example.com")

    page = enter(event)

    assert known.number in errors(page)[0]
    assert f'href="/panel/zgloszenia/{known.pk}/"' in page.content.decode()
    assert "Kowal" in page.content.decode()


def test_entry_without_a_free_place_asks_what_then(enter, event):
    fill(event)

    page = enter(event)

    assert "There are too few free places. What then?" in words(page)
    assert errors(page) == []
    assert event.registrations.count() == 2


def test_entry_goes_to_the_waiting_list_if_staff_say_so(enter, event):
    fill(event)

    enter(event, together="some")

    assert Participant.objects.waiting().count() == 1


def test_entry_beyond_the_capacity_needs_a_reason(enter, event):
    fill(event)

    page = enter(event, together="over")

    assert errors(page) == ["Write the reason."]
    assert event.registrations.count() == 2


def test_entry_beyond_the_capacity_is_written_down(enter, event, bob):
    fill(event)

    enter(event, together="over", over_capacity="Tłumaczka osoby głuchej.")

    event.refresh_from_db()
    change = event.changes.get(is_over_capacity=True)
    assert (event.places_taken, event.extra_places) == (3, 1)
    assert (change.reason, change.by) == ("Tłumaczka osoby głuchej.", bob)


def test_entry_of_a_full_event_without_a_list_offers_only_the_exception(enter, event):
    event.has_waiting_list = False
    event.save()
    fill(event)

    page = enter(event)

    assert tree(page).xpath('//input[@name="together"]/@value') == ["over"]


def test_entry_of_a_group_takes_what_there_is(enter, event):
    fill(event, people=1)

    enter(event, typed_group(event, 2), together="some")

    states = Registration.objects.latest("pk").participants.order_by("pk")
    assert [person.status for person in states] == ["confirmed", "waiting"]


def test_entry_keeps_everything_when_a_person_is_added(enter, event):
    page = enter(event, source="paper", add_person="1")

    assert tree(page).xpath('//input[@name="source"][@checked]/@value') == ["paper"]
    assert tree(page).xpath('//input[@name="p1-last_name"]/@value') == ["Kowal"]
    assert len(tree(page).xpath('//input[@name="p2-last_name"]')) == 1


def test_receipt_holds_what_somebody_without_an_e_mail_takes_home(enter, event, bob):
    event.contact = factories.contact_person(phone="84 000 00 01")
    event.save()

    page = words(enter(event, email=None))

    registration = Registration.objects.get()
    for shown in (registration.number, "Anna Kowal", "84 000 00 01", registration.token):
        assert shown in page
    assert AccessRecord.objects.get().deed == "print"


def test_receipt_of_a_waiting_person_says_what_happens_then(enter, event):
    fill(event)

    page = words(enter(event, email=None, together="some"))

    assert "waiting list" in page
    assert "If a place falls free" in page


def test_receipt_takes_no_data(bobs_client, event):
    registration = factories.registration(event)

    response = bobs_client.post(f"/panel/zgloszenia/{registration.pk}/potwierdzenie/")

    assert response.status_code == 405
