"""Own questions of an event: kinds of answers, conditions, files."""

from datetime import date
from time import process_time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from registrations.forms import SignupForm
from registrations.forms.files import signed
from registrations.models import Answer, Upload
from tests import factories
from tests.factories_files import sent_file
from tests.factories_library import pdf
from tests.factories_signup import (
    as_sent,
    errors_in,
    question,
    typed,
    typed_group,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def event(db):
    return factories.event()


def filled(event, files=None, **answers):
    return SignupForm(event, as_sent(typed(event) | answers), files)


def name_of(asked, number=1):
    return f"p{number}-{asked.field_name}" if asked.is_for_each_person() else asked.field_name


def given_to(asked, value):
    """The values that an answer is stored with, or the errors beside the question."""
    form = filled(asked.event, **{name_of(asked): value})
    if not form.is_valid():
        return errors_in(form)[name_of(asked)]
    (answer,) = form.submission().people[0].answers
    assert answer.question == asked
    return list(answer.values)


OPTIONS = {"options": ["las", "rzeka", "łąka"]}


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("text", "  od sąsiadki ", ["od sąsiadki"]),
        ("text", "", []),
        ("text", "a" * 301, ["This is longer than 300 letters. Shorten it."]),
        ("long_text", "pierwsza\ndruga", ["pierwsza\ndruga"]),
        ("long_text", "a" * 2001, ["This is longer than 2000 letters. Shorten it."]),
        ("one_of", "rzeka", ["rzeka"]),
        ("one_of", "morze", ["Choose one of the answers."]),
        ("several_of", ["las", "łąka"], ["las", "łąka"]),
        ("several_of", ["las", "morze"], ["Choose from the answers below."]),
        ("yes_no", "no", ["no"]),
        ("yes_no", "perhaps", ["Choose one of the answers."]),
        ("number", " 12 ", ["12"]),
        ("number", "kilka", ["Write a whole number in digits, e.g. 12."]),
        ("number", "9" * 30, ["Write a whole number in digits, e.g. 12."]),
        ("date", "22.09.2026", ["2026-09-22"]),
        ("date", "31.02.2026", ["Write the date with day, month and year, e.g. 22.09.2026."]),
    ],
)
def test_question_takes_answers_of_its_kind(event, kind, value, expected):
    options = OPTIONS if kind in ("one_of", "several_of") else {}

    assert given_to(question(event, kind=kind, **options), value) == expected


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("text", "Write the answer."),
        ("long_text", "Write the answer."),
        ("one_of", "Choose one of the answers."),
        ("several_of", "Choose at least one answer."),
        ("yes_no", "Choose one of the answers."),
        ("number", "Write the number."),
        ("date", "Write the date."),
        ("file", "Choose a file."),
    ],
)
def test_question_says_what_is_missing(event, kind, message):
    asked = question(event, kind=kind, is_required=True, **OPTIONS)

    assert errors_in(filled(event)) == {name_of(asked): [message]}


@pytest.mark.parametrize(
    "written",
    ["22.09.2026", "2026-09-22", "22-9-2026", "22/09/2026", "22. 9. 2026", "22.09.2026 r."]
    + ["22 września 2026", "22  Września 2026 r."],
)
def test_question_takes_dates_as_people_write_them(event, written):
    asked = question(event, kind="date")

    with translation.override("pl"):
        assert given_to(asked, written) == ["2026-09-22"]


def test_question_is_not_kept_busy_by_a_date_of_endless_spaces(event):
    asked, begun = question(event, kind="date"), process_time()

    errors = errors_in(filled(event, **{name_of(asked): f"x{60_000 * ' '}x"}))

    advice = "Write the date with day, month and year, e.g. 22.09.2026."
    assert errors == {name_of(asked): [advice]}
    assert process_time() - begun < 3  # seconds; trying each space as a beginning takes eight


def test_answers_say_dates_and_options_in_words(event):
    when, whether = question(event, kind="date"), question(event, kind="yes_no")
    form = filled(event, **{name_of(when): "2026-09-22", name_of(whether): "yes"})
    assert form.is_valid()

    words = [str(words) for _label, words, _anchor in form.people[0].answers()]

    assert form.people[0].cleaned_data[when.field_name] == date(2026, 9, 22)
    assert "22\xa0September\xa02026" in words
    assert "yes" in words


def test_question_of_the_registration_is_asked_once(event):
    once, each = question(event, scope="registration"), question(event)
    answers = {name_of(once): "raz", name_of(each): "pierwsza", name_of(each, 2): "druga"}

    form = SignupForm(event, as_sent(typed_group(event, 2) | answers))

    assert errors_in(form) == {}
    sent = form.submission()
    assert [answer.values for answer in sent.answers] == [["raz"]]
    assert [one.answers[0].values for one in sent.people] == [["pierwsza"], ["druga"]]


def test_question_of_staff_is_text_and_never_markup(event):
    asked = question(event, hint="<b>pogrubione</b> {{ event }}", wording="<i>A</i>")

    form = SignupForm(event)

    help_text = form.people[0].fields[asked.field_name].help_text
    assert help_text == "&lt;b&gt;pogrubione&lt;/b&gt; {{ event }}"


def test_question_that_was_replaced_is_asked_no_more(event):
    asked = question(event)
    asked.replace()

    assert asked.field_name not in SignupForm(event).people[0].fields


def test_answers_come_in_the_order_of_the_page(event):
    asked = question(event, wording="Skąd?")
    form = filled(event, **{name_of(asked): "z lasu"}, **{"p1-needs": ["large_print"]})
    assert form.is_valid()

    labels = [str(label) for label, _words, _anchor in form.people[0].answers()]

    assert labels.index("Skąd?") < labels.index("What do you need to take part comfortably?")


# Conditions


@pytest.fixture
def story(event):
    return question(event, kind="yes_no", wording="Do you bring a story?")


@pytest.fixture
def title(event, story):
    return question(event, is_required=True, shown_if=story, shown_if_answer="yes")


@pytest.mark.parametrize("answer", ["no", None, "perhaps"])
def test_condition_that_is_not_met_asks_nothing_and_drops_what_was_typed(
    event, story, title, answer
):
    answers = {name_of(story): answer} if answer else {}
    form = filled(event, **answers, **{name_of(title): "a" * 999})

    assert name_of(title) not in errors_in(form)
    if form.is_valid():
        given = form.submission().people[0].answers
        assert title not in [one.question for one in given if one.values]


def test_condition_that_is_met_asks_what_it_must(event, story, title):
    form = filled(event, **{name_of(story): "yes"})

    assert errors_in(form) == {name_of(title): ["Write the answer."]}


def test_condition_is_met_for_each_person_by_her_own_answer(event, story, title):
    answers = {name_of(story): "no", name_of(story, 2): "yes"}

    form = SignupForm(event, as_sent(typed_group(event, 2) | answers))

    assert errors_in(form) == {name_of(title, 2): ["Write the answer."]}


def test_condition_on_one_of_several_marked_answers(event):
    first = question(event, kind="several_of", **OPTIONS)
    second = question(event, is_required=True, shown_if=first, shown_if_answer="łąka")

    assert errors_in(filled(event, **{name_of(first): ["las"]})) == {}
    assert list(errors_in(filled(event, **{name_of(first): ["las", "łąka"]}))) == [name_of(second)]


def test_condition_of_a_person_on_what_is_asked_once(event):
    once = question(event, kind="yes_no", scope="registration")
    each = question(event, is_required=True, shown_if=once, shown_if_answer="yes")

    assert errors_in(filled(event, **{name_of(once): "no"})) == {}
    assert list(errors_in(filled(event, **{name_of(once): "yes"}))) == [name_of(each)]


def test_condition_on_what_is_not_asked_itself_is_not_met(event, story, title):
    third = question(event, is_required=True, shown_if=title, shown_if_answer="x")

    form = filled(event, **{name_of(story): "no", name_of(title): "x"})

    assert name_of(third) not in errors_in(form)


def test_condition_holds_when_its_question_was_worded_anew(event, story, title):
    story.replace()
    anew = question(event, thread=story.thread, version=2, kind="yes_no")

    assert errors_in(filled(event, **{name_of(anew): "no"})) == {}
    assert list(errors_in(filled(event, **{name_of(anew): "yes"}))) == [name_of(title)]


def test_condition_is_said_in_words_right_after_its_question(event, story, title):
    last = question(event)
    story.position, title.position, last.position = 1, 9, 5
    for one in (story, title, last):
        one.save()

    form = SignupForm(event)

    assert [one.pk for one in form.people[0].questions] == [story.pk, title.pk, last.pk]
    help_text = form.people[0].fields[title.field_name].help_text
    assert help_text == "Answer if you marked “yes” above."


# Files


@pytest.fixture
def plan(event):
    return question(event, kind="file", scope="registration", is_required=True)


def chosen(plan, content=None, name="plan.pdf"):
    return as_sent({f"{plan.field_name}-file": SimpleUploadedFile(name, content or pdf())})


def test_file_is_stored_at_once_and_survives_mistakes_elsewhere(event, plan):
    form = filled(event, chosen(plan), email="anna@")

    upload = Upload.objects.get()
    assert list(errors_in(form)) == ["email"]
    assert form.common[plan.field_name].value() == upload
    assert f"Uploaded: plan.pdf ({upload.size}" in form.common[plan.field_name].as_widget()
    assert dict(form.as_hidden())[plan.field_name] == signed(upload)


def test_file_that_was_stored_before_is_the_answer(event, plan):
    upload = sent_file(event=event)

    form = filled(event, **{plan.field_name: signed(upload)})

    assert errors_in(form) == {}
    (answer,) = form.submission().answers
    assert (answer.question, answer.upload) == (plan, upload)


def test_file_that_is_wrong_is_told_of_and_nothing_is_lost(event, plan):
    upload = sent_file(event=event)
    wrong = chosen(plan, b"MZ...", "plan.exe")

    form = filled(event, wrong, **{plan.field_name: signed(upload)})

    assert list(errors_in(form)) == [plan.field_name]
    assert form.common[plan.field_name].value() == upload
    assert Upload.objects.count() == 1


@pytest.mark.parametrize("button", ["add_person", "remove_person"])
def test_file_that_is_wrong_is_told_of_while_people_are_added(event, plan, button):
    form = filled(event, chosen(plan, b"MZ...", "plan.exe"), **{button: "1"})

    assert list(errors_in(form)) == [plan.field_name]


def test_file_is_taken_away_by_its_button(event, plan):
    upload = sent_file(event=event)
    answers = {plan.field_name: signed(upload), "remove_file": plan.field_name}

    form = filled(event, **answers)

    assert not form.is_valid()
    assert errors_in(form) == {}
    assert form.common[plan.field_name].value() is None


@pytest.mark.parametrize("forged", ["x", "a:b", "\x00", "00000000-0000-0000-0000-000000000000"])
def test_file_cannot_be_named_by_strangers(event, plan, forged):
    message = "This file is here no longer. Choose it again."

    assert errors_in(filled(event, **{plan.field_name: forged})) == {plan.field_name: [message]}


def test_file_of_another_event_is_none_of_this(event, plan):
    elsewhere = signed(sent_file(event=factories.event()))

    assert list(errors_in(filled(event, **{plan.field_name: elsewhere}))) == [plan.field_name]


def test_file_that_was_swept_up_meanwhile_is_asked_for_again(event, plan):
    upload = sent_file(event=event)
    key = signed(upload)
    upload.delete()

    assert list(errors_in(filled(event, **{plan.field_name: key}))) == [plan.field_name]


def test_file_that_nobody_asked_for_is_not_stored(event, plan):
    files = as_sent({"q-1-file": SimpleUploadedFile("a.pdf", pdf())})

    filled(event, files)

    assert not Upload.objects.exists()


def test_file_of_another_registration_is_chosen_again(event, plan):
    upload = sent_file(event=event)
    other = factories.participant(event).registration
    Answer.objects.create(question=plan, registration=other, upload=upload)

    form = filled(event, **{plan.field_name: signed(upload)})

    message = "This file was sent already. Choose it again."
    assert errors_in(form) == {plan.field_name: [message]}
