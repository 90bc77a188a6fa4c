"""The table of states: in the code, in the docs, and in what the services allow."""

import ast
import re
from pathlib import Path

import pytest
from django.utils import timezone, translation

from registrations.models import Participant, Status, Verb
from registrations.models.states import HOLDING, LIVE, NOT_ENDED, TRANSITIONS, leads
from registrations.services.places import Because, step
from registrations.services.refusals import RegistrationRefused
from tests import factories

ROOT = Path(__file__).resolve().parents[2]
DOCS = (ROOT / "docs/registration.md").read_text()
CODE = ROOT / "registrations"


def rows_under(heading):
    """The cells of the table under a heading of the docs."""
    section = DOCS.split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


def named(cell):
    return set(re.findall(r"`(\w+)`", cell)) or {""}


def test_docs_have_the_table_of_the_code():
    rows = rows_under("What leads from state to state")

    written = {verb.strip("`"): (named(before), named(after)) for verb, before, after, *_ in rows}

    assert written == {
        verb: (set(before), set(after)) for verb, (before, after) in TRANSITIONS.items()
    }


def test_docs_name_a_template_for_each_mail():
    rows = rows_under("What leads from state to state")

    mails = set().union(*(named(row[-1]) for row in rows)) - {""}

    folder = ROOT / "templates/registrations/emails"
    assert [mail for mail in mails if not (folder / f"{mail}.txt").exists()] == []


def test_docs_tell_of_each_state_what_it_means():
    written = [(name.strip("`"), words, holds) for name, words, holds, _ in rows_under("States")]

    with translation.override("pl"):
        known = [
            (status.value, str(status.label).replace("\xa0", " "), status in HOLDING)
            for status in Status
        ]
    assert [(name, words, holds.startswith("yes")) for name, words, holds in written] == known


@pytest.mark.parametrize("word", [*Status, *Verb], ids=lambda word: f"{type(word).__name__} {word}")
def test_states_and_verbs_have_polish_words(word):
    with translation.override(None):
        english = str(word.label)
    with translation.override("pl"):
        polish = str(word.label)

    assert polish not in ("", english)


def test_every_verb_is_in_the_table_or_changes_no_state():
    assert set(Verb) - set(TRANSITIONS) == {Verb.EDIT, Verb.MESSAGE, Verb.CAPACITY}


def test_every_state_is_reached_and_left_as_its_group_says():
    reached = set().union(*(after for _before, after in TRANSITIONS.values()))
    left = set().union(*(before for before, _after in TRANSITIONS.values())) - {""}

    assert reached == set(Status)
    assert left == NOT_ENDED == LIVE | {Status.LAPSED}
    assert HOLDING < LIVE < NOT_ENDED


UNKNOWN = [
    (verb, before, after)
    for verb in TRANSITIONS
    for before in Status
    for after in Status
    if not leads(verb, before, after)
]


@pytest.mark.django_db
@pytest.mark.usefixtures("in_english")
def test_step_refuses_whatever_the_table_does_not_know():
    event = factories.event()
    because, now = Because("why not"), timezone.now()

    def is_refused(verb, before, after):
        person = Participant(event=event, status=before, last_name="Kowal")
        try:
            step(event, [person], verb, after, because, now)
        except RegistrationRefused as refusal:
            return "is not possible now" in str(refusal) and person.status == before
        return False

    assert [one for one in UNKNOWN if not is_refused(*one)] == []
    assert not event.changes.exists()


# Where states are written: in step(), with the first line of a history, and by a move; the last is
# the scene of samples of mails, whose rows are always taken back. A notice has a status of its own.
WRITERS = {"places.py", "transfers.py", "writing.py", "scene.py", "notice.py"}


def test_only_the_services_write_states():
    found = {
        path.name
        for path in CODE.rglob("*.py")
        if "migrations" not in path.parts
        for node in ast.walk(ast.parse(path.read_text()))
        if writes_a_status(node)
    }

    assert found == WRITERS


def writes_a_status(node):
    """`person.status = …`, `.update(status=…)` and `Participant(status=…)`."""
    if isinstance(node, ast.Call):
        name = ast.unparse(node.func).rsplit(".", 1)[-1]
        is_writer = name in ("Participant", "create", "get_or_create", "update", "update_or_create")
        return is_writer and "status" in {keyword.arg for keyword in node.keywords}
    targets = node.targets if isinstance(node, ast.Assign) else []
    return any(ast.unparse(one).endswith(".status") for target in targets for one in parts(target))


def parts(target):
    return target.elts if isinstance(target, ast.Tuple) else [target]
