"""The form of a person whose answers are stored already."""

import pytest

from registrations.forms.files import signed
from registrations.models import Answer
from tests import factories
from tests.factories_files import sent_file
from tests.factories_signup import as_sent, one_person_form, question, wordings_shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def event(db):
    return factories.event()


def test_person_form_shows_answers_also_to_an_earlier_wording(event):
    asked = question(event)
    person = factories.participant(event)
    Answer.objects.create(
        question=asked, registration=person.registration, participant=person, values=["od Ani"]
    )
    asked.replace()
    question(event, thread=asked.thread, version=2)

    form = one_person_form(person)

    assert form[asked.field_name].value() == "od Ani"


def test_person_form_keeps_the_file_that_is_hers(event):
    asked = question(event, kind="file")
    person, upload = factories.participant(event), sent_file(event=event)
    Answer.objects.create(
        question=asked, registration=person.registration, participant=person, upload=upload
    )
    names = {"first_name": "Anna", "last_name": "Kowal", asked.field_name: signed(upload)}
    names |= wordings_shown(event)

    own = one_person_form(person, as_sent(names))
    strangers = one_person_form(factories.participant(event), as_sent(names))

    assert own.errors == {}
    assert own.person().answers[0].upload == upload
    assert list(strangers.errors) == [asked.field_name]


def test_person_form_knows_what_the_registration_answered(event):
    once = question(event, kind="yes_no", scope="registration")
    each = question(event, is_required=True, shown_if=once, shown_if_answer="yes")
    person = factories.participant(event)
    Answer.objects.create(question=once, registration=person.registration, values=["yes"])
    names = {"first_name": "Anna", "last_name": "Kowal", "asked": str(each.pk)}

    form = one_person_form(person, as_sent(names))

    assert dict(form.errors) == {each.field_name: ["Write the answer."]}
