"""Questions that staff reword while somebody signs up: nobody answers what was not read."""

from dataclasses import replace

import pytest

from registrations import services
from registrations.models import Answer, Registration
from registrations.services.questions import draft_of
from tests import factories
from tests.factories_signup import question, typed
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
