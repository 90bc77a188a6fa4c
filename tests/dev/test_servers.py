"""The embedded servers: started, shared, killed and started again, for real."""

import os
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import psycopg2
import pytest
import redis

from dev import servers
from dev.servers.directories import LONGEST_SOCKET_DIR, socket_dir
from dev.servers.postgres import Postgres
from dev.servers.valkey import Valkey

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.faults


@pytest.fixture(autouse=True)
def no_servers_given(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A state directory that was started once: `initdb` is slow."""
    directory = tmp_path_factory.mktemp("template")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        patch.delenv("REDIS_URL", raising=False)
        with servers.running(directory):
            pass
    return directory


@pytest.fixture
def state(template, tmp_path):
    """A copy of the template; whatever a test leaves running is ended."""
    directory = tmp_path / "state"
    for name in ("postgres", "valkey"):
        shutil.copytree(template / name, directory / name)
    yield directory
    for server in both(directory):
        server.stop()


@pytest.fixture
def pair(state):
    """Servers that run already, and are stopped after the test."""
    pair = servers.Servers(state)
    pair.start()
    yield pair
    pair.stop()


def both(state):
    where = state, socket_dir(state)
    return Postgres(*where, durable=True), Valkey(*where, durable=True)


def query(url, sql):
    connection = psycopg2.connect(url)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall() if cursor.description else None
    finally:
        connection.close()


def pids(server):
    return {process.pid for process in server.processes()}


def kill_all(*killed):
    for server in killed:
        processes = server.processes()
        for process in processes:
            process.kill()
        psutil.wait_procs(processes, timeout=5)


def test_running_makes_both_servers_from_an_empty_directory(tmp_path):
    with servers.running(tmp_path / "state") as urls:
        rows = query(urls.database_url, "SELECT current_user, current_database(), lower('ŁÓDŹ')")
        answered = redis.from_url(urls.redis_url).ping()

    assert rows == [("portal", "portal", "łódź")]
    assert answered


def test_running_leaves_no_process_and_no_open_port(state):
    with servers.running(state):
        processes = [process for server in both(state) for process in server.processes()]
        ports = [c for p in processes for c in p.net_connections(kind="inet")]

    assert ports == []
    assert [pids(server) for server in both(state)] == [set(), set()]


def test_running_keeps_its_data_between_starts(state):
    with servers.running(state) as urls:
        query(urls.database_url, "CREATE TABLE kept AS SELECT 1 AS one")
        redis.from_url(urls.redis_url).set("kept", "yes")

    with servers.running(state) as urls:
        rows = query(urls.database_url, "SELECT one FROM kept")
        value = redis.from_url(urls.redis_url).get("kept")

    assert (rows, value) == ([(1,)], b"yes")


def test_start_reuses_servers_that_already_run(state):
    first, second = servers.Servers(state), servers.Servers(state)
    first.start()
    before = [pids(server) for server in both(state)]

    second.start()
    after = [pids(server) for server in both(state)]
    second.stop()
    first.stop()

    assert [old <= new for old, new in zip(before, after, strict=True)] == [True, True]


def test_stop_leaves_the_servers_to_another_user(state):
    first, second = servers.Servers(state), servers.Servers(state)
    urls = first.start()
    second.start()

    first.stop()
    still_there = query(urls.database_url, "SELECT 1")
    second.stop()

    assert still_there == [(1,)]
    assert [pids(server) for server in both(state)] == [set(), set()]


def test_stop_ends_servers_whose_addresses_went_into_the_environment(state, monkeypatch):
    pair = servers.Servers(state)
    for name, url in pair.start().as_environment().items():
        monkeypatch.setenv(name, url)

    pair.stop()

    assert [pids(server) for server in both(state)] == [set(), set()]


def test_two_starts_at_once_share_one_pair_of_servers(tmp_path):
    state = tmp_path / "state"
    pair = [servers.Servers(state), servers.Servers(state)]

    with ThreadPoolExecutor() as pool:
        urls = list(pool.map(servers.Servers.start, pair))
    mains = [p for p in both(state)[0].processes() if "-D" in p.cmdline()]
    for each in pair:
        each.stop()

    assert urls[0] == urls[1]
    assert len(mains) == 1


def test_start_after_kill_9_recovers_what_was_committed(state, pair):
    urls = pair.start()
    query(urls.database_url, "CREATE TABLE kept AS SELECT 1 AS one")
    redis.from_url(urls.redis_url).set("kept", "yes")
    time.sleep(1.2)  # Valkey writes its file to the disk once a second.
    kill_all(*both(state))

    with servers.running(state) as urls:
        rows = query(urls.database_url, "SELECT one FROM kept")
        value = redis.from_url(urls.redis_url).get("kept")

    assert (rows, value) == ([(1,)], b"yes")


def test_start_on_a_running_pair_revives_the_killed_one(state, pair):
    postgres, valkey = both(state)
    kill_all(postgres)
    untouched = pids(valkey)

    urls = pair.start()
    rows = query(urls.database_url, "SELECT 1")
    after = pids(valkey)

    assert rows == [(1,)]
    assert after == untouched


def test_start_ignores_a_stale_pid_file_of_another_live_process(state, pair):
    postgres, valkey = both(state)
    pid_file = state / "postgres" / "postmaster.pid"
    lines = pid_file.read_text().splitlines()
    kill_all(postgres, valkey)
    stale = "\n".join([str(os.getppid()), *lines[1:]]) + "\n"
    pid_file.write_text(stale)
    Path(f"{postgres.socket}.lock").write_text(stale)

    with servers.running(state) as urls:
        rows = query(urls.database_url, "SELECT 1")

    assert rows == [(1,)]


def test_start_replaces_servers_whose_sockets_are_gone(state, pair):
    before = [pids(server) for server in both(state)]
    shutil.rmtree(socket_dir(state))

    with servers.running(state) as urls:
        rows = query(urls.database_url, "SELECT 1")
        after = [pids(server) for server in both(state)]

    assert rows == [(1,)]
    assert [old & new for old, new in zip(before, after, strict=True)] == [set(), set()]


def test_start_replaces_a_plain_file_in_the_place_of_a_socket(state):
    for server in both(state):
        server.socket.write_text("left by something else")

    with servers.running(state) as urls:
        answered = redis.from_url(urls.redis_url).ping()
        rows = query(urls.database_url, "SELECT 1")

    assert (answered, rows) == (True, [(1,)])


def test_start_finishes_a_data_directory_that_was_cut_short(tmp_path):
    unfinished = tmp_path / "state" / "postgres.unfinished"
    unfinished.mkdir(parents=True)
    (unfinished / "PG_VERSION").write_text("18\n")

    with servers.running(tmp_path / "state") as urls:
        rows = query(urls.database_url, "SELECT 1")

    assert rows == [(1,)]


def test_start_names_the_directory_of_another_postgresql(state):
    (state / "postgres" / "PG_VERSION").write_text("9\n")

    with pytest.raises(servers.ServerError, match=r"state/postgres was made by PostgreSQL 9"):
        servers.Servers(state).start()


def test_start_shows_the_end_of_the_log_of_a_server_that_fails(state):
    (state / "postgres" / "postgresql.conf").write_text("no_such_setting = on\n")

    with pytest.raises(servers.ServerError, match="no_such_setting"):
        servers.Servers(state).start()


def test_start_leaves_servers_given_in_the_environment_alone(state, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere/portal")
    monkeypatch.setenv("REDIS_URL", "redis://elsewhere:6379/0")

    with servers.running(state) as urls:
        started = [pids(server) for server in both(state)]

    assert urls.database_url == "postgres://elsewhere/portal"
    assert urls.redis_url == "redis://elsewhere:6379/0"
    assert started == [set(), set()]


@pytest.mark.parametrize("name", ["with spaces & 'quotes' ąę", "x" * 200], ids=["odd", "long"])
def test_running_works_from_any_path(template, tmp_path, name):
    state = tmp_path / name / "state"
    shutil.copytree(template / "postgres", state / "postgres")

    with servers.running(state) as urls:
        rows = query(urls.database_url, "SELECT 1")
        answered = redis.from_url(urls.redis_url).ping()
        sockets = socket_dir(state)

    assert (rows, answered) == ([(1,)], True)
    assert len(str(sockets)) <= LONGEST_SOCKET_DIR
    assert not sockets.exists()


@pytest.fixture
def long_path(tmp_path):
    """A path too long for a socket; what takes its place is removed again."""
    path = tmp_path / ("x" * 150)
    yield path
    socket_dir(path).rmdir()


def test_socket_dir_refuses_one_that_is_not_ours(tmp_path, long_path):
    prepared = socket_dir(long_path)
    prepared.rmdir()
    prepared.symlink_to(tmp_path)

    with pytest.raises(servers.ServerError, match="belongs to another user"):
        socket_dir(long_path)
    prepared.unlink()


def test_servers_outlive_the_killed_process_that_started_them(state):
    starter = subprocess.Popen(
        [sys.executable, "-c", holding(state)], cwd=ROOT, stdout=subprocess.PIPE
    )
    starter.stdout.readline()
    before = [pids(server) for server in both(state)]
    starter.send_signal(signal.SIGKILL)
    starter.communicate()

    with servers.running(state):
        after = [pids(server) for server in both(state)]

    assert [old <= new for old, new in zip(before, after, strict=True)] == [True, True]
    assert [pids(server) for server in both(state)] == [set(), set()]


def test_without_user_namespaces_root_runs_postgres_as_nobody_and_others_as_themselves(
    state, tmp_path
):
    wanted = "nobody" if os.geteuid() == 0 else psutil.Process().username()
    forbidden = tmp_path / "bin" / "unshare"
    forbidden.parent.mkdir()
    forbidden.write_text("#!/bin/sh\nexit 1\n")
    forbidden.chmod(0o755)
    environment = os.environ | {"PATH": f"{forbidden.parent}:{os.environ['PATH']}"}
    starter = subprocess.Popen(
        [sys.executable, "-c", holding(state)], cwd=ROOT, env=environment, stdout=subprocess.PIPE
    )

    starter.stdout.readline()
    users = {process.username() for process in both(state)[0].processes()}
    starter.kill()
    starter.communicate()

    assert users == {wanted}


def holding(state):
    """A program that starts the servers, says so and waits."""
    return textwrap.dedent(f"""
        import time
        from pathlib import Path
        from dev import servers
        servers.Servers(Path({str(state)!r})).start()
        print("ready", flush=True)
        time.sleep(600)
    """)
