"""Mails: from the commit to the mail server's yes, beside those to many, and how many a second."""

import contextlib
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bench import load, mail_sink, raw, scene, signups, table
from bench.site import Site
from bench.to_many import PEOPLE
from bench.window import Window, noise

WINDOWS, SECONDS = 5, 2
LATEST = {1: 0.2, 8: None, 32: 1}  # seconds, by the number of clients
SERVERS = {
    "quick": "quick server",
    "slow": f"server that takes {mail_sink.PONDERS * 1000:.0f} ms a mail",
}
RECEIVERS = "@example.com"  # end of the addresses of those many
PAUSE = 0.2  # seconds between visitors while the mails to many go out
Write = Callable[[str], tuple[float, float]]


@dataclass(frozen=True)
class Delays:
    """Of one window: seconds from the commit to the acceptance of each confirmation."""

    window: Window
    seconds: list[float]

    def within(self, share: float) -> float:
        return sorted(self.seconds)[min(int(len(self.seconds) * share), len(self.seconds) - 1)]


@dataclass(frozen=True)
class Alone:
    """Mails to many with nothing beside them, and the same many by a bare loop."""

    window: Window
    rate: float
    bare: float

    def cpu(self, part: str) -> float:
        return self.window.cpu[part] / PEOPLE * 1000


@dataclass(frozen=True)
class Beside:
    """Confirmations while mails to many go out, and how long those took."""

    delays: Delays
    seconds: float


def measure(site: Site) -> None:
    """All of it in turn, so that a noisy moment strikes all."""
    after, alone = {clients: [] for clients in LATEST}, []
    beside = {"quick": [], "slow": []}
    with to_many(site) as write:
        for _ in range(WINDOWS):
            for clients, rows in after.items():
                rows.append(after_commit(site, clients))
            alone.append(send_alone(site, write))
            beside["quick"].append(send_beside(site, write))
            with slow_server(site):
                beside["slow"].append(send_beside(site, write))
    show(after, alone, beside)


@contextlib.contextmanager
def to_many(site: Site) -> Iterator[Write]:
    """A process that writes to many as often as it is told, and says when and how long."""
    command = [sys.executable, "-m", "bench.to_many"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, env=site.environment, text=True, **pipes) as process:

        def write(way: str) -> tuple[float, float]:
            process.stdin.write(f"{way}\n")
            process.stdin.flush()
            moment, seconds = process.stdout.readline().split()
            return float(moment), float(seconds)

        yield write


@contextlib.contextmanager
def slow_server(site: Site) -> Iterator[None]:
    os.kill(site.pids["mail"], mail_sink.SLOW)
    try:
        yield
    finally:
        os.kill(site.pids["mail"], mail_sink.QUICK)


def after_commit(site: Site, clients: int) -> Delays:
    """People sign up for a while; the mails are awaited."""
    with Window({}) as window:
        emails = sum(load.at_once(clients, signups.sign_up_for, site, SECONDS), [])
        arrived = signups.wait_for_mails(site, emails)
    return Delays(window, delays_of(site, arrived))


def delays_of(site: Site, arrived: dict[str, float]) -> list[float]:
    committed = raw.moments_of_commits(site)
    return [moment - committed[email] for email, moment in arrived.items()]


def send_alone(site: Site, write: Write) -> Alone:
    """Mails to many by the worker, and by one loop."""
    with Window({part: site.pids[part] for part in ("worker", "postgres")}) as window:
        moment, took = write("portal")
        last = wait_for_all(site, moment - took)
    _, bare_seconds = write("bare")
    return Alone(window, PEOPLE / (last - moment), PEOPLE / bare_seconds)


def wait_for_all(site: Site, since: float) -> float:
    """Return when the last of the mails to many was accepted."""
    deadline = time.monotonic() + signups.MAILS_WITHIN
    while len(accepted := to_many_since(site, since)) < PEOPLE:
        if time.monotonic() > deadline:
            raise RuntimeError(f"{PEOPLE - len(accepted)} mails to many did not arrive")
        time.sleep(0.05)
    return max(accepted)


def to_many_since(site: Site, since: float) -> list[float]:
    return [moment for email, moment in site.accepted(since).items() if email.endswith(RECEIVERS)]


def send_beside(site: Site, write: Write) -> Beside:
    """One visitor after another signs up until the mails to many are out."""
    emails = []
    with Window({}) as window:
        moment, took = write("portal")
        while len(to_many_since(site, moment - took)) < PEOPLE:
            emails.append(signups.sign_up(site, scene.EVENT))
            time.sleep(PAUSE)
        last = wait_for_all(site, moment - took)
        arrived = signups.wait_for_mails(site, emails)
    # The last visitor may have come when everything was out.
    early = {email: at for email, at in arrived.items() if at <= last} or arrived
    return Beside(Delays(window, delays_of(site, early)), last - moment)


def show(after: dict[int, list[Delays]], alone: list[Alone], beside: dict) -> None:
    table.title(f"Mails: {WINDOWS} windows, in turn")
    for clients, rows in after.items():
        print(f"from commit to acceptance, {clients} signing up for {SECONDS} s")
        show_delays(rows, LATEST[clients])
    for kind, rows in beside.items():
        print(f"a confirmation while {PEOPLE} others wait, {SERVERS[kind]}")
        show_delays([row.delays for row in rows], LATEST[1])
        table.line(f"  the {PEOPLE} are out after", [row.seconds for row in rows], "s", digits=1)
    show_rate(alone)


def show_delays(rows: list[Delays], latest: float | None) -> None:
    for name, share in (("median", 0.5), ("95 of 100 within", 0.95), ("the last", 1)):
        goal = None if share == 1 else latest
        table.line(f"  {name}", [row.within(share) for row in rows], "s", digits=3, at_most=goal)
    table.note(noise([row.window for row in rows]))


def show_rate(rows: list[Alone]) -> None:
    table.line("one worker with 2 processes", [row.rate for row in rows], "mails/s")
    table.line("  one mail", [row.cpu("worker") for row in rows], "CPU ms", digits=2)
    table.line("    PostgreSQL", [row.cpu("postgres") for row in rows], "CPU ms", digits=2)
    table.line("bare loop of smtplib", [row.bare for row in rows], "mails/s")
    ratios = [row.rate / row.bare for row in rows]
    table.line(f"  of the bare loop (1/{1 / statistics.median(ratios):.1f})", ratios, "", digits=3)
    table.note(noise([row.window for row in rows]))
