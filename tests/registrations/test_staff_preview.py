"""Staff see the form of an event as a resident will; nothing is sent from there."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from registrations.models import Question, Registration, Upload
from registrations.services.questions import Draft, save_questions
from tests import factories
from tests.factories_library import pdf
from tests.factories_signup import typed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def event(operator):
    made = factories.event(status="draft")
    save_questions(made, [Draft(wording="Do you come by train?", kind="yes_no", is_required=True)])
    return made


def address(event):
    return f"/panel/wydarzenia/{event.pk}/formularz/"


def test_form_preview_shows_the_form_of_an_unpublished_event(bobs_client, event):
    page = bobs_client.get(address(event)).content.decode()

    assert "Do you come by train?" in page
    assert "nothing is sent or stored" in page


def test_form_preview_checks_the_answers_and_stores_nothing(bobs_client, event):
    question = Question.objects.get()

    wrong = bobs_client.post(address(event), typed(event))
    right = bobs_client.post(
        address(event), typed(event, **{f"p1-{question.field_name}": "yes", "confirm": "1"})
    )

    assert "All answers are good." not in wrong.content.decode()
    assert "All answers are good." in right.content.decode()
    assert not Registration.objects.exists()


def test_form_preview_takes_no_files(bobs_client, event):
    [question] = save_questions(
        event, [Draft(wording="Statute", kind="file")], removed=[Question.objects.get().thread]
    )
    name = f"p1-{question.field_name}-file"

    bobs_client.post(
        address(event), typed(event, **{name: SimpleUploadedFile("statut.pdf", pdf())})
    )

    assert not Upload.objects.exists()


def test_form_preview_is_refused_to_staff_without_the_right(client, event):
    client.force_login(factories.user(is_staff=True))

    assert client.get(address(event)).status_code == 403


def test_form_preview_of_no_event_is_not_found(bobs_client):
    assert bobs_client.get("/panel/wydarzenia/999999/formularz/").status_code == 404
