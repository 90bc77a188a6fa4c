"""Reminders as they are written and sent: to whom, what they say, once, and never a wrong one."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.db.models import F
from django.utils import timezone
from lxml import html

from owes_portal import delivery
from owes_portal.models import OutgoingMail
from owes_portal.templatetags.typography import date_range, moment
from registrations import services, tasks
from registrations.models.reminders import DAY, WEEK
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def event(operator):
    """Two days, the first in two weeks at 9.00."""
    contact = factories.contact_person()
    return factories.event(title="ABC ekonomii", slug="abc", days=2, contact=contact)


def sign_up(event, **options):
    registration = factories.registration(event, **options)
    OutgoingMail.objects.all().delete()
    return registration


def reminders():
    return OutgoingMail.objects.filter(template="registrations/emails/reminder").order_by("pk")


def run(at):
    """The task as beat starts it at that moment."""
    with time_machine.travel(at, tick=False):
        tasks.remind()


def recipients():
    return [mail.recipient for mail in reminders()]


def send(at):
    """A worker takes everything that is due at that moment."""
    with time_machine.travel(at, tick=False):
        delivery.send_due(0)


# To whom


def test_reminder_comes_a_week_and_a_day_before_the_first_day(event):
    sign_up(event, email="anna@example.com")

    for lead in (WEEK, DAY):
        run(event.starts_at - lead.before - timedelta(minutes=10))
        run(event.starts_at - lead.before)
        run(event.starts_at - lead.before + timedelta(minutes=10))

    assert recipients() == ["anna@example.com"] * 2
    assert [mail.once.split("/")[1] for mail in reminders()] == ["week", "day"]


def test_reminder_goes_to_the_contact_and_to_each_with_an_address_of_her_own(event):
    people = [
        factories.person(email="ola@example.com"),
        factories.person(email="GRUPA@example.com"),
        factories.person(),
    ]
    sign_up(event, email="grupa@example.com", applicant="group", people=people)

    run(event.starts_at - DAY.before)

    assert sorted(recipients()) == ["grupa@example.com", "ola@example.com"]


def test_nobody_is_reminded_who_left_no_address(event):
    sign_up(event, email="", phone="+48600123456")

    run(event.starts_at - DAY.before)

    assert recipients() == []


def test_reminder_of_one_event_that_fails_does_not_stop_the_others(event, caplog):
    refuse_reminders_to("anna@example.com")
    sign_up(event, email="anna@example.com")
    sign_up(factories.event(starts_at=event.starts_at), email="ola@example.com")

    run(event.starts_at - DAY.before)

    assert recipients() == ["ola@example.com"]
    assert f"reminders of event {event.pk} were not written" in caplog.text


def refuse_reminders_to(email):
    """Whatever goes wrong with a row; the database forgets it with the test."""
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE owes_portal_outgoingmail ADD CONSTRAINT nobody"
            " CHECK (recipient <> %s OR template NOT LIKE '%%reminder')",
            [email],
        )


@pytest.mark.parametrize("people", [1, 40])
def test_reminders_of_an_event_take_as_many_queries_for_one_as_for_many(
    event, people, django_assert_num_queries
):
    event.capacity, event.project = people, factories.project()
    event.save(update_fields=["capacity", "project"])
    event.project.marks.add(factories.funding_mark())
    for _ in range(people):
        sign_up(event)

    with django_assert_num_queries(10):
        written = services.remind(event, DAY, event.starts_at - DAY.before)

    assert written == people
    with django_assert_num_queries(8):
        assert services.remind(event, DAY, event.starts_at - DAY.before) == 0


# What it says


def words(text):
    return " ".join(text.replace("\xa0", " ").split())


def html_of(mail):
    return words(html.fromstring(mail.html.replace("<br>", " ")).xpath("//body")[0].text_content())


def one_reminder(event, **options):
    registration = sign_up(event, **options)
    run(event.starts_at - DAY.before)
    return reminders().filter(recipient=registration.email).get()


def test_reminder_names_the_day_and_the_hour_in_its_subject(event):
    mail = one_reminder(event)

    weekday = f"{timezone.localtime(event.starts_at):%A}".lower()
    assert mail.subject == words(f"Reminder: ABC ekonomii – {weekday}, {moment(event.starts_at)}")


@pytest.mark.parametrize("part", ["text", "html"])
def test_reminder_says_when_and_where_and_what_can_be_done(event, part):
    event.days.update(directions="Z dworca pieszo.\n\nWejście od podwórza.")

    mail = one_reminder(event)

    said = words(mail.text) if part == "text" else html_of(mail)
    assert "we remind you of “ABC ekonomii”. It begins: " in said
    assert "Dom kultury, ul. Lipowa 2, Zwierzyniec How to get there: Z dworca pieszo. " in said
    assert "Do you need anything in order to take part?" in said
    assert "If you cannot come, cancel by the link." in said
    assert "Any questions? Call Barbara Lipka: 84 000 00 01" in said
    assert "People of your registration" not in said
    assert "still missing" not in said


def test_reminder_leads_to_the_registration_and_to_where_reminders_are_stopped(event):
    mail = one_reminder(event)

    link = "https://portal.example/zgloszenie/[[secret]]/"
    assert html.fromstring(mail.html).xpath("//a/@href") == [link, f"{link}przypomnienia/"]
    assert f"{link}\n" in mail.text
    assert f"{link}przypomnienia/\n" in mail.text


def test_reminder_offers_one_click_to_stop(event, mailoutbox):
    mail = one_reminder(event)

    send(event.starts_at - DAY.before)

    (message,) = mailoutbox
    page = f"https://portal.example/zgloszenie/{mail.about.token}/przypomnienia/"
    assert message.extra_headers["List-Unsubscribe"] == f"<{page}>"
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "[[" not in message.body + message.alternatives[0].content


def test_reminder_of_a_group_says_how_many_come_and_whose_names_are_missing(event):
    people = [factories.person(), factories.person(first_name="", last_name="")]

    mail = one_reminder(event, applicant="group", people=people)

    assert "People of your registration who have a place: 2." in words(mail.text)
    assert "The name of 1 person is still missing. Give it by the link until" in words(mail.text)


def test_reminder_says_where_people_get_on_and_how_many(event):
    leaves_at = event.starts_at - timedelta(hours=2)
    chelm = event.pickup_points.create(place="Chełm, dworzec", leaves_at=leaves_at)
    zamosc = event.pickup_points.create(place="Zamość, rynek", leaves_at=event.starts_at)
    points = [zamosc, chelm, zamosc, None]
    people = [factories.person(pickup_point=point) for point in points]

    mail = one_reminder(event, applicant="group", people=people)

    first, second = (words(moment(point.leaves_at)) for point in (chelm, zamosc))
    assert (
        f"We take you along from: Chełm, dworzec. Departure: {first}. People: 1. "
        f"We take you along from: Zamość, rynek. Departure: {second}. People: 2."
    ) in words(mail.text)


def test_reminder_to_a_person_speaks_of_her_own_days_only(event):
    first, second = event.days.all()
    people = [
        factories.person(days=[first]),
        factories.person(days=[second], email="o@example.com"),
    ]
    sign_up(event, applicant="group", people=people)

    run(second.starts_at - DAY.before)

    (mail,) = reminders()
    assert mail.recipient == "o@example.com"
    assert words(date_range(second.starts_at)) in words(mail.text)
    assert words(date_range(first.starts_at)) not in words(mail.text)
    assert "https://portal.example/miejsce/[[secret]]/przypomnienia/" in mail.text


def test_reminder_says_nothing_that_somebody_typed(event):
    people = [factories.person(first_name="Żaneta", last_name="Wyłudzka"), factories.person()]

    mail = one_reminder(
        event, applicant="group", people=people, organisation_name="Nagroda", name="Kup to"
    )

    for typed in ("Żaneta", "Wyłudzka", "Nagroda", "Kup to"):
        assert typed not in mail.subject + mail.text + mail.html


# Never a wrong one


def move(event, by):
    """Staff move all days of the event."""
    event.days.update(starts_at=F("starts_at") + by, ends_at=F("ends_at") + by)
    event.copy_from_days()


def test_moved_date_has_reminders_of_its_own(event):
    sign_up(event)
    old = event.starts_at
    run(old - WEEK.before)
    move(event, timedelta(days=10))

    run(old - DAY.before)
    run(event.starts_at - WEEK.before)
    run(event.starts_at - DAY.before)

    days = [mail.once.rpartition("/")[2][:10] for mail in reminders()]
    new = event.starts_at.date().isoformat()
    assert days == [old.date().isoformat(), new, new]


def state_after(event, change, mailoutbox):
    """Of a reminder that waits to be sent while something changes."""
    mail = one_reminder(event)
    change(event, mail.about)
    send(event.starts_at - DAY.before + timedelta(minutes=5))
    mail.refresh_from_db()
    assert (mail.subject in [sent.subject for sent in mailoutbox]) == (mail.status == "sent")
    return mail.status


def nothing(event, registration):
    pass


def date_moved(event, registration):
    move(event, timedelta(hours=1))


def place_changed(event, registration):
    event.days.update(place="Biblioteka")


def event_cancelled(event, registration):
    event.cancel("Choroba trenerki.")


def registration_cancelled(event, registration):
    services.cancel(registration, services.by_person("Zmiana planów."))


def moved_to_another_event(event, registration):
    other = factories.event(starts_at=event.starts_at + timedelta(days=3))
    registration.participants.update(event=other)
    registration.event = other
    registration.save(update_fields=["event"])
    for person in registration.participants.all():
        person.days.set(other.days.all())


def reminders_stopped(event, registration):
    registration.stop_reminders()


@pytest.mark.parametrize(
    ("change", "state"),
    [
        (nothing, "sent"),
        (date_moved, "withdrawn"),
        (place_changed, "withdrawn"),
        (event_cancelled, "withdrawn"),
        (registration_cancelled, "withdrawn"),
        (moved_to_another_event, "withdrawn"),
        (reminders_stopped, "withdrawn"),
    ],
)
def test_reminder_that_is_overtaken_is_not_sent(event, mailoutbox, change, state):
    event.days.update(place="Dom kultury w Zamościu", directions="Z dworca i z rynku.\n\nPieszo.")

    assert state_after(event, change, mailoutbox) == state


def test_reminder_that_was_overtaken_is_written_anew_with_what_is_true(event, mailoutbox):
    event.days.update(directions="Od dworca.")
    mail, at = one_reminder(event), event.starts_at - DAY.before
    event.days.update(directions="Od rynku.")

    for minutes in (0, 10, 20):
        run(at + timedelta(minutes=minutes))
        send(at + timedelta(minutes=minutes))

    assert [sent.to for sent in mailoutbox] == [[mail.recipient]]
    assert "Od rynku." in mailoutbox[0].body
    assert [one.status for one in reminders()] == ["withdrawn", "sent"]


def test_reminder_to_a_wrong_address_is_written_anew_to_the_right_one(event, mailoutbox):
    mail, at = one_reminder(event), event.starts_at - DAY.before
    because = services.by_person("Literówka.")
    services.correct_email(mail.about, email="anna@example.com", because=because)

    run(at + timedelta(minutes=10))
    send(at + timedelta(minutes=10))

    assert [sent.to for sent in mailoutbox] == [["anna@example.com"]] * 2


def test_reminder_that_waits_until_the_start_is_not_sent(event, mailoutbox):
    mail = one_reminder(event)

    send(event.starts_at)

    mail.refresh_from_db()
    assert (mail.status, mailoutbox) == ("withdrawn", [])


def test_confirmation_passes_the_reminders_that_wait(event, mailoutbox):
    for _ in range(3):
        sign_up(event)
    at = event.starts_at - DAY.before
    run(at)
    factories.registration(factories.event(), email="anna@example.com")

    send(at)

    assert mailoutbox[0].to == ["anna@example.com"]
    assert len(mailoutbox) == 4
