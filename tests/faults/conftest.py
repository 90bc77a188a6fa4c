"""Real processes around the database of the tests: a web server, a worker, Redis good and bad."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import redis
from django.db import connection

from tests.mail_server import MailServer, free_port

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def sink():
    """A mailbox for everybody."""
    with MailServer() as server:
        yield server


@pytest.fixture
def environment(transactional_db, sink):
    """What the processes of the portal are told: the tests' own database, and the mailbox."""
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}")
    mail = {"EMAIL_URL": f"smtp://127.0.0.1:{sink.port}"}
    return os.environ | mail | {"DATABASE_URL": url.geturl(), "LOG_LEVEL": "WARNING"}


@pytest.fixture
def broker():
    """The tests' own Redis, empty."""
    client = redis.from_url(os.environ["REDIS_URL"])
    client.flushall()
    yield client
    client.flushall()


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
    """A function that starts a worker as production does."""
    queues = "mail,documents,periodic"
    command = ("celery", "--quiet", "-A", "owes_portal", "worker", "-Q", queues, "-c", "1")
    told = environment | {"DJANGO_SETTINGS_MODULE": "owes_portal.settings"}
    return lambda: process(*command, "--loglevel", "WARNING", **told)


@pytest.fixture
def web(environment):
    """A function that starts a web server whose Redis is at the port; it gives its address."""

    @contextlib.contextmanager
    def serve(redis_port):
        address = f"127.0.0.1:{free_port()}"
        told = environment | {
            "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
            "REDIS_URL": f"redis://127.0.0.1:{redis_port}/0",
            "SITE_URL": f"http://{address}",
            "WEB_WORKERS": "1",
        }
        config = ("-c", "deploy/gunicorn.conf.py", "--bind", address, "owes_portal.wsgi")
        with process("gunicorn", *config, **told):
            eventually(lambda: is_up(f"http://{address}/zdrowie/"))
            yield f"http://{address}"

    return serve


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


def eventually(condition, *, seconds=30):
    """Wait until the condition holds; the test fails if it never does."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"not within {seconds} seconds"
        time.sleep(0.05)
