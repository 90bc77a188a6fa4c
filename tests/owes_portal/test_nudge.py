"""A nudge never makes a visitor wait, and never fails, whatever Redis does."""

import socket
import time

import pytest
from celery import Celery

from owes_portal import nudge as module
from owes_portal import tasks
from owes_portal.nudge import nudge
from tests.mail_server import free_port

pytestmark = pytest.mark.faults


def work(pk):
    """Never reached: there is no broker that could hand it on."""


@pytest.fixture
def task_of(settings):
    """A task of an application of its own, whose broker is at the port."""
    settings.CELERY_TASK_ALWAYS_EAGER = False

    def make(port):
        app = Celery("nudged", broker=f"redis://127.0.0.1:{port}/0", set_as_current=False)
        app.conf.broker_transport_options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
        app.conf.task_publish_retry = False
        return app.task(name="nudged")(work)

    yield make
    module._waiting.queue.clear()  # else the thread would try for minutes after the test


@pytest.fixture
def silent_port():
    """A server that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0), backlog=1_000) as server:
        yield server.getsockname()[1]


def seconds_of(deed):
    began = time.monotonic()
    deed()
    return time.monotonic() - began


@pytest.mark.parametrize("count", [1, 1_500])
def test_nudge_returns_at_once_when_redis_refuses(task_of, count):
    task = task_of(free_port())

    spent = seconds_of(lambda: [nudge(task, pk) for pk in range(count)])

    assert spent < 0.5


@pytest.mark.parametrize("count", [1, 1_500])
def test_nudge_returns_at_once_when_redis_is_silent(task_of, silent_port, count):
    task = task_of(silent_port)

    spent = seconds_of(lambda: [nudge(task, pk) for pk in range(count)])

    assert spent < 0.5


def test_of_many_mails_a_few_are_published_and_of_documents_all():
    mails = [(tasks.send_mail, pk) for pk in range(300)]
    documents = [(tasks.build_document, pk) for pk in range(3)]

    published = list(module._needed([*mails, *documents]))

    assert published == [*mails[:2], *documents]
