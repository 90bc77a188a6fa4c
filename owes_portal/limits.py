"""Limits against floods: how often something may be done within some time."""

import math
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import IntEnum

from django.db import connection, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import ngettext

from owes_portal.models import LimitWindow

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Per(IntEnum):
    """For whom is counted, in the order of counting: what one sender has before what all share."""

    NETWORK = 1
    ADDRESS = 2
    REGISTRATION = 3
    EVENT = 4
    PERSON = 5  # of the staff


@dataclass(frozen=True)
class Limit:
    """A deed may be done so often within so long for one value, such as one network.

    An empty value (no e-mail given, network unknown) is nobody's, and nobody has no limit: one
    counter for all of them would shut out people who have nothing to do with each other.
    """

    deed: str
    per: Per
    value: str = field(repr=False)
    most: int
    within: timedelta
    why: str  # in words for the visitor who is refused


class TooMany(Exception):
    """Refused for a while; the text says why and until when, in words for the visitor."""

    def __init__(self, limit: Limit, seconds: int):
        minutes = math.ceil(seconds / 60)
        again = ngettext(
            "Try again in %(minutes)d minute or call us.",
            "Try again in %(minutes)d minutes or call us.",
            minutes,
        )
        super().__init__(f"{limit.why} {again % {'minutes': minutes}}")
        self.seconds = seconds


@dataclass(frozen=True)
class _Window:
    limit: Limit
    key: uuid.UUID
    ends_at: datetime


def spend(limits: Iterable[Limit], *, at: datetime | None = None) -> None:
    """Count one more for each limit, in one statement and a transaction of its own. Raises TooMany.

    Call it before the transaction of what it guards: inside, a refusal would undo the count, and
    all who sign up for an event would wait for its counter.

    Windows are fixed, as 12.00 to 12.10. In the worst case twice as many pass within one length of
    a window: all of one at its very end, all of the next at its start.
    """
    now = at or timezone.now()
    windows = {window.key: window for window in (_window(one, now) for one in limits if one.value)}
    # One order for everybody, so that two statements never wait for each other in a ring.
    ordered = sorted(windows.values(), key=lambda window: (window.limit.per, window.key))
    for window, count in zip(ordered, _count(ordered), strict=True):
        if count > window.limit.most:
            raise TooMany(window.limit, math.ceil((window.ends_at - now).total_seconds()))


def _window(limit: Limit, now: datetime) -> _Window:
    """The window of now. Its key betrays no value, and in the next window it is another."""
    starts_at = now - (now - EPOCH) % limit.within
    parts = (limit.deed, limit.per.name, limit.within, starts_at.timestamp(), limit.value)
    message = "\n".join(map(str, parts))
    digest = salted_hmac("owes_portal.limits", message, algorithm="sha256").digest()
    return _Window(limit, uuid.UUID(bytes=digest[:16]), starts_at + limit.within)


ONE_MORE = """step_{number} AS (
    INSERT INTO owes_portal_limitwindow (key, ends_at, count) SELECT %s, %s, 1 {condition}
    ON CONFLICT (key) DO UPDATE SET count = owes_portal_limitwindow.count + 1
    RETURNING count
)"""
CONDITION = "WHERE (SELECT count FROM step_{before}) <= %s"


def _count(windows: Sequence[_Window]) -> Sequence[int]:
    """The new counts, window by window; what comes after a refusal is not counted and 0.

    Otherwise one flooder, refused as a network, would use up the event's limit for everybody.
    """
    if not windows:
        return ()
    steps, parameters = [], []
    for number, window in enumerate(windows):
        condition = CONDITION.format(before=number - 1) if number else ""
        steps.append(ONE_MORE.format(number=number, condition=condition))
        parameters += [window.key, window.ends_at]
        parameters += [windows[number - 1].limit.most] if number else []
    counts = ", ".join(
        f"coalesce((SELECT count FROM step_{number}), 0)" for number in range(len(windows))
    )
    with transaction.atomic(durable=True, savepoint=False), connection.cursor() as cursor:
        cursor.execute(f"WITH {', '.join(steps)} SELECT {counts}", parameters)
        return cursor.fetchone()


def forget_old_windows() -> None:
    """Delete the counters of windows that are over; the sweep does it each minute."""
    LimitWindow.objects.over().delete()
