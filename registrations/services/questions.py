"""An event's own questions: what a resident may have read never changes, it is replaced.

A wording is edited in place only while the event is not published and nobody has answered it.
Otherwise any change but that of the order ends the wording and begins the next version.
"""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.db import transaction
from django.utils.translation import gettext as _

from events.models import Event
from registrations.models import Question
from registrations.services.places import database_clock, lock
from registrations.services.refusals import RegistrationRefused


@dataclass(frozen=True)
class Draft:
    """A question as staff want it asked; the thread says which one it is, known or new."""

    wording: str
    kind: str = Question.Kind.TEXT
    scope: str = Question.Scope.PERSON
    hint: str = ""
    options: tuple[str, ...] = ()
    is_required: bool = False
    shown_if: uuid.UUID | None = None
    shown_if_answer: str = ""
    thread: uuid.UUID = field(default_factory=uuid.uuid4)

    def is_same_as(self, other: "Draft") -> bool:
        """Whether residents read the same, of whatever event it is."""
        return replace(self, thread=other.thread, shown_if=other.shown_if) == other


def draft_of(question: Question) -> Draft:
    """What the current wording says; the `shown_if` of the question must be joined."""
    names = ("wording", "kind", "scope", "hint", "is_required", "shown_if_answer", "thread")
    return Draft(
        options=tuple(question.options),
        shown_if=question.shown_if.thread if question.shown_if else None,
        **{name: getattr(question, name) for name in names},
    )


def fault(draft: Draft, before: Mapping[uuid.UUID, Draft]) -> str:
    """Why a condition cannot hold, given the questions that stand before; nothing if it can."""
    if draft.shown_if is None:
        return ""
    asked = before.get(draft.shown_if)
    if asked is None:
        return _("The question on which this one depends is not asked before it.")
    if asked.scope == Question.Scope.PERSON and draft.scope == Question.Scope.REGISTRATION:
        return _("What is asked once cannot depend on what is asked for each person.")
    if draft.shown_if_answer not in Question.answers_of(asked.kind, asked.options):
        return _("“%(answer)s” is not among the answers to “%(question)s”.") % {
            "answer": draft.shown_if_answer,
            "question": asked.wording,
        }
    return ""


@transaction.atomic
def save_questions(
    event: Event, drafts: Sequence[Draft], *, removed: Collection[uuid.UUID] = ()
) -> list[Question]:
    """Ask these questions in this order; what is neither named nor removed comes after them.

    Raises RegistrationRefused.
    """
    return _save(lock(event), drafts, removed)


@transaction.atomic
def copy_questions(source: Event, target: Event) -> list[Question]:
    """Ask the questions of another event too, after the event's own; conditions come along.

    What is asked word for word already is not asked twice. Returns what was added.
    """
    target = lock(target)
    asked = [draft_of(question) for question in _current(target)]
    drafts = [draft_of(question) for question in _current(source)]
    threads = {draft.thread: _thread_in(asked, draft) for draft in drafts}
    known = {draft.thread for draft in asked}
    added = [
        replace(draft, thread=threads[draft.thread], shown_if=threads.get(draft.shown_if))
        for draft in drafts
        if threads[draft.thread] not in known
    ]
    return _save(target, [*asked, *added], ())[len(asked) :]


def _thread_in(asked: Sequence[Draft], draft: Draft) -> uuid.UUID:
    return next((one.thread for one in asked if one.is_same_as(draft)), None) or uuid.uuid4()


def _current(event: Event):
    return Question.objects.filter(event=event.pk).current().select_related("shown_if")


def _save(event: Event, drafts: Sequence[Draft], removed: Collection[uuid.UUID]) -> list[Question]:
    known = {question.thread: question for question in _current(event)}
    named = {draft.thread for draft in drafts} | set(removed)
    others = [draft_of(question) for thread, question in known.items() if thread not in named]
    wanted = [*drafts, *others]
    _refuse_faults(wanted)
    rows: dict[uuid.UUID, Question] = {}
    for position, draft in enumerate(wanted, 1):
        shown_if = rows.get(draft.shown_if)
        rows[draft.thread] = _write(event, known.get(draft.thread), draft, position, shown_if)
    for thread in removed:
        _remove(event, known[thread])
    return list(rows.values())


def _refuse_faults(drafts: Sequence[Draft]) -> None:
    before: dict[uuid.UUID, Draft] = {}
    for draft in drafts:
        if found := fault(draft, before):
            raise RegistrationRefused(f"{draft.wording}: {found}")
        before[draft.thread] = draft


def _write(
    event: Event, known: Question | None, draft: Draft, position: int, shown_if: Question | None
) -> Question:
    """The row that says what the draft says: the known one, the known one edited, or a new one."""
    if known and draft == draft_of(known):
        known.position = position
        known.save(update_fields=["position"])
        return known
    row = Question(event=event, thread=draft.thread)
    if known and _may_have_been_read(event, known):
        known.replace(database_clock())
        row.version = known.version + 1
    elif known:
        row = known
    row.position, row.shown_if = position, shown_if
    for name in ("wording", "kind", "scope", "hint", "is_required", "shown_if_answer"):
        setattr(row, name, getattr(draft, name))
    row.options = list(draft.options)
    row.save()
    return row


def _remove(event: Event, question: Question) -> None:
    """Earlier wordings of other questions may still depend on it: then it stays as a row."""
    if _may_have_been_read(event, question) or question.dependents.exists():
        question.replace(database_clock())
    else:
        question.delete()


def _may_have_been_read(event: Event, question: Question) -> bool:
    """A form that is open in somebody's browser must find the very row that it was made from."""
    return event.is_published() or question.is_answered()
