"""The mail that says that certificates are ready: to each person, or to the contact for them."""

import pytest

from owes_portal.models import OutgoingMail
from registrations import emails
from tests import factories
from tests.registrations import mail_causes as causes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "operator")]


@pytest.fixture
def people():
    """Ola with an address of her own, and two people without one."""
    event = factories.event(title="ABC ekonomii", capacity=5)
    names = [
        factories.person(last_name="Zając", email=causes.OLA),
        factories.person(last_name="Lis"),
        factories.person(last_name="Wilk"),
    ]
    return causes.group(event, names).participants.order_by("pk")


def certificates():
    return OutgoingMail.objects.filter(template="registrations/emails/certificate")


def text_of(mail):
    return " ".join(mail.text.replace("\xa0", " ").split())


def test_certificate_is_told_to_the_person_by_her_own_link(people):
    told = emails.certificates(people[:1])

    mail = certificates().get()
    assert told == [people[0]]
    assert (mail.recipient, mail.about) == (causes.OLA, people[0])
    assert mail.subject == "Your certificate: ABC ekonomii"
    assert "your certificate of taking part in “ABC ekonomii” is ready." in text_of(mail)
    assert "https://portal.example/miejsce/[[secret]]/" in mail.text
    assert mail.attachments == []


def test_certificate_says_how_long_the_link_lives(people):
    emails.certificates(people[:1])

    assert "Take the PDF within 30 days: so long the link works." in text_of(certificates().get())


def test_certificate_does_not_offer_to_cancel_what_is_over(people):
    emails.certificates(people[:1])

    mail = certificates().get()
    assert "because this e-mail address was given when signing up for “ABC ekonomii”." in text_of(
        mail
    )
    assert "cancel" not in mail.text + mail.html


def test_certificates_of_people_without_an_address_are_told_to_the_contact_at_once(people):
    registration = people[1].registration

    told = emails.certificates(people[1:])

    mail = certificates().get()
    assert told == [people[1], people[2]]
    assert (mail.recipient, mail.about) == (causes.ANNA, registration)
    assert mail.subject == f"Certificates wait for you – {registration.number}: ABC ekonomii"
    assert "2 certificates of taking part in “ABC ekonomii” are ready" in text_of(mail)
    assert not {"Lis", "Wilk"} & set(mail.subject.split() + mail.text.split())


def test_certificate_of_somebody_whom_no_mail_reaches_is_not_told():
    registration = factories.registration(factories.event(), email="", phone="+48600123456")

    told = emails.certificates(registration.participants.all())

    assert told == []
    assert not certificates().exists()
