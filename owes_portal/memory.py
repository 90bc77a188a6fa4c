"""Small things that hardly ever change, remembered in the process for a few seconds."""

import functools
import time
from collections.abc import Callable

SECONDS = 30


def remembered[T](function: Callable[[], T]) -> Callable[[], T]:
    """Keep the function's answer for SECONDS; `.forget()` drops it at once in this process."""
    kept: list[tuple[float, T]] = []

    @functools.wraps(function)
    def recall() -> T:
        if not kept or kept[0][0] < time.monotonic():
            kept[:] = [(time.monotonic() + SECONDS, function())]
        return kept[0][1]

    recall.forget = kept.clear
    return recall
