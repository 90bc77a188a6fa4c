"""Small things that hardly ever change, remembered in the process for a few seconds."""

import functools
import time
from collections.abc import Callable

SECONDS = 30
_memories: list[list] = []


def remembered[T](function: Callable[[], T]) -> Callable[[], T]:
    """Keep the function's answer for SECONDS; `.forget()` drops it at once in this process.

    Nothing (None, an empty list) is not kept: what does not exist yet is looked for again.
    """
    kept: list[tuple[float, T]] = []
    _memories.append(kept)

    @functools.wraps(function)
    def recall() -> T:
        if kept and kept[0][0] > time.monotonic():
            return kept[0][1]
        answer = function()
        kept[:] = [(time.monotonic() + SECONDS, answer)] if answer else []
        return answer

    recall.forget = kept.clear
    return recall


def forget_everything() -> None:
    """Drop all that this process remembers."""
    for kept in _memories:
        kept.clear()
