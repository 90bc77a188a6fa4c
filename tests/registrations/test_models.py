"""Rows and querysets of registrations: each word means the same in both."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from registrations import services
from registrations.models import (
    Answer,
    Change,
    Consent,
    Invitation,
    Organisation,
    Participant,
    Question,
    Registration,
    Status,
    Upload,
)
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def rows_that_agree(rows, word, predicate, *args):
    """The rows that the queryset's word chooses; the row's twin chooses the same."""
    chosen = set(getattr(rows, word)(*args))
    assert chosen == {row for row in rows.all() if getattr(row, predicate)(*args)}
    return chosen


@pytest.mark.parametrize(
    ("word", "predicate", "statuses"),
    [
        ("confirmed", "is_confirmed", {"confirmed"}),
        ("holding_places", "holds_place", {"confirmed", "offered"}),
        ("lapsed", "is_lapsed", {"lapsed"}),
        ("live", "is_live", {"pending", "confirmed", "waiting", "offered"}),
        ("offered", "is_offered", {"offered"}),
        ("pending", "is_pending", {"pending"}),
        ("waiting", "is_waiting", {"waiting"}),
    ],
)
def test_participant_words_mean_the_same_for_rows_and_querysets(word, predicate, statuses):
    event = factories.event()
    for status in Status:
        ends_at = timezone.now() if status == "offered" else None
        factories.participant(event, status=status, offer_ends_at=ends_at)

    chosen = rows_that_agree(Participant.objects, word, predicate)

    assert {person.status for person in chosen} == statuses


def test_participants_not_ended_are_those_who_have_not_ended():
    event = factories.event()
    everybody = [
        factories.participant(event, status=status) for status in Status if status != "offered"
    ]

    chosen = set(Participant.objects.not_ended())

    assert chosen == {person for person in everybody if not person.is_ended()}
    assert {person.status for person in chosen} == {"pending", "confirmed", "waiting", "lapsed"}


def test_expected_are_those_who_may_still_come_to_an_event_that_takes_place():
    called_off = factories.event(cancelled_at=timezone.now(), cancellation_reason="Choroba.")
    for event in (factories.event(), called_off):
        for status in ("confirmed", "lapsed", "cancelled"):
            factories.participant(event, status=status)

    people = rows_that_agree(Participant.objects, "expected", "is_expected")
    registrations = rows_that_agree(Registration.objects, "expected", "is_expected")

    assert {person.status for person in people} == {"confirmed", "lapsed"}
    assert registrations == {person.registration for person in people}
    assert called_off.pk not in {person.event_id for person in people}


@pytest.mark.parametrize(("seconds", "is_over"), [(-1, False), (0, False), (1, True)])
def test_an_offer_is_overdue_after_its_last_second(seconds, is_over):
    now = timezone.now().replace(microsecond=0)
    person = factories.participant(factories.event(), status="offered", offer_ends_at=now)

    at = now + timedelta(seconds=seconds, milliseconds=999)
    chosen = rows_that_agree(Participant.objects, "overdue", "is_overdue", at)

    assert chosen == ({person} if is_over else set())


def test_registration_is_live_means_the_same_for_rows_and_querysets():
    event = factories.event()
    live = factories.registration(event)
    services.cancel(factories.registration(event), services.by_person("ill"))

    assert rows_that_agree(Registration.objects, "live", "is_live") == {live}


def test_registration_words_about_an_email_mean_the_same_for_rows_and_querysets():
    event = factories.event()
    first = factories.registration(event, email="anna@example.com")
    people = [factories.person(first_name="Jan")]
    double = services.register(event, factories.submission(people=people, email="Anna@example.com"))
    over = factories.registration(factories.event(), email="anna@example.com")
    services.cancel(over, services.by_person("ill"))
    by_phone = factories.registration(event, email="", phone="+48600123456")

    rows = Registration.objects
    assert rows_that_agree(rows, "standing", "is_standing") == {first, by_phone}
    assert rows_that_agree(rows, "doubles", "is_double") == {double}
    assert rows_that_agree(rows, "with_email", "is_of", "ANNA@example.com") == {first}
    assert rows_that_agree(rows, "with_email", "is_of", "") == set()


def test_invitation_words_mean_the_same_for_rows_and_querysets():
    event, now = factories.event(), timezone.now().replace(microsecond=0)
    second = timedelta(seconds=1)
    rows = {
        "plain": {},
        "last second": {"expires_at": now},
        "last place": {"places": 2, "places_used": 1},
        "too old": {"expires_at": now - second},
        "used up": {"places": 2, "places_used": 2},
        "taken back": {"revoked_at": now - second},
    }
    for label, fields in rows.items():
        made = Invitation(event=event, label=label, **fields)
        made.set_token()
        made.save()

    chosen = rows_that_agree(Invitation.objects, "valid", "is_valid", now)

    assert {invitation.label for invitation in chosen} == {"plain", "last second", "last place"}


def test_question_words_mean_the_same_for_rows_and_querysets():
    event = factories.event()
    old, new = (Question.objects.create(event=event, wording=words) for words in ("Ile?", "Ilu?"))
    old.replace()

    assert rows_that_agree(Question.objects, "current", "is_current") == {new}


def test_consent_words_mean_the_same_for_rows_and_querysets():
    texts = [factories.consent_text("image"), factories.consent_text("needs")]
    registration = services.register(factories.event(), factories.submission(acknowledged=texts))
    kept, withdrawn = registration.consents.order_by("pk")
    services.withdraw_consent(withdrawn, services.by_person("no more"))

    assert rows_that_agree(Consent.objects, "in_force", "is_in_force") == {kept}


def test_change_words_mean_the_same_for_rows_and_querysets():
    registration = factories.registration(factories.event())
    old = registration.participants.get().changes.get()
    services.cancel(registration, services.by_person("ill"))

    new = registration.participants.get().changes.get(verb="cancel")

    assert rows_that_agree(Change.objects, "since", "is_since", old.at) == {new}
    assert rows_that_agree(Change.objects, "since", "is_since", None) == {old, new}


def test_upload_words_mean_the_same_for_rows_and_querysets():
    registration, now = factories.registration(factories.event()), timezone.now()
    question = Question.objects.create(event=registration.event, wording="Plan?", kind="file")

    def upload(hours):
        return Upload.objects.create(
            event=registration.event, size=1, uploaded_at=now - timedelta(hours=hours)
        )

    left_behind, _fresh, sent = upload(25), upload(23), upload(25)
    Answer.objects.create(question=question, registration=registration, upload=sent)

    assert rows_that_agree(Upload.objects, "orphans", "is_orphan", now) == {left_behind}


def test_organisation_like_means_the_same_for_rows_and_querysets(zwierzyniec):
    ours = Organisation.objects.create(name="Ul", municipality=zwierzyniec)
    alike = Organisation.objects.create(name="UL", municipality=zwierzyniec)
    Organisation.objects.create(name="Ul")

    assert rows_that_agree(Organisation.objects, "like", "is_like", ours) == {alike}


def test_organisation_like_without_a_municipality_finds_its_like():
    ours, alike = (Organisation.objects.create(name=name) for name in ("Ul", "ul"))

    assert rows_that_agree(Organisation.objects, "like", "is_like", ours) == {alike}


def test_position_counts_people_who_came_at_the_same_moment_in_the_order_of_their_rows():
    event = factories.event(capacity=0)
    group = services.register(event, factories.submission(people=3, together=True))
    people = group.participants.order_by("pk")

    positions = [person.position() for person in people]

    assert positions == [1, 2, 3]
    assert [one.place_in_line for one in people.waiting().with_positions()] == [1, 2, 3]


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
            {},
        )
    ]

    assert flags == [False, True, True, False]


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
