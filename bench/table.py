"""Plain tables for the terminal, each line with its goal and whether it is met."""

import statistics
from collections.abc import Sequence

WIDTHS = (34, 26, 8)


def title(text: str) -> None:
    print(f"\n{text}\n{'-' * len(text)}")


def line(
    name: str,
    values: Sequence[float],
    unit: str,
    *,
    digits: int = 0,
    at_most: float | None = None,
    at_least: float | None = None,
) -> None:
    """Print one value, or least, median and most of several; the goal judges the median."""
    shown = " / ".join(f"{value:,.{digits}f}" for value in spread(values))
    goal, met = judge(statistics.median(values), at_most=at_most, at_least=at_least)
    mark = "" if met is None else "  ✓" if met else "  ✗"
    print(f"{name:<{WIDTHS[0]}} {shown:>{WIDTHS[1]}} {unit:<{WIDTHS[2]}} {goal}{mark}".rstrip())


def spread(values: Sequence[float]) -> Sequence[float]:
    """Least, median and most; one value stands for itself."""
    if len(values) == 1:
        return values
    return min(values), statistics.median(values), max(values)


def judge(
    value: float, *, at_most: float | None, at_least: float | None
) -> tuple[str, bool | None]:
    """Return the goal in words and whether the value meets it; None without a goal."""
    if at_most is not None:
        return f"goal: at most {at_most:,g}", value <= at_most
    if at_least is not None:
        return f"goal: at least {at_least:,g}", value >= at_least
    return "", None


def note(text: str) -> None:
    if text:
        print(f"  ! {text}")
