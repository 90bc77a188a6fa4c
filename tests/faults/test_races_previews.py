"""People sign up while staff look at a preview or save: on real connections."""

import threading
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection

from events.models import Event
from owes_portal import memory, pdf_reading, pictures
from owes_portal.editing import preview
from owes_portal.editing.admin import ContentAdmin
from registrations import services
from tests import factories
from tests.admin_forms import answers
from tests.factories_library import pdf
from tests.factories_pictures import FIELDS, encoded

pytestmark = [
    pytest.mark.faults,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("mails_wait"),
]

PATIENCE = 2  # seconds


class Visitor(threading.Thread):
    """Somebody who signs up on a connection of their own, and does not wait for ever."""

    def __init__(self, event):
        super().__init__()
        self.event, self.submission, self.outcome = event, factories.submission(), None

    def run(self):
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = %s", [f"{PATIENCE}s"])
        started = time.monotonic()
        try:
            self.outcome = services.register(self.event, self.submission)
        except OperationalError as failure:
            self.outcome = failure
        self.took = time.monotonic() - started
        connection.close()


@pytest.fixture
def visitor(operator):
    return Visitor(factories.event(capacity=5, lead="Warsztaty."))


def post(client, visitor, **typed):
    address = f"/panel/events/event/{visitor.event.pk}/change/"
    return client.post(address, answers(client, address) | typed)


def with_a_picture():
    sent = {"pictures-TOTAL_FORMS": "1"}
    sent |= {f"pictures-0-{name}": value for name, value in FIELDS.items()}
    return sent | {
        "pictures-0-file": SimpleUploadedFile("zdjecie.jpg", encoded()),
        "pictures-0-licence": "all-rights",
    }


def with_a_pdf():
    return {
        "attachments-TOTAL_FORMS": "1",
        "attachments-0-title": "Program",
        "attachments-0-file": SimpleUploadedFile("program.pdf", pdf()),
    }


def signing_up_during(monkeypatch, place, name, visitor):
    """From now on that deed lasts until the visitor is through."""
    deed = getattr(place, name)

    def do(*args, **kwargs):
        visitor.start()
        visitor.join()
        return deed(*args, **kwargs)

    monkeypatch.setattr(place, name, do)


@pytest.mark.parametrize("button", ["_save", "_preview"])
def test_nobody_waits_while_a_picture_is_drawn(button, visitor, bobs_client, monkeypatch):
    signing_up_during(monkeypatch, pictures, "_redrawn", visitor)

    post(bobs_client, visitor, **with_a_picture(), **{button: ""})

    assert visitor.outcome.number
    assert Event.objects.get().places_taken == 1


@pytest.mark.parametrize("button", ["_save", "_preview"])
def test_nobody_waits_while_a_pdf_is_read(button, visitor, bobs_client, monkeypatch):
    signing_up_during(monkeypatch, pdf_reading, "_facts_in", visitor)

    post(bobs_client, visitor, **with_a_pdf(), **{button: ""})

    assert visitor.outcome.number
    assert Event.objects.get().places_taken == 1


def test_pictures_that_are_drawn_later_keep_people_waiting(visitor, bobs_client, monkeypatch):
    """The control: drawn with the form, the picture holds the event meanwhile."""
    monkeypatch.setattr(pictures, "draw_ahead", lambda files, until: None)
    signing_up_during(monkeypatch, pictures, "_redrawn", visitor)

    post(bobs_client, visitor, **with_a_picture(), _save="")

    assert isinstance(visitor.outcome, OperationalError)


def test_nobody_waits_while_the_form_of_a_preview_is_checked(visitor, bobs_client, monkeypatch):
    signing_up_during(monkeypatch, ContentAdmin, "save_form", visitor)

    post(bobs_client, visitor, _preview="")

    assert visitor.outcome.number


def test_a_visitor_waits_no_longer_than_a_preview_is_drawn(visitor, bobs_client, monkeypatch):
    drawn, started, stamp = preview.page_of, [], memory.current_stamp()

    def page_of(*args):
        visitor.start()
        started.append(time.monotonic())
        return drawn(*args)

    monkeypatch.setattr(preview, "page_of", page_of)
    post(bobs_client, visitor, _preview="", title="Tylko na ekranie")
    lasted = time.monotonic() - started[0]
    visitor.join()

    assert visitor.outcome.number
    assert visitor.took < lasted + PATIENCE
    assert (Event.objects.get().places_taken, Event.objects.get().title) == (1, visitor.event.title)
    assert memory.current_stamp() == stamp
