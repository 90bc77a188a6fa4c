"""What a browser fetches to show a page for the first time, compressed as it is sent."""

import gzip
import re
from urllib.parse import urljoin

from bench import load, table
from bench.queries import KEPT
from bench.site import Site

KILOBYTES, REQUESTS = 100, 8
IN_PAGE = re.compile(
    r'<(?:link|script|img)\b[^>]*?\b(?:href|src)="(/[^"]+\.(?:css|js|woff2|svg|png)|/znaki/\d+/)"'
)
IN_SHEET = re.compile(r"url\([\"']?([^\"')]+)")


def measure(site: Site) -> None:
    """Each page with its style sheets, scripts, fonts and pictures."""
    table.title("Pages in a browser that comes for the first time")
    for name, path in KEPT.items():
        sizes = fetch_all(site, path)
        goals = name == "event page"
        kilobytes = [sum(sizes.values()) / 1000]
        table.line(name, kilobytes, "kB", digits=1, at_most=KILOBYTES if goals else None)
        table.line("  requests", [len(sizes)], "", at_most=REQUESTS if goals else None)


def fetch_all(site: Site, path: str) -> dict[str, int]:
    """Bytes of the page and of everything it needs, by address."""
    page = fetch(site, path)
    needed = set(IN_PAGE.findall(page.decode()))
    sizes = {path: len(gzip.compress(page, 6))}  # as the proxy in front does it
    for address in sorted(needed):
        sizes[address] = weigh(site, address)
    for sheet in [address for address in needed if address.endswith(".css")]:
        for found in IN_SHEET.findall(fetch(site, sheet).decode()):
            if not found.startswith(("data:", "#")):
                sizes.setdefault(urljoin(sheet, found), weigh(site, urljoin(sheet, found)))
    return sizes


def fetch(site: Site, path: str) -> bytes:
    return load.ask(site.portal, "GET", path).body


def weigh(site: Site, path: str) -> int:
    """Static files lie there compressed, once for all."""
    answer = load.ask(site.portal, "GET", path, headers="Accept-Encoding: gzip\r\n")
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status}")
    return len(answer.body)
