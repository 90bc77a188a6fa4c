"""What people read in their mailbox: text and HTML say the same, and no secret is stored."""

import re

import icalendar
import pytest
from lxml import html

from owes_portal.models import OutgoingMail
from owes_portal.templatetags.typography import date_range
from registrations import emails, services
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def event(operator):
    contact = factories.contact_person()
    return factories.event(title="ABC ekonomii", slug="abc", days=2, capacity=1, contact=contact)


def words(text):
    return " ".join(text.replace("\xa0", " ").split())


def text_of(mail):
    return words(mail.body)


def html_of(mail):
    return words(html.fromstring(mail.alternatives[0].content).xpath("//body")[0].text_content())


# One function per mail, each makes its cause happen


def confirmation(event):
    return factories.registration(event, email="anna@example.com")


def place_on_the_waiting_list(event):
    factories.registration(event)
    return factories.registration(event, email="anna@example.com")


def cancellation(event):
    return services.cancel(factories.registration(event, email="anna@example.com"), reason="ill")


def place_given(event):
    first = factories.registration(event)
    waiting = factories.registration(event, email="anna@example.com")
    services.cancel(first, reason="ill")
    return waiting


def link_again(event):
    registration = factories.registration(event, email="anna@example.com")
    emails.link_again(registration)
    return registration


CAUSES = [confirmation, place_on_the_waiting_list, cancellation, place_given, link_again]


@pytest.fixture
def mail_of(event, send_mails, mailoutbox):
    """The last mail to Anna after its cause, and the registration that it is about."""

    def send(cause):
        with send_mails():
            registration = cause(event)
        return [mail for mail in mailoutbox if mail.to == ["anna@example.com"]][-1], registration

    return send


@pytest.mark.parametrize(
    ("cause", "subject"),
    [
        (confirmation, "Confirmation of registration {}: ABC ekonomii, "),
        (
            place_on_the_waiting_list,
            "You are on the waiting list (position 1) – {}: ABC ekonomii, ",
        ),
        (cancellation, "Registration {} is cancelled: ABC ekonomii"),
        (place_given, "You have a place now – {}: ABC ekonomii, "),
        (link_again, "Your registration {}: ABC ekonomii"),
    ],
)
def test_mail_says_in_its_subject_what_it_is_about(mail_of, cause, subject):
    mail, registration = mail_of(cause)

    assert mail.subject.startswith(subject.format(registration.number))


@pytest.mark.parametrize("cause", CAUSES)
def test_mail_says_the_same_in_text_and_html(mail_of, cause):
    mail, registration = mail_of(cause)

    facts = [registration.number, "ABC ekonomii", "You get this message because"]
    facts += ["9.00–15.00", "Dom kultury"] if cause in (confirmation, place_given) else []
    for part in (text_of(mail), html_of(mail)):
        assert [fact for fact in facts if fact not in part + mail.subject] == []
    numbers = set(re.findall(r"\d+", text_of(mail)))
    assert numbers <= set(re.findall(r"\d+", mail.alternatives[0].content + mail.subject))


@pytest.mark.parametrize("cause", CAUSES)
def test_mail_greets_names_the_centre_and_speaks_the_language_of_the_portal(mail_of, cause):
    mail, _registration = mail_of(cause)

    for part in (text_of(mail), html_of(mail)):
        assert part.startswith(("Good morning,", "OWES Iskra Good morning,"))
        assert "ul. Lwowska 1, 22-400 Zamość" in part
    assert "<html lang=" in mail.alternatives[0].content


@pytest.mark.parametrize(
    "cause", [confirmation, place_on_the_waiting_list, place_given, link_again]
)
def test_mail_leads_to_the_registration_by_its_secret_link(mail_of, client, cause):
    mail, registration = mail_of(cause)

    link = f"https://portal.example/zgloszenie/{registration.token}/"
    assert link in mail.body
    assert html.fromstring(mail.alternatives[0].content).xpath("//a/@href") == [link]
    assert client.get(link.removeprefix("https://portal.example")).status_code == 200


@pytest.mark.parametrize("cause", CAUSES)
def test_stored_mail_holds_no_secret(mail_of, cause):
    _mail, registration = mail_of(cause)

    for row in OutgoingMail.objects.values():
        assert registration.token not in str(row)


@pytest.mark.parametrize("cause", [confirmation, place_given])
def test_mail_brings_a_calendar_file_of_the_days(mail_of, event, cause):
    mail, registration = mail_of(cause)

    (file,) = mail.attachments
    entries = icalendar.Calendar.from_ical(file.content).walk("VEVENT")
    assert file.filename == f"{registration.number}.ics"
    assert [entry.decoded("dtstart") for entry in entries] == [
        day.starts_at for day in event.days.all()
    ]


def test_mail_brings_only_the_chosen_days(event, send_mails, mailoutbox):
    first, second = event.days.all()
    submission = services.Submission(
        contact=services.Contact(applicant="resident", email="anna@example.com"),
        people=[factories.person(days=[second])],
    )

    with send_mails():
        services.register(event, submission)

    content = mailoutbox[0].attachments[0].content
    entries = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert [entry.decoded("dtstart") for entry in entries] == [second.starts_at]


def test_place_given_names_only_the_chosen_days(event, send_mails, mailoutbox):
    first, second = event.days.all()
    leaving = factories.registration(event)
    waiting = services.Submission(
        contact=services.Contact(applicant="resident", email="anna@example.com"),
        people=[factories.person(days=[second])],
    )
    services.register(event, waiting)

    with send_mails():
        services.cancel(leaving, reason="ill")

    (mail,) = [mail for mail in mailoutbox if "place now" in mail.subject]
    assert date_range(second.starts_at) in mail.body
    assert date_range(first.starts_at) not in mail.body


def test_place_on_the_waiting_list_brings_no_entry_for_the_calendar(mail_of):
    mail, _registration = mail_of(place_on_the_waiting_list)

    assert mail.attachments == []


@pytest.mark.parametrize("cause", CAUSES)
def test_mail_says_nothing_that_the_stranger_who_typed_the_address_chose(
    event, send_mails, mailoutbox, cause
):
    """Nobody can use the form to send words of their own to another's mailbox."""
    with send_mails():
        registration = cause(event)

    typed = registration.participants.get()
    for mail in mailoutbox:
        assert typed.first_name not in mail.subject + mail.body + mail.alternatives[0].content


def test_no_mail_is_written_for_somebody_without_an_address(event):
    registration = factories.registration(event, email="", phone="+48600123456")
    services.cancel(registration, reason="ill")

    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize(
    "title",
    ["ABC\r\nBcc: eve@example.com", "ABC\nSubject: nagroda", "ABC\u2028Bcc: eve@example.com"],
    ids=["crlf", "lf", "separator"],
)
def test_mail_of_an_event_with_line_breaks_in_its_title_has_no_more_headers(
    operator, send_mails, mailoutbox, title
):
    event = factories.event(title=title)

    with send_mails():
        factories.registration(event, email="anna@example.com")

    message = mailoutbox[0].message()
    assert message["Bcc"] is None
    assert len(message.get_all("Subject")) == 1
    assert mailoutbox[0].recipients() == ["anna@example.com"]


def test_mail_of_an_event_with_a_long_title_fits_the_subject(operator):
    event = factories.event(title="Ż" * 160)

    factories.registration(event)

    assert len(OutgoingMail.objects.get().subject) <= 250
    assert "Ż" * 160 in OutgoingMail.objects.get().text


def test_html_mail_shows_markup_in_a_title_as_text(operator, send_mails, mailoutbox):
    event = factories.event(title="<img src=x> & <b>ABC</b>")

    with send_mails():
        factories.registration(event)

    assert "<img" not in mailoutbox[0].alternatives[0].content
    assert "<img src=x> & <b>ABC</b>" in mailoutbox[0].body
