"""The nights when clocks change: what staff type, what is stored, decided and shown everywhere."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from lxml import html

from events import calendar
from events.models import Event
from owes_portal.models import OutgoingMail
from registrations import emails
from tests import factories
from tests.events.test_admin import EVENTS, answers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "operator")]

FIRST = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
SECOND = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
JUMP = datetime(2027, 3, 28, 1, tzinfo=UTC)
NIGHTS = pytest.mark.parametrize(
    ("night", "moment", "words"),
    [
        ("2026-10-25", SECOND, "25 October 2026, at 2.30 (winter time)"),
        ("2027-03-28", JUMP, "28 March 2027, at 3.00"),
    ],
    ids=["doubled", "skipped"],
)


@pytest.fixture(autouse=True)
def _it_is_september():
    with time_machine.travel(datetime(2026, 9, 1, 12, tzinfo=UTC)):
        yield


@pytest.fixture
def event(operator):
    return factories.event(slug="abc", starts_at=datetime(2027, 4, 8, 7, tzinfo=UTC))


def typed(client, event, **pairs):
    """Save the event in the administration with those days and hours typed."""
    address = f"{EVENTS}{event.pk}/change/"
    parts = {
        f"{name.replace('__', '-')}_{index}": part
        for name, text in pairs.items()
        for index, part in enumerate(text.split(" "))
    }
    assert client.post(address, answers(client, address, **parts)).status_code == 302
    return Event.objects.get(pk=event.pk)


def plain(text):
    return text.replace("\u00a0", " ")


# The deadline


@NIGHTS
def test_a_deadline_at_half_past_two_is_stored_as_the_rule_says(
    bobs_client, event, night, moment, words
):
    event = typed(bobs_client, event, signup_closes_at=f"{night} 02:30")

    assert event.signup_closes_at == moment


@NIGHTS
def test_a_deadline_at_half_past_two_is_inclusive_to_the_second(
    bobs_client, event, night, moment, words
):
    event = typed(bobs_client, event, signup_closes_at=f"{night} 02:30")

    last, too_late = moment + timedelta(milliseconds=999), moment + timedelta(seconds=1)
    assert event.why_closed(moment - timedelta(hours=1)) is None
    assert event.why_closed(last) is None
    assert event.why_closed(too_late) == Event.Closed.TOO_LATE
    assert list(Event.objects.accepting_signups(last)) == [event]
    assert list(Event.objects.accepting_signups(too_late)) == []


@NIGHTS
def test_a_deadline_at_half_past_two_is_shown_without_a_doubt(
    bobs_client, client, event, night, moment, words
):
    typed(bobs_client, event, signup_closes_at=f"{night} 02:30")

    assert f"Open until {words}." in plain(client.get("/wydarzenia/abc/").content.decode())


@NIGHTS
def test_a_deadline_that_has_passed_is_shown_without_a_doubt(
    bobs_client, client, event, night, moment, words
):
    typed(bobs_client, event, signup_closes_at=f"{night} 02:30")

    with time_machine.travel(moment + timedelta(seconds=1)):
        page = plain(client.get("/wydarzenia/abc/").content.decode())
    assert f"It was open until {words}." in page


def test_sign_up_opens_at_the_first_of_two_hours(bobs_client, event):
    event = typed(bobs_client, event, signup_opens_at="2026-10-25 02:30")

    assert event.signup_opens_at == FIRST
    assert event.why_closed(FIRST - timedelta(seconds=1)) == Event.Closed.NOT_YET
    assert event.why_closed(FIRST) is None


def test_a_window_may_last_from_the_first_to_the_second_of_two_hours(bobs_client, event):
    hour = "2026-10-25 02:30"
    Event.objects.update(status="draft")

    event = typed(bobs_client, event, published_from=hour, published_until=hour)

    assert (event.published_from, event.published_until) == (FIRST, SECOND)


@pytest.mark.parametrize("stored", [FIRST, SECOND], ids=["first", "second"])
def test_saving_an_event_unchanged_moves_no_moment(bobs_client, event, stored):
    Event.objects.update(
        signup_opens_at=stored - timedelta(days=1),
        signup_closes_at=stored,
        published_from=stored,
    )
    event.days.update(starts_at=stored, ends_at=stored + timedelta(hours=1))

    event = typed(bobs_client, event)

    assert (event.signup_closes_at, event.published_from) == (stored, stored)
    assert (event.starts_at, event.ends_at) == (stored, stored + timedelta(hours=1))


# A day


@pytest.fixture
def night_shift(bobs_client, event):
    """From the first half past two to the second: one hour."""
    hour = "2026-10-25 02:30"
    return typed(bobs_client, event, days__0__starts_at=hour, days__0__ends_at=hour)


@pytest.fixture
def dawn(bobs_client, event):
    """From an hour that never happens."""
    starts, ends = "2027-03-28 02:30", "2027-03-28 05:00"
    return typed(bobs_client, event, days__0__starts_at=starts, days__0__ends_at=ends)


SHOWN = pytest.mark.parametrize(
    ("night", "words"),
    [
        ("night_shift", "25 October 2026, at 2.30 (summer time)–2.30 (winter time)"),
        ("dawn", "28 March 2027, at 3.00–5.00"),
    ],
    ids=["doubled", "skipped"],
)


def test_a_day_starts_at_the_first_and_ends_at_the_second_of_two_hours(night_shift):
    assert (night_shift.starts_at, night_shift.ends_at) == (FIRST, SECOND)


def test_a_day_that_starts_at_a_skipped_hour_starts_when_the_clock_jumps(dawn):
    assert dawn.starts_at == JUMP


@SHOWN
def test_the_page_shows_the_hours_of_that_night_without_a_doubt(request, client, night, words):
    request.getfixturevalue(night)

    page = plain(client.get("/wydarzenia/abc/").content.decode())

    assert words.partition(", ")[2] in page


@SHOWN
def test_the_mail_says_the_same_in_text_and_html(request, night, words):
    event = request.getfixturevalue(night)
    registration = factories.participant(event).registration

    emails.place_given(registration, list(registration.participants.all()))

    mail = OutgoingMail.objects.get()
    assert words in plain(mail.text)
    assert words in plain(html.fromstring(mail.html).text_content())


@pytest.mark.parametrize(
    ("night", "lines"),
    [
        ("night_shift", [b"DTSTART:20261025T003000Z", b"DTEND:20261025T013000Z"]),
        (
            "dawn",
            [
                b"DTSTART;TZID=Europe/Warsaw:20270328T030000",
                b"DTEND;TZID=Europe/Warsaw:20270328T050000",
            ],
        ),
    ],
    ids=["doubled", "skipped"],
)
def test_the_calendar_file_says_the_same(request, night, lines):
    event = request.getfixturevalue(night)

    content = calendar.of_event(event).splitlines()

    assert [line for line in lines if line not in content] == []
