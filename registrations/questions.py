"""What an event asks beside the usual: its own questions, as they are worded now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from owes_portal.memory import remembered
from registrations.models import Question


def asked(event) -> list[Question]:
    """The event's questions in their order, each with the one on which it depends."""
    return _asked(event.pk).questions


@dataclass(frozen=True)
class _Asked:
    """Most events ask nothing of their own, and nothing would not be remembered."""

    questions: list[Question]


@remembered
def _asked(event_pk: int) -> _Asked:
    questions = Question.objects.filter(event=event_pk).current().select_related("shown_if")
    return _Asked(list(questions))


def parents_first(questions: Iterable[Question]) -> Iterator[Question]:
    """Each question right before those that depend on it, as the page shows them."""
    questions = list(questions)
    for question in roots(questions):
        yield from _with_dependents(question, questions)


def _with_dependents(question: Question, questions: list[Question]) -> Iterator[Question]:
    yield question
    for dependent in dependents(question, questions):
        yield from _with_dependents(dependent, questions)


def roots(questions: Iterable[Question]) -> list[Question]:
    """Those that depend on none of the others."""
    questions = list(questions)
    threads = {question.thread for question in questions}
    return [one for one in questions if one.shown_if is None or one.shown_if.thread not in threads]


def dependents(question: Question, questions: Iterable[Question]) -> list[Question]:
    """Those that are asked only if this one is answered in a certain way, whatever its version."""
    return [one for one in questions if one.shown_if and one.shown_if.thread == question.thread]
