"""Limits counted by many at once on a real database."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from django.db import connection

from owes_portal import limits
from owes_portal.limits import Limit, Per, TooMany, forget_old_windows, spend
from owes_portal.models import LimitWindow
from tests.faults.crowd import at_once, failures

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def limit(value, per=Per.NETWORK, *, most=1_000):
    return Limit("signup", per, value, most, timedelta(minutes=10), "Too many.")


def counted(results):
    """How many came through, how many were refused, and what went wrong otherwise."""
    refused = [result for result in results if isinstance(result, TooMany)]
    others = [result for result in results if not isinstance(result, TooMany)]
    return results.count(None), len(refused), failures(others)


def counts():
    return sorted(LimitWindow.objects.values_list("count", flat=True))


@pytest.mark.parametrize("most", [1, 30])
def test_400_at_once_spend_exactly_the_limit(most):
    results = at_once([partial(spend, [limit("robot", most=most)], at=NOON)] * 400)

    assert counted(results) == (most, 400 - most, [])
    assert counts() == [400]


def test_400_at_once_refused_as_a_network_take_nothing_of_the_event():
    both = [limit("7", Per.EVENT, most=300), limit("robot", most=60)]

    results = at_once([partial(spend, both, at=NOON)] * 400)

    assert counted(results) == (60, 340, [])
    assert counts() == [60, 400]


def test_400_at_once_with_limits_in_opposite_orders_wait_in_no_ring():
    three = [limit("a"), limit("b"), limit("7", Per.EVENT)]

    results = at_once([partial(spend, order, at=NOON) for order in (three, three[::-1])] * 200)

    assert counted(results) == (400, 0, [])
    assert counts() == [400, 400, 400]


def test_400_at_once_in_opposite_orders_without_the_order_of_counting_block_each_other():
    """The control: if this passes, the test above proves nothing."""
    windows = [limits._window(limit(value), NOON) for value in "ab"]

    def count_in_order(order):
        with connection.cursor() as cursor:
            cursor.execute("SET deadlock_timeout = '10ms'")
        limits._count(order)

    results = at_once([partial(count_in_order, order) for order in (windows, windows[::-1])] * 100)

    assert "deadlock" in " ".join(failures(results))


def test_old_windows_are_forgotten_while_many_count():
    now = datetime.now(UTC)
    old = [partial(spend, [limit(str(n))], at=now - timedelta(hours=1)) for n in range(100)]
    new = [partial(spend, [limit("a"), limit("b")], at=now)] * 200
    assert failures(at_once(old)) == []

    results = at_once(new + [forget_old_windows] * 20)

    assert counted(results) == (220, 0, [])
    assert counts() == [200, 200]
