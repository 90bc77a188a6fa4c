"""People and scenes that several modules need."""

import gc
from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.urls import get_resolver
from django.utils import translation
from hypothesis import settings as hypothesis_settings

from owes_portal import memory
from tests import factories, template

# A machine that is busy with other things makes no test wrong.
hypothesis_settings.register_profile("portal", deadline=None)
hypothesis_settings.load_profile("portal")


def pytest_collection_finish():
    """What is loaded by now stays; to look for garbage in it again and again takes a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """As pytest-django does it; and the database of each process is a copy of a migrated one."""
    connection.settings_dict["TEST"]["TEMPLATE"] = template.ensure()


@pytest.fixture(autouse=True)
def _nothing_is_remembered():
    memory.forget_everything()


@pytest.fixture(scope="session")
def fonts():
    """The typeface of the papers."""
    call_command("build_fonts", verbosity=0)


@pytest.fixture
def operator(db):
    return factories.operator()


@pytest.fixture(scope="module")
def rows_of_this_module(django_db_setup, django_db_blocker):
    """What a scene of a whole module writes is there for all its tests, which only look at it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


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
def in_english(settings):
    """Texts are compared as the code says them; the Polish ones are read in tests/e2e."""
    settings.LANGUAGE_CODE = "en"
    with translation.override("en"), addresses_without_prefix():
        yield


_addresses = [{}, {}, {}]


@contextmanager
def addresses_without_prefix():
    """Django keeps addresses by language, whichever is the default: two tables for English here."""
    resolver = get_resolver()
    tables = [resolver._reverse_dict, resolver._namespace_dict, resolver._app_dict]
    swap(tables, _addresses)
    yield
    swap(tables, _addresses)


def swap(tables, others):
    for table, other in zip(tables, others, strict=True):
        here, there = table.pop("en", None), other.pop("en", None)
        table.update({"en": there} if there else {})
        other.update({"en": here} if here else {})


@pytest.fixture
def send_mails(django_capture_on_commit_callbacks):
    """A context in which a worker is always at hand: it sends when the `with` block ends."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def usual_limits(settings):
    """The numbers of a portal whose environment says nothing."""
    numbers = {
        "SIGNUPS_PER_NETWORK": 60,
        "SIGNUPS_PER_ADDRESS": 5,
        "SIGNUPS_PER_EVENT": 300,
        "LINKS_PER_NETWORK": 20,
        "LINKS_PER_ADDRESS": 3,
        "GUESSES_PER_NETWORK": 30,
        "CHANGES_PER_REGISTRATION": 60,
        "UPLOADS_PER_NETWORK": 60,
        "PASSWORDS_PER_PERSON": 10,
        "SIGNUP_TAKES_AT_LEAST": 3,
    }
    for name, number in numbers.items():
        setattr(settings, name, number)
    return numbers
