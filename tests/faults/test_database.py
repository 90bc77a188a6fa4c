"""PostgreSQL is restarted, or drops everybody, under traffic: nothing is half done, all goes on."""

import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.cookiejar import CookieJar

import pytest
from django.core.management import call_command
from django.db import connection
from environ import Env

from dev.servers.directories import socket_dir
from dev.servers.postgres import Postgres
from owes_portal.models import OutgoingMail
from registrations.models import Registration
from tests import factories
from tests.factories_signup import typed
from tests.faults.conftest import a_minute_passes, eventually, served, statuses, sweep
from tests.registrations.invariants import faults

pytestmark = [
    pytest.mark.faults,
    pytest.mark.django_db(transaction=True),
    # The other tests are eager; what beat sends here goes through Redis all the same.
    pytest.mark.filterwarnings("ignore:task_always_eager has no effect"),
]

BROWSERS = 4
BACK_WITHIN = 10  # seconds


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


every_fault = pytest.mark.parametrize("fault", [restart, drop_everybody])


# Who is there meanwhile


class Crowd:
    """People who sign up one after another in some browsers, and try again when the portal asks."""

    def __init__(self, site, forms):
        self.site, self.forms = site, iter(forms)
        self.is_over = False
        self.done, self.answers, self.pages = [], Counter(), set()

    def __enter__(self):
        self._pool = ThreadPoolExecutor(BROWSERS)
        self._browsers = [self._pool.submit(self._sign_people_up) for _ in range(BROWSERS)]
        return self

    def __exit__(self, *failure):
        self.is_over = True
        for browser in self._browsers:
            browser.result(timeout=BACK_WITHIN)
        self._pool.shutdown()

    def waits_for(self, people):
        """Until so many more have signed up."""
        wanted = len(self.done) + people
        eventually(lambda: len(self.done) >= wanted, seconds=BACK_WITHIN)

    def _sign_people_up(self):
        cookies = CookieJar()
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(cookies))
        while not self.is_over:
            form = next(self.forms)
            self._ask(browser)
            token = next(cookie.value for cookie in cookies if cookie.name == "csrf")
            end = self._ask(browser, form | {"csrfmiddlewaretoken": token})
            assert "/zapisy/przyjete/W-" in end
            self.done.append(form["email"])

    def _ask(self, browser, form=None):
        """The address where it ends; a form keeps its key, however often it is sent."""
        sent = urllib.parse.urlencode(form, doseq=True).encode() if form else None
        while True:
            try:
                with browser.open(self.site, sent, timeout=BACK_WITHIN) as answer:
                    self.answers[answer.status] += 1
                    return answer.url
            except urllib.error.HTTPError as refused:
                self.answers[refused.code] += 1
                self.pages.add((refused.read().decode(), refused.headers["Retry-After"]))
                assert refused.code == 503
                time.sleep(0.1)


def forms_for(event):
    return [typed(event, confirm="1", email=f"osoba{number}@example.com") for number in range(2000)]


# The tests


@every_fault
def test_sign_ups_are_whole_or_asked_again_and_all_works_on_by_itself(
    operator, zwierzyniec, postgres, environment, worker, sink, fault
):
    event = factories.event(capacity=2_000)
    forms = forms_for(event)

    with worker() as running, served(environment, WEB_WORKERS="2") as (site, server):
        with Crowd(f"{site}/wydarzenia/{event.slug}/zapisy/", forms) as crowd:
            crowd.waits_for(8)
            connection.close()
            fault(postgres)
            crowd.waits_for(8)
        a_minute_passes()
        sweep()
        eventually(lambda: set(statuses()) == {"sent"}, seconds=BACK_WITHIN)
        assert (running.poll(), server.poll()) == (None, None)

    assert crowd.answers.keys() <= {200, 503}
    assert all("Coś się" in page and after == "30" for page, after in crowd.pages)
    assert set(Registration.objects.values_list("email", flat=True)) == set(crowd.done)
    assert sorted(sink.recipients) == sorted(crowd.done)
    assert faults(event) == []


@every_fault
def test_mail_that_was_taken_meanwhile_is_written_down_as_sent(
    operator, postgres, worker, sink, nudges, fault
):
    sink.is_holding = True

    with worker():
        factories.registration(factories.event(), email="anna@example.com")
        eventually(lambda: sink.recipients == ["anna@example.com"])
        connection.close()
        let_go = threading.Timer(0.5, setattr, (sink, "is_holding", False))
        let_go.start()
        fault(postgres)
        eventually(lambda: statuses() == ["sent"])
        sweep()

    assert OutgoingMail.objects.get().attempts == 1
    assert sink.recipients == ["anna@example.com"]
