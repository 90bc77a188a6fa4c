"""`make run`: one at a time, on free ports, stopped in order, recovered after kill -9."""

import os
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psutil
import pytest

from dev import run

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def state(tmp_path, monkeypatch):
    """A state directory of the test's own: the developer's may be in use."""
    monkeypatch.setattr(run, "STATE", tmp_path)
    for name in ("PORT", "MAIL_PORT", "MAILBOX_PORT", "EMAIL_URL", "SECRET_KEY", "SITE_URL"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def taken_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_only_run_refuses_a_second_one_and_names_the_first():
    with (
        run.only_run("http://127.0.0.1:8000/"),
        pytest.raises(run.NotStartedError, match="runs already, at http://127.0.0.1:8000/"),
        run.only_run("http://127.0.0.1:8100/"),
    ):
        pass


def test_only_run_lets_the_next_one_in_afterwards(state):
    with run.only_run("http://127.0.0.1:8000/a-longer-address"):
        pass
    with run.only_run("http://127.0.0.1:8100/"):
        held = (state / "run.lock").read_text()

    assert held == "http://127.0.0.1:8100/"


def test_refuse_taken_ports_says_how_to_choose_another(taken_port):
    with pytest.raises(run.NotStartedError, match=f"{taken_port} is taken.*make run MAIL_PORT="):
        run.refuse_taken_ports({"PORT": free_port(), "MAIL_PORT": taken_port})


@pytest.mark.parametrize("given", ["http", "0", "70000", "-1", "80.5"])
def test_chosen_ports_refuse_what_is_no_port(monkeypatch, given):
    monkeypatch.setenv("PORT", given)

    with pytest.raises(run.NotStartedError, match="is no port"):
        run.chosen_ports()


def test_chosen_ports_need_no_mailbox_beside_a_mail_server(monkeypatch):
    monkeypatch.setenv("EMAIL_URL", "smtp://mail.example:25")

    assert run.chosen_ports() == {"PORT": 8000}


def test_secret_key_is_made_once_and_for_its_owner_only(state):
    first, second = run.secret_key(), run.secret_key()

    assert first == second
    assert len(first) >= 50
    assert stat.S_IMODE((state / "secret-key").stat().st_mode) == 0o600


def test_build_environment_lets_the_callers_values_win(monkeypatch):
    monkeypatch.setenv("EMAIL_URL", "smtp://mail.example:25")

    environment = run.build_environment(run.chosen_ports())

    assert environment["EMAIL_URL"] == "smtp://mail.example:25"
    assert environment["SITE_URL"] == "http://127.0.0.1:8000"


def test_end_leftovers_ends_ours_only(state):
    sleep = [sys.executable, "-c", "import time; time.sleep(60)"]
    ours = subprocess.Popen(sleep, env=os.environ | {run.MARK: str(state)})
    other = subprocess.Popen(sleep, env=os.environ | {run.MARK: str(state / "other")})
    time.sleep(0.2)  # until both are past their fork and show their own environment

    run.end_leftovers()
    alive = [process.poll() is None for process in (ours, other)]
    other.kill()
    other.wait()

    assert alive == [False, True]


class Portal:
    """A whole portal of the tests' own, as `make run` starts it."""

    def __init__(self, state):
        self.state = state
        self.process = None
        names = ("PORT", "MAIL_PORT", "MAILBOX_PORT")
        self.ports = {name: str(free_port()) for name in names}
        passed_on = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        self.environment = passed_on | self.ports | {"STATE_DIR": str(state)}

    def start(self):
        command = [sys.executable, "-m", "dev.run"]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=self.environment, text=True, stdout=subprocess.PIPE
        )
        said = []
        for line in self.process.stdout:
            said.append(line)
            if "Ctrl-C stops everything" in line:
                return
        raise AssertionError("the portal did not start:\n" + "".join(said))

    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def stop(self, number):
        self.process.send_signal(number)
        rest, _ = self.process.communicate(timeout=60)
        return self.process.returncode, rest

    def kill_everything(self):
        for process in self.processes():
            process.kill()
        if self.process:
            self.process.communicate()

    def processes(self):
        return [p for p in psutil.process_iter(["environ", "cwd"]) if self.owns(p.info)]

    def owns(self, info):
        of_portal = (info["environ"] or {}).get("STATE_DIR") == str(self.state)
        return of_portal or (info["cwd"] or "").startswith(str(self.state))

    def home_page(self):
        address = f"http://127.0.0.1:{self.ports['PORT']}/"
        with urllib.request.urlopen(address, timeout=20) as answer:
            return answer.status


@pytest.fixture(scope="module")
def one_portal(tmp_path_factory):
    """One for all tests here: only its first start, with the demo centre, takes long."""
    portal = Portal(tmp_path_factory.mktemp("portal"))
    yield portal
    portal.kill_everything()


@pytest.fixture
def portal(one_portal):
    """The portal, running, whatever the test before has done to it."""
    if not one_portal.is_running():
        one_portal.start()
    return one_portal


@pytest.mark.faults
def test_run_refuses_to_start_twice(portal):
    command = [sys.executable, "-m", "dev.run"]

    second = subprocess.run(
        command, cwd=ROOT, env=portal.environment, capture_output=True, text=True, check=False
    )

    assert second.returncode == 1
    assert f"runs already, at http://127.0.0.1:{portal.ports['PORT']}/" in second.stderr


@pytest.mark.faults
def test_run_is_recovered_after_kill_9_of_everything(portal):
    portal.kill_everything()

    portal.start()

    assert portal.home_page() == 200


@pytest.mark.faults
def test_run_ends_what_its_killed_supervisor_left_behind(portal):
    killed = portal.process
    killed.kill()
    killed.wait()

    portal.start()
    killed.stdout.close()

    assert portal.home_page() == 200


@pytest.mark.faults
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "kill"])
def test_run_stops_cleanly(portal, number):
    answered = portal.home_page()

    code, said = portal.stop(number)

    assert (answered, code) == (200, 0)
    assert "Traceback" not in said
    assert portal.processes() == []
