"""Programs that read files of strangers: what they are given, and what they cannot do."""

import json

import pytest

from owes_portal.confined import outside
from owes_portal.confined.verdicts import Refused, Verdict


def run(deed, *arguments, seconds=8):
    program = f"tests.owes_portal.misdeeds:{deed}"
    return outside.run(program, b"abc", *arguments, seconds=seconds)


def verdict_on(deed, **options):
    with pytest.raises(Refused) as refusal:
        run(deed, **options)
    return refusal.value.verdict


def test_run_gives_back_what_the_program_makes_of_the_file():
    assert run("turn_round", "d", "e") == b"cbade"


def test_run_has_nothing_of_the_portal_at_hand():
    packages, environment = json.loads(run("tell_what_is_at_hand"))

    assert {"django", "celery", "psycopg2", "owes_portal"} & set(packages) == {"owes_portal"}
    assert set(environment) <= {"LC_CTYPE"}  # Python sets it itself.


@pytest.mark.parametrize(
    ("deed", "verdict"),
    [
        ("refuse", Verdict.LOCKED),
        ("stumble", Verdict.UNREADABLE),
        ("take_all_memory", Verdict.TANGLED),
        ("write", Verdict.UNREADABLE),
    ],
)
def test_run_refuses_by_the_verdict_of_the_program(deed, verdict, caplog):
    assert (verdict_on(deed), caplog.messages) == (verdict, [])


def test_run_ends_what_takes_too_long(caplog):
    assert verdict_on("never_end", seconds=1) == Verdict.TANGLED


def test_run_gives_up_waiting(monkeypatch):
    monkeypatch.setattr(outside, "PATIENCE", 0.001)

    assert verdict_on("turn_round") == Verdict.TANGLED


@pytest.mark.parametrize(("deed", "code"), [("end_by_itself", 9), ("nothing_of_that_name", 1)])
def test_run_takes_a_dead_program_for_a_refusal(deed, code, caplog):
    assert verdict_on(deed) == Verdict.TANGLED
    assert caplog.messages == [f"tests.owes_portal.misdeeds:{deed} ended with {code}"]
