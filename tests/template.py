"""One database with all migrations, of which every process that runs tests takes a copy.

To migrate takes a process 16 seconds, to copy half of one.
"""

import hashlib
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("*/migrations/*.py", "owes_portal/stamps.py", "requirements/portal.txt")
PREFIX = "migrated_"
# A number of our own for PostgreSQL's advisory locks: who holds it makes the template.
TURN = 1_262_572_399


def ensure() -> str:
    """Make the template unless it is there, and give its name."""
    name = PREFIX + _fingerprint()
    with _server() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [TURN])
        if name not in _templates(cursor):
            _make(cursor, name)
    return name


def _fingerprint():
    """Other migrations, other packages: another template."""
    digest = hashlib.sha256()
    for pattern in SOURCES:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def _server():
    """A cursor on the server's own database; the lock goes when the connection does."""
    told = connection.get_connection_params() | {"dbname": "postgres"}
    wanted = {
        key: told[key] for key in ("dbname", "user", "password", "host", "port") if told.get(key)
    }
    server = psycopg2.connect(**wanted)
    server.autocommit = True
    try:
        with server.cursor() as cursor:
            yield cursor
    finally:
        server.close()


def _templates(cursor):
    cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX])
    return [name for (name,) in cursor.fetchall()]


def _make(cursor, name):
    """Under a name of its own until it is whole, so that an interrupted one is never copied."""
    for old in _templates(cursor):
        cursor.execute(f'DROP DATABASE "{old}"')
    unfinished = f"{name}_unfinished"
    cursor.execute(f'CREATE DATABASE "{unfinished}"')
    _migrate(unfinished)
    cursor.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{name}"')


def _migrate(name):
    address = urlsplit(os.environ["DATABASE_URL"])
    told = os.environ | {"DATABASE_URL": urlunsplit(address._replace(path=f"/{name}"))}
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(command, cwd=ROOT, env=told, check=True)
