"""The settings fail closed: what is missing or unsafe stops the start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOOD = {
    "SECRET_KEY": "x" * 60,
    "SITE_URL": "https://portal.example",
    "DATABASE_URL": "postgres://portal@127.0.0.1:1/portal",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "EMAIL_URL": "smtp://127.0.0.1:1",
    "DEFAULT_FROM_EMAIL": "portal@portal.example",
}


def start(names, **changes):
    """Read the settings in a process of its own and print those of the names."""
    environment = {name: value for name, value in (GOOD | changes).items() if value is not None}
    program = f"from django.conf import settings as s; print([getattr(s, n) for n in {names!r}])"
    process = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "owes_portal.settings"}
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=process | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_settings_are_safe_when_nothing_is_said():
    told = start(["DEBUG", "ALLOWED_HOSTS", "SESSION_COOKIE_SECURE", "SECURE_SSL_REDIRECT"])

    assert told.stdout.strip() == "[False, ['portal.example'], True, True]"


@pytest.mark.parametrize("name", GOOD)
def test_settings_stop_without(name):
    stopped = start(["DEBUG"], **{name: None})

    assert stopped.returncode != 0
    assert name in stopped.stderr


@pytest.mark.parametrize(
    "changes",
    [
        {"SITE_URL": "http://portal.example"},
        {"SITE_URL": "portal.example"},
        {"SITE_URL": "ftp://portal.example"},
        {"SITE_URL": ""},
        {"SECRET_KEY": ""},
        {"DATABASE_URL": "sqlite:///portal.sqlite3"},
        {"DATABASE_URL": "mysql://portal@127.0.0.1/portal"},
    ],
    ids=lambda changes: "=".join(*changes.items()),
)
def test_settings_stop_at(changes):
    assert start(["SECRET_KEY"], **changes).returncode != 0


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_settings_allow_http_on_this_very_machine(host):
    told = start(["SESSION_COOKIE_SECURE", "ALLOWED_HOSTS"], SITE_URL=f"http://{host}:8000")

    assert told.stdout.strip() == f"[False, ['{host}']]"


def test_settings_read_a_secret_from_a_file(tmp_path):
    file = tmp_path / "secret"
    file.write_text("y" * 60)

    told = start(["SECRET_KEY"], SECRET_KEY=None, SECRET_KEY_FILE=str(file))

    assert told.stdout.strip() == str(["y" * 60])


def test_settings_limit_floods_when_nothing_is_said(usual_limits):
    told = start(["TRUSTED_PROXIES", *usual_limits])

    assert told.stdout.strip() == str([0, *usual_limits.values()])
