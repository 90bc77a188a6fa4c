"""Visitors, each a process of its own: small, so that they leave the machine to the portal."""

import multiprocessing
import signal
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Address = tuple[str, int]
PATIENCE = 30  # seconds

# Forked, so that a visitor starts in a millisecond and needs hardly any memory.
_processes = multiprocessing.get_context("fork")


@dataclass(frozen=True)
class Answer:
    status: int
    head: str
    body: bytes


def ask(
    address: Address, method: str, path: str, *, headers: str = "", body: bytes = b""
) -> Answer:
    """One request on a connection of its own: gunicorn's sync workers keep none open."""
    head = (
        f"{method} {path} HTTP/1.1\r\nHost: {address[0]}:{address[1]}\r\n{headers}"
        f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    with socket.create_connection(address, timeout=PATIENCE) as connection:
        connection.sendall(head.encode() + body)
        head, _, body = _all_of(connection).partition(b"\r\n\r\n")
    return Answer(int(head[9:12] or b"0"), head.decode("latin-1"), body)


def _all_of(connection: socket.socket) -> bytes:
    parts = []
    while part := connection.recv(65536):
        parts.append(part)
    return b"".join(parts)


def visit(address: Address, path: str, seconds: float, *, has_it: bool = False) -> int:
    """Ask for the page again and again; return how often it came, or the word that it is the same."""
    headers = f"If-None-Match: {etag_of(address, path)}\r\n" if has_it else ""
    until, count = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        answer = ask(address, "GET", path, headers=headers)
        if answer.status != (304 if has_it else 200):
            raise RuntimeError(f"{path} answered {answer.status}")
        count += 1
    return count


def etag_of(address: Address, path: str) -> str:
    """What the page is known by."""
    return ask(address, "GET", path).head.partition("ETag: ")[2].partition("\r\n")[0]


def _die_quietly() -> None:
    """A visitor leaves nothing to tidy up."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def at_once(clients: int, work: Callable, *arguments: Any, **options: Any) -> list[Any]:
    """Do the work in so many processes at the same time; return what each of them returned."""
    with _processes.Pool(clients, _die_quietly) as pool:
        waiting = [pool.apply_async(work, arguments, options) for _ in range(clients)]
        return [one.get() for one in waiting]
