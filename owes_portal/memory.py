"""Content that is read at every turn and hardly ever changes, remembered as long as it stands.

Whatever changes content, the administration or psql, moves the content stamp in the same
transaction (see owes_portal/migrations/0003_content_stamp.py). What was remembered under another
stamp is read anew, so an answer is right at once after a change, in every process.

Danger: in a transaction that has changed content itself, ask for nothing remembered. Rolled back,
it would leave an answer that never was true under a stamp that still stands.
"""

import functools
import secrets
import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

AT_MOST = 1_000  # answers of one function
_memories: list[Any] = []  # all that can be cleared


class _Request(threading.local):
    """The request that this thread answers: it asks for the stamp once."""

    is_open = False
    stamp: int | None = None


_request = _Request()


def remembered[**P, T](function: Callable[P, T]) -> Callable[P, T]:
    """Keep the function's answer for its arguments as long as the content stamp stands.

    Nothing (None, an empty list) is not kept, so that strangers cannot fill the memory with
    addresses of what does not exist. The answer is shared: whoever changes it takes a copy.
    """
    memory = Memory()

    @functools.wraps(function)
    def recall(*args: Hashable) -> T:
        return memory.recall(args, lambda: function(*args))

    return recall


class Memory:
    """Answers by what was asked."""

    def __init__(self, at_most: int = AT_MOST) -> None:
        self._at_most = at_most
        self._kept: dict[Hashable, tuple[int, Any]] = {}
        _memories.append(self._kept)

    def recall[T](self, key: Hashable, ask: Callable[[], T]) -> T:
        """What is kept under the key, if the stamp still stands; else what `ask` answers now."""
        stamp = current_stamp()
        known = self._kept.get(key)
        if known and known[0] == stamp:
            return known[1]
        answer = ask()
        if answer:
            if len(self._kept) >= self._at_most:
                self._kept.clear()
            self._kept[key] = (stamp, answer)
        return answer


def one_stamp_a_request(get_response):
    """Middleware: all that one page remembers is of one moment, and costs one query."""

    def middleware(request):
        with one_stamp():
            return get_response(request)

    return middleware


@contextmanager
def one_stamp() -> Iterator[None]:
    """The same for work that writes many mails at once."""
    _request.is_open, _request.stamp = True, None
    try:
        yield
    finally:
        _request.is_open = False


@contextmanager
def apart() -> Iterator[None]:
    """Under a stamp that nobody else will ever see: what a preview shows is remembered for nobody."""
    outer = _request.is_open, _request.stamp
    _request.is_open, _request.stamp = True, -secrets.randbits(62) - 1
    try:
        yield
    finally:
        _request.is_open, _request.stamp = outer


def forget_everything() -> None:
    """Drop all that this process remembers."""
    _request.stamp = None
    for kept in _memories:
        kept.clear()


def also_forget(kept: Any) -> None:
    """Let forget_everything() clear this too."""
    _memories.append(kept)


def learn(stamp: int) -> None:
    """Who has asked for the stamp along with something else spares this request the question."""
    if _request.is_open:
        _request.stamp = stamp


def current_stamp() -> int:
    """The stamp of this request; outside of one, that of this moment."""
    if not _request.is_open:
        return _ask_for_stamp()
    if _request.stamp is None:
        _request.stamp = _ask_for_stamp()
    return _request.stamp


def _ask_for_stamp() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM content_stamp")
        row = cursor.fetchone()
    return row[0] if row else 0
