"""Directories that only one user may enter, and sockets with short addresses."""

import hashlib
import os
import re
import stat
import tempfile
from pathlib import Path

from dev.servers.server import ServerError

# A Unix socket's address holds 107 bytes; PostgreSQL appends "/.s.PGSQL.5432".
LONGEST_SOCKET_DIR = 90


def socket_dir(state_dir: Path) -> Path:
    """Return a private directory whose address is short and plain enough for a socket."""
    inside = state_dir / "sockets"
    if re.fullmatch(rf"[\w./-]{{1,{LONGEST_SOCKET_DIR}}}", str(inside), re.ASCII):
        return _private(inside)
    name = f"portal-{hashlib.sha256(os.fsencode(state_dir)).hexdigest()[:12]}"
    runtime_dir = Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir())
    usable = (
        runtime_dir.is_dir()
        and runtime_dir.stat().st_uid == os.geteuid()
        and len(str(runtime_dir)) < 60
    )
    return _private((runtime_dir if usable else Path("/tmp")) / name)


def _private(directory: Path) -> Path:
    """Refuse a directory that somebody else could have prepared for us."""
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = directory.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
        raise ServerError(f"{directory} belongs to another user; remove it or run as that user.")
    directory.chmod(0o700)
    return directory


def give(directory: Path, user: int) -> None:
    if directory.stat().st_uid == user:
        return
    if os.geteuid() != 0:
        raise ServerError(f"{directory} belongs to another user; remove it or run as that user.")
    for path in [directory, *directory.rglob("*")]:
        os.chown(path, user, -1, follow_symlinks=False)
