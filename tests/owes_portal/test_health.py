"""Whether the process lives, can serve and does its background work: three questions of watchers."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.utils import timezone

from tests import factories


def refuse(*_details):
    raise OperationalError("connection refused")


def test_alive_asks_neither_postgres_nor_redis(client, settings):
    """Without the mark django_db any question to the database would be an error."""
    settings.CACHES = {"default": {"BACKEND": "nobody.asks.it"}}

    response = client.get("/zdrowie/")

    assert (response.status_code, response.content) == (200, b"ok")


@pytest.mark.django_db
def test_ready_asks_postgres(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get("/zdrowie/gotowosc/")

    assert (response.status_code, response.json()) == (200, {"database": "up"})


@pytest.mark.django_db
def test_ready_tells_that_postgres_is_away(client):
    with connection.execute_wrapper(refuse):
        response = client.get("/zdrowie/gotowosc/")

    assert (response.status_code, response.json()) == (503, {"database": "down"})


@pytest.mark.django_db
def test_health_tells_no_version_and_no_address(client):
    for address in ("/zdrowie/", "/zdrowie/gotowosc/", "/zdrowie/praca/"):
        response = client.get(address)
        assert "Server" not in response.headers
        assert b"postgres" not in response.content.lower()


@pytest.mark.django_db
def test_working_says_up_while_a_worker_lives_and_down_when_it_fell_silent(client):
    factories.living_worker()
    alive = client.get("/zdrowie/praca/")
    factories.living_worker(at=timezone.now() - timedelta(minutes=5))
    dead = client.get("/zdrowie/praca/")

    assert (alive.status_code, alive.json()) == (200, {"pipeline": "up"})
    assert (dead.status_code, dead.json()) == (503, {"pipeline": "down"})
    assert "no-store" in dead["Cache-Control"]


@pytest.mark.django_db
def test_working_needs_no_redis_and_is_down_when_postgres_is_away(client, settings):
    settings.CELERY_BROKER_URL = settings.REDIS_URL = "redis://nobody.asks.it:1/0"
    factories.living_worker()
    alive = client.get("/zdrowie/praca/")

    with connection.execute_wrapper(refuse):
        dead = client.get("/zdrowie/praca/")

    assert (alive.status_code, dead.status_code) == (200, 503)
    assert dead.json() == {"pipeline": "down"}


# The same on the command line


def health(capsys):
    """(exit status, what was printed) of the command."""
    try:
        call_command("health")
    except SystemExit as ended:
        return ended.code, capsys.readouterr().out
    return 0, capsys.readouterr().out


@pytest.mark.django_db
def test_command_tells_queues_ages_and_counts(capsys):
    factories.living_worker(at=timezone.now() - timedelta(seconds=61))
    factories.mail(written_at=timezone.now() - timedelta(minutes=3))
    factories.mail(status="failed")
    factories.mail(status="sent", sent_at=timezone.now())

    status, printed = health(capsys)

    assert (status, printed.splitlines()) == (
        0,
        [
            "alive: yes",
            "ready: yes",
            "pipeline: up",
            "  queue mail: heard 1 min ago",
            "  queue documents: heard 1 min ago",
            "  queue periodic: heard 1 min ago",
            "  mails: 1 failed, 1 queued; 1 sent in 24 hours",
            "  oldest mail that waits: 3 min",
            "  oldest document that waits: none",
            "  documents failed in 7 days: 0",
        ],
    )


@pytest.mark.django_db
def test_command_ends_with_1_when_background_work_stands_still(capsys):
    factories.living_worker(at=timezone.now() - timedelta(minutes=7))

    status, printed = health(capsys)

    assert status == 1
    assert "pipeline: down" in printed
    assert "queue mail: silent for 7 min" in printed
    assert "trouble: Nobody has sent mail since" in printed


@pytest.mark.django_db
def test_command_ends_with_1_and_no_age_before_the_first_sign_of_life(capsys):
    status, printed = health(capsys)

    assert status == 1
    assert "queue mail: never heard" in printed


@pytest.mark.django_db
def test_command_ends_with_2_and_without_a_traceback_when_postgres_is_away(capsys):
    with connection.execute_wrapper(refuse):
        status, printed = health(capsys)

    assert (status, printed.splitlines()) == (
        2,
        ["alive: yes", "ready: no, PostgreSQL does not answer", "pipeline: unknown"],
    )
