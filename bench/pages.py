"""Pages that everybody reads, built anew each time, beside a view that does nothing."""

import json
import statistics
import subprocess
import sys
from dataclasses import dataclass

from bench import load, table
from bench.queries import PAGES
from bench.site import Site
from bench.window import Window, noise

WINDOWS, SECONDS, CLIENTS = 5, 2, 4
BARE = "bare Django view"
# Of the bare view's requests a second; and queries.
GOALS = {"home": (None, None), "event list": (1 / 15, 8), "event page": (1 / 12, 6)}


@dataclass(frozen=True)
class Measured:
    window: Window
    requests: int

    @property
    def rate(self) -> float:
        return self.requests / self.window.seconds

    @property
    def cpu(self) -> float:
        """Milliseconds a request: web, PostgreSQL and Valkey together."""
        return sum(self.window.cpu.values()) / self.requests * 1000

    @property
    def postgres(self) -> float:
        return self.window.cpu.get("postgres", 0) / self.requests * 1000


def measure(site: Site) -> None:
    """Each page and the bare view in turn, so that a noisy moment strikes all of them."""
    counts = count_queries(site)
    found = {name: [] for name in (BARE, *PAGES)}
    for _ in range(WINDOWS):
        found[BARE].append(look(site.bare, "/", {"web": site.pids["bare"]}))
        for name, path in PAGES.items():
            found[name].append(look(site.portal, path, serving(site)))
    table.title(f"Pages: {CLIENTS} clients, {WINDOWS} windows of {SECONDS} s, in turn")
    show(BARE, found[BARE])
    for name in PAGES:
        show(name, found[name])
        show_beside_bare(name, found[name], found[BARE], counts[name])


def count_queries(site: Site) -> dict[str, int]:
    told = subprocess.run(
        [sys.executable, "-m", "bench.queries"],
        env=site.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(told.stdout)


def serving(site: Site) -> dict[str, int]:
    """The processes that take part in serving a page."""
    return {name: site.pids[name] for name in ("web", "postgres", "valkey")}


def look(address: load.Address, path: str, pids: dict[str, int]) -> Measured:
    with Window(pids) as window:
        requests = sum(load.at_once(CLIENTS, load.visit, address, path, SECONDS))
    return Measured(window, requests)


def show(name: str, rows: list[Measured]) -> None:
    table.line(name, [row.rate for row in rows], "req/s")
    table.line("  one request", [row.cpu for row in rows], "CPU ms", digits=2)
    if any(row.postgres for row in rows):
        table.line("    PostgreSQL", [row.postgres for row in rows], "CPU ms", digits=2)
    table.note(noise([row.window for row in rows]))


def show_beside_bare(name: str, rows: list[Measured], bare: list[Measured], queries: int) -> None:
    share, most = GOALS[name]
    ratios = [row.rate / empty.rate for row, empty in zip(rows, bare, strict=True)]
    nth = f"  of the bare view (1/{1 / statistics.median(ratios):.0f})"
    table.line(nth, ratios, "", digits=3, at_least=share and round(share, 4))
    table.line("  queries", [queries], "SQL", at_most=most)
