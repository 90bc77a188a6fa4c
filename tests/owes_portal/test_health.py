"""Whether the process lives and whether it can serve: two questions for two watchers."""

import pytest
from django.db import OperationalError, connection


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
    def refuse(*_details):
        raise OperationalError("connection refused")

    with connection.execute_wrapper(refuse):
        response = client.get("/zdrowie/gotowosc/")

    assert (response.status_code, response.json()) == (503, {"database": "down"})


@pytest.mark.django_db
def test_health_tells_no_version_and_no_address(client):
    for address in ("/zdrowie/", "/zdrowie/gotowosc/"):
        response = client.get(address)
        assert "Server" not in response.headers
        assert b"postgres" not in response.content.lower()
