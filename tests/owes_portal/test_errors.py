"""The page that is shown when something is broken."""

import pytest
from django.db import OperationalError
from django.test import Client

from owes_portal import views


def broken_by(error):
    def breaks(*args, **kwargs):
        raise error

    return breaks


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "status"), [(RuntimeError("broken"), 500), (OperationalError("away"), 503)]
)
def test_server_error_tells_a_broken_page_from_an_absent_database(monkeypatch, error, status):
    monkeypatch.setattr(views, "current_declaration", broken_by(error))

    response = Client(raise_request_exception=False).get("/deklaracja-dostepnosci/")

    assert response.status_code == status
    assert response.headers.get("Retry-After") == ("30" if status == 503 else None)
    assert "OWES" in response.text
