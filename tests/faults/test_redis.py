"""Redis refuses, says nothing or forgets everything: nobody waits for it and no mail is lost."""

import os
import time

import pytest

from owes_portal.models import Heartbeat, LimitWindow, OutgoingMail
from owes_portal.tasks import show_life
from registrations.models import LinkRequest, Registration
from tests import factories
from tests.faults.conftest import a_minute_passes, eventually, served, statuses, sweep
from tests.faults.visitors import Browser, sign_up
from tests.mail_server import free_port

pytestmark = [
    pytest.mark.faults,
    pytest.mark.django_db(transaction=True),
    # The other tests are eager; what beat sends here goes through Redis all the same.
    pytest.mark.filterwarnings("ignore:task_always_eager has no effect"),
]

PEOPLE = 100


def are_all_sent():
    return set(statuses()) == {"sent"}


def addresses(count=PEOPLE):
    return [f"osoba{number}@example.com" for number in range(count)]


@pytest.fixture(params=["refused", "silent"])
def bad_redis(request, silent_port):
    return free_port() if request.param == "refused" else silent_port


def test_sign_up_takes_no_longer_without_redis_and_its_mail_goes_out_later(
    operator, zwierzyniec, bad_redis, web, worker, sink
):
    event = factories.event(capacity=1)

    with web(bad_redis) as site:
        address, seconds = sign_up(site, event)
    assert "/zapisy/przyjete/W-" in address
    assert seconds < 3
    assert statuses() == ["queued"]
    a_minute_passes()
    with worker():
        sweep()
        eventually(are_all_sent)

    assert sink.recipients == ["anna@example.com"]
    link = f"/zgloszenie/{Registration.objects.get().token}/"
    assert link in sink.mails[0].get_body(("plain",)).get_content()


def test_many_sign_ups_in_a_row_never_wait_for_a_silent_redis(
    operator, zwierzyniec, silent_port, web
):
    event = factories.event()

    with web(silent_port) as site:
        spent = [sign_up(site, event, email=f"osoba{n}@example.com")[1] for n in range(5)]

    assert max(spent) < 3
    assert statuses() == ["queued"] * 5


@pytest.mark.parametrize("password", ["good", "bad"])
def test_staff_log_in_without_redis(operator, bob, bad_redis, web, password):
    bob.set_password("good")
    bob.save()

    with web(bad_redis) as site:
        browser, began = Browser(), time.monotonic()
        browser.ask(f"{site}/panel/login/")
        form = {"username": "bob", "password": password, "next": "/panel/"}
        status, leads_to, _page = browser.ask(f"{site}/panel/login/", form)
        seconds = time.monotonic() - began

    assert (status, leads_to) == ((302, "/panel/") if password == "good" else (200, None))
    assert seconds < 3


def test_limits_hold_without_redis(operator, bad_redis, environment):
    """They are counted in PostgreSQL: more than the limit is refused, and nothing breaks."""
    told = {
        "DJANGO_SETTINGS_MODULE": "tests.faults.settings_limited",
        "REDIS_URL": f"redis://127.0.0.1:{bad_redis}/0",
    }

    with served(environment, **told) as (site, _server):
        browser = Browser()
        answers = [ask_for_link(browser, site, f"osoba{n}@example.com") for n in range(4)]

    assert answers == [302, 302, 429, 429]
    assert LimitWindow.objects.exists()
    assert LinkRequest.objects.count() == 2


def ask_for_link(browser, site, email):
    address = f"{site}/zgloszenia/link/"
    browser.ask(address)
    status, _leads_to, _page = browser.ask(address, {"email": email})
    return status


@pytest.fixture
def full_redis(broker):
    """The tests' own Redis when it takes nothing more, until a test or its end empties it."""
    broker.config_set("maxmemory", 1)
    yield broker
    broker.config_set("maxmemory", 0)


def test_sign_up_takes_no_longer_when_redis_is_full_and_its_mail_goes_out_later(
    operator, zwierzyniec, environment, full_redis, worker, sink
):
    event = factories.event(capacity=1)

    with served(environment, REDIS_URL=os.environ["REDIS_URL"]) as (site, _server):
        leads_to, seconds = sign_up(site, event)
        time.sleep(1)  # for the nudge that cannot be stored
    assert "/zapisy/przyjete/W-" in leads_to
    assert seconds < 3
    assert full_redis.dbsize() == 0
    full_redis.config_set("maxmemory", 0)
    a_minute_passes()
    with worker():
        sweep()
        eventually(are_all_sent)

    assert sink.recipients == ["anna@example.com"]


def test_a_mail_goes_out_at_once_when_redis_is_there(operator, nudges, worker, sink):
    event = factories.event()

    with worker():
        factories.registration(event, email="anna@example.com")
        eventually(are_all_sent)

    assert sink.recipients == ["anna@example.com"]


@pytest.fixture
def forgotten(operator, nudges, broker):
    """So many confirmations that wait, and a Redis that has forgotten all of them."""
    event = factories.event(capacity=PEOPLE)
    for email in addresses():
        factories.registration(event, email=email)
    eventually(lambda: broker.llen("mail") == PEOPLE)
    broker.flushall()
    a_minute_passes()


def test_redis_that_forgets_everything_costs_no_mail_and_doubles_none(
    forgotten, broker, worker, sink
):
    with worker():
        for _ in range(2):
            sweep()
            eventually(are_all_sent)
        eventually(lambda: broker.llen("periodic") == 0)

    assert sorted(sink.recipients) == sorted(addresses())
    assert set(OutgoingMail.objects.values_list("attempts", flat=True)) == {1}


def test_mails_that_redis_forgot_never_go_out_without_the_sweeper(forgotten, worker, sink):
    """The control: if this fails, the test above proves nothing."""
    with worker():
        for _ in range(3):
            Heartbeat.objects.all().delete()
            show_life.apply_async(queue="mail")
            eventually(Heartbeat.objects.exists)
            a_minute_passes()

    assert statuses() == ["queued"] * PEOPLE
    assert sink.mails == []
