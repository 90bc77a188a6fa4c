"""The event's own questions: built, reworded, copied; what was answered keeps its wording."""

import uuid
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registrations import services
from registrations.models import Answer
from registrations.services.questions import Draft, copy_questions, draft_of, save_questions
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

TRAIN = Draft(wording="Do you come by train?", kind="yes_no")
STATION = Draft(
    wording="Which station?", options=("Zamość", "Chełm"), kind="one_of", is_required=True
)


def depending(draft, on, answer):
    return replace(draft, shown_if=on.thread, shown_if_answer=answer)


def draft_event():
    return factories.event(status="draft")


def ask(event, *drafts, removed=()):
    return save_questions(event, drafts, removed=removed)


def answer(question, *values):
    """Somebody signs up and answers the question."""
    given = [services.GivenAnswer(question, values)]
    services.register(
        question.event, replace(factories.submission(), answers=given, key=uuid.uuid4())
    )


def asked(event):
    return [draft_of(question) for question in event.questions.current()]


def test_save_questions_writes_them_in_their_order():
    event = draft_event()
    station = depending(STATION, TRAIN, "yes")

    ask(event, TRAIN, station)

    assert asked(event) == [TRAIN, station]
    assert list(event.questions.values_list("position", "version")) == [(1, 1), (2, 1)]


def test_a_wording_that_nobody_can_have_read_is_edited_in_place():
    event = draft_event()
    [row] = ask(event, TRAIN)

    ask(event, replace(TRAIN, wording="Do you come by bus?"))

    assert list(event.questions.values_list("pk", "version", "wording")) == [
        (row.pk, 1, "Do you come by bus?")
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"wording": "Which stop?"},
        {"hint": "The nearest one."},
        {"options": ("Zamość", "Lublin")},
        {"kind": "several_of"},
        {"scope": "registration"},
        {"is_required": False},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_published_wording_is_replaced_by_its_next_version(change):
    event = factories.event()
    [row] = ask(event, STATION)

    [new] = ask(event, replace(STATION, **change))

    row.refresh_from_db()
    assert (draft_of(row), row.is_current()) == (STATION, False)
    assert (new.thread, new.version) == (row.thread, 2)
    assert asked(event) == [replace(STATION, **change)]


def test_an_answered_wording_is_replaced_even_if_the_event_was_unpublished_since():
    event = factories.event()
    [row] = ask(event, TRAIN)
    answer(row, "yes")
    type(event).objects.update(status="draft")

    ask(event, replace(TRAIN, wording="Do you come by bus?"))

    assert Answer.objects.get().question.wording == "Do you come by train?"


def test_another_order_is_no_new_version():
    event = factories.event()
    rows = ask(event, TRAIN, STATION)
    answer(rows[0], "yes")

    ask(event, STATION, TRAIN)

    assert list(event.questions.current()) == [rows[1], rows[0]]
    assert {question.version for question in event.questions.all()} == {1}


def test_a_removed_question_is_deleted_if_nobody_can_have_read_it():
    event = draft_event()
    ask(event, TRAIN)

    ask(event, removed=[TRAIN.thread])

    assert not event.questions.exists()


def test_a_removed_question_stays_under_its_answers():
    event = factories.event()
    [row] = ask(event, TRAIN)
    answer(row, "yes")

    ask(event, removed=[TRAIN.thread])

    assert asked(event) == []
    assert Answer.objects.get().question.wording == TRAIN.wording


def test_a_question_that_somebody_else_added_meanwhile_is_kept_at_the_end():
    event = draft_event()
    ask(event, TRAIN)

    ask(event, STATION)

    assert asked(event) == [STATION, TRAIN]


def test_a_condition_holds_on_when_the_other_question_is_reworded():
    event = factories.event()
    station = depending(STATION, TRAIN, "yes")
    ask(event, TRAIN, station)

    _train, kept = ask(event, replace(TRAIN, wording="Do you come by bus?"), station)

    assert kept.version == 1
    assert kept.is_shown({TRAIN.thread: "yes"})
    assert not kept.is_shown({TRAIN.thread: "no"})


@pytest.mark.parametrize(
    ("drafts", "reason"),
    [
        ([depending(STATION, TRAIN, "yes"), TRAIN], "is not asked before it"),
        ([depending(STATION, TRAIN, "yes")], "is not asked before it"),
        ([TRAIN, depending(STATION, TRAIN, "perhaps")], "“perhaps” is not among the answers"),
        (
            [replace(TRAIN, kind="text"), depending(STATION, TRAIN, "yes")],
            "“yes” is not among the answers",
        ),
        (
            [TRAIN, replace(depending(STATION, TRAIN, "yes"), scope="registration")],
            "cannot depend on what is asked for each person",
        ),
        ([depending(TRAIN, TRAIN, "yes")], "is not asked before it"),
    ],
    ids=["after it", "missing", "no such answer", "of another kind", "wider scope", "of itself"],
)
def test_a_condition_that_cannot_hold_is_refused(drafts, reason):
    event = draft_event()

    with pytest.raises(services.RegistrationRefused, match=reason):
        ask(event, *drafts)

    assert not event.questions.exists()


def test_copy_questions_brings_conditions_along_under_new_threads():
    source, target = factories.event(), draft_event()
    ask(source, TRAIN, depending(STATION, TRAIN, "yes"))
    ask(target, Draft(wording="Have you been here before?"))

    train, station = copy_questions(source, target)

    assert [question.wording for question in target.questions.current()] == [
        "Have you been here before?",
        TRAIN.wording,
        STATION.wording,
    ]
    assert {train.thread, station.thread} & {TRAIN.thread, STATION.thread} == set()
    assert station.is_shown({train.thread: "yes"})
    assert not station.is_shown({TRAIN.thread: "yes"})


def test_copy_questions_done_twice_is_done_once():
    source, target = factories.event(), draft_event()
    ask(source, TRAIN, depending(STATION, TRAIN, "yes"))
    copy_questions(source, target)

    again = copy_questions(source, target)

    assert again == []
    assert target.questions.count() == 2


WORDINGS = st.sampled_from(["Train?", "Bus?", "Bike?", "Car?"])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("reword"), st.integers(0, 2), WORDINGS),
        st.tuples(st.just("answer"), st.integers(0, 2), st.sampled_from(["yes", "no"])),
        st.tuples(st.just("remove"), st.integers(0, 2), st.just("")),
        st.tuples(st.just("publish"), st.just(0), st.sampled_from(["draft", "published"])),
    ),
    max_size=12,
)


class Answers:
    """A published or unpublished form that is edited and answered by turns."""

    def __init__(self):
        self.event = factories.event(capacity=100)
        self.drafts = [Draft(wording="Train?", kind="yes_no") for _ in range(3)]
        self.drafts[1] = depending(self.drafts[1], self.drafts[0], "yes")
        ask(self.event, *self.drafts)
        self.read = {}

    def reword(self, index, wording):
        self.drafts[index] = replace(self.drafts[index], wording=wording)
        ask(self.event, *self.drafts)

    def answer(self, index, value):
        question = self.event.questions.current()[index]
        found = Answer.objects.create(
            question=question,
            registration=factories.participant(self.event).registration,
            values=[value],
        )
        self.read[found.pk] = (question.pk, draft_of(question))

    def remove(self, index, _value):
        """Take the question away and ask a new one in its place."""
        gone = self.drafts[index]
        self.drafts[index] = Draft(wording="Car?", kind="yes_no")
        if index == 0:
            shown_if = self.drafts[0].thread
            self.drafts[1] = replace(self.drafts[1], shown_if=shown_if, shown_if_answer="yes")
        ask(self.event, *self.drafts, removed=[gone.thread])

    def publish(self, _index, status):
        type(self.event).objects.filter(pk=self.event.pk).update(status=status)


@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
def test_every_answer_points_to_the_wording_that_was_read(steps):
    form = Answers()

    for step, index, value in steps:
        getattr(form, step)(index, value)

        found = Answer.objects.filter(pk__in=form.read).select_related("question__shown_if")
        shown = {one.pk: (one.question_id, draft_of(one.question)) for one in found}
        assert shown == form.read
        assert asked(form.event) == form.drafts
    first, dependent, _last = form.drafts
    row = form.event.questions.current()[1]
    assert row.is_shown({first.thread: "yes"})
    assert row.is_shown({first.thread: "no"}) == (dependent.shown_if is None)
