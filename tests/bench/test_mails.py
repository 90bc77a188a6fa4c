"""The measurement of mails: who got one when, and how late the slow ones were."""

import contextlib
import signal
import smtplib
import subprocess
import sys
import time

import pytest

from bench import mail_sink, mails, window
from bench.site import Site, free_port

WAIT_SECONDS = 10


@pytest.fixture
def site(tmp_path):
    log = tmp_path / "mails.txt"
    log.write_text("100.5 anna@example.com\n101.5 jan@example.com\n102.5 ewa@bench.example\n")
    nowhere = ("127.0.0.1", 1)
    return Site(nowhere, nowhere, environment={}, pids={}, sockets="", mail_log=log)


def test_accepted_knows_who_got_a_mail_since_a_moment(site):
    everybody = {"anna@example.com": 100.5, "jan@example.com": 101.5, "ewa@bench.example": 102.5}

    assert site.accepted() == everybody
    assert site.accepted(since=102) == {"ewa@bench.example": 102.5}


def test_mails_to_many_are_told_from_those_to_visitors(site):
    assert mails.to_many_since(site, 101) == [101.5]


@pytest.mark.parametrize(("share", "seconds"), [(0.5, 3), (0.95, 5), (1, 5)])
def test_delays_tell_within_what_time_a_share_of_them_was(share, seconds):
    delays = mails.Delays(window.Window({}), [5, 1, 4, 2, 3])

    assert delays.within(share) == seconds


def test_sink_is_slow_and_quick_when_told(tmp_path):
    with sink(tmp_path / "mails.txt") as (process, port):
        process.send_signal(mail_sink.SLOW)
        wait_for(lambda: seconds_of_a_mail(port) >= mail_sink.PONDERS)
        process.send_signal(mail_sink.QUICK)
        wait_for(lambda: seconds_of_a_mail(port) < mail_sink.PONDERS)

    assert len((tmp_path / "mails.txt").read_text().splitlines()) >= 2


@contextlib.contextmanager
def sink(log):
    port = free_port()
    command = [sys.executable, "-m", "bench.mail_sink", str(port), str(log)]
    with subprocess.Popen(command) as process:
        try:
            wait_for(lambda: seconds_of_a_mail(port))
            yield process, port
        finally:
            process.send_signal(signal.SIGTERM)


def wait_for(condition):
    deadline = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            if condition():
                return
        time.sleep(0.05)
    raise AssertionError("it did not come to that")


def seconds_of_a_mail(port):
    with smtplib.SMTP("127.0.0.1", port) as server:
        started = time.monotonic()
        server.sendmail("portal@owes.example", ["anna@example.com"], b"Subject: x\r\n\r\nx")
        return time.monotonic() - started
