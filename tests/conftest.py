"""People and scenes that several modules need."""

import pytest
from django.utils import translation

from owes_portal.models.declaration import current_declaration
from owes_portal.models.operator import current_operator
from owes_portal.models.places import current_municipalities
from owes_portal.models.projects import known_projects
from tests import factories


@pytest.fixture(autouse=True)
def _nothing_is_remembered():
    for remembered in (
        current_operator,
        current_declaration,
        current_municipalities,
        known_projects,
    ):
        remembered.forget()


@pytest.fixture
def operator(db):
    return factories.operator()


@pytest.fixture
def bob(db):
    """Bob, who organises workshops."""
    return factories.staff(username="bob")


@pytest.fixture
def bobs_client(client, bob):
    client.force_login(bob)
    return client


@pytest.fixture
def charlie(db):
    """Charlie, who has an account but is not of the staff."""
    return factories.user(username="charlie")


@pytest.fixture
def zwierzyniec(db):
    return factories.municipality()


@pytest.fixture
def in_english():
    """Texts are compared as the code says them; the Polish ones are read in tests/e2e."""
    with translation.override(None):
        yield


@pytest.fixture
def send_mails(django_capture_on_commit_callbacks):
    """A context in which a worker is always at hand: it sends when the `with` block ends."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
