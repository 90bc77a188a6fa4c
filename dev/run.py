"""Runs the whole portal on this machine: servers, data of the demo centre, web, worker, mailbox."""

import contextlib
import fcntl
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil

from dev.servers import ServerError, Servers

ROOT = Path(__file__).resolve().parent.parent
STATE = Path(os.environ.get("STATE_DIR", ROOT / "var")).resolve()
HOST = "127.0.0.1"
WEB_PORTS = {"PORT": 8000}
MAIL_PORTS = {"MAIL_PORT": 8025, "MAILBOX_PORT": 8026}
START_SECONDS = 120
STOP_SECONDS = 8  # honcho kills what is left after five
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

# Every process of the portal carries this variable, so that those of a killed run can be told.
MARK = "PORTAL_STATE"


class NotStartedError(Exception):
    """The portal cannot run; the text is meant for the person at the terminal."""


def main() -> None:
    """Run until Ctrl-C; whatever was started is stopped again, in order."""
    os.chdir(ROOT)
    STATE.mkdir(mode=0o700, parents=True, exist_ok=True)
    ports = chosen_ports()
    with only_run(address(ports)):
        end_leftovers()
        refuse_taken_ports(ports)
        servers = Servers(STATE)
        try:
            run(servers, ports)
        finally:
            say("Stopping PostgreSQL and Valkey")
            servers.stop()


def run(servers: Servers, ports: dict[str, int]) -> None:
    """Start everything in the order in which one thing needs another."""
    say("PostgreSQL and Valkey: starting")
    environment = build_environment(ports) | servers.start().as_environment()
    prepare(environment)
    say("Web, worker, beat and mailbox: starting")
    portal = start_portal(environment, ports)
    try:
        wait_until_ready(portal, address(ports))
        show_welcome(ports)
        watch(portal, servers)
    finally:
        stop(portal)


# One run at a time


@contextlib.contextmanager
def only_run(address: str) -> Iterator[None]:
    """Hold a lock that the kernel drops with this process, even after kill -9."""
    with (STATE / "run.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise NotStartedError(f"The portal runs already, at {lock.read().strip()}") from None
        lock.truncate(0)
        lock.write(address)
        lock.flush()
        yield


def end_leftovers() -> None:
    """End what a killed run has left behind: nobody else may use our state directory now."""
    left = [p for p in psutil.process_iter(["environ"]) if is_ours(p.info["environ"])]
    for process in left:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(left, timeout=2)


def is_ours(environ: dict[str, str] | None) -> bool:
    return bool(environ) and environ.get(MARK) == str(STATE)


# Ports and environment


def chosen_ports() -> dict[str, int]:
    """Return the port of each part; a mail server of one's own leaves no need for a mailbox."""
    defaults = WEB_PORTS if os.environ.get("EMAIL_URL") else WEB_PORTS | MAIL_PORTS
    return {name: port_from(name, default) for name, default in defaults.items()}


def port_from(name: str, default: int) -> int:
    given = os.environ.get(name) or str(default)
    if not given.isdecimal() or not 0 < int(given) < 65536:
        raise NotStartedError(f"{name}={given} is no port: choose a number such as {default}.")
    return int(given)


def refuse_taken_ports(ports: dict[str, int]) -> None:
    for name, port in ports.items():
        if is_taken(port):
            free = f"make run {name}={port + 100}"
            raise NotStartedError(f"Port {port} is taken. Choose another: {free}")


def is_taken(port: int) -> bool:
    with socket.socket() as probe:
        # As gunicorn does: the closed connections of the last run are no hindrance.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return True
    return False


def address(ports: dict[str, int]) -> str:
    return f"http://{HOST}:{ports['PORT']}/"


def build_environment(ports: dict[str, int]) -> dict[str, str]:
    """Say everything that the settings ask for; what the caller's environment says, wins."""
    ours = {
        "SITE_URL": address(ports).rstrip("/"),
        "SECRET_KEY": secret_key(),
        "EMAIL_URL": f"smtp://{HOST}:{ports.get('MAIL_PORT')}",
        "DEFAULT_FROM_EMAIL": "OWES <portal@owes.example>",
        "FILES_ROOT": str(STATE / "files"),
        "STATIC_ROOT": str(STATE / "static"),
        "FONTS_ROOT": str(STATE / "fonts"),
        "MAIL_FOLDER": str(STATE / "mail"),
        "DJANGO_SETTINGS_MODULE": "owes_portal.settings",
        "BEAT_SCHEDULE": str(STATE / "beat-schedule"),
        "PYTHONUNBUFFERED": "1",
        # Celery warns of root, which this machine of one developer may well be.
        "PYTHONWARNINGS": "ignore:You're running the worker",
    }
    venv = {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    numbers = {name: str(port) for name, port in ports.items()}
    return ours | dict(os.environ) | numbers | venv | {MARK: str(STATE)}


def secret_key() -> str:
    """Return the key of this machine, made at the first start and readable by its owner only."""
    file = STATE / "secret-key"
    if not file.exists():
        unfinished = file.with_suffix(".unfinished")
        unfinished.touch(mode=0o600)
        unfinished.write_text(secrets.token_urlsafe(50))
        unfinished.rename(file)
    return file.read_text()


# The portal


def prepare(environment: dict[str, str]) -> None:
    """Bring the database and the built files up to date."""
    for name in ("files", "static", "fonts", "mail"):
        (STATE / name).mkdir(mode=0o700, exist_ok=True)
    if subprocess.run(
        [sys.executable, "-m", "dev.prepare"], env=environment, check=False
    ).returncode:
        raise NotStartedError("The portal could not be prepared; the reason is above.")


def start_portal(environment: dict[str, str], ports: dict[str, int]) -> subprocess.Popen:
    command = [sys.executable, "-m", "honcho", "start", "--env", os.devnull]
    command += ["--port", str(ports["PORT"]), "web", "worker", "beat"]  # the first gets the port
    command += ["mailbox"] if "MAILBOX_PORT" in ports else []
    # Its own session: Ctrl-C reaches this process alone, which then stops things in order.
    return subprocess.Popen(command, env=environment, start_new_session=True)


def wait_until_ready(portal: subprocess.Popen, address: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not is_ready(address):
        if portal.poll() is not None:
            raise NotStartedError("The portal stopped while starting; its last lines are above.")
        if time.monotonic() > deadline:
            raise NotStartedError(f"The portal did not answer within {START_SECONDS} seconds.")
        time.sleep(0.2)


def is_ready(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}zdrowie/gotowosc/", timeout=5) as answer:
            return answer.status == 200
    except (OSError, urllib.error.URLError):
        return False


def show_welcome(ports: dict[str, int]) -> None:
    line = "-" * 64
    logins = STATE / "logins.txt"
    say(f"\n{line}\nThe portal:   {address(ports)}\nIts panel:    {address(ports)}panel/")
    if "MAILBOX_PORT" in ports:
        say(f"Its mails:    http://{HOST}:{ports['MAILBOX_PORT']}/")
    if logins.exists():
        say(f"\nLogins (kept in {logins}):\n{logins.read_text().rstrip()}")
    say(f"\nCtrl-C stops everything.\n{line}\n")


def watch(portal: subprocess.Popen, servers: Servers) -> None:
    """Wait for the end, and revive a server that was killed meanwhile."""
    while portal.poll() is None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            portal.wait(timeout=5)
            break
        servers.start()
    raise NotStartedError("One of the portal's processes ended, so the others were stopped too.")


def stop(portal: subprocess.Popen) -> None:
    """Let honcho stop its processes; end what is deaf, as after the terminal was closed."""
    if portal.poll() is None:
        say("\nStopping the portal")
        portal.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        portal.wait(STOP_SECONDS)
    end_leftovers()


# Signals and lines


def ask_to_stop(*_: object) -> None:
    """Stop once: another Ctrl-C must not cut the orderly stop short."""
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


def say(line: str) -> None:
    # After a closed terminal there is nobody left to read it.
    with contextlib.suppress(OSError):
        print(line, flush=True)


if __name__ == "__main__":
    for number in STOP_SIGNALS:
        signal.signal(number, ask_to_stop)
    try:
        main()
    except KeyboardInterrupt:
        say(f"Stopped; the data is kept in {STATE}")
    except (NotStartedError, ServerError) as problem:
        sys.exit(f"\n{problem}")
