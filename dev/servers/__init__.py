"""Starts PostgreSQL and Valkey from Python packages, for development and for the tests."""

import contextlib
import dataclasses
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

from dev.servers.directories import socket_dir
from dev.servers.postgres import Postgres
from dev.servers.server import Server, ServerError
from dev.servers.valkey import Valkey

__all__ = ["ServerError", "Servers", "Urls", "running"]


@dataclasses.dataclass(frozen=True)
class Urls:
    """Where the servers answer, in the form that the settings read."""

    database_url: str
    redis_url: str

    def as_environment(self) -> dict[str, str]:
        return {"DATABASE_URL": self.database_url, "REDIS_URL": self.redis_url}


class Servers:
    """Both servers of one state directory; what the environment already names is not started.

    Several processes may use them at once: the last one to stop ends them.
    """

    def __init__(self, state_dir: Path, *, durable: bool = True):
        self.state_dir = Path(state_dir).resolve()
        self.durable = durable
        # Decided once: whoever starts them may well put their addresses into the environment.
        self._given = {name for name in ("DATABASE_URL", "REDIS_URL") if os.environ.get(name)}
        self._in_use = None

    def start(self) -> Urls:
        """Start what is missing and return the addresses; harmless when everything runs."""
        self.state_dir.mkdir(parents=True, exist_ok=True)
        with self._changing():
            for server in self._servers():
                server.ensure()
            self._in_use = self._in_use or self._locked("servers.users", fcntl.LOCK_SH)
        return self._urls()

    def stop(self) -> None:
        """End the servers, unless another process still uses them."""
        with self._changing():
            if self._in_use:
                self._in_use.close()
                self._in_use = None
            try:
                last = self._locked("servers.users", fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            with last:
                for server in reversed(self._servers()):
                    server.stop()
                with contextlib.suppress(OSError):
                    socket_dir(self.state_dir).rmdir()

    def _urls(self) -> Urls:
        urls = {name: server.url for name, server in self._both().items()}
        urls |= {name: os.environ[name] for name in self._given}
        return Urls(database_url=urls["DATABASE_URL"], redis_url=urls["REDIS_URL"])

    def _servers(self) -> list[Server]:
        return [server for name, server in self._both().items() if name not in self._given]

    def _both(self) -> dict[str, Server]:
        where = self.state_dir, socket_dir(self.state_dir)
        return {
            "DATABASE_URL": Postgres(*where, durable=self.durable),
            "REDIS_URL": Valkey(*where, durable=self.durable),
        }

    @contextlib.contextmanager
    def _changing(self) -> Iterator[None]:
        with self._locked("servers.lock", fcntl.LOCK_EX):
            yield

    def _locked(self, name: str, operation: int):
        # The kernel drops the lock with the process, so kill -9 leaves none behind.
        file = (self.state_dir / name).open("a")
        try:
            fcntl.flock(file, operation)
        except BlockingIOError:
            file.close()
            raise
        return file


@contextlib.contextmanager
def running(state_dir: Path, *, durable: bool = True) -> Iterator[Urls]:
    """Keep the servers running for the length of a `with` block.

    `durable=False` trades safety in a power cut for speed: good for tests.
    """
    servers = Servers(state_dir, durable=durable)
    try:
        yield servers.start()
    finally:
        servers.stop()
