"""What staff do with a registration: offered by the table of states, done, refused in place."""

from datetime import timedelta

import pytest
from django.utils import timezone

from owes_portal.models import OutgoingMail
from registrations import services
from registrations.models import Change, Registration
from tests import factories
from tests.reading import errors, tree, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "operator")]


@pytest.fixture
def event():
    return factories.event(title="ABC ekonomii", capacity=2)


@pytest.fixture
def do(bobs_client):
    """A function that does a deed and returns the page that comes after it."""

    def post(registration, slug, **typed):
        address = f"/panel/zgloszenia/{registration.pk}/{slug}/"
        return bobs_client.post(address, {"sent": "1"} | typed, follow=True)

    return post


def states(registration):
    people = registration.participants.order_by("pk")
    return list(people.values_list("status", flat=True))


def last_change(registration):
    return Change.objects.filter(participant__registration=registration).for_reading().first()


@pytest.fixture
def deeds(bobs_client):
    """A function that names the deeds which the page of a registration offers."""

    def read(registration):
        page = bobs_client.get(f"/panel/zgloszenia/{registration.pk}/")
        links = tree(page).xpath('//section[@aria-labelledby="deeds"]//li/a/@href')
        return [link.split("/")[-2] for link in links]

    return read


def test_deeds_of_somebody_with_a_place(deeds, event):
    registration = factories.registration(event)

    assert deeds(registration) == ["kontakt", "adres", "link", "przenies", "scal", "rezygnacja"]


def test_deeds_of_a_group_that_waits(deeds):
    event = factories.event(capacity=0)
    registration = factories.registration(event, people=2, together=True)

    assert deeds(registration)[:2] == ["miejsce", "osobno"]


def test_deeds_of_a_registration_to_decide(deeds):
    registration = factories.registration(factories.event(signup_mode="approval"))

    assert deeds(registration)[:2] == ["przyjmij", "odmowa"]


def test_deeds_of_a_second_form(deeds, event):
    factories.registration(event, email="anna@example.com")
    other = [factories.person(last_name="Inna")]
    double = factories.registration(event, email="anna@example.com", people=other)

    assert deeds(double) == ["dolacz", "rezygnacja"]


def test_deeds_of_a_cancelled_registration(deeds, event):
    registration = factories.registration(event)
    services.cancel(registration, services.by_person("Choroba."))

    assert deeds(registration) == []


def test_deed_says_beforehand_what_happens_and_changes_nothing(bobs_client, event):
    registration = factories.registration(event)

    for _ in range(2):
        page = bobs_client.get(f"/panel/zgloszenia/{registration.pk}/rezygnacja/")

    assert "This cannot be undone." in words(page)
    assert states(registration) == ["confirmed"]


def test_deed_that_nobody_knows_is_not_found(bobs_client, event):
    registration = factories.registration(event)

    assert bobs_client.get(f"/panel/zgloszenia/{registration.pk}/usun/").status_code == 404


def test_deed_that_is_no_longer_possible_leads_back(do, event, bob):
    registration = factories.registration(event)

    page = do(registration, "przyjmij", reason="Tak.")

    assert "This is not possible: the registration has changed." in words(page)


def test_approve_gives_places_and_leads_to_the_next_decision(do, bob):
    event = factories.event(signup_mode="approval")
    registration = factories.registration(event)

    page = do(registration, "przyjmij", reason="Spełnia warunki.")

    assert page.redirect_chain == [(f"/panel/wydarzenia/{event.pk}/zgloszenia/", 302)]
    assert states(registration) == ["confirmed"]
    assert (last_change(registration).reason, last_change(registration).by) == (
        "Spełnia warunki.",
        bob,
    )


def test_refuse_without_a_reason_refuses_nobody(do):
    registration = factories.registration(factories.event(signup_mode="approval"))

    page = do(registration, "odmowa", reason=" ")

    assert errors(page) == ["Write the reason."]
    assert states(registration) == ["pending"]


def test_refuse_is_written_down_with_its_reason(do):
    registration = factories.registration(factories.event(signup_mode="approval"))

    do(registration, "odmowa", reason="Spoza subregionu.")

    assert states(registration) == ["refused"]
    assert last_change(registration).reason == "Spoza subregionu."


def test_second_form_is_joined_with_the_first(do, event):
    first = factories.registration(event, email="anna@example.com")
    other = [factories.person(last_name="Inna")]
    double = factories.registration(event, email="anna@example.com", people=other)

    page = do(double, "dolacz", reason="Potwierdziła przez telefon.")

    assert page.redirect_chain == [(f"/panel/zgloszenia/{first.pk}/", 302)]
    assert states(first) == ["confirmed", "confirmed"]


@pytest.fixture
def offered(event):
    """A registration of two people who have been offered places."""
    first = factories.registration(event, people=2)
    waiting = factories.registration(event, people=2, together=False)
    services.cancel(first, services.by_person("Choroba."))
    return waiting


def test_offer_is_accepted_for_those_who_are_chosen(do, offered):
    one, _other = offered.participants.order_by("pk")

    do(offered, "propozycja", who=[one.pk], reason="Potwierdziła przez telefon.")

    assert states(offered) == ["confirmed", "offered"]


def test_offer_that_has_ended_is_not_accepted(do, offered):
    past = timezone.now() - timedelta(hours=1)
    offered.participants.update(offer_ends_at=past)
    everybody = [person.pk for person in offered.participants.all()]

    page = do(offered, "propozycja", who=everybody, reason="Przez telefon.")

    assert errors(page) == ["An offer had ended, so it could not be accepted."]
    assert "confirmed" not in states(offered)


def test_offer_is_declined_for_one_person(do, offered):
    one, _other = offered.participants.order_by("pk")

    do(offered, "rezygnacja-z-propozycji", who=[one.pk], reason="Przez telefon.")

    assert states(offered) == ["cancelled", "offered"]


@pytest.fixture
def waiting(event):
    factories.registration(event, people=2)
    return factories.registration(event)


def test_place_is_not_given_beyond_the_capacity_by_mistake(do, waiting):
    person = waiting.participants.get()

    page = do(waiting, "miejsce", who=[person.pk], reason="Trenerka prosi.")

    assert errors(page) == ["There is no free place."]
    assert "Trenerka prosi." in page.content.decode()
    assert states(waiting) == ["waiting"]


def test_place_beyond_the_capacity_is_given_on_purpose(do, waiting, event):
    person = waiting.participants.get()

    do(waiting, "miejsce", who=[person.pk], reason="Trenerka prosi.", over_capacity="on")

    event.refresh_from_db()
    assert states(waiting) == ["confirmed"]
    assert (event.places_taken, event.extra_places) == (3, 1)
    assert last_change(waiting).is_over_capacity


def test_places_are_given_to_all_of_the_chosen_or_to_none(do):
    event = factories.event(capacity=1)
    group = factories.registration(event, people=2, together=True)
    everybody = [person.pk for person in group.participants.all()]

    page = do(group, "miejsce", who=everybody, reason="Prosili.")

    assert errors(page) == ["There is no free place."]
    assert states(group) == ["waiting", "waiting"]


def test_somebody_whose_offer_lapsed_is_put_back_on_the_list(do, offered, bob):
    offered.participants.update(offer_ends_at=timezone.now() - timedelta(hours=1))
    services.expire(offered.event)
    factories.registration(offered.event, people=2)
    everybody = [person.pk for person in offered.participants.all()]

    do(offered, "lista", who=everybody, reason="Przez telefon.")

    assert states(offered) == ["waiting", "waiting"]
    assert last_change(offered).by == bob


def test_group_waits_one_by_one_when_it_asks_for_it(do):
    event = factories.event(capacity=1)
    group = factories.registration(event, people=2, together=True)

    do(group, "osobno", reason="Prosili przez telefon.")

    assert states(group) == ["offered", "waiting"]


def test_one_person_of_several_is_cancelled(do, event):
    registration = factories.registration(event, people=2)
    one, _other = registration.participants.order_by("pk")

    do(registration, "rezygnacja", who=[one.pk], reason="Zadzwoniła.")

    assert states(registration) == ["cancelled", "confirmed"]


def test_cancelling_nobody_is_an_error(do, event):
    registration = factories.registration(event, people=2)

    page = do(registration, "rezygnacja", reason="Zadzwoniła.")

    assert errors(page) == ["Choose at least one person."]


def test_person_of_another_registration_is_not_cancelled(do, event):
    registration, other = factories.registration(event), factories.registration(event)
    stranger = other.participants.get()

    do(registration, "rezygnacja", who=[stranger.pk], reason="Zadzwoniła.")

    assert (states(registration), states(other)) == (["confirmed"], ["confirmed"])


def test_move_says_beforehand_what_becomes_of_the_people(bobs_client, event):
    factories.event(title="Budżet", capacity=1)
    factories.event(title="Odwołane", cancelled_at=timezone.now(), cancellation_reason="Nie ma.")
    registration = factories.registration(event, people=2)

    page = words(bobs_client.get(f"/panel/zgloszenia/{registration.pk}/przenies/"))

    assert "1 person gets a place, 1 person waits" in page
    assert "Odwołane" not in page


def test_move_takes_everybody_to_the_other_event(do, event):
    target = factories.event()
    registration = factories.registration(event, people=2)

    do(registration, "przenies", event=target.pk, reason="Prosili o inny termin.")

    event.refresh_from_db()
    target.refresh_from_db()
    assert (event.places_taken, target.places_taken) == (0, 2)


def test_move_names_the_registration_that_is_there_already(do, event):
    target = factories.event()
    registration = factories.registration(event, email="anna@example.com")
    known = factories.registration(target, email="anna@example.com")

    page = do(registration, "przenies", event=target.pk, reason="Prosili.")

    assert known.number in errors(page)[0]
    assert f'href="/panel/zgloszenia/{known.pk}/"' in page.content.decode()


def test_merge_suggests_who_has_the_same_telephone(bobs_client, event):
    one = factories.registration(event, phone="+48600123456")
    other = factories.registration(
        event, phone="+48600123456", people=[factories.person(last_name="Inna")]
    )

    page = bobs_client.get(f"/panel/zgloszenia/{one.pk}/scal/")

    assert f"With the same e-mail, telephone or name: {other.number}" in words(page)
    assert tree(page).xpath('//input[@name="number"]/@value') == [other.number]


def test_merge_joins_two_registrations_of_the_event(do, event):
    people = [factories.person(last_name="Inna")]
    one, other = factories.registration(event, people=people), factories.registration(event)

    page = do(one, "scal", number=f" {other.number.lower()} ", reason="Ta sama rodzina.")

    assert page.redirect_chain == [(f"/panel/zgloszenia/{other.pk}/", 302)]
    assert states(other) == ["confirmed", "confirmed"]
    assert not Registration.objects.get(pk=one.pk).is_live()


@pytest.mark.parametrize("number", ["W-1999-0001", "own", ""])
def test_merge_refuses_a_number_that_is_no_other_registration(do, event, number):
    registration = factories.registration(event)
    typed = registration.number if number == "own" else number

    page = do(registration, "scal", number=typed, reason="Ta sama rodzina.")

    assert len(errors(page)) == 1
    assert states(registration) == ["confirmed"]


def test_contact_is_changed(do, event):
    registration = factories.registration(event)

    do(registration, "kontakt", contact_name="Jan", phone="600 123 456", reason="Prosił.")

    registration.refresh_from_db()
    assert (registration.contact_name, registration.phone) == ("Jan", "+48600123456")


def test_contact_with_a_wrong_number_keeps_what_was_typed(do, event):
    registration = factories.registration(event)

    page = do(registration, "kontakt", contact_name="Jan", phone="12", reason="Prosił.")

    assert errors(page) == ["Write a telephone number, for example 600 123 456."]
    assert tree(page).xpath('//input[@name="contact_name"]/@value') == ["Jan"]


def test_link_is_sent_again_and_not_twice_within_an_hour(do, event):
    registration = factories.registration(event)

    do(registration, "link")
    page = do(registration, "link")

    assert OutgoingMail.objects.filter(template__endswith="/link_again").count() == 1
    assert errors(page)[0].startswith("The link was sent within the last hour.")
