"""Counting what is done too often: windows, order, what is stored and for how long."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from owes_portal import tasks
from owes_portal.limits import Limit, Per, TooMany, forget_old_windows, spend
from owes_portal.models import LimitWindow

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
NETWORK, ADDRESS = "198.51.100.7", "anna@example.com"


def limit(value=NETWORK, per=Per.NETWORK, *, most=2, minutes=10, deed="signup"):
    return Limit(deed, per, value, most, timedelta(minutes=minutes), f"Too many per {per.name}.")


def refusal(*limits, at=NOON):
    """The words of a refusal; None if the deed is allowed."""
    try:
        spend(limits, at=at)
    except TooMany as refused:
        return str(refused)
    return None


def counts():
    return sorted(LimitWindow.objects.values_list("count", flat=True))


def test_spend_allows_as_many_as_the_limit_says():
    refusals = [refusal(limit()) for _ in range(4)]

    assert refusals == [
        None,
        None,
        *["Too many per NETWORK. Try again in 10 minutes or call us."] * 2,
    ]


@pytest.mark.parametrize(
    "other",
    [
        limit("198.51.100.8"),
        limit(per=Per.ADDRESS),
        limit(deed="upload"),
        limit(minutes=60),
    ],
    ids=["value", "per", "deed", "length"],
)
def test_spend_counts_each_limit_by_itself(other):
    for _ in range(2):
        spend([limit()], at=NOON)

    assert refusal(other) is None


def test_spend_begins_anew_in_the_next_window():
    last_second = NOON + timedelta(minutes=9, seconds=59)

    refusals = [refusal(limit(most=1), at=at) for at in (NOON, last_second)]
    again = refusal(limit(most=1), at=NOON + timedelta(minutes=10))

    assert refusals == [None, "Too many per NETWORK. Try again in 1 minute or call us."]
    assert again is None


def test_spend_keeps_its_window_over_midnight():
    window = {"minutes": 7 * 60, "most": 1}  # seven hours do not divide a day

    before = refusal(limit(**window), at=datetime(2026, 5, 4, 23, 59, tzinfo=UTC))
    after = refusal(limit(**window), at=datetime(2026, 5, 5, 0, 1, tzinfo=UTC))

    assert before is None
    assert after.startswith("Too many per NETWORK.")


def test_too_many_tells_the_seconds_that_are_left():
    spend([limit(most=1)], at=NOON)

    with pytest.raises(TooMany) as refused:
        spend([limit(most=1)], at=NOON + timedelta(minutes=4))

    assert refused.value.seconds == 6 * 60


def test_spend_refused_for_one_takes_nothing_of_what_others_share():
    event = limit("7", Per.EVENT, most=300)
    for _ in range(1_000):
        refusal(event, limit(most=60))

    assert counts() == [60, 1_000]
    assert refusal(event, limit("203.0.113.9", most=60)) is None


def test_spend_names_the_first_limit_that_is_reached():
    event, network = limit("7", Per.EVENT, most=1), limit(most=1)
    spend([event, network], at=NOON)

    assert refusal(event, network).startswith("Too many per NETWORK.")
    assert refusal(event, limit("203.0.113.9")).startswith("Too many per EVENT.")


def test_spend_counts_nobody_for_an_empty_value():
    refusals = {
        refusal(limit("", per), limit("7", Per.EVENT, most=99)) for per in Per for _ in "ab"
    }

    assert refusals == {None}
    assert counts() == [2 * len(Per)]


def test_spend_of_nothing_but_empty_values_asks_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        spend([limit("")])


def test_spend_takes_a_limit_named_twice_as_one():
    spend([limit(), limit()], at=NOON)

    assert counts() == [1]


@pytest.mark.parametrize("limits", [1, 3])
def test_spend_is_one_query(limits, django_assert_num_queries):
    several = [limit(str(number)) for number in range(limits)]

    with django_assert_num_queries(1):
        spend(several)


def test_table_holds_neither_network_nor_address_and_another_key_in_each_window():
    for at in (NOON, NOON + timedelta(hours=1)):
        spend([limit(), limit(ADDRESS, Per.ADDRESS)], at=at)

    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM owes_portal_limitwindow t")
        rows = [row for (row,) in cursor.fetchall()]
    assert len({row.partition(",")[0] for row in rows}) == 4
    assert not [row for row in rows if NETWORK in row or "anna" in row]


def test_key_depends_on_the_secret(settings):
    spend([limit()], at=NOON)
    settings.SECRET_KEY = "another secret"
    spend([limit()], at=NOON)

    assert LimitWindow.objects.count() == 2


def test_limit_shows_its_value_in_no_traceback():
    assert NETWORK not in repr(limit())


def test_table_is_unlogged():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relpersistence FROM pg_class WHERE relname = 'owes_portal_limitwindow'"
        )

        assert cursor.fetchone() == ("u",)


def test_forget_old_windows_keeps_those_that_still_count():
    now = datetime.now(UTC)
    for at in (now - timedelta(minutes=30), now):
        spend([limit()], at=at)

    forget_old_windows()

    (left,) = LimitWindow.objects.all()
    assert left.ends_at > now


def test_sweep_forgets_old_windows():
    spend([limit()], at=NOON - timedelta(days=365))

    tasks.sweep()

    assert LimitWindow.objects.count() == 0


@pytest.mark.parametrize(("seconds", "is_over"), [(0, False), (59, False), (61, True)])
def test_window_is_over_a_minute_after_its_end(seconds, is_over):
    spend([limit()], at=NOON)
    window = LimitWindow.objects.get()
    at = NOON + timedelta(minutes=10, seconds=seconds)

    assert window.is_over(at) is LimitWindow.objects.over(at).exists() is is_over


@pytest.mark.django_db(transaction=True)
def test_spend_inside_a_transaction_is_a_mistake():
    with transaction.atomic(), pytest.raises(RuntimeError):
        spend([limit()])
