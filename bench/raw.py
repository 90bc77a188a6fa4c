"""The least that a sign-up can do in the database: lock, insert, count, commit."""

import contextlib
import time

import psycopg2

from bench import load, scene
from bench.site import Site

CLIENTS, SECONDS = 8, 2
TRANSACTION = (
    "SELECT places_taken FROM events_event WHERE id = %(event)s FOR NO KEY UPDATE",
    "INSERT INTO bench_raw (event_id) VALUES (%(event)s)",
    "UPDATE events_event SET certificate_threshold = 80 WHERE id = %(event)s",
)


def transactions_a_minute(site: Site) -> float:
    """Eight clients, one event's row."""
    with _cursor(site) as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS bench_raw (event_id bigint)")
        cursor.execute("SELECT id FROM events_event WHERE slug = %s", [scene.EVENT])
        event = cursor.fetchone()[0]
    return sum(load.at_once(CLIENTS, _transact, site, event)) / SECONDS * 60


def people_of(site: Site, slug: str) -> tuple[int, int]:
    """How many have a place at the event and how many wait for one."""
    with _cursor(site) as cursor:
        cursor.execute(
            "SELECT count(*) FILTER (WHERE status = 'confirmed'),"
            " count(*) FILTER (WHERE status = 'waiting')"
            " FROM registrations_participant WHERE event_id ="
            " (SELECT id FROM events_event WHERE slug = %s)",
            [slug],
        )
        return cursor.fetchone()


def unfinished_documents(site: Site) -> int:
    with _cursor(site) as cursor:
        cursor.execute(
            "SELECT count(*) FROM owes_portal_document WHERE status IN ('asked', 'building')"
        )
        return cursor.fetchone()[0]


def moments_of_commits(site: Site) -> dict[str, float]:
    """When the registration of each address was committed, by PostgreSQL itself.

    It notes the moment before it flushes, so a delay counted from here holds the flush too.
    """
    with _cursor(site) as cursor:
        cursor.execute(
            "SELECT email, extract(epoch FROM pg_xact_commit_timestamp(xmin))::float"
            " FROM registrations_registration WHERE email <> ''"
        )
        return dict(cursor.fetchall())


def _transact(site: Site, event: int) -> int:
    until, count = time.monotonic() + SECONDS, 0
    with contextlib.closing(_connect(site)) as connection, connection.cursor() as cursor:
        while time.monotonic() < until:
            for statement in TRANSACTION:
                cursor.execute(statement, {"event": event})
            connection.commit()
            count += 1
    return count


@contextlib.contextmanager
def _cursor(site: Site):
    with (
        contextlib.closing(_connect(site)) as connection,
        connection,
        connection.cursor() as cursor,
    ):
        yield cursor


def _connect(site: Site):
    return psycopg2.connect(host=site.sockets, user="portal", dbname="portal", connect_timeout=5)
