"""Staff correct an e-mail address: the new one gets everything, the former one nothing more."""

import pytest
from django.utils import timezone

from events.models import Event
from owes_portal.models import OutgoingMail
from registrations import emails
from registrations.models import Change
from tests import factories
from tests.reading import errors, tree, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "operator")]

WRONG, RIGHT = "ana@example.com", "anna@example.com"


@pytest.fixture
def event():
    return factories.event(title="ABC ekonomii", capacity=2)


@pytest.fixture
def registration(event):
    return factories.registration(event, email=WRONG)


@pytest.fixture
def correct(bobs_client, registration):
    """A function that corrects the address and returns the page that comes after it."""

    def post(email):
        address = f"/panel/zgloszenia/{registration.pk}/adres/"
        typed = {"sent": "1", "email": email, "reason": "Literówka."}
        return bobs_client.post(address, typed, follow=True)

    return post


def test_corrected_address_gets_the_confirmation(correct, registration, mailoutbox, send_mails):
    with send_mails():
        page = correct(RIGHT)

    registration.refresh_from_db()
    assert registration.email == RIGHT
    assert "The address is corrected" in words(page)
    (mail,) = [mail for mail in mailoutbox if mail.to == [RIGHT]]
    assert f"/zgloszenie/{registration.token}/" in mail.body
    assert mail.attachments[0].filename.endswith(".ics")
    assert Change.objects.filter(reason="Literówka.").count() == 1


@pytest.mark.parametrize("end", ["called off", "over"])
def test_corrected_address_gets_only_the_link_if_there_is_nothing_to_come_to(
    correct, event, registration, mailoutbox, send_mails, end
):
    emails.link_again(registration)  # To the former address, and a moment ago.
    if end == "called off":
        event.cancel("Choroba.")
    else:
        Event.objects.update(ends_at=timezone.now())

    with send_mails():
        correct(RIGHT)

    (mail,) = [mail for mail in mailoutbox if mail.to == [RIGHT]]
    assert "here is the link to your registration" in mail.body
    assert "you have a place" not in mail.body


def test_former_address_loses_the_link_and_gets_nothing_more(
    correct, client, registration, mailoutbox, send_mails
):
    former = registration.token

    with send_mails():
        correct(RIGHT)

    assert client.get(f"/zgloszenie/{former}/").status_code == 404
    assert [mail.to for mail in mailoutbox] == [[RIGHT]]
    assert OutgoingMail.objects.get(recipient=WRONG).status == "withdrawn"


def test_mail_that_failed_needs_nobody_once_the_address_is_corrected(correct):
    OutgoingMail.objects.get().mark_failed("SMTP 550", "5.1.1 Unknown user")

    correct(RIGHT)

    former = OutgoingMail.objects.get(recipient=WRONG)
    assert (former.status, former.error) == ("withdrawn", "SMTP 550")
    assert not OutgoingMail.objects.troubled().exists()


def test_address_is_added_where_there_was_none(correct, registration, mailoutbox, send_mails):
    registration.email, registration.phone = "", "+48600123456"
    registration.save(update_fields=["email", "phone"])
    OutgoingMail.objects.all().delete()

    with send_mails():
        correct(RIGHT)

    assert [mail.to for mail in mailoutbox] == [[RIGHT]]


def test_address_of_another_registration_is_refused_with_the_way_there(correct, event):
    other = factories.registration(event, email=RIGHT, people=[factories.person(last_name="Inna")])

    page = correct("ANNA@example.com")

    assert other.number in errors(page)[0]
    assert tree(page).xpath('//input[@name="email"]/@value') == ["ANNA@example.com"]


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("", "Write the e-mail address."),
        ("anna", "Write the e-mail address in the form name@domain.pl."),
        ("ANA@example.com", "This is the address that we write to already."),
    ],
)
def test_address_that_cannot_be_taken_changes_nothing(correct, registration, typed, error):
    token = registration.token

    page = correct(typed)

    registration.refresh_from_db()
    assert errors(page) == [error]
    assert (registration.email, registration.token) == (WRONG, token)
