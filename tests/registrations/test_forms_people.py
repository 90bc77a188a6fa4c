"""Several people in one sign-up form, names left open, consents to needs."""

import pytest

from registrations.forms import PersonForm, SignupForm
from tests import factories
from tests.factories_signup import (
    as_sent,
    box,
    errors_in,
    one_person_form,
    typed,
    typed_group,
    typed_person,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def event(db):
    return factories.event(days=2)


def filled(event, answers, **options):
    return SignupForm(event, as_sent(answers), **options)


def people_in(form):
    assert errors_in(form) == {}
    return form.submission().people


def test_form_takes_several_people(event):
    people = people_in(filled(event, typed_group(event, 3)))

    assert [person.first_name for person in people] == ["Anna", "Jan", "Jan"]


def test_form_asks_one_person_when_it_is_opened(event):
    form = SignupForm(event)

    assert len(form.people) == 1
    assert form.people[0].title == ""


def test_form_draws_one_more_person_and_keeps_what_was_typed(event):
    form = filled(event, typed(event, last_name="Żak", email="anna@") | {"add_person": "1"})

    assert not form.is_valid()
    assert errors_in(form) == {}
    assert [person.title for person in form.people] == ["Person 1", "Person 2"]
    assert form.people[0]["last_name"].value() == "Żak"
    assert form.people[1]["days"].value() == [str(day.pk) for day in event.days.all()]


def test_form_takes_out_the_person_whose_button_was_pressed(event):
    answers = typed_group(event, 3, **{"p2-first_name": "Ola"}) | {"remove_person": "2"}

    form = filled(event, answers)

    assert form.numbers == [1, 3]
    assert [person["first_name"].value() for person in form.people] == ["Anna", "Jan"]


def test_form_never_loses_its_last_person(event):
    form = filled(event, typed(event) | {"remove_person": "1"})

    assert form.numbers == [1]


def test_form_offers_no_more_people_than_the_event_takes_at_once(event):
    event.group_limit = 2

    form = filled(event, typed_group(event, 2) | {"add_person": "1"})

    assert len(form.people) == 2
    assert not form.can_add_person()


@pytest.mark.parametrize("sent", ["x", "-1", "²", "99999", "", "1\x00"])
def test_form_bears_numbers_of_people_that_it_never_gave(event, sent):
    form = filled(event, typed(event) | {"person": [sent]})

    assert form.numbers == [1]


def test_form_says_whose_field_is_wrong(event):
    form = filled(event, typed_group(event, 2, **{"p2-first_name": ""}))

    assert errors_in(form) == {"p2-first_name": ["Write the first name."]}
    assert form.people[1].title == "Person 2"


def test_form_fills_in_the_name_of_the_first_person_only(event):
    first, second = filled(event, typed_group(event, 2)).people

    shown = [one.fields["last_name"].widget.attrs["autocomplete"] for one in (first, second)]
    assert shown == ["family-name", "off"]


def test_form_with_other_people_is_another_registration(event):
    answers = typed_group(event, 2)
    forms = [filled(event, answers), filled(event, answers | {"p2-first_name": "Ola"})]

    keys = {form.submission().key for form in forms if form.is_valid()}

    assert len(keys) == 2


# Names left open


@pytest.mark.parametrize("applicant", ["group", "organisation", "local_government"])
def test_form_takes_people_without_names_of_a_group_or_an_organisation(event, applicant):
    names = {"p2-first_name": "", "p2-last_name": ""}
    answers = typed_group(event, 2, applicant=applicant, organisation_name="Ul", **names)

    people = people_in(filled(event, answers))

    assert (people[1].first_name, people[1].last_name) == ("", "")


@pytest.mark.parametrize("applicant", ["resident", "other"])
def test_form_wants_the_names_of_everybody_else(event, applicant):
    names = {"p2-first_name": "", "p2-last_name": ""}

    form = filled(event, typed_group(event, 2, applicant=applicant, **names))

    assert list(errors_in(form)) == ["p2-first_name", "p2-last_name"]


def test_form_takes_no_half_of_a_name(event):
    form = filled(event, typed(event, applicant="group", last_name=""))

    assert errors_in(form) == {"p1-last_name": ["Write the surname."]}


def test_answers_say_that_a_name_comes_later(event):
    form = filled(event, typed(event, applicant="group", first_name="", last_name=""))
    assert form.is_valid()

    names = [(str(one), words) for one, words, _anchor in form.people[0].answers()][:2]

    assert names == [("First name", "to be given later"), ("Surname", "to be given later")]


# An e-mail address of one's own


def test_form_takes_an_email_of_each_of_several_people(event):
    people = people_in(filled(event, typed_group(event, 2, **{"p2-email": "jan@example.com"})))

    assert [person.email for person in people] == ["", "jan@example.com"]


def test_form_takes_an_email_of_whom_an_organisation_sends(event):
    answers = typed(event, applicant="group") | {"p1-email": "jan@example.com"}

    assert people_in(filled(event, answers))[0].email == "jan@example.com"


def test_form_forgets_a_second_email_of_a_single_resident(event):
    """A browser that knows :has() does not show the field, so nothing in it may be wrong."""
    assert people_in(filled(event, typed(event) | {"p1-email": "jan@"}))[0].email == ""


def test_form_forgets_the_organisation_of_a_resident(event):
    of_organisation = {"organisation_name": "Ul", "nip": "1", "contact_name": "1"}

    form = filled(event, typed(event, **of_organisation))

    assert errors_in(form) == {}
    contact = form.submission().contact
    assert (contact.organisation_name, contact.nip, contact.name) == ("", "", "")


# Consents


@pytest.fixture
def consent(event):
    text = factories.consent_text(kind="needs", label="I agree that you keep what I need")
    event.consents.add(text)
    return text


@pytest.mark.parametrize("told", [{"needs": ["large_print"]}, {"needs_description": "winda"}])
def test_form_keeps_needs_only_with_consent(event, consent, told):
    message = "You wrote what somebody needs. Mark this consent, or take the needs out of the form."

    without = filled(event, typed(event, **told))
    agreed = filled(event, typed(event, **told) | {box(consent): "on"})

    assert errors_in(without) == {box(consent): [message]}
    assert errors_in(agreed) == {}
    assert agreed.submission().acknowledged == [consent]


def test_form_asks_for_consent_whoever_of_the_people_needs_something(event, consent):
    form = filled(event, typed_group(event, 2, **{"p2-needs": ["large_print"]}))

    assert list(errors_in(form)) == [box(consent)]


def test_form_takes_each_consent_by_itself(event, consent):
    pictures, other = (factories.consent_text(kind=kind) for kind in ("image", "other"))
    event.consents.add(pictures, other)

    form = filled(event, typed(event) | {box(pictures): "on"})

    assert errors_in(form) == {}
    assert form.submission().acknowledged == [pictures]


def test_form_shows_no_consent_as_given(event, consent):
    form = SignupForm(event)

    assert not form.closing[box(consent)].value()


def test_form_asks_anew_when_a_wording_was_changed_meanwhile(event):
    event.rules = factories.consent_text(kind="rules")
    answers = typed(event)
    event.rules = factories.consent_text(kind="rules", version=2)

    form = filled(event, answers)

    assert errors_in(form) == {box(event.rules): ["Mark that you know the rules."]}


# For staff


def test_form_for_staff_wants_neither_contact_nor_traps_nor_acknowledgements(event):
    event.privacy_notice = factories.consent_text()
    answers = typed(event, email="") | {box(event.privacy_notice): "", "website": "x"}

    form = filled(event, answers, for_staff=True)

    assert errors_in(form) == {}
    assert form.submission().acknowledged == [event.privacy_notice]


# One person by herself


def stored(event):
    person = factories.participant(event, email="jan@example.com", diet="vegan")
    person.needs.create(kind="large_print")
    person.needs.create(kind="other", description="winda")
    return person


def test_person_form_shows_what_is_stored(event):
    person = stored(event)

    form = one_person_form(person)

    assert form["first_name"].value() == "Anna"
    assert form["email"].value() == "jan@example.com"
    assert form["needs_description"].value() == "winda"
    assert form["needs"].value() == ["large_print", "other"]


def test_person_form_gives_what_the_service_takes(event):
    answers = {
        "first_name": "Ola",
        "last_name": "Kowal",
        "days": [str(event.days.first().pk)],
        "needs": ["large_print"],
    }

    form = one_person_form(stored(event), as_sent(answers))

    assert form.errors == {}
    assert form.person().first_name == "Ola"
    assert form.person().days == [event.days.first()]


def test_person_form_takes_several_with_a_prefix(event):
    answers = typed_person(event, 2, first_name="Ola")

    form = PersonForm(event, as_sent(answers), prefix="p2", questions=[])

    assert form.errors == {}
    assert form.person().first_name == "Ola"
