"""Questions that staff reword while somebody signs up: nobody answers what was not read."""

from dataclasses import replace

import pytest

from registrations import services
from registrations.forms import SignupForm
from registrations.models import Answer, Registration
from registrations.services.questions import draft_of
from tests import factories
from tests.factories_signup import (
    as_sent,
    errors_in,
    one_person_form,
    question,
    typed,
    wordings_shown,
)
from tests.reading import errors, tree, words
from tests.registrations.test_views import hidden_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

FORM = "/wydarzenia/abc/zapisy/"


@pytest.fixture
def event(operator):
    return factories.event(slug="abc")


@pytest.fixture
def reworded(client, event):
    """The page that answers a form which was checked before a question was reworded."""
    asked = question(event, wording="Czy jedziesz autobusem?", kind="yes_no")
    checked = client.post(FORM, typed(event) | {f"p1-{asked.field_name}": "yes"})
    services.save_questions(event, [replace(draft_of(asked), wording="Czy jedziesz autem?")])
    return client.post(FORM, hidden_of(checked) | {"confirm": "1"})


def test_create_shows_a_question_that_was_reworded_and_keeps_what_was_typed(reworded):
    assert errors(reworded)[0].startswith("The questions about this event have just changed.")
    assert "Czy jedziesz autem?" in words(reworded)
    assert tree(reworded).xpath('//input[@value="yes"]/@checked')
    assert not Registration.objects.exists()


def test_create_takes_the_answer_once_the_new_wording_was_shown(client, event, reworded):
    asked = event.questions.current().get()
    shown = tree(reworded).xpath('//input[@name="asked"]/@value')
    answers = typed(event) | {"asked": shown, f"p1-{asked.field_name}": "yes", "confirm": "1"}

    client.post(FORM, answers)

    assert Answer.objects.get().question == asked


def test_answer_to_a_wording_that_was_not_shown_is_asked_for_again(event):
    before = question(event, wording="Czy jedziesz autobusem?", kind="yes_no")
    sent = typed(event) | {f"p1-{before.field_name}": "yes"}
    before.replace()
    now = question(
        event, wording="Czy jedziesz własnym autem?", kind="yes_no", thread=before.thread, version=2
    )

    form = SignupForm(event, as_sent(sent))

    (message,) = errors_in(form)["asked"]
    assert message.startswith("The questions about this event have just changed.")
    assert form.common["asked"].value() == str(now.pk)
    assert form.people[0][now.field_name].value() == "yes"


def test_person_form_asks_again_for_answers_to_wordings_that_were_not_shown(event):
    before = question(event)
    sent = {"first_name": "Anna", "last_name": "Kowal"} | wordings_shown(event)
    before.replace()
    question(event, wording="Kto o nas mówił?", thread=before.thread, version=2)

    form = one_person_form(factories.participant(event), as_sent(sent))

    assert list(form.errors) == ["asked"]
