"""Tries deeds in orders that nobody thought of: new ones in each run."""

import os

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

# `make fast ORDERS=20` takes minutes and tries twenty times as many.
ORDERS = int(os.environ.get("ORDERS", "1"))


def try_any_order(machine, *, examples, steps):
    """Let the machine go on from the start so often, with so many deeds each time."""
    wanted = settings(
        max_examples=examples * ORDERS,
        stateful_step_count=steps,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=wanted)
