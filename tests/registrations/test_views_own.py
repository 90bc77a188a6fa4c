"""A registration behind its link: what it shows, and what its owner changes there."""

from datetime import timedelta

import icalendar
import pytest
from django.utils import timezone

from owes_portal.models import OutgoingMail
from registrations import services
from registrations.models import AccessibilityNeed, Participant
from tests import factories
from tests.reading import links, words
from tests.registrations import mail_causes as causes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def event(operator):
    contact = factories.contact_person()
    return factories.event(slug="abc", title="ABC ekonomii", days=2, capacity=1, contact=contact)


@pytest.fixture
def registration(event):
    return factories.registration(event, email="anna@example.com", phone="+48600123456")


@pytest.fixture
def link(registration):
    return f"/zgloszenie/{registration.token}/"


def page_of(client, registration):
    return words(client.get(f"/zgloszenie/{registration.token}/"))


# What it shows


def test_detail_shows_number_people_days_and_contact(client, registration, link):
    page = words(client.get(link))

    assert f"Your registration {registration.number}" in page
    assert "Anna Kowal has a place" in page
    assert page.count("Dom kultury") == 2
    assert "anna@example.com" in page
    assert "Any questions? Call Barbara Lipka: 84 000 00 01" in page


def test_detail_of_several_days_shows_the_chosen_ones_only(client, event):
    _first, second = event.days.all()
    chosen = causes.sign_up(event, people=[factories.person(days=[second])])

    assert page_of(client, chosen).count("Dom kultury") == 1


@pytest.mark.parametrize(
    ("cause", "state"),
    [
        (causes.waiting, "waiting list, position 1"),
        (causes.pending, "waits for our decision"),
        (causes.offer, "a place is held A place fell free. It is held until"),
        (causes.offer_lapsed, "the offer has ended The offer was not answered in time"),
        (causes.refused, "not accepted Tylko dla <b>mieszkańców</b>."),
        (causes.cancellation, "This registration is cancelled."),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_detail_says_the_state_in_words(client, event, bob, cause, state):
    assert state in page_of(client, cause(event, bob))


def test_detail_thanks_nobody_for_a_place_that_was_never_given(client, event, bob):
    page = page_of(client, causes.refused(event, bob))

    assert "We could not accept this registration. The reason is below." in page
    assert "Thank you for freeing the place" not in page


def test_detail_of_what_was_cancelled_says_how_to_come_again(client, event, bob):
    page = page_of(client, causes.cancellation(event, bob))

    assert "Thank you for freeing the place." in page
    assert "you can sign up again on the page of the event" in page


def test_detail_counts_positions_on_the_whole_list(client, event):
    causes.full(event)
    factories.registration(event)
    group = causes.group(event, people=2)

    page = page_of(client, group)

    assert "position 2" in page
    assert "position 3" in page


def test_detail_tells_the_history_newest_first_without_names_of_staff(client, event, bob):
    registration = causes.pending(event, bob)
    services.approve(registration, by=bob, reason="Spełnia warunki.")

    page = page_of(client, registration)

    accepted, signed_up = page.index("Accepted by staff."), page.index("Signed up.")
    assert accepted < signed_up
    assert "· we Accepted by staff. Spełnia warunki." in page
    assert "· by the link Signed up. Signed up with the form." in page
    assert "bob" not in page


def test_detail_tells_needs_with_our_answers(client, event):
    person = factories.person(needs=["quiet_room", "captions"])
    registration = causes.sign_up(event, people=[person])
    AccessibilityNeed.objects.filter(kind="quiet_room").update(
        answer="Jest cichy pokój.", answered_at=timezone.now()
    )

    page = page_of(client, registration)

    assert "Quiet room, breaks Our answer: Jest cichy pokój." in page
    assert "Live captions We have not answered yet." in page


def test_detail_says_until_when_what_can_be_changed(client, event, link):
    event.names_by = event.starts_at - timedelta(days=2)
    event.save(update_fields=["names_by"])

    page = words(client.get(link))

    days = timezone.localtime(event.names_by)
    assert f"First name and surname until {days.day} " in page


def test_detail_hands_the_links_of_its_people_to_an_organisation_only(client, event, registration):
    causes.make_room(event)
    group = causes.group(event, people=2, applicant="organisation")

    page = page_of(client, group)

    for person in group.participants.all():
        assert f"https://portal.example/miejsce/{person.token}/" in page
    assert "/miejsce/" not in page_of(client, registration)


def test_detail_tells_that_the_event_is_cancelled_and_offers_no_change(client, event, link):
    event.cancel("Trenerka zachorowała.")

    page = client.get(link)

    assert "Trenerka zachorowała." in words(page)
    assert "What you can change" not in words(page)


def test_detail_of_an_event_that_has_started_offers_no_change(client, event, link):
    event.starts_at = timezone.now() - timedelta(minutes=1)
    event.save(update_fields=["starts_at"])

    response = client.get(link)

    assert [address for address in links(response) if "osoby" in address] == []


def test_detail_leads_to_a_second_form_that_waits(client, event, bob):
    registration = causes.second_form(event, bob)
    double = registration.doubles.get()

    response = client.get(f"/zgloszenie/{registration.token}/")

    assert "Another form with your e-mail address is waiting" in words(response)
    assert f"/zgloszenie/{registration.token}/drugi-formularz/{double.pk}/" in links(response)


@pytest.mark.parametrize("people", [1, 10])
def test_detail_asks_the_same_number_of_queries(
    client, operator, people, django_assert_num_queries
):
    event = factories.event(days=2, capacity=0, has_catering=True)
    registration = causes.group(event, people=people)
    client.get("/wydarzenia/")  # warms what the process remembers for a while

    # The registration with its event; its people, their days, needs, answers and histories; the
    # waiting list; the stamp of the frame; second forms and consents.
    with django_assert_num_queries(11):
        client.get(f"/zgloszenie/{registration.token}/")


# Cancelling


def test_cancel_asks_before_it_cancels(client, link):
    page = words(client.get(f"{link}rezygnacja/"))

    assert "Yes, cancel the registration" in page


def test_cancel_frees_the_place_and_shows_the_registration(client, event, link):
    response = client.post(f"{link}rezygnacja/", follow=True)

    event.refresh_from_db()
    assert response.redirect_chain == [(link, 302)]
    assert "This registration is cancelled." in words(response)
    assert event.places_taken == 0


def test_cancel_sent_twice_says_that_it_is_done(client, event, link):
    client.post(f"{link}rezygnacja/")

    response = client.post(f"{link}rezygnacja/")

    event.refresh_from_db()
    assert "it is cancelled already" in words(response)
    assert event.places_taken == 0


def test_cancel_is_refused_once_the_event_has_started(client, operator):
    event = factories.event(starts_at=timezone.now() - timedelta(minutes=1))
    registration = factories.participant(event).registration

    response = client.post(f"/zgloszenie/{registration.token}/rezygnacja/")

    registration.refresh_from_db()
    assert "cannot be cancelled any more" in words(response)
    assert registration.is_live()


# Contact


def test_contact_changes_the_telephone(client, registration, link):
    response = client.post(f"{link}dane/", {"phone": "600 765 432"}, follow=True)

    registration.refresh_from_db()
    assert response.redirect_chain == [(f"{link}?zapisano", 302)]
    assert "Saved." in words(response)
    assert registration.phone == "+48600765432"


def test_contact_says_what_is_wrong_and_keeps_what_was_typed(client, registration, link):
    response = client.post(f"{link}dane/", {"phone": "12"})

    registration.refresh_from_db()
    assert "Correct 1 field" in words(response)
    assert b'value="12"' in response.content
    assert registration.phone == "+48600123456"


def test_contact_without_an_email_keeps_a_telephone(client, event):
    registration = factories.registration(event, email="", phone="+48600123456")

    response = client.post(f"/zgloszenie/{registration.token}/dane/", {"phone": ""})

    registration.refresh_from_db()
    assert "without an e-mail it is our only way to reach you" in words(response)
    assert registration.phone == "+48600123456"


# Consents


@pytest.fixture
def pictures(event):
    text = factories.consent_text(kind="image", withdrawal_effect="Usuniemy zdjęcia.")
    registration = causes.sign_up(event, acknowledged=[text, factories.consent_text()])
    return registration.consents.get(text=text)


def consent_page(consent):
    return f"/zgloszenie/{consent.registration.token}/zgody/{consent.pk}/"


def test_consent_says_beforehand_what_happens_when_it_is_withdrawn(client, pictures):
    page = words(client.get(consent_page(pictures)))

    assert "What happens then Usuniemy zdjęcia." in page
    assert "Yes, withdraw the consent" in page


def test_consent_is_withdrawn_once(client, pictures):
    for _time in range(2):
        response = client.post(consent_page(pictures), follow=True)

    first = pictures.registration.participants.get().changes.filter(verb="edit")
    pictures.refresh_from_db()
    assert not pictures.is_in_force()
    assert "withdrawn" in words(response)
    assert first.count() == 1


def test_acknowledgement_is_never_withdrawn(client, pictures):
    notice = pictures.registration.consents.get(text__kind="privacy")

    response = client.post(consent_page(notice))

    notice.refresh_from_db()
    assert "You only acknowledged this" in words(response)
    assert notice.is_in_force()


# Waiting together


def test_together_stops_once_it_is_asked(client, event):
    causes.full(event)
    group = causes.group(event, people=2, together=True)
    address = f"/zgloszenie/{group.token}/razem/"

    asked = words(client.get(address))
    client.post(address)

    group.refresh_from_db()
    assert "Nobody loses the place in line." in asked
    assert not group.keep_together
    assert "do not wait for places together" in words(client.get(address))


# Second forms


@pytest.fixture
def double(event, bob):
    return causes.second_form(event, bob).doubles.get()


def second_form_page(double):
    return f"/zgloszenie/{double.double_of.token}/drugi-formularz/{double.pk}/"


def test_second_form_names_its_people_and_changes_nothing(client, double):
    page = words(client.get(second_form_page(double)))

    double.refresh_from_db()
    assert "Anna Obca" in page
    assert double.is_double()


def test_second_form_lets_its_people_in_once(client, double):
    for _time in range(2):
        client.post(second_form_page(double), {"let_in": "1"})

    people = double.double_of.participants.order_by("pk")
    assert [str(one) for one in people] == ["Anna Kowal", "Anna Obca"]
    assert [one.status for one in people] == ["confirmed", "waiting"]


def test_second_form_that_is_refused_is_cancelled_without_a_mail(client, double):
    before = OutgoingMail.objects.count()

    for _time in range(2):
        response = client.post(second_form_page(double), {"refuse": "1"}, follow=True)

    double.refresh_from_db()
    assert not double.is_live()
    assert double.participants.get().status == Participant.Status.CANCELLED
    assert "Another form" not in words(response)
    assert OutgoingMail.objects.count() == before


# The calendar


def test_calendar_holds_the_days_of_places_only(client, event):
    causes.make_room(event, 2)
    first, second = event.days.all()
    people = [factories.person(days=[first]), factories.person(last_name="Lis", days=[second])]
    registration = causes.group(event, people)
    services.cancel_people(
        registration, registration.participants.filter(days=second), causes.PERSON
    )

    response = client.get(f"/zgloszenie/{registration.token}/kalendarz.ics")

    entries = icalendar.Calendar.from_ical(response.content).walk("VEVENT")
    assert [entry.decoded("dtstart") for entry in entries] == [first.starts_at]
    assert response["Content-Type"] == "text/calendar; charset=utf-8"


def test_calendar_is_not_for_whoever_waits(client, event):
    causes.full(event)
    waiting = causes.sign_up(event)

    assert client.get(f"/zgloszenie/{waiting.token}/kalendarz.ics").status_code == 404


# The thanks


def test_thanks_of_a_cancelled_registration_lead_to_it(client, registration, link):
    services.cancel(registration, causes.PERSON)

    response = client.get(f"{link}dziekujemy/", follow=True)

    assert response.redirect_chain == [(link, 302)]
    assert "This registration is cancelled." in words(response)
