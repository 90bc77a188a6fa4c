"""Real processes around the database of the tests: a web server, a worker, Redis good and bad."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest
import redis
from django.db import connection
from django.db.models import F

from owes_portal import celery_app, documents, nudge
from owes_portal.models import Document, OutgoingMail
from owes_portal.models.documents import BUILT_WITHIN
from owes_portal.models.mail import IN_FLIGHT_AT_MOST, NUDGED_LONG_AGO
from tests.faults.traps import HoldingMailServer
from tests.mail_server import free_port

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def sink():
    """A mailbox for everybody."""
    with HoldingMailServer() as server:
        yield server


@pytest.fixture
def mails_wait(settings):
    """Nobody sends mails: the rows are what counts, and nothing else takes time."""
    settings.CELERY_TASK_ALWAYS_EAGER = False
    yield
    nudge._waiting.queue.clear()


@pytest.fixture
def database_url(transactional_db):
    """The tests' own database."""
    name = connection.settings_dict["NAME"]
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


@pytest.fixture
def environment(database_url, sink):
    """What the processes of the portal are told: where the database is, and the mailbox."""
    mail = {"EMAIL_URL": f"smtp://127.0.0.1:{sink.port}"}
    return os.environ | mail | {"DATABASE_URL": database_url, "LOG_LEVEL": "WARNING"}


@pytest.fixture
def broker():
    """The tests' own Redis, empty."""
    client = redis.from_url(os.environ["REDIS_URL"])
    client.flushall()
    yield client
    client.flushall()


@pytest.fixture
def nudges(settings, environment, broker):
    """What this very process asks for goes to the workers through Redis."""
    settings.CELERY_TASK_ALWAYS_EAGER = False
    yield
    nudge._waiting.queue.clear()


@contextlib.contextmanager
def process(*command, **environment):
    """A process of the portal; it is ended with the `with` block."""
    started = subprocess.Popen(
        [sys.executable, "-m", *command], cwd=ROOT, env=environment, start_new_session=True
    )
    try:
        yield started
    finally:
        started.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            started.wait(timeout=25)
        started.kill()


@pytest.fixture
def worker(environment, broker):
    """A function that starts a worker as production does, with so many children."""
    command = ("celery", "--quiet", "-A", "owes_portal", "worker", "--loglevel", "WARNING")
    usual = environment | {"DJANGO_SETTINGS_MODULE": "owes_portal.settings"}

    def start(children=1, **told):
        queues = ("-Q", "mail,documents,periodic", "-c", str(children))
        return process(*command, *queues, **usual | told)

    return start


@pytest.fixture
def gate(tmp_path, environment):
    """While this file is missing, a document stays half done."""
    environment["GATE"] = str(tmp_path / "gate")
    return tmp_path / "gate"


@pytest.fixture
def trapped(worker):
    """A function that starts a worker whose documents are traps."""
    return lambda **told: worker(DJANGO_SETTINGS_MODULE="tests.faults.settings_trapped", **told)


@pytest.fixture
def ask(nudges, bob):
    """A function that asks for the document about that number."""
    return lambda number: documents.request("participant_list", subject_id=number, by=bob)


@pytest.fixture
def beat(environment, broker, tmp_path):
    """A function that starts a beat in a hurry; all keep the same schedule file."""
    command = ("celery", "--quiet", "-A", "owes_portal", "beat", "--max-interval", "1")

    told = environment | {
        "DJANGO_SETTINGS_MODULE": "tests.faults.settings_hurried",
        "BEAT_SCHEDULE": str(tmp_path / "schedule"),
    }
    return lambda: process(*command, "--loglevel", "WARNING", **told)


@pytest.fixture
def web(environment):
    """A function that starts a web server whose Redis is at the port; it gives its address."""

    @contextlib.contextmanager
    def serve(redis_port):
        with served(environment, REDIS_URL=f"redis://127.0.0.1:{redis_port}/0") as (site, _server):
            yield site

    return serve


@contextlib.contextmanager
def served(environment, **told):
    """The address of a web server, and its main process."""
    address = f"127.0.0.1:{free_port()}"
    told = environment | {
        "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
        "SITE_URL": f"http://{address}",
        "WEB_WORKERS": "1",
        **told,
    }
    config = ("-c", "deploy/gunicorn.conf.py", "--bind", address, "owes_portal.wsgi")
    with process("gunicorn", *config, **told) as server:
        eventually(lambda: is_up(f"http://{address}/zdrowie/"))
        yield f"http://{address}", server


@pytest.fixture
def silent_port():
    """A server that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0), backlog=1_000) as server:
        yield server.getsockname()[1]


def is_up(address):
    try:
        return urllib.request.urlopen(address, timeout=1).status == 200
    except OSError:
        return False


def eventually(condition, *, seconds=150):
    """Wait until the condition holds; the test fails if it never does.

    Whoever waits longer only hears later that something is broken, so a busy machine gets its time.
    """
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"not within {seconds} seconds"
        time.sleep(0.05)


# Processes that are killed


def child_of(worker):
    """The number of the one process in which a worker does its tasks."""
    return only(child.pid for child in psutil.Process(worker.pid).children())


def only(things):
    (one,) = things
    return one


def kill(pid):
    """As kill -9 does; a worker's child dies with its parent."""
    os.kill(pid, signal.SIGKILL)
    eventually(lambda: not is_running(pid))


def is_running(pid):
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


# What beat asks for, and time that passes


def sweep():
    """What beat asks for each minute."""
    celery_app.send_task("owes_portal.tasks.sweep", queue="periodic")


def a_minute_passes():
    """For mails that wait: they are due, and their nudge must have been lost."""
    ago = F("next_attempt_at") - timedelta(minutes=1) - NUDGED_LONG_AGO
    OutgoingMail.objects.waiting().update(next_attempt_at=ago)


def minutes_of_silence_pass():
    """For what a worker is at: it must have died."""
    sending = OutgoingMail.objects.filter(status="sending")
    sending.update(claimed_at=F("claimed_at") - IN_FLIGHT_AT_MOST)
    building = Document.objects.filter(status="building")
    building.update(begun_at=F("begun_at") - BUILT_WITHIN)


def is_half_done(document):
    """What builds it waits for the gate."""
    document.refresh_from_db()
    return (document.status, document.progress) == ("building", 50)


def statuses():
    return sorted(OutgoingMail.objects.values_list("status", flat=True))
