"""Registrations in the administration: found, read and decided about, never edited."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from owes_portal.models import AccessRecord
from registrations import services
from registrations.models import Change, Participant
from registrations.services.questions import Draft
from tests import factories, factories_files

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

REGISTRATIONS = "/panel/registrations/registration/"
PARTICIPANTS = "/panel/registrations/participant/"


@pytest.mark.parametrize("item_count", [3, 60])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        (REGISTRATIONS, 12),
        (f"{REGISTRATIONS}?state=confirmed&kind=live&county=0620&source=web", 12),
        (PARTICIPANTS, 8),
    ],
    ids=["registrations", "registrations filtered", "people"],
)
def test_lists_ask_the_same_number_of_queries(
    bobs_client, operator, zwierzyniec, address, queries, item_count, django_assert_num_queries
):
    event = factories.event(capacity=100)
    for _ in range(item_count):
        factories.participant(event, registration={"municipality": zwierzyniec})

    with django_assert_num_queries(queries):
        bobs_client.get(address)


@pytest.mark.parametrize(
    "query", ["Brzęczyszczykiewicz", "W-", "bob@example.com", "600123456", "Stowarzyszenie Ul"]
)
def test_search_finds_a_registration_by_what_people_say_on_the_phone(bobs_client, query):
    event = factories.event()
    submission = services.Submission(
        contact=services.Contact(
            applicant="organisation",
            email="bob@example.com",
            phone="+48600123456",
            organisation_name="Stowarzyszenie Ul",
        ),
        people=[factories.person(last_name="Brzęczyszczykiewicz")],
    )
    registration = services.register(event, submission)

    page = bobs_client.get(REGISTRATIONS, {"q": query})

    assert registration.number in page.content.decode()


def test_filter_shows_who_comes_from_outside(bobs_client, zwierzyniec):
    event = factories.event()
    inside = factories.registration(event, municipality=zwierzyniec)
    outside = factories.registration(event, other_municipality="Kraków")

    page = bobs_client.get(f"{REGISTRATIONS}?county=outside").content.decode()

    assert outside.number in page
    assert inside.number not in page


def numbers(page):
    return {row.number for row in page.context["cl"].result_list}


def test_filter_by_state_shows_each_registration_once(bobs_client):
    event = factories.event(capacity=2)
    pair = factories.registration(event, people=2)
    waiting = factories.registration(event)

    assert numbers(bobs_client.get(f"{REGISTRATIONS}?state=confirmed")) == {pair.number}
    assert numbers(bobs_client.get(f"{REGISTRATIONS}?state=waiting")) == {waiting.number}
    assert numbers(bobs_client.get(f"{REGISTRATIONS}?state=nonsense")) == {
        pair.number,
        waiting.number,
    }


def test_filter_shows_second_forms_that_nobody_has_confirmed(bobs_client):
    event = factories.event()
    first = factories.registration(event, email="anna@example.com")
    other = [factories.person(last_name="Lis")]
    double = factories.registration(event, email="anna@example.com", people=other)

    assert double.double_of == first
    assert numbers(bobs_client.get(f"{REGISTRATIONS}?kind=doubles")) == {double.number}


def test_a_registration_shows_answers_consents_and_history(bobs_client):
    event = factories.event()
    [question] = services.save_questions(event, [Draft(wording="By train?", kind="yes_no")])
    submission = replace(
        factories.submission(acknowledged=[factories.consent_text("image", title="Zdjęcia")]),
        answers=[services.GivenAnswer(question, ["yes"])],
    )
    registration = services.register(event, submission)
    services.withdraw_consent(registration.consents.get(), services.by_person("changed my mind"))

    page = bobs_client.get(f"{REGISTRATIONS}{registration.pk}/change/").content.decode()

    desk = f'href="/panel/zgloszenia/{registration.pk}/"'
    for words in [
        "By train? (version 1)",
        "yes",
        "Zdjęcia",
        "changed my mind",
        "has a place",
        desk,
    ]:
        assert words in page


def test_the_page_of_a_registration_asks_the_same_number_of_queries_for_any_group(
    bobs_client, operator, django_assert_num_queries
):
    event = factories.event()
    [question] = services.save_questions(event, [Draft(wording="By train?")])
    answers = [services.GivenAnswer(question, ["no"])]
    for people in (1, 6):
        group = [factories.person(answers=answers, needs=["captions"]) for _ in range(people)]
        registration = factories.registration(event, people=group)

        with django_assert_num_queries(18):
            bobs_client.get(f"{REGISTRATIONS}{registration.pk}/change/")


def test_a_sent_file_is_linked_to_where_staff_take_it_out(bobs_client):
    event = factories.event()
    [question] = services.save_questions(event, [Draft(wording="Statute", kind="file")])
    upload = factories_files.sent_file(event=event)
    answers = [services.GivenAnswer(question, upload=upload)]
    registration = services.register(event, replace(factories.submission(), answers=answers))

    page = bobs_client.get(f"{REGISTRATIONS}{registration.pk}/change/").content.decode()

    assert f'<a href="/panel/zalaczniki/{upload.key}/">{upload.name}</a>' in page


def test_a_person_shows_needs_with_our_answer_and_what_may_happen(bobs_client):
    event = factories.event()
    registration = factories.registration(event, people=[factories.person(needs=["captions"])])
    person = registration.participants.get()
    person.needs.update(answer="We have booked them.")

    page = bobs_client.get(f"{PARTICIPANTS}{person.pk}/change/").content.decode()

    for words in ["live captions", "We have booked them.", "cancelled, moved to another event"]:
        assert words in page


def test_looking_at_a_registration_leaves_a_record(bobs_client, bob):
    registration = factories.registration(factories.event())

    bobs_client.get(f"{REGISTRATIONS}{registration.pk}/change/")

    record = AccessRecord.objects.get()
    assert (record.person, record.deed) == (bob, "view")
    assert "Kowal" not in record.subject


@pytest.mark.parametrize("page", ["add/", "{}/delete/"])
def test_nobody_adds_or_deletes_a_registration_by_hand(bobs_client, page):
    registration = factories.registration(factories.event())

    response = bobs_client.get(REGISTRATIONS + page.format(registration.pk))

    assert response.status_code == 403


def test_nobody_edits_a_registration_by_hand(bobs_client):
    registration = factories.registration(factories.event())

    response = bobs_client.post(
        f"{REGISTRATIONS}{registration.pk}/change/", {"email": "other@example.com"}
    )

    assert response.status_code == 403


def act(client, address, action, rows):
    return client.post(
        address, {"action": action, "_selected_action": [row.pk for row in rows]}, follow=True
    )


def test_cancelling_chosen_registrations_frees_their_places(bobs_client, bob):
    event = factories.event()
    rows = [factories.registration(event) for _ in range(2)]

    response = act(bobs_client, REGISTRATIONS, "cancel_registrations", rows)

    event.refresh_from_db()
    assert event.places_taken == 0
    assert "2 registrations are cancelled." in response.content.decode()
    changes = Change.objects.filter(verb="cancel")
    assert {(one.reason, one.by) for one in changes} == {("Cancelled by staff.", bob)}


def test_accepting_chosen_registrations_gives_places_to_the_first_who_wait(bobs_client):
    event = factories.event(capacity=1, signup_mode="approval")
    rows = [factories.registration(event) for _ in range(2)]

    response = act(bobs_client, REGISTRATIONS, "approve_registrations", rows)

    assert "2 registrations are accepted." in response.content.decode()
    people = Participant.objects.order_by("pk")
    assert [person.status for person in people] == ["confirmed", "waiting"]


def test_what_the_table_of_states_forbids_is_refused_with_its_reason(bobs_client):
    registration = factories.registration(factories.event())

    response = act(bobs_client, REGISTRATIONS, "approve_registrations", [registration])

    assert "Nobody in this registration waits for a decision." in response.content.decode()


def lapsed_person():
    """Somebody who did not answer an offer, while nobody else waits for the place."""
    event = factories.event(capacity=1)
    first = factories.registration(event)
    person = factories.registration(event).participants.get()
    services.cancel(first, services.by_person("ill"))
    Participant.objects.filter(pk=person.pk).update(offer_ends_at=timezone.now() - timedelta(1))
    services.expire(event)
    return person


def test_giving_a_place_takes_it_for_the_chosen_person(bobs_client):
    person = lapsed_person()

    response = act(bobs_client, PARTICIPANTS, "give_places", [person])

    person.refresh_from_db()
    assert person.status == "confirmed"
    assert "1 person has a place now." in response.content.decode()


def test_giving_a_place_that_is_not_there_says_so(bobs_client):
    event = factories.event(capacity=1)
    factories.registration(event)
    waiting = factories.registration(event).participants.get()

    response = act(bobs_client, PARTICIPANTS, "give_places", [waiting])

    waiting.refresh_from_db()
    assert waiting.status == "waiting"
    assert "There is no free place." in response.content.decode()


def deeds_beside(client, address, row):
    """The deeds that the page of a row offers."""
    form = client.get(f"{address}{row.pk}/change/").context["action_form"]
    return [name for name, _words in form.fields["action"].choices if name] if form else []


def test_a_registration_offers_only_what_the_table_of_states_allows(bobs_client):
    live = factories.registration(factories.event())
    pending = factories.registration(factories.event(signup_mode="approval"))
    cancelled = factories.registration(factories.event())
    services.cancel(cancelled, services.by_person("ill"))

    assert deeds_beside(bobs_client, REGISTRATIONS, live) == ["cancel_registrations"]
    assert deeds_beside(bobs_client, REGISTRATIONS, pending) == [
        "approve_registrations",
        "cancel_registrations",
    ]
    assert deeds_beside(bobs_client, REGISTRATIONS, cancelled) == []


def test_a_person_is_offered_only_what_the_table_of_states_allows(bobs_client):
    lapsed = lapsed_person()
    confirmed = factories.registration(factories.event()).participants.get()

    assert deeds_beside(bobs_client, PARTICIPANTS, lapsed) == ["give_places"]
    assert deeds_beside(bobs_client, PARTICIPANTS, confirmed) == []


def test_a_registration_is_cancelled_from_its_own_page(bobs_client):
    registration = factories.registration(factories.event())

    bobs_client.post(
        f"{REGISTRATIONS}{registration.pk}/change/",
        {"CHANGE_FORM-action": "cancel_registrations", "_selected_action": registration.pk},
    )

    registration.refresh_from_db()
    assert not registration.is_live()


def test_staff_who_may_only_look_cannot_decide(client):
    edyta = factories.user(username="edyta", is_staff=True)
    edyta.user_permissions.set(Permission.objects.filter(codename="view_registration"))
    client.force_login(edyta)
    registration = factories.registration(factories.event())

    act(client, REGISTRATIONS, "cancel_registrations", [registration])

    registration.refresh_from_db()
    assert registration.is_live()
