"""A month in which schedules are read."""

from datetime import UTC, datetime

import pytest
import time_machine

NOW = datetime(2026, 11, 10, 9, tzinfo=UTC)


@pytest.fixture
def november():
    """The clocks stand still: what a schedule shows hangs on the month."""
    with time_machine.travel(NOW, tick=False):
        yield
