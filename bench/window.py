"""A window of time: how much processor each part used in it, and what others used meanwhile."""

import os
import time
from collections.abc import Mapping
from contextlib import suppress

import psutil

QUIET = 0.10  # of one processor, used by others
ODDITY = "the machine was not quiet: others used {:.2f} of a processor in one window"


class Window:
    """Measures what happens inside a `with` block."""

    def __init__(self, pids: Mapping[str, int]):
        self.pids = pids

    def __enter__(self) -> "Window":
        self._before = self._read()
        return self

    def __exit__(self, *_: object) -> None:
        after = self._read()
        spent = {name: after[name] - before for name, before in self._before.items()}
        self.seconds = spent.pop("clock")
        self.others = max(0, spent.pop("machine") - spent.pop("ours")) / self.seconds
        self.cpu = spent

    def _read(self) -> dict[str, float]:
        parts = {name: cpu_seconds(pid) for name, pid in self.pids.items()}
        ours = cpu_seconds(os.getpid())
        return parts | {"ours": ours, "machine": _busy(), "clock": time.monotonic()}


def cpu_seconds(pid: int) -> float:
    """Processor time of a process, its children, and of those that have ended."""
    process = psutil.Process(pid)
    total = sum(process.cpu_times()[:4])
    for child in process.children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            total += sum(child.cpu_times()[:4])
    return total


def _busy() -> float:
    """Processor time that processes, or other guests of the same host, have used."""
    times = psutil.cpu_times()
    return times.user + times.nice + times.system + times.steal


def noise(windows: list[Window]) -> str:
    """Say it when the machine was not ours alone; empty if it was."""
    loudest = max(window.others for window in windows)
    return ODDITY.format(loudest) if loudest > QUIET else ""
