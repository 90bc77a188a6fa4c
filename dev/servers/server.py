"""What PostgreSQL and Valkey have in common: found, started, waited for, stopped."""

import contextlib
import signal
import subprocess
import time
from pathlib import Path

import psutil

START_SECONDS = 60
STOP_SECONDS = 20

# A server may outlive the object that started it, but its process must not be left a zombie.
_children: list[subprocess.Popen] = []


class ServerError(Exception):
    """A server cannot be started; the text is meant for the person at the terminal."""


class Server:
    """One server, recognised by its program name and its data directory, never by a pid file."""

    program: str
    folder: str
    stop_signal: signal.Signals

    def __init__(self, state_dir: Path, socket_dir: Path, *, durable: bool):
        self.directory = state_dir / self.folder
        self.log = state_dir / "log" / f"{self.folder}.log"
        self.socket_dir = socket_dir
        self.durable = durable

    def ensure(self) -> None:
        """Leave a server that answers; start one where there is none, or only a broken one."""
        if self.processes() and self.socket.exists() and self._wait(seconds=10):
            return
        self.stop()
        self.prepare()
        self.clear_traces()
        self._spawn()

    def processes(self) -> list[psutil.Process]:
        """Return what runs on our data directory, whoever started it."""
        ours = {"name": self.program, "cwd": str(self.directory)}
        return [process for process in psutil.process_iter(list(ours)) if process.info == ours]

    def stop(self) -> None:
        """Ask the main process to finish, then end whatever is left."""
        running = self.processes()
        pids = {process.pid for process in running}
        _signal([process for process in running if _parent(process) not in pids], self.stop_signal)
        if not self._gone(seconds=STOP_SECONDS):
            _signal(self.processes(), signal.SIGKILL)
            self._gone(seconds=STOP_SECONDS)

    def _gone(self, *, seconds: float) -> bool:
        # Not psutil.wait_procs: it also waits for zombies, which may be somebody else's to bury.
        deadline = time.monotonic() + seconds
        while self.processes() and time.monotonic() < deadline:
            time.sleep(0.03)
        _bury_the_dead()
        return not self.processes()

    def _spawn(self) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            # Its own session: Ctrl-C in the terminal must not stop the database before the portal.
            child = subprocess.Popen(
                self.command(),
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        _children.append(child)
        if not self._wait(seconds=START_SECONDS, child=child):
            self.stop()
            raise ServerError(
                f"{self.program} did not start. The end of {self.log}:\n{_last_lines(self.log)}"
            )

    def _wait(self, *, seconds: float, child: subprocess.Popen | None = None) -> bool:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and (child is None or child.poll() is None):
            if self.answers():
                return True
            time.sleep(0.03)
        return False


def _signal(processes: list[psutil.Process], number: signal.Signals) -> None:
    for process in processes:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.send_signal(number)


def _bury_the_dead() -> None:
    _children[:] = [child for child in _children if child.poll() is None]


def _parent(process: psutil.Process) -> int | None:
    with contextlib.suppress(psutil.NoSuchProcess):
        return process.ppid()


def _last_lines(log: Path) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-5:])
