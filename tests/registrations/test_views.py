"""Sign-up in the browser: form, answers to check, thanks."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html

from registrations.models import Participant, Registration
from tests import factories
from tests.factories_signup import typed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def words(response):
    return " ".join(html.fromstring(response.content).text_content().replace("\xa0", " ").split())


def hidden_of(response):
    """What the page would send again, as a browser would read it from the page."""
    found = {}
    for field in html.fromstring(response.content).xpath('//main//input[@type="hidden"]'):
        found.setdefault(field.get("name"), []).append(field.get("value"))
    found.pop("csrfmiddlewaretoken")
    return found


@pytest.fixture
def event(operator):
    return factories.event(slug="abc", title="ABC ekonomii", days=2, capacity=2)


def confirm(client, event, /, **answers):
    sent = typed(event, **answers) | {"confirm": "1"}
    return client.post(f"/wydarzenia/{event.slug}/zapisy/", sent)


def test_create_shows_the_form_with_the_days_ticked(client, event):
    response = client.get("/wydarzenia/abc/zapisy/")

    page = html.fromstring(response.content)
    assert len(page.xpath('//input[@name="p1-days"][@checked]')) == 2
    assert page.xpath('//input[@name="key"]/@value')[0]


def test_create_gives_each_form_a_key_of_its_own(client, event):
    keys = {
        html.fromstring(client.get("/wydarzenia/abc/zapisy/").content).xpath(
            '//input[@name="key"]/@value'
        )[0]
        for _ in range(3)
    }

    assert len(keys) == 3


def test_create_asks_what_is_so_now_though_it_remembers_its_fields(client, event):
    before = client.get("/wydarzenia/abc/zapisy/")

    event.has_catering = True
    event.save()
    day = event.days.first()
    day.place = "Dworek"
    day.save()

    after = client.get("/wydarzenia/abc/zapisy/")
    assert ("Diet" in words(before), "Dworek" in words(before)) == (False, False)
    assert ("Diet" in words(after), "Dworek" in words(after)) == (True, True)


def test_create_shows_nobody_what_somebody_else_has_typed(client, event):
    client.get("/wydarzenia/abc/zapisy/")
    client.post("/wydarzenia/abc/zapisy/", typed(event, last_name="Tajemnicza", phone="nonsense"))

    response = client.get("/wydarzenia/abc/zapisy/")

    assert "Tajemnicza" not in response.content.decode()
    assert "field__error" not in response.content.decode()


def test_create_shows_the_answers_before_anything_is_stored(client, event):
    response = client.post("/wydarzenia/abc/zapisy/", typed(event, first_name="Łucja"))

    assert "Check your answers" in words(response)
    assert "Łucja" in words(response)
    assert not Registration.objects.exists()


def test_create_takes_the_answers_from_the_page_that_shows_them(client, event):
    checked = client.post("/wydarzenia/abc/zapisy/", typed(event, last_name="Żak"))

    client.post("/wydarzenia/abc/zapisy/", hidden_of(checked) | {"confirm": "1"})

    assert [person.last_name for person in Participant.objects.all()] == ["Żak"]


def test_create_keeps_what_was_typed_when_the_visitor_changes_an_answer(client, event):
    answers = typed(event, remarks="  Przyjadę <b>później</b>\nо 9.30")
    checked = client.post("/wydarzenia/abc/zapisy/", answers)

    response = client.post(
        "/wydarzenia/abc/zapisy/", hidden_of(checked) | {"change": "id_remarks", "confirm": "1"}
    )

    page = html.fromstring(response.content)
    assert page.xpath('//textarea[@name="remarks"]')[0].text.strip() == answers["remarks"].strip()
    assert page.xpath('//input[@name="email"]/@value') == ["anna@example.com"]
    assert page.xpath('//input[@name="key"]/@value') == [answers["key"]]
    assert not Registration.objects.exists()


def test_create_keeps_what_was_typed_beside_the_errors(client, event):
    response = client.post(
        "/wydarzenia/abc/zapisy/", typed(event, last_name="", email="anna@", municipality="Nigdzie")
    )

    page = html.fromstring(response.content)
    links = page.xpath('//*[contains(@class, "error-summary")]//a/@href')
    assert links == ["#id_email", "#id_municipality", "#id_p1-last_name"]
    assert page.xpath('//input[@name="email"]/@value') == ["anna@"]
    assert page.xpath("//title")[0].text.startswith("Error: ")


def test_create_leads_to_a_page_with_the_number_and_nothing_of_the_place(client, event):
    response = confirm(client, event)

    registration = Registration.objects.get()
    assert response.status_code == 302
    assert response["Location"].startswith("/wydarzenia/abc/zapisy/przyjete/W-")
    page = client.get(response["Location"])
    assert f"The number of your registration {registration.number}" in words(page)
    assert registration.token not in page.content.decode()
    assert "has a place" not in words(page)


def test_create_without_an_email_leads_to_the_thanks_behind_the_secret_link(client, event):
    response = confirm(client, event, email="", phone="600 123 456")

    registration = Registration.objects.get()
    assert response["Location"] == f"/zgloszenie/{registration.token}/dziekujemy/"
    assert "Thank you. You have a place" in words(client.get(response["Location"]))


def test_create_sent_twice_leads_twice_to_the_same_thanks(client, event):
    answers = typed(event) | {"confirm": "1"}

    first, second = (client.post("/wydarzenia/abc/zapisy/", answers) for _ in range(2))

    assert first["Location"] == second["Location"]
    assert Registration.objects.count() == 1


def test_create_with_a_form_of_another_event_is_a_registration_of_its_own(client, event):
    other = factories.event(slug="inne")
    answers = typed(event) | {"confirm": "1"}
    client.post("/wydarzenia/abc/zapisy/", answers)

    response = client.post("/wydarzenia/inne/zapisy/", answers)

    assert response.status_code == 302
    assert other.registrations.count() == 1


def test_create_speaks_of_the_waiting_list_before_and_after(client, operator):
    event = factories.event(slug="abc", capacity=0)

    form = client.get("/wydarzenia/abc/zapisy/")
    checked = client.post("/wydarzenia/abc/zapisy/", typed(event))
    thanks = client.get(confirm(client, event, email="", phone="600 123 456")["Location"])

    assert "You can sign up for the waiting list." in words(form)
    assert "Join the waiting list" in words(checked)
    assert "You are on the waiting list" in words(thanks)


@pytest.mark.parametrize(
    "forged",
    [
        {"status": "confirmed"},
        {"source": "desk"},
        {"number": "W-1-1"},
        {"queued_at": "2000-01-01"},
        {"event": "1"},
        {"is_superuser": "on"},
        {"p1-status": "confirmed", "p1-queued_at": "2000-01-01"},
        {"invitation": "1", "double_of": "1", "entered_by": "1"},
    ],
)
def test_create_ignores_fields_that_the_form_does_not_ask(client, operator, forged):
    event = factories.event(capacity=0)

    client.post(f"/wydarzenia/{event.slug}/zapisy/", typed(event) | forged | {"confirm": "1"})

    registration = Registration.objects.get()
    assert registration.event == event
    assert registration.source == "web"
    assert registration.number.startswith("W-2")
    assert registration.is_waiting()


@pytest.mark.parametrize(
    "field", ["first_name", "email", "phone", "organisation_name", "contact_name", "remarks"]
)
def test_create_lets_nobody_write_headers_or_words_into_a_mail(
    client, event, send_mails, mailoutbox, field
):
    injected = "ala\r\nBcc: obcy@example.org\r\n\r\nKup na https://reklama.example"

    with send_mails():
        response = confirm(client, event, applicant="group", **{field: injected})

    assert response.status_code in (200, 302)
    for mail in mailoutbox:
        assert mail.recipients() == ["anna@example.com"]
        assert "reklama" not in mail.subject + mail.body + str(mail.message())


# Closed doors

NOW = timezone.now()
CLOSED = {
    "too late": (
        {"signup_closes_at": NOW - timedelta(seconds=2)},
        "The deadline for sign-up has passed.",
    ),
    "too early": ({"signup_opens_at": NOW + timedelta(hours=1)}, "Sign-up has not opened yet."),
    "no sign-up": ({"signup_mode": "none"}, "No sign-up is needed: just come."),
    "over": ({"starts_at": NOW - timedelta(days=3)}, "The event is over."),
    "full": ({"capacity": 0, "has_waiting_list": False}, "There are no places left."),
    "cancelled": (
        {"cancelled_at": NOW, "cancellation_reason": "Choroba."},
        "has been cancelled. Choroba.",
    ),
}


@pytest.mark.parametrize(("fields", "reason"), CLOSED.values(), ids=CLOSED)
def test_create_shows_no_form_but_the_reason_when_sign_up_is_closed(
    client, operator, fields, reason
):
    factories.event(slug="abc", **fields)

    response = client.get("/wydarzenia/abc/zapisy/")

    assert reason in words(response)
    assert b'name="p1-last_name"' not in response.content


@pytest.mark.parametrize(("fields", "reason"), CLOSED.values(), ids=CLOSED)
def test_create_keeps_what_was_typed_when_sign_up_has_closed_meanwhile(
    client, operator, fields, reason
):
    event = factories.event(slug="abc", **fields)

    response = confirm(client, event, last_name="Wrona")

    assert reason in words(response)
    assert html.fromstring(response.content).xpath('//input[@name="p1-last_name"]/@value') == [
        "Wrona"
    ]
    assert not Registration.objects.exists()


@pytest.mark.parametrize("step", [{}, {"confirm": "1"}], ids=["to check", "to send"])
def test_create_keeps_a_form_that_was_opened_in_time_and_sent_too_late(client, event, step):
    key = hidden_of(client.get("/wydarzenia/abc/zapisy/"))["key"]
    event.signup_closes_at = timezone.now() - timedelta(seconds=2)
    event.save()

    response = client.post("/wydarzenia/abc/zapisy/", typed(event, key=key) | step)

    page = html.fromstring(response.content)
    assert "The deadline for sign-up has passed." in words(response)
    assert page.xpath('//input[@name="p1-last_name"]/@value') == ["Kowal"]
    assert page.xpath('//input[@name="key"]/@value') == key
    assert not Registration.objects.exists()


@pytest.mark.parametrize("status", ["draft", "review", "archived"])
def test_create_of_an_unpublished_event_is_not_found(client, status):
    event = factories.event(slug="abc", status=status)

    assert client.get("/wydarzenia/abc/zapisy/").status_code == 404
    assert confirm(client, event).status_code == 404


def test_create_wants_the_token_of_the_page(event):
    strict = Client(enforce_csrf_checks=True)

    response = confirm(strict, event)

    assert response.status_code == 403
    assert "The form was not sent" in words(response)
    assert not Registration.objects.exists()


def test_create_answers_to_get_and_head_without_storing(client, event):
    query = "?" + "&".join(f"{name}={value}" for name, value in typed(event, confirm="1").items())

    statuses = [client.get(f"/wydarzenia/abc/zapisy/{query}").status_code]
    statuses += [client.head("/wydarzenia/abc/zapisy/").status_code]
    statuses += [client.put("/wydarzenia/abc/zapisy/").status_code]

    assert statuses == [200, 200, 405]
    assert not Registration.objects.exists()


@pytest.mark.parametrize(
    "garbage",
    [
        {},
        {"confirm": "1"},
        {"key": "not-a-uuid", "confirm": "1"},
        {"days": ["99999999999999999999", "x", "\x00"], "confirm": "1"},
        {"first_name": "a" * 100_000},
        {"applicant": ["resident", "group"], "municipality": "\x00"},
    ],
)
def test_create_bears_garbage(client, event, garbage):
    response = client.post("/wydarzenia/abc/zapisy/", garbage)

    assert response.status_code == 200
    assert not Registration.objects.exists()


def sign_up(client, event, answers):
    """The four requests of a visitor who makes no mistake."""
    address = f"/wydarzenia/{event.slug}/zapisy/"
    client.get(address)
    checked = client.post(address, answers)
    sent = client.post(address, hidden_of(checked) | {"confirm": "1"})
    return client.get(sent["Location"])


def test_sign_up_takes_25_queries_with_its_mail(
    client, operator, send_mails, django_assert_num_queries, mailoutbox
):
    event = factories.event(days=2, privacy_notice=factories.consent_text())
    with send_mails():
        sign_up(client, event, typed(event, email="first@example.com"))  # warms the memory
    mailoutbox.clear()
    answers = typed(event)

    # Two more begin and end the transaction of the sign-up.
    with django_assert_num_queries(25 + 2), send_mails():
        response = sign_up(client, event, answers)

    assert "Thank you. We have your form" in words(response)
    assert [mail.to for mail in mailoutbox] == [["anna@example.com"]]
