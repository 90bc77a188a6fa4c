"""Redis refuses, says nothing or forgets everything: nobody waits for it and no mail is lost."""

import time
import urllib.parse
import urllib.request
from datetime import timedelta
from http.cookiejar import CookieJar

import pytest
from django.utils import timezone
from lxml import html

from owes_portal import celery_app
from owes_portal.models import OutgoingMail
from registrations.models import Registration
from tests import factories
from tests.factories_signup import typed
from tests.faults.conftest import eventually
from tests.mail_server import free_port

pytestmark = [
    pytest.mark.faults,
    pytest.mark.django_db(transaction=True),
    # The other tests are eager; what beat sends here goes through Redis all the same.
    pytest.mark.filterwarnings("ignore:task_always_eager has no effect"),
]

PEOPLE = 20


def sign_up(site, event, **answers):
    """Fill the form as a browser does; the address it ends at, and the seconds of the last step."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    address = f"{site}/wydarzenia/{event.slug}/zapisy/"
    page = html.fromstring(browser.open(address, timeout=20).read())
    token = page.xpath('//main//input[@name="csrfmiddlewaretoken"]/@value')[0]
    form = typed(event, confirm="1", csrfmiddlewaretoken=token, **answers)
    began = time.monotonic()
    answer = browser.open(address, urllib.parse.urlencode(form, doseq=True).encode(), timeout=20)
    return answer.url, time.monotonic() - began


def sweep():
    """What beat asks for each minute."""
    celery_app.send_task("owes_portal.tasks.sweep", queue="periodic")


def a_minute_later():
    """As if a minute had passed since the mails were written."""
    ago = timezone.now() - timedelta(minutes=1)
    OutgoingMail.objects.filter(status="queued").update(next_attempt_at=ago)


def statuses():
    return sorted(OutgoingMail.objects.values_list("status", flat=True))


def are_all_sent():
    return set(statuses()) == {"sent"}


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
    a_minute_later()
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


def test_a_mail_goes_out_at_once_when_redis_is_there(
    operator, environment, broker, worker, sink, settings
):
    settings.CELERY_TASK_ALWAYS_EAGER = False
    event = factories.event()

    with worker():
        factories.registration(event, email="anna@example.com")
        eventually(are_all_sent)

    assert sink.recipients == ["anna@example.com"]


def test_redis_that_forgets_everything_costs_no_mail_and_doubles_none(
    operator, environment, broker, worker, sink, settings
):
    settings.CELERY_TASK_ALWAYS_EAGER = False
    event = factories.event(capacity=PEOPLE)
    for number in range(PEOPLE):
        factories.registration(event, email=f"osoba{number}@example.com")
    eventually(lambda: broker.llen("mail") == PEOPLE)

    broker.flushall()
    a_minute_later()
    with worker():
        sweep()
        sweep()
        eventually(are_all_sent)
        sweep()
        eventually(lambda: broker.llen("periodic") == 0)

    assert sorted(sink.recipients) == sorted(f"osoba{n}@example.com" for n in range(PEOPLE))
