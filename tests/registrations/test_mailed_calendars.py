"""The calendar files that mails carry: what comes into a calendar, and what goes out of it."""

from email import message_from_bytes, policy

import icalendar
import pytest

from events.models import EventDay
from owes_portal.models import OutgoingMail
from registrations import services
from tests import factories
from tests.registrations import mail_causes as causes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def event(operator):
    return factories.event(slug="abc", title="ABC ekonomii", days=2, capacity=5)


@pytest.fixture
def files_to(send_mails, mailoutbox):
    """The calendar files of the last mail to an address after a deed, as they went over the line."""

    def send(address, deed):
        OutgoingMail.objects.all().delete()
        with send_mails():
            deed()
        mail = [mail for mail in mailoutbox if mail.to == [address]][-1]
        parsed = message_from_bytes(bytes(mail.message(policy=policy.SMTP)), policy=policy.default)
        return [File(part) for part in parsed.iter_attachments()], mail

    return send


class File:
    def __init__(self, part):
        content = part.get_payload(decode=True)
        assert b"\n" not in content.replace(b"\r\n", b""), "RFC 5545, 3.1"
        self.name, self.type = part.get_filename(), part["Content-Type"]
        self.calendar = icalendar.Calendar.from_ical(content)
        self.method = self.calendar["method"]
        self.entries = self.calendar.events
        self.uids = [str(entry["uid"]) for entry in self.entries]


def uids(days):
    return [f"day-{day.pk}@portal.example" for day in days]


def said(files):
    return [(file.method, file.uids) for file in files]


def test_mail_says_in_the_type_of_its_file_what_to_do_with_it(event, files_to):
    files, _mail = files_to(causes.ANNA, lambda: causes.sign_up(event))

    (file,) = files
    assert file.type.content_type == "text/calendar"
    assert dict(file.type.params) == {"method": "PUBLISH", "charset": "utf-8"}
    assert said(files) == [("PUBLISH", uids(event.days.all()))]


def test_cancellation_takes_each_day_out_of_the_calendar(event, files_to):
    registration = causes.sign_up(event)

    files, mail = files_to(causes.ANNA, lambda: services.cancel(registration, causes.PERSON))

    first, second = event.days.all()
    assert said(files) == [("CANCEL", uids([first])), ("CANCEL", uids([second]))]
    assert dict(files[0].type.params) == {"method": "CANCEL", "charset": "utf-8"}
    assert [file.name for file in files] == [
        f"{registration.number}-odwolanie-1.ics",
        f"{registration.number}-odwolanie-2.ics",
    ]
    assert "Open the attached files, and the days disappear from your calendar." in mail.body


def test_cancellation_of_who_only_waited_brings_no_file(event, files_to):
    services.change_capacity(event, 1)
    causes.full(event)
    registration = causes.sign_up(event)

    files, mail = files_to(causes.ANNA, lambda: services.cancel(registration, causes.PERSON))

    assert files == []
    assert "your calendar" not in mail.body


def test_cancellation_of_some_takes_out_the_days_to_which_nobody_comes_any_more(event, files_to):
    first, second = event.days.all()
    people = [factories.person(days=[first]), factories.person(last_name="Lis", days=[second])]
    registration = causes.group(event, people)
    leaving = registration.participants.filter(days=second)

    files, mail = files_to(
        causes.ANNA, lambda: services.cancel_people(registration, leaving, causes.PERSON)
    )

    assert said(files) == [("CANCEL", uids([second]))]
    assert "Open the attached file, and the day disappears from your calendar." in mail.body


def test_cancellation_of_some_leaves_the_days_to_which_others_come(event, files_to):
    registration = causes.group(event, 2)
    leaving = registration.participants.all()[:1]

    files, _mail = files_to(
        causes.ANNA, lambda: services.cancel_people(registration, leaving, causes.PERSON)
    )

    assert files == []


def test_cancellation_takes_her_own_days_out_of_the_calendar_of_a_person(event, files_to):
    first, second = event.days.all()
    ola = factories.person(last_name="Zając", email=causes.OLA, days=[second])
    registration = causes.group(event, [factories.person(days=[first]), ola])

    files, _mail = files_to(causes.OLA, lambda: services.cancel(registration, causes.PERSON))

    assert said(files) == [("CANCEL", uids([second]))]


def test_move_takes_the_old_days_out_and_brings_the_new_ones(event, bob, files_to):
    registration = causes.with_ola(event)
    target = factories.event(title="Spotkanie")

    files, _mail = files_to(
        causes.ANNA, lambda: services.move(registration, target, by=bob, reason="Zmiana planu.")
    )

    first, second = EventDay.objects.filter(event=event)
    assert said(files) == [
        ("CANCEL", uids([first])),
        ("CANCEL", uids([second])),
        ("PUBLISH", uids(target.days.all())),
    ]


def test_move_to_a_waiting_list_only_takes_the_old_days_out(event, bob, files_to):
    registration = causes.with_ola(event)
    target = factories.event(title="Spotkanie", capacity=1)
    causes.full(target)

    files, _mail = files_to(
        causes.OLA, lambda: services.move(registration, target, by=bob, reason="Zmiana planu.")
    )

    assert [file.method for file in files] == ["CANCEL", "CANCEL"]


def test_change_brings_newer_entries_for_the_same_days(event, bob, files_to):
    files, _mail = files_to(causes.ANNA, lambda: causes.changed(event, bob))

    (file,) = files
    assert said(files) == [("PUBLISH", uids(event.days.all()))]
    assert [entry["sequence"] for entry in file.entries] == [1, 1]
    days = [day.starts_at for day in event.days.all()]
    assert [entry.decoded("dtstart") for entry in file.entries] == days


def test_event_called_off_takes_its_days_out_of_the_calendar(event, bob, files_to):
    files, mail = files_to(causes.ANNA, lambda: causes.called_off(event, bob))

    first, second = event.days.all()
    assert said(files) == [("CANCEL", uids([first])), ("CANCEL", uids([second]))]
    assert [entry["sequence"] for file in files for entry in file.entries] == [1, 1]
    assert "Open the attached files, and the days disappear from your calendar." in mail.body


def test_event_called_off_brings_no_file_to_whoever_only_waited(event, bob, files_to):
    services.change_capacity(event, 1)
    causes.full(event)

    files, _mail = files_to(causes.ANNA, lambda: causes.called_off(event, bob))

    assert files == []


def test_own_mails_about_the_end_of_an_event_take_her_own_days_out(event, bob, files_to):
    files, _mail = files_to(causes.OLA, lambda: causes.own_called_off(event, bob))

    assert [file.method for file in files] == ["CANCEL", "CANCEL"]
