"""Lists of participants as PDF, each built in a process of its own."""

import json
import subprocess
import sys

from bench import scene, table
from bench.site import Site

REPEATED = 5
SECONDS = {30: 0.3, 300: 0.9, 1_000: 2.6}
MEGABYTES = 200


def measure(site: Site) -> None:
    """Each size several times."""
    table.title(f"Lists of participants, {REPEATED} of each")
    for people in scene.LIST_SIZES:
        built = [build(site, people) for _ in range(REPEATED)]
        seconds, memory = zip(*built, strict=True)
        table.line(f"{people} people", seconds, "s", digits=2, at_most=SECONDS[people])
        table.line("  most memory", memory, "MB", at_most=MEGABYTES)


def build(site: Site, people: int) -> tuple[float, float]:
    """Seconds without the start of Python, and the most memory of the process in megabytes."""
    told = subprocess.run(
        [sys.executable, "-m", "bench.paper", f"lista-{people}"],
        env=site.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return tuple(json.loads(told.stdout))
