"""What a visitor types into the sign-up form, with boring defaults."""

import uuid

from django.utils.datastructures import MultiValueDict

from registrations.forms import OnePersonForm, PersonForm
from registrations.models import Question
from registrations.questions import asked
from tests import factories

OF_THE_PERSON = {*PersonForm.base_fields} - {"email"}


def typed(event=None, **changes):
    """Valid answers for the event; a change of None leaves the question out.

    What is asked for each person is the first one's: `first_name` is sent as `p1-first_name`.
    """
    answers = {
        "key": str(uuid.uuid4()),
        "applicant": "resident",
        "first_name": "Anna",
        "last_name": "Kowal",
        "email": "anna@example.com",
        "municipality": factories.municipality().name,
        "days": [day.pk for day in event.days.all()] if event else [],
        **(
            wordings_shown(event)
            | {box(text): "on" for text in (event.privacy_notice, event.rules) if text}
            if event
            else {}
        ),
    }
    return {
        f"p1-{name}" if name in OF_THE_PERSON else name: value
        for name, value in (answers | changes).items()
        if value is not None
    }


def wordings_shown(event):
    """What a page that asks the event's questions of now says of itself."""
    keys = sorted(one.pk for one in asked(event))
    return {"asked": ",".join(map(str, keys))} if keys else {}


def box(text):
    """The name of the box beside a wording."""
    return f"wording-{text.pk}"


def typed_person(event, number, **changes):
    """Answers of one more person."""
    answers = {
        "first_name": "Jan",
        "last_name": "Kowal",
        "days": [day.pk for day in event.days.all()],
    } | changes
    return {f"p{number}-{name}": value for name, value in answers.items() if value is not None}


def typed_group(event, people, **changes):
    """Valid answers for so many people."""
    others = [typed_person(event, number) for number in range(2, people + 1)]
    answers = typed(event) | {"person": [str(number) for number in range(1, people + 1)]}
    for one in others:
        answers |= one
    return answers | changes


def as_sent(answers):
    """Answers as a browser sends them."""
    return MultiValueDict({k: v if isinstance(v, list) else [v] for k, v in answers.items()})


def one_person_form(person, data=None):
    """The form that changes what is stored of a person."""
    return OnePersonForm(person.registration, data, participant=person)


def errors_in(form):
    """The texts by the names of the fields, as the page sends them."""
    return {
        part.add_prefix(name): list(texts)
        for part in form.forms
        for name, texts in part.errors.items()
    }


def question(event, **fields):
    return Question.objects.create(
        event=event,
        **{"wording": "Skąd o nas wiesz?", "position": Question.objects.count()} | fields,
    )
