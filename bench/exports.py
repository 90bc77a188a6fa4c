"""Tables as XLSX and CSV, each in a process of its own."""

import json
import subprocess
import sys

from bench import table
from bench.site import Site

REPEATED = 5
PEOPLE = 1_000
SECONDS = {"xlsx": 0.15, "csv": 0.1}
FEW, MANY = 1_000, 100_000
MORE_MEGABYTES = 8  # of a hundred times as many rows


def measure(site: Site) -> None:
    """The table of registrations in both formats, then the memory that many rows want beyond few."""
    table.title(f"Tables of {PEOPLE} people, {REPEATED} of each")
    for format, at_most in SECONDS.items():
        made = [written(site, "table", f"lista-{PEOPLE}", format) for _ in range(REPEATED)]
        table.line(format.upper(), [seconds for seconds, _ in made], "s", digits=2, at_most=at_most)
    for format in SECONDS:
        few, many = (written(site, "rows", str(count), format)[1] for count in (FEW, MANY))
        name = f"  {MANY} rows beyond {FEW}, {format.upper()}"
        table.line(name, [many - few], "MB", at_most=MORE_MEGABYTES)


def written(site: Site, *what: str) -> tuple[float, float]:
    """Seconds without the start of Python, and the most memory of the process in megabytes."""
    told = subprocess.run(
        [sys.executable, "-m", "bench.export", *what],
        env=site.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return tuple(json.loads(told.stdout))
