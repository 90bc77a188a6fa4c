"""Starts the tests' own PostgreSQL and Valkey before the settings are read.

Where several processes share the tests, each has a database, a Valkey and files of its own.
"""

import os
from pathlib import Path

from dev.servers import Servers
from dev.servers.directories import socket_dir
from dev.servers.valkey import Valkey
from owes_portal import translations

# Empty in the process that hands the tests out, and when there is only one.
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
STATE = Path(__file__).resolve().parent.parent / "var/test"
ENVIRONMENT = {
    # Importing owes_portal names the portal's own settings, unless told otherwise.
    "DJANGO_SETTINGS_MODULE": "tests.settings",
    "SECRET_KEY": "for tests only, and long enough for the checks of a deployment",
    "SITE_URL": "https://portal.example",
    "EMAIL_URL": "smtp://127.0.0.1:1",
    "DEFAULT_FROM_EMAIL": "OWES <portal@portal.example>",
    "FILES_ROOT": str(STATE / "files" / WORKER),
    "STATIC_ROOT": str(STATE / "static"),
}
if WORKER and os.environ["REDIS_URL"] == Valkey(STATE, socket_dir(STATE), durable=False).url:
    # Some tests fill it and some empty it; PostgreSQL goes by its address, and is shared.
    del os.environ["REDIS_URL"]
# What the tests lose in a crash nobody misses, so nothing is flushed to the disk.
_servers = Servers(STATE / WORKER, durable=False)
(STATE / "static").mkdir(parents=True, exist_ok=True)
os.environ.update(ENVIRONMENT | _servers.start().as_environment())
# Pages speak Polish only when the catalogue is compiled, and a fresh copy has none.
if not WORKER:
    translations.compile_all()


def pytest_unconfigure():
    _servers.stop()
