"""What a first visit costs on an old phone and a slow line, and whether anything jumps meanwhile."""

import gzip
from collections import Counter
from functools import cache

import pytest

from events.models import ArticlePicture, EventPicture
from owes_portal import pictures
from owes_portal.models import ProjectPicture
from tests.e2e.pages import pages_of_every_kind
from tests.factories_pictures import leaves

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("fonts"),
]

PHONE = {"viewport": {"width": 360, "height": 640}, "device_scale_factor": 2, "is_mobile": True}
DESK = {"viewport": {"width": 1280, "height": 800}}
OF_AN_EVENT, REQUESTS_OF_AN_EVENT = 100, 8
OF_A_PAGE, PICTURES = 150, 60
WITH_PICTURES = ["home", "articles", "article", "event", "projects", "project", "publication"]
# 1.6 megabits a second and 150 ms there and back, as a slow 4G line is drawn.
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 94_000}
WATCH = """
    window.seen = {shift: 0, largest: null};
    new PerformanceObserver(list => list.getEntries().forEach(it => {
        if (!it.hadRecentInput) seen.shift += it.value;
    })).observe({type: "layout-shift", buffered: true});
    new PerformanceObserver(list => list.getEntries().forEach(it => {
        seen.largest = it.element?.matches("img") || Boolean(it.element?.innerText);
    })).observe({type: "largest-contentful-paint", buffered: true});
"""
ABOVE_THE_FOLD = """() => [...document.images]
    .filter(it => it.checkVisibility() && it.getBoundingClientRect().top < innerHeight)
    .map(it => it.currentSrc)"""


@pytest.fixture
def pages(bob):
    """A page of each kind, with pictures as heavy as they are ever made."""
    kinds = pages_of_every_kind(by=bob)
    drawn = heavy()
    stored = {"file": pictures.store(drawn), "widths": list(drawn.files), "sha256": drawn.sha256}
    for model in (ArticlePicture, EventPicture, ProjectPicture):
        model.objects.update(**stored)
    return kinds["reading"] | kinds["sign-up"]


@cache
def heavy():
    return pictures.draw(leaves())


def weighed(page, address):
    """Bytes by kind as nginx sends them, and the number of requests."""
    answers = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(address, wait_until="networkidle")
    seen = page.evaluate(ABOVE_THE_FOLD)
    weights = Counter()
    for answer in (one for one in answers if one.ok or one.request.resource_type == "document"):
        kind, body = answer.request.resource_type, answer.body()
        if kind != "image" or answer.url in seen:
            weights[kind] += len(body if kind in ("font", "image") else gzip.compress(body))
    return weights, len(answers)


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_an_event_asks_little_of_a_visitor(open_browser, pages, screen):
    weights, requests = weighed(open_browser(**screen), pages["event"])

    assert sum(weights.values()) <= OF_AN_EVENT * 1000
    assert requests <= REQUESTS_OF_AN_EVENT
    assert weights["font"] > 0


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_pages_ask_little_of_a_visitor(open_browser, pages, screen):
    found = {one: weighed(open_browser(**screen), pages[one])[0] for one in WITH_PICTURES}

    assert sum(weights["image"] > PICTURES * 200 for weights in found.values()) >= 3, found
    assert {one for one, weights in found.items() if weights["image"] > PICTURES * 1000} == set()
    assert {one for one, it in found.items() if sum(it.values()) > OF_A_PAGE * 1000} == set()


@pytest.mark.parametrize(
    "name", ["home", "events", "event", "article", "project", "publication", "sign-up"]
)
def test_nothing_jumps_while_a_page_comes_in_slowly(open_browser, pages, name):
    page = open_browser(**PHONE)
    page.add_init_script(WATCH)
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW)
    line.send("Emulation.setCPUThrottlingRate", {"rate": 2})
    page.goto(pages[name], wait_until="networkidle")
    page.evaluate("() => document.fonts.ready.then(() => true)")

    seen = page.evaluate("() => seen")

    assert seen["shift"] < 0.05
    assert seen["largest"] is True
