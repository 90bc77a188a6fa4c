"""Processes are told to stop, as a deploy does: what is in hand is finished, the rest waits."""

import signal
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from registrations import services
from registrations.models import Registration
from tests import factories
from tests.factories_signup import typed
from tests.faults.conftest import eventually, only, served, statuses
from tests.faults.visitors import PATIENCE, Browser, Crowd
from tests.registrations.invariants import faults

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def event(operator, zwierzyniec):
    return factories.event(capacity=2_000)


# The worker


def test_worker_told_to_stop_finishes_its_mail_and_the_next_one_sends_the_rest(
    nudges, event, worker, sink
):
    def sign_up(*emails):
        for email in emails:
            factories.registration(event, email=email)

    sink.is_holding = True
    with worker() as leaving:
        sign_up("anna@example.com")
        eventually(lambda: sink.recipients == ["anna@example.com"])
        sign_up("in-hand@example.com")
        leaving.send_signal(signal.SIGTERM)
        with pytest.raises(subprocess.TimeoutExpired):
            leaving.wait(timeout=1)
        sink.is_holding = False
        assert leaving.wait(timeout=PATIENCE) == 0
    sign_up("between@example.com")
    with worker():
        sign_up("after@example.com")
        eventually(lambda: statuses() == ["sent"] * 4)

    assert sorted(sink.recipients) == sorted(
        f"{name}@example.com" for name in ("anna", "in-hand", "between", "after")
    )


# The web server


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGHUP])
def test_request_in_hand_is_answered_when_the_web_server_is_told_to_stop(event, environment, told):
    form, browser = typed(event, confirm="1"), Browser()

    with served(environment) as (site, server), ThreadPoolExecutor(1) as pool:
        address = f"{site}/wydarzenia/{event.slug}/zapisy/"
        browser.ask(address)
        with transaction.atomic():
            services.lock(event)
            answer = pool.submit(browser.ask, address, form)
            eventually(lambda: waiting_for_a_lock() == 1)
            server.send_signal(told)
            with pytest.raises(TimeoutError):
                answer.result(timeout=1)
        status, leads_to, _page = answer.result(timeout=PATIENCE)

    assert (status, "/zapisy/przyjete/W-" in leads_to) == (302, True)
    assert Registration.objects.get().email == "anna@example.com"


def waiting_for_a_lock():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return only(cursor.fetchone())


def test_web_server_that_starts_its_workers_anew_is_noticed_by_nobody(event, environment):
    with served(environment, WEB_WORKERS="2") as (site, server), Crowd(site, event) as crowd:
        for _ in range(3):
            crowd.wait_for(8)
            server.send_signal(signal.SIGHUP)
        crowd.wait_for(8)

    assert (crowd.answers.keys(), crowd.cut) == ({200, 302}, [])
    assert registered() == sorted(crowd.signed_up)
    assert faults(event) == []


def test_web_server_told_to_stop_answers_all_that_it_took_and_takes_no_more(event, environment):
    """Whoever waits in the queue of the system is cut, and whoever comes later is refused.

    Neither is written down. Behind the proxy both become the page that says so.
    """
    with served(environment, WEB_WORKERS="2") as (site, server), Crowd(site, event) as crowd:
        crowd.wait_for(8)
        with transaction.atomic():
            services.lock(event)
            eventually(lambda: waiting_for_a_lock() == 2)
            before = Registration.objects.count()  # The crowd may still be reading its answers.
            server.send_signal(signal.SIGTERM)
            with pytest.raises(subprocess.TimeoutExpired):
                server.wait(timeout=0.5)
        assert server.wait(timeout=PATIENCE) == 0

    assert len(crowd.signed_up) == before + 2
    assert crowd.answers.keys() == {200, 302}
    assert registered() == sorted(crowd.signed_up)
    assert faults(event) == []


def registered():
    return sorted(Registration.objects.values_list("email", flat=True))
