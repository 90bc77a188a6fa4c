"""Thanks after an event: looked at, sent once to everybody who had a place, with the survey."""

from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import html

from events.models import Event
from owes_portal.models import OutgoingMail
from registrations import services
from registrations.models import Participant
from tests import factories
from tests.reading import errors, section, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "operator")]

SURVEY = "https://www.ankieta.example/abc"


@pytest.fixture
def event():
    return factories.event(title="ABC ekonomii", slug="abc", capacity=10)


@pytest.fixture
def press(bobs_client, event):
    """A function that sends the form of the page."""

    def post(**sent):
        address = f"/panel/wydarzenia/{event.pk}/podziekowanie/"
        return bobs_client.post(address, {"survey_url": SURVEY} | sent, follow=True)

    return post


def sign_up(event, **options):
    registration = factories.registration(event, **options)
    OutgoingMail.objects.all().delete()
    return registration


def is_over(event):
    """Everything about it was yesterday."""
    event.days.update(
        starts_at=timezone.now() - timedelta(hours=30), ends_at=timezone.now() - timedelta(hours=24)
    )
    event.copy_from_days()


def thanks():
    return OutgoingMail.objects.filter(template="registrations/emails/thanks").order_by("pk")


def recipients():
    return [mail.recipient for mail in thanks()]


def see(client, event):
    return client.get(f"/panel/wydarzenia/{event.pk}/podziekowanie/")


def test_thanks_are_looked_at_before_they_are_sent(press, event):
    sign_up(event)
    is_over(event)

    page = press(send="1")

    assert Event.objects.get().survey_url == SURVEY
    assert "The address is saved, and nothing is sent yet" in words(page)
    assert f"Fill in a short survey (on ankieta.example): {SURVEY}" in words(page)
    assert recipients() == []

    page = press(send="1")

    assert "1 e-mail is on its way." in words(page)
    assert len(recipients()) == 1


def test_thanks_are_sent_once_and_later_only_to_new_people(press, event):
    sign_up(event, email="anna@example.com")
    late = sign_up(event, email="late@example.com")
    late.participants.update(status="waiting")
    is_over(event)
    press()
    press(send="1")

    page = press(send="1")

    assert recipients() == ["anna@example.com"]
    assert "E-mails to send now0 Sent before1" in words(page)
    assert "Everybody has been thanked already." in words(page)
    late.participants.update(status="confirmed")
    press(send="1")
    assert recipients() == ["anna@example.com", "late@example.com"]


def test_thanks_go_to_contacts_and_to_people_with_an_address_of_their_own(
    press, bobs_client, event
):
    people = [factories.person(email="ola@example.com"), factories.person()]
    sign_up(event, email="grupa@example.com", applicant="group", people=people)
    sign_up(event, email="", phone="+48600123456")
    sign_up(event, email="dosc@example.com").stop_reminders()
    sign_up(event, email="nie@example.com").participants.update(status="cancelled")
    is_over(event)

    page = words(see(bobs_client, event))
    press()
    press(send="1")

    assert "E-mails to send now2 Sent before0 People who get none2 (" in page
    assert sorted(recipients()) == ["grupa@example.com", "ola@example.com"]


@pytest.mark.parametrize("state", ["ahead", "cancelled"])
def test_thanks_wait_for_the_end_of_an_event_that_was_held(press, event, bob, state):
    sign_up(event)
    if state == "cancelled":
        is_over(event)
        event.cancel("Choroba trenerki.")
    press()

    page = press(send="1")

    assert "There are thanks only when the event is over." in words(page)
    assert "Send 1 e-mail" not in words(page)
    assert recipients() == []
    with pytest.raises(services.RegistrationRefused):
        services.thank(event, by=bob)


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("http://ankieta.example/abc", "The address must begin with https://."),
        ("javascript:alert(1)", "Copy the whole address of the survey here."),
        ("ankieta abc", "Copy the whole address of the survey here."),
    ],
)
def test_thanks_keep_a_wrong_address_with_its_error(press, event, typed, error):
    sign_up(event)
    is_over(event)

    page = press(survey_url=typed, send="1")

    assert errors(page) == [error]
    assert f'value="{typed}"' in page.content.decode()
    assert Event.objects.get().survey_url == ""
    assert recipients() == []


def test_survey_can_be_saved_and_read_in_the_mail_before_the_event(press, event):
    sign_up(event)

    page = press()

    assert "Saved. Below is the e-mail as people will read it." in words(page)
    assert "There are thanks only when the event is over." in words(page)
    assert section(page, "text").count(SURVEY) == 1


def test_thanks_without_a_survey_ask_for_no_answers(press, event):
    sign_up(event)
    is_over(event)

    press(survey_url="", send="1")

    mail = thanks().get()
    assert "survey" not in mail.text + mail.html


def test_thanks_lead_to_the_survey_to_the_event_and_to_where_they_are_stopped(press, event):
    sign_up(event)
    is_over(event)
    press()
    press(send="1")

    mail = thanks().get()
    links = html.fromstring(mail.html).xpath("//a/@href")
    portal = "https://portal.example"
    assert links == [
        SURVEY,
        f"{portal}/wydarzenia/abc/",
        f"{portal}/zgloszenie/[[secret]]/przypomnienia/",
    ]
    assert [link for link in links if f"{link}\n" not in mail.text] == []
    assert "“ABC ekonomii” is over. Thank you for taking part." in mail.text.replace("\n", " ")
    assert mail.subject == "Thank you for taking part: ABC ekonomii"
    assert (mail.is_bulk, mail.unsubscribe) == (True, "/zgloszenie/[[secret]]/przypomnienia/")


def test_thanks_stand_in_the_history_of_those_who_got_them(press, event):
    sign_up(event)
    is_over(event)
    press()
    press(send="1")
    press(send="1")

    (person,) = Participant.objects.all()
    assert [change.reason for change in person.changes.all()][1:] == ["Thanks after the event"]


def test_page_of_thanks_of_an_event_without_people_says_so(bobs_client, event):
    page = words(see(bobs_client, event))

    assert "Nobody with an e-mail address has a place." in page


@pytest.mark.parametrize("people", [1, 3])
def test_page_of_thanks_takes_as_many_queries_for_one_as_for_many(
    bobs_client, event, people, django_assert_num_queries
):
    for _ in range(people):
        sign_up(event)
    see(bobs_client, event)

    with django_assert_num_queries(13):
        see(bobs_client, event)


@pytest.mark.parametrize("people", [1, 40])
def test_thanks_take_as_many_queries_for_one_as_for_many(
    event, bob, people, django_assert_num_queries
):
    Event.objects.update(capacity=people)
    for _ in range(people):
        sign_up(event)
    is_over(event)

    with django_assert_num_queries(15):
        assert services.thank(event, by=bob) == people
