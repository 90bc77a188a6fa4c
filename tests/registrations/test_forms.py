"""What the sign-up form takes, and what it says about the rest."""

import uuid

import pytest

from registrations.forms import SignupForm
from tests import factories
from tests.factories_signup import OF_THE_PERSON, as_sent, box, errors_in, typed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

USE_LETTERS = "Use letters only; a hyphen, a space and an apostrophe may stand between them."


def filled(event=None, **changes):
    event = event or factories.event()
    answers = typed(event, **changes)
    return SignupForm(event, as_sent(answers))


def errors_of(event=None, **changes):
    return errors_in(filled(event, **changes))


def sent(field):
    return f"p1-{field}" if field in OF_THE_PERSON else field


def contact_from(**changes):
    form = filled(**changes)
    assert errors_in(form) == {}
    return form.submission().contact


def fields_of(form):
    parts = reversed(form.forms)  # so that of two e-mails the contact's is found
    return {name: field for part in parts for name, field in part.fields.items()}


def test_form_takes_valid_answers():
    form = filled(last_name="Kowal", email="anna@example.com")

    assert errors_in(form) == {}
    assert form.submission().people[0].last_name == "Kowal"
    assert form.submission().contact.email == "anna@example.com"


def test_form_binds_its_key_to_the_event():
    key, event, other = str(uuid.uuid4()), factories.event(), factories.event()
    forms = [filled(event, key=key), filled(event, key=key), filled(other, key=key)]
    assert all(form.is_valid() for form in forms)

    first, again, elsewhere = [form.submission().key for form in forms]

    assert first == again != elsewhere


def test_form_sent_again_with_another_person_is_another_registration():
    key, event = str(uuid.uuid4()), factories.event()
    forms = [
        filled(event, key=key),
        filled(event, key=key, first_name="Jan", email="j@example.com"),
    ]
    assert all(form.is_valid() for form in forms)

    keys = {form.submission().key for form in forms}

    assert len(keys) == 2


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("applicant", "Choose who you are."),
        ("first_name", "Write the first name."),
        ("last_name", "Write the surname."),
        ("municipality", "Write the municipality, e.g. Zwierzyniec."),
    ],
)
def test_form_says_what_is_missing(field, message):
    assert errors_of(**{field: ""}) == {sent(field): [message]}
    assert errors_of(**{field: None}) == {sent(field): [message]}


def test_form_asks_for_a_day_when_there_are_two():
    event = factories.event(days=2)

    assert errors_of(event, days=[]) == {"p1-days": ["Choose at least one day."]}


def test_form_refuses_a_day_of_another_event():
    event, other = factories.event(days=2), factories.event()

    assert list(errors_of(event, days=[other.days.get().pk])) == ["p1-days"]


def test_form_does_not_ask_for_the_day_when_there_is_one():
    assert "days" not in fields_of(filled())


# Names


@pytest.mark.parametrize(
    "name",
    [
        "Nowak-Kowalska",
        "O’Connor",
        "O'Connor",
        "Łucja Maria",
        "Олена",
        "Ґалаґан-Їжакевич",
        "J. R.",
        "Ng",
        "E",
        "von der Leyen",
        "ż" * 80,
    ],
)
def test_form_takes_names_as_people_bear_them(name):
    assert errors_of(first_name=name, last_name=name) == {}


@pytest.mark.parametrize(
    "name",
    [
        "Anna2",
        "<b>Anna</b>",
        "Anna_",
        "-",
        "44051401359",
        "Anna\nBcc: x@y.pl",
        "=1+1",
        "🙂",
        "a@b.pl",
    ],
)
def test_form_refuses_what_is_no_name(name):
    assert errors_of(first_name=name) == {"p1-first_name": [USE_LETTERS]}


def test_form_refuses_a_name_of_81_letters():
    message = "This is longer than 80 letters. Shorten it."

    assert errors_of(last_name="ż" * 81) == {"p1-last_name": [message]}


def test_form_takes_a_name_whose_accents_are_letters_of_their_own():
    form = filled(first_name="Z\u0307aneta", last_name="Андріи\u0306")

    assert errors_in(form) == {}
    assert form.submission().people[0].first_name == "Żaneta"


@pytest.mark.parametrize(
    "field",
    [
        "first_name",
        "last_name",
        "email",
        "phone",
        "municipality",
        "organisation_name",
        "remarks",
        "needs_description",
        "nip",
        "applicant",
        "needs",
        "key",
    ],
)
def test_form_refuses_a_nul_byte(field):
    is_of_organisation = field in ("nip", "organisation_name")
    more = {"applicant": "group"} if is_of_organisation else {}

    assert list(errors_of(**{field: "a\x00b"} | more)) == [sent(field)]


# Contact


def test_form_wants_an_email_or_a_telephone():
    message = "Give an e-mail address or a telephone number, so that we can confirm the place."

    assert errors_of(email="", phone="") == {"email": [message]}
    assert errors_of(email="", phone="600123456") == {}


def test_form_speaks_of_a_wrong_email_once():
    message = "Write the e-mail address in the form name@domain.pl."

    assert errors_of(email="anna@") == {"email": [message]}


def test_form_refuses_an_email_longer_than_the_database_keeps():
    email = f"anna@{'a' * 62}.{'b' * 62}.{'c' * 62}.{'d' * 62}.pl"

    assert list(errors_of(email=email)) == ["email"]


@pytest.mark.parametrize(
    ("phone", "stored"),
    [
        ("600 123 456", "+48600123456"),
        ("600-123-456", "+48600123456"),
        ("+48 (84) 638 00 00", "+48846380000"),
        ("0048600123456", "+48600123456"),
        ("+380 67 123 45 67", "+380671234567"),
    ],
)
def test_form_takes_telephones_as_people_write_them(phone, stored):
    assert contact_from(phone=phone).phone == stored


@pytest.mark.parametrize(
    "phone", ["1234", "brak", "600123", "600 123 45", "+48 600 123 456 789 000"]
)
def test_form_refuses_what_is_no_telephone(phone):
    message = "Write a telephone number, for example 600 123 456."

    assert errors_of(phone=phone) == {"phone": [message]}


# Organisation


@pytest.mark.parametrize("applicant", ["organisation", "local_government"])
def test_form_wants_the_name_of_an_organisation(applicant):
    message = "Write the name of the organisation."

    assert errors_of(applicant=applicant) == {"organisation_name": [message]}
    assert errors_of(applicant=applicant, organisation_name="Ul") == {}


@pytest.mark.parametrize("nip", ["526-000-12-46", "PL 526 000 12 46", "5260001246", "pl5260001246"])
def test_form_takes_a_nip_as_people_write_it(nip):
    assert contact_from(applicant="group", nip=nip).nip == "5260001246"


@pytest.mark.parametrize("nip", ["0000000000", "5260001247", "526000124", "abc", "5" * 20])
def test_form_refuses_a_wrong_nip(nip):
    message = "This NIP has a wrong check digit. See whether all ten digits are right."

    assert errors_of(applicant="group", nip=nip) == {"nip": [message]}


# Municipality


@pytest.fixture
def namesakes(db):
    """Two municipalities called Zamość, and a town with a long name."""
    city = factories.county(code="0664", name="Zamość", is_city=True)
    factories.municipality(code="0664011", name="Zamość", kind="1", county=city)
    factories.municipality(code="0620142", name="Zamość", kind="2")
    factories.municipality(code="0620011", name="Szczebrzeszyn", kind="1")


@pytest.mark.parametrize(
    "words",
    [
        "Szczebrzeszyn",
        "  szczebrzeszyn ",
        "SZCZEBRZESZYN",
        "Szczebrzeszyn (urban municipality, county zamojski)",
    ],
)
def test_form_knows_a_municipality_however_it_is_written(namesakes, words):
    assert contact_from(municipality=words).municipality.code == "0620011"


def test_form_asks_which_of_two_namesakes(namesakes):
    assert errors_of(municipality="zamosc") == {
        "municipality": [
            "Which one? Choose Zamość (city with county rights) "
            "or Zamość (rural municipality, county zamojski)."
        ]
    }


def test_form_takes_the_full_label_of_a_namesake(namesakes):
    contact = contact_from(municipality="Zamość (rural municipality, county zamojski)")

    assert contact.municipality.code == "0620142"


def test_form_says_what_to_do_with_an_unknown_municipality():
    message = (
        "Choose the municipality from the list. Start to type its name, "
        "e.g. Zwierzyniec. If it is not there, mark that it is outside the subregion."
    )

    assert errors_of(municipality="Kraków") == {"municipality": [message]}


def test_form_takes_any_municipality_outside_the_subregion():
    contact = contact_from(municipality="Kraków", is_outside="on")

    assert (contact.municipality, contact.other_municipality) == (None, "Kraków")


# What only some events ask


def test_form_asks_only_what_the_event_offers():
    offered = {"has_catering": True, "has_accommodation": True}

    plain, full = fields_of(filled()), fields_of(filled(factories.event(**offered)))

    assert {"diet", "wants_accommodation", "pickup_point"} & set(plain) == set()
    assert {"diet", "wants_accommodation"} <= set(full)


def test_form_asks_for_acknowledgement_of_the_wordings_that_the_event_has():
    event = factories.event(
        privacy_notice=factories.consent_text(), rules=factories.consent_text(kind="rules")
    )

    privacy, rules = box(event.privacy_notice), box(event.rules)

    assert errors_of(event, **{privacy: None, rules: None}) == {
        privacy: ["Mark that you know the information on data processing."],
        rules: ["Mark that you know the rules."],
    }
    form = filled(event)
    assert form.is_valid()
    assert form.submission().acknowledged == [event.privacy_notice, event.rules]


def test_form_never_asks_for_pesel_birth_or_illness():
    event = factories.event(has_catering=True, has_accommodation=True, has_transport=True, days=2)

    names = " ".join(fields_of(filled(event)))

    assert not any(word in names for word in ("pesel", "birth", "illness", "disab", "scan"))


def test_form_names_the_purpose_of_each_input_that_browsers_can_fill():
    fields = fields_of(filled())

    purposes = {name: field.widget.attrs.get("autocomplete") for name, field in fields.items()}

    assert purposes["first_name"] == "given-name"
    assert purposes["last_name"] == "family-name"
    assert purposes["email"] == "email"
    assert purposes["phone"] == "tel"
    assert purposes["organisation_name"] == "organization"


def test_answers_show_every_question_that_was_asked():
    form = filled(
        factories.event(has_accommodation=True), wants_accommodation="on", needs=["large_print"]
    )
    assert form.is_valid()

    answers = {
        str(question): answer
        for _title, part in form.summary()
        for question, answer, _anchor in part
    }

    assert answers["You sign up as"] == "resident"
    assert answers["Municipality"] == "Zwierzyniec (urban-rural municipality, county zamojski)"
    assert answers["I need accommodation"] == "yes"
    assert answers["My municipality is outside the subregion"] == "no"
    assert answers["Telephone"] == ""
    assert answers["What do you need to take part comfortably?"] == "materials in large print"
