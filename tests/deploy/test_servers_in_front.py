"""gunicorn, its health check and the proxy."""

import gc
import os
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
PROXY = (DEPLOY / "nginx.conf.template").read_text()


def logged_path(address):
    """What nginx's `map` makes of an address: the first pattern that matches."""
    rules = re.findall(r'^\s+"~(.+)" "?([$\w-]+)"?;$', PROXY, re.MULTILINE)
    tried = [(re.match(pattern.replace("(?<", "(?P<"), address), shown) for pattern, shown in rules]
    found, shown = next(pair for pair in tried if pair[0])
    return re.sub(r"\$(\w+)", lambda name: found[name[1]], shown)


# gunicorn


def test_warming_up_before_the_fork_asks_no_database():
    configuration = runpy.run_path(str(DEPLOY / "gunicorn.conf.py"))

    # Without the mark django_db, pytest refuses every connection.
    configuration["when_ready"](None)

    gc.unfreeze()


@pytest.mark.parametrize(("host", "healthy"), [("portal.example", True), ("other.example", False)])
def test_health_check_asks_for_the_portal_by_its_name(live_server, host, healthy):
    environment = os.environ | {
        "WEB_BIND": live_server.url.removeprefix("http://"),
        "SITE_URL": f"https://{host}",
    }

    done = subprocess.run(
        [sys.executable, DEPLOY / "healthcheck.py"],
        env=environment,
        capture_output=True,
        check=False,
    )

    assert (done.returncode == 0) is healthy


# The proxy


@pytest.mark.parametrize(
    ("address", "logged"),
    [
        ("/zgloszenie/c2VjcmV0/", "/zgloszenie/-/"),
        ("/zgloszenie/c2VjcmV0/rezygnacja/?z=1", "/zgloszenie/-/rezygnacja/"),
        ("/zgloszenie/c2VjcmV0", "/zgloszenie/-"),
        ("/miejsce/c2VjcmV0/?z=1", "/miejsce/-/"),
        ("/zaproszenie/c2VjcmV0/", "/zaproszenie/-/"),
        ("/podglad/c2VjcmV0/wydarzenia/abc/pliki/1/", "/podglad/-/wydarzenia/abc/pliki/1/"),
        ("/zdjecia/podglad/c2VjcmV0/480.webp", "/zdjecia/podglad/-/480.webp"),
        ("/en/zgloszenie/c2VjcmV0/", "/en/zgloszenie/-/"),
        ("/uk/miejsce/c2VjcmV0/?z=1", "/uk/miejsce/-/"),
        ("/panel/registrations/participant/?q=Kowalska", "/panel/registrations/participant/"),
        ("/wydarzenia/", "/wydarzenia/"),
    ],
)
def test_access_log_keeps_no_secret(address, logged):
    assert logged_path(address) == logged


def megabytes_of(location):
    """How much the proxy lets through there; without a location: everywhere else."""
    start = PROXY.index(f"location {location} {{") if location else 0
    return int(re.search(r"client_max_body_size (\d+)m", PROXY[start:])[1])


def test_proxy_lets_the_largest_pdf_through_for_staff_only():
    assert megabytes_of("") * 1_000_000 > settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    assert megabytes_of("") < settings.MAX_PDF_MEGABYTES < megabytes_of("/panel/")


@pytest.mark.parametrize(
    "location",
    [
        "~ ^(/en|/uk)?/wydarzenia/[^/]+/zapisy/",
        "~ ^(/en|/uk)?/(zgloszenie|miejsce|zaproszenie|podglad)/",
    ],
)
def test_proxy_lets_a_form_with_all_its_files_through(location):
    assert settings.MAX_FORM_MEGABYTES < megabytes_of(location) < settings.MAX_PDF_MEGABYTES


def test_page_of_the_proxy_names_the_limits_of_files():
    page = (DEPLOY / "too_large.html").read_text()

    named = [int(megabytes) for megabytes in re.findall(r"(\d+) MB", page)]

    assert named == [
        settings.MAX_UPLOAD_MEGABYTES,
        settings.MAX_FORM_MEGABYTES,
        settings.MAX_PDF_MEGABYTES,
    ]


def test_proxy_overwrites_what_a_client_says_of_itself():
    headers = dict(re.findall(r"proxy_set_header (\S+) (\S+);", PROXY))

    assert headers["X-Forwarded-For"] == "$remote_addr"
    assert headers["X-Forwarded-Proto"] == "https"
    assert headers["Host"] == "${PORTAL_HOST}"
    assert headers["X-Forwarded-Host"] == headers["Forwarded"] == '""'
