"""Registrations that staff move to another event or join, and what happens to their places."""

import pytest

from owes_portal.models import OutgoingMail
from registrations import services
from registrations.models import Attendance, Invitation, Organisation
from tests import factories
from tests.factories_papers import certificate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

ILL = services.by_person("ill")


def statuses(registration):
    return [person.status for person in registration.participants.order_by("pk")]


def taken(*events):
    for event in events:
        event.refresh_from_db()
    return [event.places_taken for event in events]


def move(registration, target, bob):
    return services.move(registration, target, by=bob, reason="nearer home")


def merge(double, registration, bob):
    return services.merge(double, registration, by=bob, reason="one family")


def called(*names):
    return [factories.person(first_name=name) for name in names]


def of(event, *names, **fields):
    return services.register(event, factories.submission(people=called(*names), **fields))


# Another event


def test_move_takes_the_place_along_and_offers_the_old_one(bob):
    source, target = factories.event(capacity=1), factories.event(capacity=1, days=2)
    moving, waiting = factories.registration(source), factories.registration(source)

    moved = move(moving, target, bob)

    person = moved.participants.get()
    assert (moved.event, person.event) == (target, target)
    assert person.is_confirmed()
    assert list(person.days.all()) == list(target.days.all())
    assert statuses(waiting) == ["offered"]
    assert taken(source, target) == [1, 1]
    assert OutgoingMail.objects.filter(template__endswith="/moved").count() == 1


def test_move_leaves_a_second_form_that_waits_for_its_owner(bob):
    source, target = factories.event(), factories.event()
    of(source, "Anna", email="jan@example.com")
    double = of(source, "Ewa", email="jan@example.com")

    with pytest.raises(services.RegistrationRefused, match="Choose a registration that is live"):
        move(double, target, bob)

    assert double.participants.get().event == source
    assert not target.registrations.exists()


def test_move_to_a_full_event_means_its_waiting_list(bob):
    source, target = factories.event(), factories.event(capacity=1)
    factories.registration(target)
    first = factories.registration(target).participants.get()
    moving = factories.registration(source)

    moved = move(moving, target, bob)

    assert statuses(moved) == ["waiting"]
    assert (first.position(), moved.participants.get().position()) == (1, 2)
    assert taken(source, target) == [0, 1]


def test_move_is_written_down_at_both_events(bob):
    source, target = factories.event(title="Ul"), factories.event(title="Pasieka")
    moving = factories.registration(source)

    moved = move(moving, target, bob)

    there = moved.participants.get().changes.last()
    here = source.changes.get(participant=None)
    assert there.reason == "Moved from “Ul”. nearer home"
    assert here.reason == f"{moving.number} moved to “Pasieka”."
    assert (there.event, there.by, here.by) == (target, bob, bob)


@pytest.mark.parametrize("reason", ["", " "])
def test_move_needs_a_reason(bob, reason):
    registration = factories.registration(factories.event())

    with pytest.raises(services.RegistrationRefused, match="Write the reason"):
        services.move(registration, factories.event(), by=bob, reason=reason)


def test_move_refuses_an_event_where_the_address_is_known(bob):
    source, target = factories.event(), factories.event()
    moving = factories.registration(source, email="anna@example.com")
    known = factories.registration(target, email="Anna@example.com")

    with pytest.raises(services.AlreadyRegistered) as refusal:
        move(moving, target, bob)

    assert refusal.value.registration == known


def test_move_refuses_an_event_without_room_and_list(bob):
    target = factories.event(capacity=0, has_waiting_list=False)
    moving = factories.registration(factories.event())

    with pytest.raises(services.RegistrationRefused, match="There are no places left"):
        move(moving, target, bob)


def test_move_refuses_the_same_event_and_registrations_that_are_over(bob):
    event = factories.event()
    live, over = factories.registration(event), factories.registration(event)
    services.cancel(over, ILL)

    for registration, target in [(live, event), (over, factories.event())]:
        with pytest.raises(services.RegistrationRefused, match="that is live and another event"):
            move(registration, target, bob)


def test_move_refuses_a_second_form_that_nobody_confirmed(bob):
    event = factories.event()
    factories.registration(event, email="anna@example.com")
    double = of(event, "Jan", email="anna@example.com")

    with pytest.raises(services.RegistrationRefused, match="that is live and another event"):
        move(double, factories.event(), bob)


def test_people_are_added_to_a_registration_that_came_by_invitation_to_another_event(bob):
    event = factories.event(signup_mode="invitation")
    invitation = Invitation(event=event, label="Gmina", places=1)
    invitation.set_token()
    invitation.save()
    moved = move(of(event, "Anna", invitation=invitation), factories.event(), bob)

    services.add_people(moved, called("Jan"), ILL)

    assert statuses(moved) == ["confirmed", "confirmed"]


@pytest.mark.parametrize(
    "deed",
    [
        lambda row, person, bob: services.cancel(row, ILL),
        lambda row, person, bob: services.cancel_people(row, row.participants.all(), ILL),
        lambda row, person, bob: services.approve(row, by=bob, reason="fits"),
        lambda row, person, bob: services.stop_waiting_together(row),
        lambda row, person, bob: services.rejoin(person),
        lambda row, person, bob: services.give_place(person, by=bob, reason="asked"),
    ],
    ids=["cancel", "cancel people", "approve", "stop waiting together", "rejoin", "give place"],
)
def test_whoever_acts_on_a_registration_that_was_just_moved_is_told_so(bob, deed):
    registration = factories.registration(factories.event())
    person = registration.participants.select_related("event").get()
    move(registration, factories.event(), bob)

    with pytest.raises(services.RegistrationRefused, match="has just been moved"):
        deed(registration, person, bob)


# Two registrations of one event


def test_merge_keeps_states_and_places(bob):
    event = factories.event(capacity=2)
    first, second = of(event, "Anna", "Jan"), of(event, "Ewa")

    merged = merge(second, first, bob)

    second.refresh_from_db()
    assert statuses(merged) == ["confirmed", "confirmed", "waiting"]
    assert not second.is_live()
    assert taken(event) == [2]


@pytest.mark.parametrize("order", [1, -1], ids=["into the better", "into the worse"])
def test_merge_keeps_the_better_state_of_somebody_who_is_in_both(bob, order):
    event = factories.event(capacity=1)
    one, other = [of(event, "Anna"), of(event, "ANNA")][::order]

    merged = merge(other, one, bob)

    assert sorted(statuses(merged)) == ["cancelled", "confirmed"]
    assert taken(event) == [1]


def test_merge_offers_the_place_of_a_twin(bob):
    event = factories.event(capacity=2)
    one, other, waiting = of(event, "Anna"), of(event, "Anna"), of(event, "Ewa")

    merge(other, one, bob)

    assert statuses(waiting) == ["offered"]
    assert taken(event) == [2]


def test_merge_takes_two_of_one_name_in_one_form_for_two_people(bob):
    event = factories.event()
    one, fathers_and_sons = of(event, "Jan"), of(event, "Jan", "Jan")

    merged = merge(fathers_and_sons, one, bob)

    assert sorted(statuses(merged)) == ["cancelled", "confirmed", "confirmed"]


def test_merge_of_a_second_form_lets_its_people_in(bob):
    event = factories.event()
    known = of(event, "Anna", email="anna@example.com")
    double = of(event, "Jan", email="anna@example.com")

    merged = merge(double, known, bob)

    assert statuses(merged) == ["confirmed", "confirmed"]
    assert taken(event) == [2]


def test_merge_into_a_second_form_is_refused(bob):
    event = factories.event()
    known = of(event, "Anna", email="anna@example.com")
    double = of(event, "Jan", email="anna@example.com")

    with pytest.raises(services.RegistrationRefused, match="A second form joins another"):
        merge(known, double, bob)


def test_merge_refuses_registrations_of_two_events_and_one_with_itself(bob):
    one, other = of(factories.event(), "Anna"), of(factories.event(), "Jan")

    for double in (one, other):
        with pytest.raises(services.RegistrationRefused, match="two live registrations"):
            merge(double, one, bob)


def test_merge_organisations_keeps_registrations_and_the_number():
    event = factories.event()
    first = factories.registration(event, organisation_name="Ul").organisation
    second = factories.registration(event, organisation_name="Ul", nip="5260001246").organisation

    kept = services.merge_organisations(second, first)

    assert list(Organisation.objects.values_list("name", "nip")) == [("Ul", "5260001246")]
    assert kept.registrations.count() == 2


def test_form_sent_again_after_the_move_is_the_same_registration(bob):
    here, there = factories.event(), factories.event()
    form = factories.submission()
    moved = move(services.register(here, form), there, bob)

    again = services.register(here, form)

    assert again == moved
    assert taken(here, there) == [0, 1]


def test_move_leaves_whoever_has_had_a_certificate_where_it_was_issued(bob, operator):
    made = certificate(by=bob)
    services.revoke_certificate(made, reason="Nie było jej.", by=bob)
    Attendance.objects.all().delete()

    with pytest.raises(services.RegistrationRefused, match="has had a certificate of this event"):
        move(made.participant.registration, factories.event(), bob)
