"""What people read when staff have changed or called off an event."""

import pytest
from lxml import html

from events.models.announced import Announced
from owes_portal.templatetags.typography import date_range
from tests import factories
from tests.registrations import mail_causes as causes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "operator")]


@pytest.fixture
def event():
    return factories.event(title="ABC ekonomii", slug="abc", days=2, capacity=1)


@pytest.fixture
def mail_of(event, bob, send_mails, mailoutbox):
    """The last mail to an address after its cause."""

    def send(cause, to=causes.ANNA):
        with send_mails():
            cause(event, bob)
        return [mail for mail in mailoutbox if mail.to == [to]][-1]

    return send


def words(text):
    return " ".join(text.replace("\xa0", " ").split())


def text_of(mail):
    return words(mail.body)


def html_of(mail):
    return words(html.fromstring(mail.alternatives[0].content).xpath("//body")[0].text_content())


def test_change_says_what_was_and_what_is_and_that_the_place_stays(mail_of, event):
    first, second = event.days.all()
    mail = mail_of(causes.changed)

    was, other = (
        f"{day.starts_at:%A}".lower() + f", {date_range(day.starts_at)}" for day in (first, second)
    )
    place = "Dom kultury, ul. Lipowa 2, Zwierzyniec"
    before, after = f"{was}, at 9.00–15.00, {place}", f"{was}, at 8.00–15.00, Szkoła, ul. Lipowa"
    assert "the date and the place of “ABC ekonomii” have changed." in text_of(mail)
    assert words(f"It was: {before} It is now: {after}") in text_of(mail)
    assert words(f"It is now: {other}, at 8.00–15.00, Szkoła") in text_of(mail)
    assert "You still have your place." in text_of(mail)


def test_change_says_to_whoever_waits_that_nothing_else_changes(mail_of, event):
    causes.full(event)

    mail = mail_of(causes.changed)

    assert "You are still on the waiting list." in text_of(mail)
    assert mail.attachments == []


def test_change_for_a_group_says_whom_it_concerns(mail_of, event):
    causes.make_room(event)

    mail = mail_of(lambda *who: causes.changed(*who, causes.group))

    assert "This concerns 3 people of your registration. Nothing else changes." in text_of(mail)


def test_event_called_off_says_why_and_that_nothing_has_to_be_done(mail_of, event):
    mail = mail_of(causes.called_off)

    days = date_range(event.starts_at, event.ends_at)
    assert words(f"we have to call off “ABC ekonomii” ({days}). We are sorry.") in text_of(mail)
    for part in (text_of(mail), html_of(mail)):
        assert "Why: Choroba <b>prowadzącej</b>." in part
    assert "you do not have to cancel anything." in text_of(mail)


def test_own_mail_about_a_change_leads_to_her_own_link(mail_of, event):
    mail = mail_of(causes.own_changed, to=causes.OLA)

    ola = event.participants.get(email=causes.OLA)
    assert f"https://portal.example/miejsce/{ola.token}/" in mail.body
    assert ola.registration.token not in mail.body + mail.alternatives[0].content


@pytest.mark.parametrize(
    ("changes", "subject"),
    [
        ({"place": "Szkoła"}, "Change of place – "),
        ({"starts_at": "earlier"}, "Change of date – "),
    ],
    ids=["place", "time"],
)
def test_change_says_in_its_subject_what_has_changed(mail_of, event, changes, subject):
    def change(event, bob):
        registration = causes.sign_up(event)
        before = Announced.of(event)
        day = event.days.first()
        moved = day.starts_at.replace(hour=5)
        event.days.filter(pk=day.pk).update(
            **changes if "place" in changes else {"starts_at": moved}
        )
        return causes.told(event, before, registration, bob)

    assert mail_of(change).subject.startswith(subject)
