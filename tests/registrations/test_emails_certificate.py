"""The mail that says that a certificate is ready: to the person, or to the contact for her."""

import pytest

from owes_portal.models import OutgoingMail
from registrations import emails
from tests import factories
from tests.registrations import mail_causes as causes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "operator")]


@pytest.fixture
def people():
    """Ola with an address of her own, and somebody without one."""
    event = factories.event(title="ABC ekonomii", capacity=5)
    return causes.with_ola(event).participants.order_by("pk")


def certificate():
    return OutgoingMail.objects.get(template="registrations/emails/certificate")


def test_certificate_is_told_to_the_person_by_her_own_link(people):
    emails.certificate(people[0])

    mail = certificate()
    assert (mail.recipient, mail.about) == (causes.OLA, people[0])
    assert mail.subject == "Your certificate: ABC ekonomii"
    assert "your certificate of taking part in “ABC ekonomii” is ready." in mail.text
    assert "https://portal.example/miejsce/[[secret]]/" in mail.text
    assert mail.attachments == []


def test_certificate_of_somebody_without_an_address_is_told_to_the_contact(people):
    registration = people[1].registration

    emails.certificate(people[1])

    mail = certificate()
    assert (mail.recipient, mail.about) == (causes.ANNA, registration)
    assert mail.subject == f"A certificate is ready – {registration.number}: ABC ekonomii"
    assert "is ready for a person of your registration." in mail.text.replace("\xa0", " ")
    assert people[1].last_name not in mail.subject + mail.text


def test_certificate_of_somebody_whom_no_mail_reaches_is_not_told():
    registration = factories.registration(factories.event(), email="", phone="+48600123456")

    emails.certificate(registration.participants.get())

    assert not OutgoingMail.objects.exists()
