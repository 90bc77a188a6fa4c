"""What is said about a file by the exit code of its process, and the limits that people hear of."""

from enum import IntEnum

MOST_PAGES = 200
MOST_PIXELS = 50_000_000
LEAST_SIDES = (480, 300)  # the longer one, the shorter one


class Verdict(IntEnum):
    """Python itself ends with 1 or 2 when it fails, so ours begin above."""

    FINE = 0
    UNREADABLE = 10
    LOCKED = 11
    ACTING = 12
    TOO_MANY_PAGES = 13
    TOO_MANY_PIXELS = 14
    TANGLED = 15
    TOO_SMALL = 16
    TOO_OBLONG = 17
    MOVING = 18


class Refused(Exception):
    def __init__(self, verdict: Verdict):
        super().__init__(verdict.name)
        self.verdict = verdict
