"""People of a registration behind its link: one more, another name or other data, one fewer."""

from datetime import timedelta

import pytest
from django.utils import timezone

from owes_portal.models import OutgoingMail
from registrations import services
from registrations.models import AccessibilityNeed
from tests import factories
from tests.factories_signup import box
from tests.reading import words
from tests.registrations import mail_causes as causes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def event(operator):
    return factories.event(slug="abc", title="ABC ekonomii", capacity=3, group_limit=3)


@pytest.fixture
def group(event):
    people = [factories.person(), factories.person(first_name="", last_name="")]
    return causes.group(event, people)


@pytest.fixture
def link(group):
    return f"/zgloszenie/{group.token}/"


@pytest.fixture
def anna(group):
    return group.participants.get(first_name="Anna")


@pytest.fixture
def nobody(group):
    return group.participants.get(first_name="")


def typed(**changes):
    return {"first_name": "Ewa", "last_name": "Lis"} | changes


def test_detail_tells_people_without_a_name_apart(client, group, link):
    page = words(client.get(link))

    assert "Person 2: name to be given has a place" in page
    assert "Person 1: Anna" not in page


# One more


def test_add_person_takes_the_next_place(client, group, link):
    response = client.post(f"{link}osoby/dodaj/", typed(), follow=True)

    assert response.redirect_chain == [(f"{link}?zapisano", 302)]
    assert "Ewa Lis has a place" in words(response)


def test_add_person_sent_twice_adds_one(client, event, group, link):
    key = client.get(f"{link}osoby/dodaj/").context["key"]

    for _time in range(2):
        client.post(f"{link}osoby/dodaj/", typed(key=key))

    event.refresh_from_db()
    assert group.participants.filter(last_name="Lis").count() == 1
    assert event.places_taken == 3


def test_add_person_with_a_key_of_another_registration_takes_nothing_from_it(client, event, link):
    stranger = factories.registration(event).participants.get()

    client.post(f"{link}osoby/dodaj/", typed(key=str(stranger.key)))

    stranger.refresh_from_db()
    assert stranger.last_name == "Kowal"


def test_add_person_without_a_free_place_says_that_she_will_wait(client, event, link):
    services.change_capacity(event, 2)

    asked = words(client.get(f"{link}osoby/dodaj/"))
    response = client.post(f"{link}osoby/dodaj/", typed(), follow=True)

    assert "The person will wait at the end of the list." in asked
    assert "Ewa Lis waiting list, position 1" in words(response)


def test_add_person_after_the_deadline_says_so_and_keeps_what_was_typed(client, event, group, link):
    event.signup_closes_at = timezone.now() - timedelta(minutes=1)
    event.save(update_fields=["signup_closes_at"])

    response = client.post(f"{link}osoby/dodaj/", typed())

    assert "The deadline for sign-up has passed." in words(response)
    assert b'value="Lis"' in response.content
    assert group.participants.count() == 2


def test_add_person_beyond_the_limit_of_a_group_says_so(client, group, link):
    client.post(f"{link}osoby/dodaj/", typed())

    response = client.post(f"{link}osoby/dodaj/", typed(last_name="Lisek"))

    assert "One registration can have 3 people at most." in words(response)
    assert group.participants.count() == 3


def test_add_person_says_which_field_is_wrong(client, link):
    response = client.post(f"{link}osoby/dodaj/", typed(last_name=""))

    assert "Correct 1 field" in words(response)
    assert b'value="Ewa"' in response.content


# Another name, other data


def test_change_person_fills_in_an_open_name(client, nobody, link):
    before = nobody.token

    response = client.post(f"{link}osoby/{nobody.pk}/", typed(), follow=True)

    nobody.refresh_from_db()
    assert response.redirect_chain == [(f"{link}?zapisano", 302)]
    assert "Saved." in words(response)
    assert str(nobody) == "Ewa Lis"
    assert nobody.token == before


def test_change_person_shows_what_is_known(client, anna, link):
    page = client.get(f"{link}osoby/{anna.pk}/").content.decode()

    assert 'value="Anna"' in page
    assert 'value="Kowal"' in page


def test_change_person_writes_to_an_address_given_for_the_first_time(client, nobody, link):
    client.post(f"{link}osoby/{nobody.pk}/", typed(email="ewa@example.com"))

    mail = OutgoingMail.objects.get(recipient="ewa@example.com")
    assert mail.template == "registrations/emails/own_place"


def test_whoever_comes_instead_has_a_new_link(client, anna, link):
    before = anna.token

    client.post(f"{link}osoby/{anna.pk}/", typed())

    anna.refresh_from_db()
    assert anna.token != before
    assert client.get(f"/miejsce/{before}/").status_code == 404
    assert client.get(f"/miejsce/{anna.token}/").status_code == 200


def test_another_address_has_a_new_link_and_a_mail(client, event, link, nobody):
    client.post(f"{link}osoby/{nobody.pk}/", typed(email="ewa@example.com"))
    nobody.refresh_from_db()
    before = nobody.token

    client.post(f"{link}osoby/{nobody.pk}/", typed(email="lis@example.com"))

    nobody.refresh_from_db()
    assert nobody.token != before
    assert OutgoingMail.objects.filter(recipient="lis@example.com").count() == 1


def test_same_name_in_other_letters_keeps_the_link(client, anna, link):
    before = anna.token

    client.post(f"{link}osoby/{anna.pk}/", {"first_name": "ANNA", "last_name": "Kowal"})

    anna.refresh_from_db()
    assert anna.first_name == "ANNA"
    assert anna.token == before


def test_names_cannot_be_changed_once_they_are_due_but_the_rest_can(client, event, anna, link):
    event.names_by = timezone.now() - timedelta(minutes=1)
    event.save(update_fields=["names_by"])

    page = words(client.get(f"{link}osoby/{anna.pk}/"))
    client.post(f"{link}osoby/{anna.pk}/", typed(needs=["captions"]))

    anna.refresh_from_db()
    assert "The rest you can still change." in page
    assert str(anna) == "Anna Kowal"
    assert [need.kind for need in anna.needs.all()] == ["captions"]


def test_name_that_comes_too_late_is_refused_by_the_service(event, anna):
    event.names_by = timezone.now() - timedelta(minutes=1)
    event.save(update_fields=["names_by"])

    with pytest.raises(services.RegistrationRefused, match="time for giving names has passed"):
        services.change_person(anna, factories.person(last_name="Lis"), causes.PERSON)


def test_names_may_be_given_in_their_last_second(event, nobody):
    event.names_by = timezone.now() + timedelta(seconds=5)
    event.save(update_fields=["names_by"])

    services.change_person(nobody, factories.person(last_name="Lis"), causes.PERSON)

    nobody.refresh_from_db()
    assert nobody.last_name == "Lis"


def test_change_after_the_start_says_so_and_keeps_what_was_typed(client, event, anna, link):
    event.starts_at = timezone.now() - timedelta(minutes=1)
    event.save(update_fields=["starts_at"])

    response = client.post(f"{link}osoby/{anna.pk}/", typed(needs_description="windy"))

    assert "This can no longer be changed. Please call us." in words(response)
    assert b"windy" in response.content
    assert not anna.needs.exists()


# Needs without a consent


@pytest.fixture
def consent_text(event):
    text = factories.consent_text(kind="needs", label="Zgadzam się na przechowanie potrzeb")
    event.consents.add(text)
    return text


def test_needs_without_a_consent_are_not_kept(client, anna, link, consent_text):
    response = client.post(
        f"{link}osoby/{anna.pk}/",
        {"first_name": "Anna", "last_name": "Kowal", "needs": ["captions"]},
    )

    assert "Mark this consent, or take the needs out of the form." in words(response)
    assert not AccessibilityNeed.objects.exists()


def test_needs_are_kept_with_a_consent_given_there(client, group, anna, link, consent_text):
    answers = {"first_name": "Anna", "last_name": "Kowal", "needs": ["captions"]}

    client.post(f"{link}osoby/{anna.pk}/", answers | {box(consent_text): "on"})
    page = client.get(f"{link}osoby/{anna.pk}/")

    assert [need.kind for need in anna.needs.all()] == ["captions"]
    assert group.consents.get().text == consent_text
    assert box(consent_text) not in page.content.decode()


# One fewer


def test_cancel_person_cancels_her_alone(client, event, group, anna, link):
    response = client.post(f"{link}osoby/{anna.pk}/rezygnacja/", follow=True)

    event.refresh_from_db()
    group.refresh_from_db()
    assert response.redirect_chain == [(link, 302)]
    assert "Anna Kowal cancelled" in words(response)
    assert group.is_live()
    assert event.places_taken == 1


def test_cancel_person_sent_twice_cancels_once(client, event, anna, link):
    for _time in range(2):
        response = client.post(f"{link}osoby/{anna.pk}/rezygnacja/")

    event.refresh_from_db()
    assert "it is cancelled already" in words(response)
    assert event.places_taken == 1
