"""A portal of its own for the measurements, run by the lines of the Procfile."""

import contextlib
import fcntl
import os
import shlex
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench import load
from dev.servers import Servers
from dev.servers.directories import socket_dir
from dev.servers.postgres import Postgres
from dev.servers.server import Server
from dev.servers.valkey import Valkey

ROOT = Path(__file__).resolve().parent.parent
STATE = ROOT / "var/bench"
START_SECONDS = 60


@dataclass(frozen=True)
class Site:
    """Where everything answers, and the process at the root of each part."""

    portal: load.Address
    bare: load.Address
    environment: dict[str, str]
    pids: dict[str, int]
    sockets: str
    mail_log: Path

    def accepted(self, since: float = 0) -> dict[str, float]:
        """Who got a mail since that moment, and when, by the mail server's own notes."""
        lines = [line.split() for line in self.mail_log.read_text().splitlines()]
        return {email: float(moment) for moment, email in lines if float(moment) >= since}


@contextlib.contextmanager
def running() -> Iterator[Site]:
    """Keep a freshly filled portal running for the length of a `with` block."""
    # A database that the environment names may be a real one: ours is never that.
    os.environ.pop("DATABASE_URL", None)
    os.environ.pop("REDIS_URL", None)
    servers = Servers(STATE, durable=True)
    with only_run():
        servers.stop()  # what a killed run has left
        for data in ("postgres", "valkey", "files"):
            shutil.rmtree(STATE / data, ignore_errors=True)
        try:
            urls = servers.start()
            with contextlib.ExitStack() as processes:
                yield _start(urls.as_environment(), processes)
        finally:
            servers.stop()


@contextlib.contextmanager
def only_run() -> Iterator[None]:
    """Hold a lock that the kernel drops with this process, even after kill -9."""
    STATE.mkdir(parents=True, exist_ok=True)
    with (STATE / "run.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SystemExit("Another measurement runs already.") from None
        yield


def _start(urls: dict[str, str], processes: contextlib.ExitStack) -> Site:
    web, bare, smtp = (free_port() for _ in range(3))
    mail_log = STATE / "mails.txt"
    mail_log.write_text("")
    environment = build_environment(web, smtp) | urls
    subprocess.run([sys.executable, "-m", "bench.scene"], env=environment, check=True, cwd=ROOT)
    lines = {
        **procfile(),
        "mail": f"exec python -m bench.mail_sink {smtp} {shlex.quote(str(mail_log))}",
        "bare": f"exec python -m gunicorn -w 3 --preload -b 127.0.0.1:{bare} bench.bare",
    }
    pids = {name: processes.enter_context(process(lines[name], environment)) for name in lines}
    site = Site(
        portal=("127.0.0.1", web),
        bare=("127.0.0.1", bare),
        environment=environment,
        pids=pids | {server.folder: main_pid(server) for server in both_servers()},
        sockets=str(socket_dir(STATE)),
        mail_log=mail_log,
    )
    wait_for(site.portal, "/zdrowie/gotowosc/")
    wait_for(site.bare, "/")
    return site


def procfile() -> dict[str, str]:
    """Return the lines of web, worker and beat, as `make run` uses them."""
    lines = [line.partition(": ") for line in (ROOT / "Procfile").read_text().splitlines()]
    return {name: line for name, _, line in lines if name in ("web", "worker", "beat")}


def build_environment(web: int, smtp: int) -> dict[str, str]:
    """Say what the settings of production ask for, with addresses of this machine."""
    venv = {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    folders = {f"{name.upper()}_ROOT": str(STATE / name) for name in ("files", "static", "fonts")}
    for folder in folders.values():
        Path(folder).mkdir(parents=True, exist_ok=True)
    return (
        dict(os.environ)
        | venv
        | folders
        | {
            "SITE_URL": f"http://127.0.0.1:{web}",
            "PORT": str(web),
            "WEB_WORKERS": "3",
            "SECRET_KEY": "for measuring only, and long enough for the checks of a deployment",
            "EMAIL_URL": f"smtp://127.0.0.1:{smtp}",
            "DEFAULT_FROM_EMAIL": "OWES <portal@owes.example>",
            "DJANGO_SETTINGS_MODULE": "owes_portal.settings",
            "BEAT_SCHEDULE": str(STATE / "beat-schedule"),
            "LOG_LEVEL": "WARNING",
            # One machine plays all visitors, and faster than any of them.
            "SIGNUPS_PER_NETWORK": "10000000",
            "SIGNUPS_PER_EVENT": "10000000",
            "SIGNUP_TAKES_AT_LEAST": "0",
            "PYTHONWARNINGS": "ignore:You're running the worker",
        }
    )


@contextlib.contextmanager
def process(line: str, environment: dict[str, str]) -> Iterator[int]:
    """Run a line of the shell, which must `exec`, until the `with` block ends."""
    with (STATE / "log/processes.log").open("ab") as log:
        child = subprocess.Popen(
            ["sh", "-c", line], env=environment, cwd=ROOT, stdout=log, stderr=log
        )
    try:
        yield child.pid
    finally:
        child.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(20)
        child.kill()
        child.wait()


def both_servers() -> list[Server]:
    where = STATE, socket_dir(STATE)
    return [Postgres(*where, durable=True), Valkey(*where, durable=True)]


def main_pid(server: Server) -> int:
    """Return the process that the others of the server come from."""
    found = {process.pid: process.ppid() for process in server.processes()}
    return next(pid for pid, parent in found.items() if parent not in found)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address: load.Address, path: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            if load.ask(address, "GET", path).status == 200:
                return
        time.sleep(0.2)
    raise SystemExit(f"http://127.0.0.1:{address[1]}{path} does not answer; see {STATE}/log")
