"""Whole sign-ups, from the form to the accepted mail, beside the bare locked transaction."""

import time
import uuid
from dataclasses import dataclass
from urllib.parse import urlencode

from bench import load, raw, scene, table
from bench.pages import count_queries
from bench.queries import answers, hidden
from bench.site import Site
from bench.window import Window, noise

WINDOWS, SECONDS = 5, 4
PARTS = ("web", "postgres", "valkey", "worker")
MAILS_WITHIN = 60  # seconds


@dataclass(frozen=True)
class Measured:
    window: Window
    signups: int
    seconds: float  # of signing up, without the wait for the last mails
    missing: int  # mails that did not come in time

    @property
    def a_minute(self) -> float:
        return self.signups / self.seconds * 60

    def cpu(self, part: str) -> float:
        return self.window.cpu[part] / self.signups * 1000


def measure(site: Site) -> None:
    """Windows of 8 clients, of 1 client and of the bare transaction, in turn."""
    counts = count_queries(site)
    eight, one, bare = [], [], []
    for _ in range(WINDOWS):
        bare.append(raw.transactions_a_minute(site))
        eight.append(look(site, clients=8))
        one.append(look(site, clients=1))
    table.title(f"Whole sign-ups: {WINDOWS} windows of {SECONDS} s, in turn")
    table.line("bare locked transaction, 8 clients", bare, "a minute")
    show("8 clients", eight, at_least=3_000)
    show("1 client", one, at_least=None)
    table.line("requests", [4], "", at_most=4)
    table.line("queries, the worker's included", [counts["sign-up"]], "SQL", at_most=25)
    race(site)


def look(site: Site, *, clients: int) -> Measured:
    """Sign up for a while and wait until the last mail was accepted."""
    pids = {part: site.pids[part] for part in PARTS}
    with Window(pids) as window:
        started = time.monotonic()
        signed_up = load.at_once(clients, sign_up_for, site, SECONDS)
        seconds = time.monotonic() - started
        emails = [email for one in signed_up for email in one]
        arrived = wait_for_mails(site, emails)
    return Measured(window, len(emails), seconds, len(emails) - len(arrived))


def sign_up_for(site: Site, seconds: float) -> list[str]:
    """One visitor after another; return their addresses."""
    until, emails = time.monotonic() + seconds, []
    while time.monotonic() < until:
        emails.append(sign_up(site, scene.EVENT))
    return emails


def sign_up(site: Site, slug: str) -> str:
    """The four requests of one visitor; return the e-mail address."""
    path, number = f"/wydarzenia/{slug}/zapisy/", uuid.uuid4().hex
    form = load.ask(site.portal, "GET", path)
    cookie = form.head.partition("Set-Cookie: ")[2].partition(";")[0]
    typed = answers(form.body.decode(), number)
    check = post(site, path, cookie, list(typed.items()))
    sent = post(site, path, cookie, [*hidden(check.body.decode()), ("confirm", "1")])
    if sent.status != 302:
        raise RuntimeError(f"{path} answered {sent.status}")
    load.ask(site.portal, "GET", sent.head.partition("Location: ")[2].partition("\r\n")[0])
    return typed["email"]


def post(site: Site, path: str, cookie: str, fields: list) -> load.Answer:
    headers = f"Cookie: {cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    body = urlencode(fields, doseq=True).encode()
    return load.ask(site.portal, "POST", path, headers=headers, body=body)


def wait_for_mails(site: Site, emails: list[str]) -> dict[str, float]:
    """Return when each mail was accepted; a mail that does not come in time is left out."""
    deadline = time.monotonic() + MAILS_WITHIN
    while time.monotonic() < deadline:
        accepted = site.accepted()
        if accepted.keys() >= set(emails):
            break
        time.sleep(0.05)
    return {email: accepted[email] for email in emails if email in accepted}


def show(name: str, rows: list[Measured], *, at_least: float | None) -> None:
    table.line(name, [row.a_minute for row in rows], "a minute", at_least=at_least)
    total = [sum(row.cpu(part) for part in PARTS) for row in rows]
    table.line("  one registration", total, "CPU ms", digits=1, at_most=40)
    for part in PARTS:
        table.line(f"    {part}", [row.cpu(part) for row in rows], "CPU ms", digits=1)
    missing = sum(row.missing for row in rows)
    table.note(f"{missing} mails did not arrive within {MAILS_WITHIN} s" if missing else "")
    table.note(noise([row.window for row in rows]))


def race(site: Site) -> None:
    """More people than places, all at once."""
    load.at_once(8, sign_up_some, site, scene.FEW_PLACES // 4)
    confirmed, waiting = raw.people_of(site, scene.RACE)
    print(f"{scene.FEW_PLACES} places, {confirmed + waiting} people at once:", end=" ")
    print(f"{confirmed} have a place, {waiting} wait", end=" ")
    print("✓" if confirmed == scene.FEW_PLACES else "✗")


def sign_up_some(site: Site, count: int) -> None:
    for _ in range(count):
        sign_up(site, scene.RACE)
