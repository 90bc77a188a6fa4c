"""Lists with ten thousand events and as many pieces of news behind them."""

import json
from datetime import timedelta
from typing import NamedTuple

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench.scene import EARLIER, write_archive
from owes_portal.models import Project, Topic
from tests import factories

# How many rows PostgreSQL may look at for one query of a page; to count is another matter.
A_FEW = 600
OF_ONE_TOPIC = 3 * EARLIER // 8  # its links, their events, and to spare
UP_TO_THAT_PAGE = 400 * 12 * 2
LISTS = {
    "/": A_FEW,
    "/wydarzenia/": A_FEW,
    "/wydarzenia/?temat={topic}": OF_ONE_TOPIC,
    "/wydarzenia/?powiat=0620": A_FEW,
    "/wydarzenia/?projekt=iskra": A_FEW,
    "/wydarzenia/?dla=ngo&rodzaj=workshop": A_FEW,
    "/wydarzenia/?wolne=on": A_FEW,
    "/wydarzenia/?miesiac={month}": A_FEW,
    "/wydarzenia/?minione=on": A_FEW,
    "/wydarzenia/?minione=on&strona=400": UP_TO_THAT_PAGE,
    "/wydarzenia/kalendarz/{month}/": A_FEW,
    "/aktualnosci/": A_FEW,
    "/aktualnosci/?temat={topic}": OF_ONE_TOPIC,
    "/aktualnosci/?projekt=iskra": A_FEW,
    "/aktualnosci/?kiedy={month}": A_FEW,
    "/aktualnosci/?strona=400": UP_TO_THAT_PAGE,
    "/aktualnosci/kanal.atom": A_FEW,
    "/wydarzenia/kanal.atom": A_FEW,
    "/projekty/iskra/": A_FEW,
    "/harmonogram-wsparcia/": A_FEW,
}


class Portal(NamedTuple):
    project: Project
    topics: list[Topic]

    @property
    def topic(self):
        return self.topics[0]

    def grow(self):
        """Write the archive, and let PostgreSQL know of it."""
        write_archive(self.project, self.topics)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


@pytest.fixture
def portal(operator):
    """A centre in its first year: each list shows something, also that of a month."""
    factories.county("0620")
    project = factories.project(slug="iskra")
    topics = [factories.topic() for _ in range(8)]
    for number in range(30):
        starts_at = timezone.now() + timedelta(days=number + 1)
        event = factories.event(project=project, starts_at=starts_at)
        event.topics.add(topics[number % 8])
        factories.article(project=project).topics.add(topics[number % 8])
    for days_ago in (1, 199, 200, 201):
        earlier = timezone.now() - timedelta(days=days_ago)
        past = factories.event(project=project, starts_at=earlier, published_from=earlier)
        past.topics.add(topics[0])
        factories.article(project=project, published_from=earlier).topics.add(topics[0])
    return Portal(project, topics)


def addresses(topic):
    month = timezone.localdate() - timedelta(days=200)
    return {
        address.format(topic=topic.slug, month=f"{month:%Y-%m}"): most
        for address, most in LISTS.items()
    }


def asked(client, address):
    """What a page asks once all that is remembered is known."""
    anew = f"{address}{'&' if '?' in address else '?'}anew"
    client.get(anew)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(anew).status_code == 200, address
    return [query["sql"] for query in queries]


def rows_looked_at(sql):
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}")
        (plans,) = cursor.fetchone()
    found = plans if isinstance(plans, list) else json.loads(plans)
    return _looked_at(found[0]["Plan"])


def _looked_at(node):
    passed = sum(value for name, value in node.items() if name.startswith("Rows Removed"))
    own = (
        (node["Actual Rows"] + passed) * node["Actual Loops"] if "Scan" in node["Node Type"] else 0
    )
    return own + sum(_looked_at(child) for child in node.get("Plans", []))


def is_of_rows(sql):
    """Counting and summing up looks at all that is counted."""
    return "content_stamp" not in sql and "COUNT(" not in sql


@pytest.mark.django_db
def test_lists_ask_as_often_and_look_at_few_rows_of_ten_thousand(client, portal):
    few = {address: len(asked(client, address)) for address in addresses(portal.topic)}

    portal.grow()
    many = {address: asked(client, address) for address in addresses(portal.topic)}
    looked_at = {
        address: max(map(rows_looked_at, filter(is_of_rows, queries)), default=0)
        for address, queries in many.items()
    }

    assert {address: len(queries) for address, queries in many.items()} == few
    lists = [address for address in few if address.startswith(("/wydarzenia", "/aktualnosci"))]
    assert max(few[address] for address in lists) <= 8
    too_many = {
        address: (looked_at[address], most)
        for address, most in addresses(portal.topic).items()
        if looked_at[address] > most
    }
    assert too_many == {}
