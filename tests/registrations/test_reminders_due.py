"""When a reminder is due: the lead's window, the words of the querysets and their twins."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from registrations import services
from registrations.models import Change, Participant, Registration
from registrations.models.reminders import DAY, LEADS, WEEK
from tests import factories

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def warsaw(*parts):
    return datetime(*parts, tzinfo=timezone.get_current_timezone()).astimezone(UTC)


STARTS_AT = warsaw(2026, 9, 25, 9)


@pytest.mark.parametrize(
    ("lead", "at", "is_due"),
    [
        (WEEK, STARTS_AT - 7 * 24 * HOUR - MINUTE, False),
        (WEEK, STARTS_AT - 7 * 24 * HOUR, True),
        (WEEK, STARTS_AT - 6 * 24 * HOUR, True),
        (WEEK, STARTS_AT - 6 * 24 * HOUR + MINUTE, False),
        (DAY, STARTS_AT - 24 * HOUR - MINUTE, False),
        (DAY, STARTS_AT - 24 * HOUR, True),
        (DAY, STARTS_AT - 13 * HOUR - MINUTE, True),  # at 19.59
        (DAY, STARTS_AT - 13 * HOUR, True),  # at night, for in the morning it is too late
        (DAY, STARTS_AT - 2 * HOUR, True),
        (DAY, STARTS_AT - 2 * HOUR + MINUTE, False),
    ],
)
def test_reminder_is_due_from_its_moment_until_it_is_too_late(lead, at, is_due):
    assert lead.is_due(STARTS_AT, at) == is_due


@pytest.mark.parametrize(
    ("at", "is_due"),
    [
        (warsaw(2026, 9, 25, 18), True),
        (warsaw(2026, 9, 25, 19, 59), True),
        (warsaw(2026, 9, 25, 20), False),
        (warsaw(2026, 9, 26, 7, 59), False),
        (warsaw(2026, 9, 26, 8), True),
    ],
)
def test_reminder_at_night_waits_for_the_morning(at, is_due):
    assert DAY.is_due(warsaw(2026, 9, 26, 17), at) == is_due


@pytest.mark.parametrize(
    ("starts_at", "due_at"),
    [
        (warsaw(2026, 10, 25, 12), warsaw(2026, 10, 24, 13)),
        (warsaw(2026, 10, 28, 9), warsaw(2026, 10, 27, 9)),
        (warsaw(2027, 3, 28, 12), warsaw(2027, 3, 27, 11)),
    ],
    ids=["the clock is put back", "days after it", "the clock is put forward"],
)
def test_reminder_falls_due_once_when_the_clock_is_changed(starts_at, due_at):
    assert not DAY.is_due(starts_at, due_at - MINUTE)
    assert DAY.is_due(starts_at, due_at)
    assert DAY.is_due(starts_at, starts_at - 2 * HOUR)


MOMENTS = st.datetimes(
    datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC), allow_imaginary=False
)


@given(lead=st.sampled_from(LEADS), starts_at=MOMENTS)
def test_every_start_is_reminded_of_in_time_however_the_clock_runs(lead, starts_at):
    """A task that runs every ten minutes finds it, by day unless it would be too late."""
    runs = [starts_at - lead.before + timedelta(minutes=10) * step for step in range(7 * 24 * 6)]

    due = [at for at in runs if lead.is_due(starts_at, at)]

    assert due
    assert all(lead.still <= starts_at - at <= lead.before for at in due)
    first = timezone.localtime(due[0])
    too_late_by_morning = starts_at - lead.still < due[0] + 13 * HOUR
    assert 8 <= first.hour < 20 or too_late_by_morning


# The words of the querysets


SOON = warsaw(*(timezone.localdate() + timedelta(days=14)).timetuple()[:3], 9)


@pytest.fixture
def event(operator):
    return factories.event(days=2, starts_at=SOON, capacity=20)


def settled(rows, at=SOON - timedelta(days=30)):
    """They got their places at that moment."""
    Change.objects.filter(participant__in=Participant.objects.filter(registration__in=rows)).update(
        at=at
    )


def chosen(model, lead, at):
    """Those whom the word chooses; its twin on the row chooses the same."""
    found = set(model.objects.to_be_reminded(lead, at))
    assert found == {row for row in model.objects.all() if row.is_to_be_reminded(lead, at)}
    return found


def sign_up(event, **options):
    return services.register(event, factories.submission(**options))


@pytest.mark.django_db
@pytest.mark.parametrize("lead", LEADS, ids=lambda lead: lead.name)
def test_who_has_a_place_is_to_be_reminded(event, lead):
    registration = sign_up(event)
    settled([registration])
    at = SOON - lead.before

    assert chosen(Registration, lead, at - MINUTE) == set()
    assert chosen(Registration, lead, at) == {registration}
    assert chosen(Participant, lead, at) == set(registration.participants.all())


@pytest.mark.django_db
@pytest.mark.parametrize(
    "status", ["pending", "waiting", "offered", "lapsed", "refused", "cancelled"]
)
def test_who_has_no_place_is_not_reminded(event, status):
    registration = sign_up(event)
    settled([registration])
    ends_at = SOON if status == "offered" else None
    Participant.objects.update(status=status, offer_ends_at=ends_at)

    assert chosen(Registration, DAY, SOON - DAY.before) == set()
    assert chosen(Participant, DAY, SOON - DAY.before) == set()


@pytest.mark.django_db
def test_nobody_is_reminded_of_a_cancelled_event(event):
    settled([sign_up(event)])
    event.cancel("Choroba trenerki.")

    assert chosen(Registration, DAY, SOON - DAY.before) == set()
    assert chosen(Participant, DAY, SOON - DAY.before) == set()


@pytest.mark.django_db
def test_who_wants_no_reminders_is_not_reminded(event):
    registration = sign_up(event)
    settled([registration])
    registration.stop_reminders()

    assert chosen(Registration, DAY, SOON - DAY.before) == set()
    assert len(chosen(Participant, DAY, SOON - DAY.before)) == 1


@pytest.mark.django_db
def test_first_day_is_that_to_which_the_person_comes(event):
    _first, second = event.days.all()
    registration = sign_up(event, people=[factories.person(days=[second])])
    settled([registration])

    assert chosen(Registration, DAY, SOON - DAY.before) == set()
    assert chosen(Registration, DAY, second.starts_at - DAY.before) == {registration}


@pytest.mark.django_db
def test_first_day_of_a_registration_is_that_of_any_of_its_people_with_a_place(event):
    first, second = event.days.all()
    people = [factories.person(days=[first]), factories.person(days=[second])]
    registration = sign_up(event, people=people, applicant="group")
    settled([registration])
    early, late = registration.participants.order_by("pk")

    assert chosen(Registration, DAY, SOON - DAY.before) == {registration}
    assert chosen(Participant, DAY, SOON - DAY.before) == {early}
    assert chosen(Participant, DAY, second.starts_at - DAY.before) == {late}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("verb", "before"), [("accept", "offered"), ("give", "waiting"), ("move", "confirmed")]
)
def test_who_got_the_place_after_the_reminder_fell_due_has_had_a_mail(event, verb, before):
    registration = sign_up(event)
    settled([registration])
    person, due_at = registration.participants.get(), SOON - DAY.before
    Change.objects.create(
        event=event,
        participant=person,
        verb=verb,
        before=before,
        after="confirmed",
        reason="Zwolniło się miejsce.",
        at=due_at + MINUTE,
    )

    assert chosen(Registration, DAY, due_at + HOUR) == set()
    assert chosen(Participant, DAY, due_at + HOUR) == set()


@pytest.mark.django_db
def test_who_changed_something_after_the_reminder_fell_due_is_reminded(event):
    registration = sign_up(event)
    settled([registration])
    person, due_at = registration.participants.get(), SOON - DAY.before
    Change.objects.create(
        event=event,
        participant=person,
        verb="edit",
        before="confirmed",
        after="confirmed",
        reason="Inna dieta.",
        at=due_at + MINUTE,
    )

    assert chosen(Registration, DAY, due_at + HOUR) == {registration}


@pytest.mark.django_db
def test_registration_is_reminded_if_one_of_its_people_had_the_place_in_time(event):
    registration = sign_up(event, people=2, applicant="group")
    settled([registration])
    late = registration.participants.first()
    due_at = SOON - DAY.before
    late.changes.update(at=due_at + MINUTE)

    assert chosen(Registration, DAY, due_at + HOUR) == {registration}
    assert late not in chosen(Participant, DAY, due_at + HOUR)


@pytest.mark.django_db
def test_reminders_are_stopped_once_and_resumed(event):
    registration = sign_up(event)
    registration.stop_reminders(at=SOON)
    registration.stop_reminders()

    assert registration.reminders_stopped_at == SOON
    assert set(Registration.objects.wanting_reminders()) == set()
    registration.resume_reminders()
    assert set(Registration.objects.wanting_reminders()) == {registration}
    assert registration.wants_reminders()
