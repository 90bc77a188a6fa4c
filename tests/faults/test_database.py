"""PostgreSQL is restarted, or drops everybody, under traffic: nothing is half done, all goes on."""

import threading
import time
from contextlib import closing

import pytest
from django.core.management import call_command
from django.db import connection
from environ import Env

from dev.servers.directories import socket_dir
from dev.servers.postgres import Postgres
from owes_portal.models import OutgoingMail
from registrations.models import Registration
from tests import factories
from tests.faults.conftest import a_minute_passes, eventually, served, statuses, sweep
from tests.faults.visitors import Crowd
from tests.registrations.invariants import faults

pytestmark = [
    pytest.mark.faults,
    pytest.mark.django_db(transaction=True),
    # The other tests are eager; what beat sends here goes through Redis all the same.
    pytest.mark.filterwarnings("ignore:task_always_eager has no effect"),
]


@pytest.fixture(scope="module")
def postgres(django_db_setup, django_db_blocker, tmp_path_factory):
    """A PostgreSQL that may be stopped, for nobody else uses it; our own connection leads there."""
    state = tmp_path_factory.mktemp("postgres")
    server = Postgres(state, socket_dir(state), durable=False)
    server.ensure()
    usual = connection.settings_dict
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict = usual | Env.db_url_config(server.url)
        call_command("migrate", verbosity=0)
        yield server
        connection.close()
    connection.settings_dict = usual
    server.stop()


@pytest.fixture
def database_url(postgres, transactional_db):
    return postgres.url


# What happens to the database


def restart(server):
    """Fast, as an upgrade of PostgreSQL does it; for a second nobody answers."""
    server.stop()
    time.sleep(1)
    server.ensure()


def drop_everybody(server):
    """Three times, so that somebody is always caught in the middle."""
    for _ in range(3):
        with closing(server.connect("postgres")) as ours, ours.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'portal'"
            )
        time.sleep(0.3)


FAULTS = [restart, drop_everybody]


@pytest.mark.parametrize("fault", FAULTS)
def test_sign_ups_are_whole_or_asked_again_and_all_works_on_by_itself(
    operator, zwierzyniec, postgres, environment, worker, sink, fault
):
    event = factories.event(capacity=2_000)

    with worker() as running, served(environment, WEB_WORKERS="2") as (site, server):
        with Crowd(site, event) as crowd:
            crowd.wait_for(8)
            connection.close()
            fault(postgres)
            crowd.wait_for(8)
        eventually(lambda: "sending" not in statuses())
        a_minute_passes()
        sweep()
        eventually(lambda: set(statuses()) == {"sent"})
        assert (running.poll(), server.poll()) == (None, None)

    assert (crowd.cut, crowd.answers.keys() - {200, 302, 503}) == ([], set())
    assert all("To nasza wina" in page for page in crowd.refusals)
    assert set(Registration.objects.values_list("email", flat=True)) == set(crowd.signed_up)
    assert sorted(sink.recipients) == sorted(crowd.signed_up)
    assert faults(event) == []


def test_mail_that_was_taken_meanwhile_is_written_down_as_sent(
    operator, postgres, worker, sink, nudges
):
    event = factories.event()

    with worker():
        for taken, fault in enumerate(FAULTS, 1):
            sink.is_holding = True
            factories.registration(event)
            eventually(lambda taken=taken: len(sink.mails) == taken)
            connection.close()
            threading.Timer(0.5, setattr, (sink, "is_holding", False)).start()
            fault(postgres)
            eventually(lambda taken=taken: statuses() == ["sent"] * taken)
        sweep()

    assert list(OutgoingMail.objects.values_list("attempts", flat=True)) == [1, 1]
    assert len(sink.mails) == 2
