"""Pages that everybody reads, built anew each time, beside a view that does nothing."""

import json
import statistics
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from bench import load, table
from bench.queries import ANEW, KEPT
from bench.site import Site
from bench.window import Window, noise

WINDOWS, SECONDS, CLIENTS = 5, 2, 4
BARE = "bare Django view"
CACHED = "Django's page cache in Redis"
A_PAGE, A_LIST, AGAIN = 1 / 12, 1 / 15, 1 / 3  # of the bare view's requests a second
SQL = {"event page": 6}
SQL_OF_A_LIST, SQL_AGAIN = 8, 1


@dataclass(frozen=True)
class Row:
    """One line of the table: what is asked for, and its goal."""

    name: str
    path: str
    share: float
    queries: int
    most_queries: int
    has_it: bool = False  # the browser, from its last visit


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
    rows = list(table_rows(count_queries(site)))
    bare, cached, found = [], [], {row: [] for row in rows}
    for _ in range(WINDOWS):
        bare.append(look(site.bare, "/", {"web": site.pids["bare"]}))
        cached.append(look(site.bare, "/strona/", serving(site, web="bare")))
        for row in rows:
            found[row].append(look(site.portal, row.path, serving(site), has_it=row.has_it))
    table.title(f"Pages: {CLIENTS} clients, {WINDOWS} windows of {SECONDS} s, in turn")
    show(BARE, bare)
    show(CACHED, cached)
    show_beside_bare(cached, bare)
    for row in rows:
        show(row.name, found[row])
        show_beside_bare(found[row], bare, at_least=row.share)
        table.line("  queries", [row.queries], "SQL", at_most=row.most_queries)


def table_rows(counted: dict) -> Iterator[Row]:
    """Each page as it is drawn, as it is given out again, and as the word that it is the same."""
    for name, path in ANEW.items():
        share = A_PAGE if name == "event page" else A_LIST
        most = SQL.get(name, SQL_OF_A_LIST)
        yield Row(f"{name}, anew", path, share, counted["anew"][name], most)
    for name in ("event page", "event list"):
        again = counted["kept"][name]
        yield Row(f"{name}, kept", KEPT[name], AGAIN, again, SQL_AGAIN)
        yield Row(f"{name}, 304", KEPT[name], AGAIN, again, SQL_AGAIN, has_it=True)


def count_queries(site: Site) -> dict:
    """Of each page and of a sign-up, in a process of its own."""
    told = subprocess.run(
        [sys.executable, "-m", "bench.queries"],
        env=site.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(told.stdout)


def serving(site: Site, *, web: str = "web") -> dict[str, int]:
    """The processes that take part in serving a page."""
    return {"web": site.pids[web]} | {name: site.pids[name] for name in ("postgres", "valkey")}


def look(
    address: load.Address, path: str, pids: dict[str, int], *, has_it: bool = False
) -> Measured:
    with Window(pids) as window:
        visits = load.at_once(CLIENTS, load.visit, address, path, SECONDS, has_it=has_it)
    return Measured(window, sum(visits))


def show(name: str, rows: list[Measured]) -> None:
    table.line(name, [row.rate for row in rows], "req/s")
    table.line("  one request", [row.cpu for row in rows], "CPU ms", digits=2)
    if any(row.postgres for row in rows):
        table.line("    PostgreSQL", [row.postgres for row in rows], "CPU ms", digits=2)
    table.note(noise([row.window for row in rows]))


def show_beside_bare(
    rows: list[Measured], bare: list[Measured], *, at_least: float | None = None
) -> None:
    ratios = [row.rate / empty.rate for row, empty in zip(rows, bare, strict=True)]
    nth = f"  of the bare view (1/{1 / statistics.median(ratios):.1f})"
    table.line(nth, ratios, "", digits=3, at_least=at_least and round(at_least, 4))
