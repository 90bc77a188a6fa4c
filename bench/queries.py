"""Counts the queries of pages and of one whole sign-up, in one process, the worker's included."""

import json
import re
import uuid
from datetime import datetime
from html import unescape

import django
from django.conf import settings

from bench import scene

MONTH = f"{datetime.now():%Y-%m}"
# What no list knows is never kept: so a page is drawn anew each time.
ANEW = {
    "event page": f"/wydarzenia/{scene.EVENT}/?anew",
    "event list": "/wydarzenia/?anew",
    "past events, page 400": "/wydarzenia/?minione=on&strona=400&anew",
    "news": "/aktualnosci/?anew",
    "news, page 400": "/aktualnosci/?strona=400&anew",
    "month": f"/wydarzenia/kalendarz/{MONTH}/?anew",
    "home": "/?anew",
}
KEPT = {name: path.replace("&anew", "").replace("?anew", "") for name, path in ANEW.items()}
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
DAY = re.compile(r'name="p1-days" value="(\d+)"')
BOX = re.compile(r'name="(wording-\d+)"')


def answers(page: str, number: str) -> dict[str, str | list[str]]:
    """What a visitor types into the sign-up form of the page."""
    return dict(hidden(page)) | {
        "applicant": "resident",
        "email": f"osoba-{number}@bench.example",
        "municipality": "Zwierzyniec",
        "p1-first_name": "Łucja",
        "p1-last_name": "Nowak-Śliwińska",
        "p1-days": DAY.findall(page),
        "p1-diet": "vegetarian",
        **dict.fromkeys(BOX.findall(page), "on"),
    }


def hidden(page: str) -> list[tuple[str, str]]:
    """The fields that travel from page to page."""
    return [(name, unescape(value)) for name, value in HIDDEN.findall(page)]


def main() -> None:
    """Print the counts as JSON; everything is done once before, so that nothing is cold."""
    django.setup()
    # The mail is sent in this very process, so that its queries are counted too.
    settings.CELERY_TASK_ALWAYS_EAGER = True
    settings.ALLOWED_HOSTS.append("testserver")
    sign_up()
    counts = {}
    for kind, pages in (("anew", ANEW), ("kept", KEPT)):
        counts[kind] = {name: count_of_page(path) for name, path in pages.items()}
    print(json.dumps(counts | {"sign-up": count(sign_up)}))


def count_of_page(path: str) -> int:
    """Once two visits have learnt what is remembered, and the moments of the day.

    The least of three: the worker may write the schedule of support meanwhile, and that is content.
    """
    for _ in range(2):
        client().get(path)
    return min(count(client().get, path) for _ in range(3))


def client():
    from django.test import Client

    return Client()


def count(work, *arguments) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        work(*arguments)
    return sum(query["sql"] not in ("BEGIN", "COMMIT") for query in queries)


def sign_up() -> None:
    visitor, path = client(), f"/wydarzenia/{scene.EVENT}/zapisy/"
    typed = answers(visitor.get(path).content.decode(), uuid.uuid4().hex)
    check = visitor.post(path, typed).content.decode()
    sent = visitor.post(path, as_dict(hidden(check)) | {"confirm": "1"})
    assert sent.status_code == 302, check
    visitor.get(sent["Location"])


def as_dict(fields: list[tuple[str, str]]) -> dict[str, list[str]]:
    gathered = {}
    for name, value in fields:
        gathered.setdefault(name, []).append(value)
    return gathered


if __name__ == "__main__":
    main()
