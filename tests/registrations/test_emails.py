"""What people read in their mailbox: text and HTML say the same, and no secret is stored."""

import icalendar
import pytest
from lxml import html

from owes_portal.models import OutgoingMail
from owes_portal.templatetags.typography import date_range
from registrations import emails, services
from registrations.models import Participant
from tests import factories
from tests.registrations import mail_causes as causes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

TO_ANNA = [
    (causes.confirmation, "Confirmation of registration {}: ABC ekonomii, "),
    (causes.waiting, "You are on the waiting list (position 1) – {}: ABC ekonomii, "),
    (causes.pending, "Registration {} waits for our decision: ABC ekonomii, "),
    (causes.people_added, "More people in your registration {}: ABC ekonomii"),
    (causes.offer, "A place fell free – confirm it until "),
    (causes.offer_lapsed, "The offer of a place has ended – {}: ABC ekonomii"),
    (causes.offer_withdrawn, "The offer of a place was withdrawn – {}: ABC ekonomii"),
    (causes.place_given, "You have a place now – {}: ABC ekonomii, "),
    (causes.approved, "Your registration is accepted – {}: ABC ekonomii"),
    (causes.refused, "Your registration is not accepted – {}: ABC ekonomii"),
    (causes.cancellation, "Registration {} is cancelled: ABC ekonomii"),
    (causes.people_cancelled, "Some people do not come – {}: ABC ekonomii"),
    (causes.moved, "Your registration was moved – {}: Spotkanie, "),
    (causes.changed, "Change of date and place – {}: ABC ekonomii, "),
    (causes.called_off, "Called off – {}: ABC ekonomii, "),
    (causes.need_answered, "We have answered what you need – {}: ABC ekonomii"),
    (causes.message, "Zmiana sali"),
    (causes.link_again, "Your registration {}: ABC ekonomii"),
    (causes.second_form, "Another form with your address – {}: ABC ekonomii"),
]
CAUSES = [cause for cause, _subject in TO_ANNA]
every_cause = pytest.mark.parametrize("cause", CAUSES, ids=lambda cause: cause.__name__)


@pytest.fixture
def event(operator):
    contact = factories.contact_person()
    return factories.event(title="ABC ekonomii", slug="abc", days=2, capacity=1, contact=contact)


@pytest.fixture
def mail_of(event, bob, send_mails, mailoutbox):
    """The last mail to Anna after its cause, and the registration that it is about."""

    def send(cause, to="anna@example.com"):
        with send_mails():
            registration = cause(event, bob)
        return [mail for mail in mailoutbox if mail.to == [to]][-1], registration

    return send


def words(text):
    return " ".join(text.replace("\xa0", " ").split())


def text_of(mail):
    return words(mail.body)


def html_of(mail):
    return words(html.fromstring(mail.alternatives[0].content).xpath("//body")[0].text_content())


@pytest.mark.parametrize(
    ("cause", "subject"), TO_ANNA, ids=lambda one: getattr(one, "__name__", "")
)
def test_mail_says_in_its_subject_what_it_is_about(mail_of, cause, subject):
    mail, registration = mail_of(cause)

    assert mail.subject.startswith(subject.format(registration.number))


@every_cause
def test_mail_says_the_same_in_text_and_html(mail_of, cause):
    mail, registration = mail_of(cause)

    lines = [words(line).removeprefix("- ").removesuffix(":") for line in mail.body.splitlines()]
    spoken = [line for line in lines if line not in ("", "--") and "://" not in line]
    assert [part for part in spoken if part not in html_of(mail)] == []
    assert registration.number in text_of(mail)


@every_cause
def test_mail_greets_says_why_it_came_and_names_the_centre(mail_of, cause):
    mail, _registration = mail_of(cause)

    for part in (text_of(mail), html_of(mail)):
        assert part.startswith(("Good morning,", "OWES Iskra Good morning,"))
        assert "You get this message because" in part
        assert "Any questions? Call Barbara Lipka: 84 000 00 01" in part
        assert "ul. Lwowska 1, 22-400 Zamość" in part
    assert "<html lang=" in mail.alternatives[0].content


PAGES = {causes.offer: "propozycja/", causes.offer_lapsed: "powrot/"}


ELSEWHERE = {causes.cancellation: "wydarzenia/abc/", causes.called_off: "wydarzenia/"}


@pytest.mark.parametrize("cause", [one for one in CAUSES if one not in ELSEWHERE])
def test_mail_leads_to_the_registration_by_its_secret_link(mail_of, client, cause):
    mail, registration = mail_of(cause)

    link = f"https://portal.example/zgloszenie/{registration.token}/{PAGES.get(cause, '')}"
    assert link in mail.body
    assert html.fromstring(mail.alternatives[0].content).xpath("//a/@href") == [link]
    assert client.get(link.removeprefix("https://portal.example")).status_code == 200


@pytest.mark.parametrize(("cause", "page"), ELSEWHERE.items(), ids=["cancellation", "called off"])
def test_mail_of_an_end_leads_to_what_can_still_be_done(mail_of, cause, page):
    mail, _registration = mail_of(cause)

    link = f"https://portal.example/{page}"
    assert link in mail.body
    assert html.fromstring(mail.alternatives[0].content).xpath("//a/@href") == [link]


@every_cause
def test_stored_mail_holds_no_secret(mail_of, cause):
    _mail, registration = mail_of(cause)

    tokens = [registration.token, *(one.token for one in registration.participants.all())]
    rows = [str(row) for row in OutgoingMail.objects.values()]
    assert [token for token in tokens for row in rows if token in row] == []


@every_cause
def test_mail_says_nothing_that_the_stranger_who_typed_the_address_chose(
    event, bob, send_mails, mailoutbox, cause
):
    """Nobody can use the form to send words of their own to another's mailbox."""
    with send_mails():
        registration = cause(event, bob)

    people = Participant.objects.filter(registration__email="anna@example.com")
    typed = {name for one in people for name in (one.first_name, one.last_name) if name}
    typed |= {registration.organisation_name or "Koło", registration.contact_name or "Zofia"}
    sent = " ".join(mail.subject + mail.body + mail.alternatives[0].content for mail in mailoutbox)
    assert [name for name in typed if name in sent] == []


def test_no_mail_is_written_for_somebody_without_an_address(event, bob):
    causes.cancellation(event, bob, email="", phone="+48600123456")

    assert not OutgoingMail.objects.exists()


# What a group is told


def test_confirmation_of_a_group_says_that_everybody_has_a_place(mail_of):
    mail, _registration = mail_of(causes.group_with_places)

    assert "everybody in your registration (3) has a place at “ABC ekonomii”." in text_of(mail)


def test_confirmation_of_a_group_says_how_many_wait_and_where(mail_of):
    mail, _registration = mail_of(causes.group_in_part)

    assert "not everybody in your registration has a place at “ABC ekonomii”" in text_of(mail)
    assert "1 person has a place. 2 people are on the waiting list, the first" in text_of(mail)


def test_confirmation_of_a_group_that_waits_together_says_so(mail_of):
    mail, _registration = mail_of(causes.group_together)

    assert "the people of your registration (3) are on the waiting list" in text_of(mail)
    assert "You wait for places for everybody together" in text_of(mail)
    assert mail.attachments == []


def test_confirmation_asks_for_open_names_until_their_deadline(mail_of):
    mail, _registration = mail_of(causes.open_names)

    assert "The names of 2 people are still missing." in text_of(mail)


def test_waiting_says_how_long_an_offer_is_held(mail_of):
    mail, _registration = mail_of(causes.waiting)

    assert "hold it for 12 working hours" in text_of(mail)


def test_offer_of_several_places_says_how_many(mail_of):
    mail, _registration = mail_of(causes.offer_to_a_group)

    assert mail.subject.startswith("2 places fell free – confirm them until ")
    assert "2 places at “ABC ekonomii” fell free, and it is your turn." in text_of(mail)


# What one person with an address of her own is told


def test_own_place_says_the_state_and_leads_to_her_own_link(mail_of, client):
    mail, registration = mail_of(causes.own_place, to="ola@example.com")

    person = registration.participants.get(email="ola@example.com")
    link = f"https://portal.example/miejsce/{person.token}/"
    assert mail.subject.startswith("You have a place: ABC ekonomii, ")
    assert "somebody has signed you up for “ABC ekonomii”" in text_of(mail)
    assert html.fromstring(mail.alternatives[0].content).xpath("//a/@href") == [link]
    assert registration.token not in mail.body + mail.alternatives[0].content
    assert client.get(link.removeprefix("https://portal.example")).status_code == 200


@pytest.mark.parametrize(
    ("cause", "subject"),
    [
        (causes.own_waiting, "You are on the waiting list (position 1): ABC ekonomii, "),
        (causes.own_pending, "You have been signed up: ABC ekonomii, "),
        (causes.own_approved, "Your registration is accepted"),
        (causes.own_refused, "Your registration is not accepted"),
        (causes.own_cancelled, "Your place is cancelled: ABC ekonomii"),
        (causes.own_moved, "Your registration was moved"),
        (causes.own_changed, "Change of date and place"),
        (causes.own_called_off, "Called off"),
        (causes.own_need_answered, "We have answered what you need"),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_person_with_an_address_is_told_too(mail_of, cause, subject):
    mail, registration = mail_of(cause, to="ola@example.com")

    assert mail.subject.startswith(subject)
    assert registration.token not in mail.body + mail.alternatives[0].content


def test_need_of_a_person_with_an_address_is_answered_to_her_alone(mail_of, mailoutbox):
    mail_of(causes.own_need_answered, to="ola@example.com")

    to = [mail.to for mail in mailoutbox if mail.subject.startswith("We have answered")]
    assert to == [["ola@example.com"]]


# The calendar file


def days_in(mail):
    (file,) = mail.attachments
    entries = icalendar.Calendar.from_ical(file.content).walk("VEVENT")
    return file.filename, [entry.decoded("dtstart") for entry in entries]


@pytest.mark.parametrize("cause", [causes.confirmation, causes.place_given, causes.approved])
def test_mail_to_whoever_has_a_place_brings_the_days(mail_of, event, cause):
    mail, registration = mail_of(cause)

    days = [day.starts_at for day in event.days.all()]
    assert days_in(mail) == (f"{registration.number}.ics", days)


def test_mail_brings_and_names_the_chosen_days_only(event, send_mails, mailoutbox):
    first, second = event.days.all()

    with send_mails():
        causes.sign_up(event, people=[factories.person(days=[second])])

    (mail,) = mailoutbox
    assert days_in(mail)[1] == [second.starts_at]
    assert date_range(second.starts_at) in mail.body
    assert date_range(first.starts_at) not in mail.body


def test_mail_to_a_person_brings_and_names_her_own_days_only(event, send_mails, mailoutbox):
    causes.make_room(event)
    first, second = event.days.all()
    people = [factories.person(days=[first]), factories.person(days=[second], email=causes.OLA)]

    with send_mails():
        causes.group(event, people)

    (mail,) = [mail for mail in mailoutbox if mail.to == [causes.OLA]]
    assert days_in(mail)[1] == [second.starts_at]
    assert date_range(first.starts_at) not in mail.body


@pytest.mark.parametrize("cause", [causes.waiting, causes.pending, causes.offer])
def test_mail_to_whoever_has_no_place_brings_no_entry_for_the_calendar(mail_of, cause):
    mail, _registration = mail_of(cause)

    assert mail.attachments == []


def test_mail_that_is_sent_after_the_place_is_gone_brings_no_days(
    event, bob, send_mails, mailoutbox
):
    elsewhere = factories.event(title="Spotkanie", capacity=0)

    with send_mails():
        services.move(causes.sign_up(event), elsewhere, by=bob, reason="Prośba.")

    confirmation, _moved = mailoutbox
    assert confirmation.attachments == []


# Words of staff


def test_refusal_gives_the_reason(mail_of):
    mail, _registration = mail_of(causes.refused)

    assert "Why: Tylko dla <b>mieszkańców</b>." in text_of(mail)
    assert "Why: Tylko dla <b>mieszkańców</b>." in html_of(mail)


def test_message_keeps_line_breaks_and_means_no_template(mail_of):
    mail, _registration = mail_of(causes.message)

    assert "{{ event.pk }} {% now 'Y' %}\nWejście od podwórza.\n\nDo zobaczenia!" in mail.body
    assert "%}<br>Wejście od podwórza.</p>\n<p>Do zobaczenia!</p>" in mail.alternatives[0].content


# Once in a while


def test_link_again_is_sent_once_an_hour(event, bob):
    registration = causes.confirmation(event, bob)

    for _time in range(3):
        emails.link_again(registration)

    assert OutgoingMail.objects.filter(template__endswith="link_again").count() == 1


# Headers


@pytest.mark.parametrize(
    "title",
    ["ABC\r\nBcc: eve@example.com", "ABC\nSubject: nagroda", "ABC\u2028Bcc: eve@example.com"],
    ids=["crlf", "lf", "separator"],
)
def test_mail_with_line_breaks_in_its_subject_has_no_more_headers(
    operator, send_mails, mailoutbox, title
):
    event = factories.event(title=title)

    with send_mails():
        registration = factories.registration(event, email="anna@example.com")
        emails.message(registration, [], title, "Do zobaczenia!")

    for mail in mailoutbox:
        message = mail.message()
        assert message["Bcc"] is None
        assert len(message.get_all("Subject")) == 1
        assert mail.recipients() == ["anna@example.com"]


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
