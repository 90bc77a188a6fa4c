"""Memory of web and worker after their work: PSS, in which shared pages count by their share."""

import psutil

from bench import load, table
from bench.queries import ANEW, KEPT
from bench.site import Site

GOALS = {"web": 250, "worker": 200}
NAMES = {"web": "web: 3 workers and their master", "worker": "Celery worker with 2 processes"}


def measure(site: Site) -> None:
    """Look at every page some hundred times first."""
    for path in (*ANEW.values(), *KEPT.values()):
        load.at_once(4, load.visit, site.portal, path, 1)
    table.title("Memory")
    for part, goal in GOALS.items():
        table.line(NAMES[part], [pss(site.pids[part])], "MB", at_most=goal)


def pss(pid: int) -> float:
    """Megabytes of a process and its children."""
    process = psutil.Process(pid)
    family = [process, *process.children(recursive=True)]
    return sum(one.memory_full_info().pss for one in family) / 1_000_000
