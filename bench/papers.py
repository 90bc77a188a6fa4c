"""Papers as PDF, each built in a process of its own, beside tools that know no CSS."""

import json
import statistics
import subprocess
import sys
from pathlib import Path

from bench import limits, scene, table
from bench.site import Site

REPEATED = 5
SECONDS = {30: 0.3, 300: 0.9, 1_000: 2.6, 2_000: 5.2}
MEGABYTES = 200
SHORT, LONG = 300, 2_000  # what one person takes may not grow with the list
RATIO = 1.1
FONTS = Path("var/fonts")


def measure(site: Site) -> None:
    """Lists of each size and the certificates of an event."""
    table.title(f"Lists of participants, {REPEATED} of each")
    medians = {people: _lists(site, people) for people in scene.LIST_SIZES}
    ratio = (medians[LONG] / LONG) / (medians[SHORT] / SHORT)
    table.line(f"a person of {LONG} / of {SHORT}", [ratio], "times", digits=2, at_most=RATIO)
    table.title(f"Certificates of {scene.CERTIFIED_PEOPLE} people, {REPEATED} times")
    _show("certificates", _several(site, "bench.paper", "certificates", scene.CERTIFIED))


def _lists(site: Site, people: int) -> float:
    """The median of the seconds."""
    built = _several(site, "bench.paper", "participant_list", f"lista-{people}")
    _show(f"{people} people", built, SECONDS[people], MEGABYTES)
    for tool in limits.TOOLS:
        _show(f"  by {tool}", _several(site, "bench.limits", tool, str(people), str(FONTS)))
    return statistics.median(seconds for seconds, _ in built)


def _show(
    name: str,
    built: list[tuple[float, float]],
    seconds_at_most: float | None = None,
    megabytes_at_most: float | None = None,
) -> None:
    seconds, memory = zip(*built, strict=True)
    table.line(name, seconds, "s", digits=2, at_most=seconds_at_most)
    table.line("  most memory", memory, "MB", at_most=megabytes_at_most)


def _several(site: Site, module: str, *arguments: str) -> list[tuple[float, float]]:
    """Seconds without the start of Python, and the most memory of each process in megabytes."""
    return [_one(site, module, *arguments) for _ in range(REPEATED)]


def _one(site: Site, *told: str) -> tuple[float, float]:
    ran = subprocess.run(
        [sys.executable, "-m", *told],
        env=site.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return tuple(json.loads(ran.stdout))
