"""Memory of web and worker after their work: PSS, in which shared pages count by their share."""

import time

import psutil

from bench import load, raw, table
from bench.queries import ANEW, KEPT
from bench.scene import EARLIER
from bench.site import Site

PER_PAGE = 12
PAPERS_WITHIN, REPLACED_WITHIN = 300, 3  # seconds
GOALS = {"web": 250, "worker": 200}
NAMES = {"web": "web: 3 workers and their master", "worker": "Celery worker with 2 processes"}


def measure(site: Site) -> None:
    """Look at every page some hundred times first, and at more than each process can keep."""
    for path in (*ANEW.values(), *KEPT.values()):
        load.at_once(4, load.visit, site.portal, path, 1)
    load.at_once(4, read_archive, site.portal)
    wait_for_papers(site)
    table.title("Memory, with as many kept pages as there is room for")
    for part, goal in GOALS.items():
        table.line(NAMES[part], [pss(site.pids[part])], "MB", at_most=goal)


def read_archive(portal: load.Address) -> None:
    """As a search engine does, from the first page of both lists to the last."""
    for number in range(1, EARLIER // PER_PAGE):
        for path in (f"/wydarzenia/?minione=on&strona={number}", f"/aktualnosci/?strona={number}"):
            load.ask(portal, "GET", path)


def wait_for_papers(site: Site) -> None:
    """Certificates, and the schedule of support every ten minutes: what is left is weighed."""
    deadline = time.monotonic() + PAPERS_WITHIN
    while raw.unfinished_documents(site) and time.monotonic() < deadline:
        time.sleep(0.5)
    time.sleep(REPLACED_WITHIN)  # The process that built a large one.


def pss(pid: int) -> float:
    """Megabytes of a process and its children."""
    process = psutil.Process(pid)
    family = [process, *process.children(recursive=True)]
    return sum(one.memory_full_info().pss for one in family) / 1_000_000
