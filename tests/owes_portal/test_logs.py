"""Logs name no secret link and nothing that a person typed."""

import logging

import pytest
from django.db import IntegrityError

from registrations.models import Registration
from tests import factories
from tests.factories_signup import typed

MARKS = {
    "last_name": "Znacznikowska",
    "email": "znacznik@example.com",
    "phone": "600123456",
    "needs_description": "znacznik potrzeby",
    "remarks": "znacznik uwagi",
}


@pytest.fixture
def written():
    """Lines as the console of the settings would show them."""
    lines = []
    console_of_settings = next(
        handler
        for handler in logging.getLogger().handlers
        if type(handler) is logging.StreamHandler
    )

    class Console(logging.Handler):
        def emit(self, record):
            lines.append(self.format(record))

    console = Console()
    console.setFormatter(console_of_settings.formatter)
    logging.getLogger().addHandler(console)
    yield lines
    logging.getLogger().removeHandler(console)


@pytest.mark.parametrize(
    "message",
    [
        "Not Found: /zgloszenie/AbC-123_x/",
        "Not Found: /uk/zgloszenie/AbC-123_x/",
        "GET https://portal.example/zgloszenie/AbC-123_x HTTP/1.1",
        '"/zgloszenie/AbC-123_x/rezygnacja/" and "/zgloszenie/AbC-123_x"',
    ],
)
def test_secret_of_a_link_is_cut(written, message):
    logging.getLogger("django.request").warning("%s", message)

    assert "AbC-123_x" not in written[0]
    assert "/zgloszenie/…" in written[0]


def test_the_link_to_a_draft_is_cut(written):
    logging.getLogger("django.request").warning("Not Found: /podglad/events.article-1:1abc:Xyz/")

    assert written[0].endswith("Not Found: /podglad/…/")


def test_other_lines_stay_as_they_are(written):
    logging.getLogger("django.request").warning("Not Found: %s", "/wydarzenia/abc/")

    assert written[0].endswith(" WARNING django.request Not Found: /wydarzenia/abc/")


@pytest.mark.django_db
def test_pages_behind_a_forged_link_write_no_secret(written, client):
    client.get("/zgloszenie/AbC-123_x/")

    assert "AbC-123_x" not in "\n".join(written)


@pytest.mark.django_db
def test_sign_up_writes_nothing_that_was_typed(written, operator, client, send_mails):
    event = factories.event()
    address = f"/wydarzenia/{event.slug}/zapisy/"

    with send_mails():
        client.post(address, typed(event, **MARKS) | {"municipality": "znacznik"})
        client.post(address, typed(event, **MARKS) | {"confirm": "1"})
        client.post(address, typed(event, **MARKS) | {"confirm": "1"})

    assert event.registrations.count() == 1
    assert [mark for mark in MARKS.values() if mark in "\n".join(written)] == []


@pytest.mark.django_db
def test_an_error_in_the_middle_of_sign_up_writes_nothing_that_was_typed(
    written, operator, client, monkeypatch
):
    event = factories.event()
    client.raise_request_exception = False
    monkeypatch.setattr("owes_portal.models.NumberSeries.objects.next", lambda *_: 1 / 0)

    response = client.post(
        f"/wydarzenia/{event.slug}/zapisy/", typed(event, **MARKS) | {"confirm": "1"}
    )

    assert response.status_code == 500
    assert "ZeroDivisionError" in "\n".join(written)
    assert [mark for mark in MARKS.values() if mark in "\n".join(written)] == []


@pytest.mark.django_db
def test_a_row_that_the_database_refuses_is_not_quoted(written):
    remarks = "znacznik uwagi\n\nDrugi akapit."
    try:
        Registration.objects.create(
            event=factories.event(), email="", phone="", remarks=remarks, source="web"
        )
    except IntegrityError:
        logging.getLogger("django.request").exception("Internal Server Error")

    text = "\n".join(written)
    assert "registration_from_web_has_contact" in text
    assert "DETAIL: …" in text
    assert "znacznik" not in text
    assert "Drugi akapit" not in text
