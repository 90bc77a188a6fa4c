"""Reminders stopped and resumed behind the secret link, by hand and by one click (RFC 8058)."""

import pytest
from django.test import Client

from owes_portal.models import OutgoingMail
from registrations import services
from registrations.models import Participant
from tests import factories
from tests.reading import links, words
from tests.registrations import mail_causes as causes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "operator")]

ONE_CLICK = {"List-Unsubscribe": "One-Click"}
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def registration():
    return causes.with_ola(factories.event(slug="abc", capacity=5))


@pytest.fixture(params=["contact", "person"])
def owner(request, registration):
    """Whoever gets reminders: the contact, or Ola at her own address."""
    is_contact = request.param == "contact"
    return registration if is_contact else registration.participants.get(email=causes.OLA)


@pytest.fixture
def page(owner):
    return f"{owner.get_absolute_url()}przypomnienia/"


@pytest.fixture
def mail_program():
    """It has no cookie and no token of a page."""
    return Client(enforce_csrf_checks=True)


def wants(owner):
    return type(owner).objects.get(pk=owner.pk).wants_reminders()


def test_reminders_are_stopped_and_resumed_by_hand(client, owner, page):
    response = client.post(page, {"stop": "1"}, follow=True)

    assert not wants(owner)
    assert "Saved." in words(response)
    assert "We send you no reminders and no thanks about this event." in words(response)

    response = client.post(page, {"resume": "1"}, follow=True)

    assert wants(owner)
    assert "We remind you by e-mail a week and a day before the event." in words(response)


def test_reminders_page_changes_nothing_by_being_opened(client, owner, page):
    for method in (client.get, client.head, client.options):
        method(page)
    client.get(page, ONE_CLICK)
    client.get(page, {"stop": "1"})

    assert wants(owner)


@pytest.mark.parametrize("options", [{}, {"content_type": FORM}], ids=["multipart", "urlencoded"])
def test_one_click_needs_no_cookie_and_can_be_repeated(mail_program, owner, page, options):
    body = "List-Unsubscribe=One-Click" if options else ONE_CLICK

    first = mail_program.post(page, body, **options)
    stopped_at = type(owner).objects.get(pk=owner.pk).reminders_stopped_at
    second = mail_program.post(page, body, **options)

    assert (first.status_code, second.status_code) == (200, 200)
    assert "We send you no reminders and no thanks about this event." in words(second)
    assert type(owner).objects.get(pk=owner.pk).reminders_stopped_at == stopped_at is not None


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"stop": "1"},
        {"resume": "1"},
        {"List-Unsubscribe": "one-click"},
        {"List-Unsubscribe": ["One-Click", "One-Click"]},
        ONE_CLICK | {"resume": "1"},
        ONE_CLICK | {"csrfmiddlewaretoken": "x"},
    ],
    ids=str,
)
def test_any_other_body_needs_the_token_of_the_page(mail_program, owner, page, body):
    response = mail_program.post(page, body)

    assert response.status_code == 403
    assert wants(owner)


def test_one_click_stops_the_mails_of_one_reader_only(mail_program, registration, owner, page):
    mail_program.post(page, ONE_CLICK)

    others = {registration, *Participant.objects.all()} - {owner}
    assert {one for one in others if not wants(one)} == set()


def test_one_click_of_a_stranger_is_not_found(mail_program):
    for page in ("/zgloszenie/", "/miejsce/"):
        response = mail_program.post(f"{page}{'x' * 22}/przypomnienia/", ONE_CLICK)

        assert response.status_code == 404


def test_one_click_is_limited_like_every_change(mail_program, registration, settings):
    settings.CHANGES_PER_REGISTRATION = 2
    page = f"/zgloszenie/{registration.token}/przypomnienia/"

    statuses = [mail_program.post(page, ONE_CLICK).status_code for _ in range(3)]

    assert statuses == [200, 200, 429]


def test_own_page_leads_to_the_page_of_reminders(client, owner, page):
    assert page in links(client.get(owner.get_absolute_url()))


def test_own_page_of_somebody_without_mail_speaks_of_no_reminders(client):
    registration = factories.registration(factories.event(), email="", phone="+48600123456")
    person = registration.participants.get()

    for one in (registration, person):
        address = one.get_absolute_url()
        assert f"{address}przypomnienia/" not in links(client.get(address))


def test_whoever_comes_instead_has_not_stopped_anything(registration):
    ola = registration.participants.get(email=causes.OLA)
    ola.stop_reminders()

    someone = factories.person(first_name="Ewa", last_name="Nowak", email="ewa@example.com")
    services.change_person(ola, someone, causes.PERSON)

    assert wants(ola)
    waiting = OutgoingMail.objects.about(ola).waiting()
    assert [mail.recipient for mail in waiting] == ["ewa@example.com"]


def test_whoever_reads_a_corrected_address_has_not_stopped_anything(registration, bob):
    registration.stop_reminders()

    because = services.by_staff(bob, "Literówka w adresie.")
    services.correct_email(registration, email="koło@example.com", because=because)

    assert wants(registration)
