"""Rows and querysets of registrations: each word means the same in both."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from registrations import services
from registrations.models import Participant, Registration
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.mark.parametrize(
    ("queryset", "predicate"),
    [("holding_places", "holds_place"), ("waiting", "is_waiting"), ("live", "is_live")],
)
def test_participant_words_mean_the_same_for_rows_and_querysets(queryset, predicate):
    event = factories.event(capacity=1)
    services.register(event, factories.submission(people=2))
    services.cancel(factories.registration(event), services.by_person("ill"))

    chosen = set(getattr(Participant.objects, queryset)())

    everybody = Participant.objects.all()
    assert {person.status for person in everybody} == set(Participant.Status.values)
    assert chosen == {person for person in everybody if getattr(person, predicate)()}


def test_registration_is_live_means_the_same_for_rows_and_querysets():
    event = factories.event()
    live = factories.registration(event)
    services.cancel(factories.registration(event), services.by_person("ill"))

    rows = Registration.objects.all()

    assert list(Registration.objects.live()) == [live] == [row for row in rows if row.is_live()]


def test_position_counts_people_who_came_at_the_same_moment_in_the_order_of_their_rows():
    event = factories.event(capacity=0)
    people = services.register(event, factories.submission(people=3)).participants.order_by("pk")

    positions = [person.position() for person in people]

    assert positions == [1, 2, 3]


def test_can_be_cancelled_until_the_event_starts():
    event = factories.event()
    registration = factories.registration(event)
    second = timedelta(seconds=1)

    answers = [
        registration.can_be_cancelled(event.starts_at + shift) for shift in (-second, 0 * second)
    ]

    assert answers == [True, False]


def test_for_token_forgets_the_link_thirty_days_after_the_event():
    event = factories.event(starts_at=timezone.now() - timedelta(days=29, hours=23))
    kept = factories.participant(event).registration
    old = factories.event(starts_at=timezone.now() - timedelta(days=31))
    forgotten = factories.participant(old).registration

    found = [Registration.objects.for_token(row.token).exists() for row in (kept, forgotten)]

    assert found == [True, False]


@pytest.mark.parametrize("forged", ["", "a", "A" * 22, "\x00", "x" * 10_000])
def test_for_token_finds_nothing_behind_a_forged_link(forged):
    factories.registration(factories.event())

    assert not Registration.objects.for_token(forged).exists()


def test_token_outlives_a_change_of_the_secret_key(settings):
    registration = factories.registration(factories.event())
    token = registration.token

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another one"

    assert registration.token == token


def test_token_without_its_secret_key_is_an_error(settings):
    registration = factories.registration(factories.event())
    settings.SECRET_KEY = "another one"

    with pytest.raises(LookupError):
        _ = registration.token


def test_tokens_of_two_registrations_differ():
    event = factories.event()

    tokens = {factories.registration(event).token for _ in range(3)}

    assert len(tokens) == 3


def test_is_from_outside_tells_who_is_not_from_a_served_county(zwierzyniec):
    lublin = factories.county(code="0663", name="Lublin", is_served=False)
    elsewhere = factories.municipality(code="0663011", name="Lublin", kind="1", county=lublin)
    event = factories.event()

    flags = [
        factories.registration(event, **contact).is_from_outside()
        for contact in (
            {"municipality": zwierzyniec},
            {"municipality": elsewhere},
            {"other_municipality": "Kraków"},
        )
    ]

    assert flags == [False, True, True]


def test_database_refuses_a_second_live_registration_of_an_email():
    event = factories.event()
    factories.registration(event, email="anna@example.com")
    second = factories.registration(event)

    with pytest.raises(IntegrityError), transaction.atomic():
        Registration.objects.filter(pk=second.pk).update(email="ANNA@example.com")


def test_database_refuses_a_registration_from_the_web_without_contact():
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.registration(factories.event(), email="", phone="")


def test_database_takes_a_registration_from_the_desk_without_contact():
    registration = factories.registration(factories.event(), email="", source="desk")

    assert registration.source == "desk"


def test_polish_order_of_participants():
    event = factories.event()
    for last_name in ["Żak", "Łoś", "Zając", "Lis", "Ćma", "Źrebak", "Cichy"]:
        factories.participant(event, last_name=last_name)

    names = [person.last_name for person in event.participants.in_polish_order()]

    assert names == ["Cichy", "Ćma", "Lis", "Łoś", "Zając", "Źrebak", "Żak"]
