"""The bootstrap: what it finds, what it refuses, what it asks for."""

import ast
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from dev import bootstrap

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def program(tmp_path):
    """Write a shell script and return its path."""

    def write(name, script):
        path = tmp_path / "bin" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return path

    return write


def test_find_python_skips_a_shim_that_fails(program, monkeypatch):
    shim = program("python3.12", "echo 'pyenv: version not installed' >&2; exit 127")
    monkeypatch.delenv("PYTHON", raising=False)
    monkeypatch.setenv("PATH", f"{shim.parent}:{Path(sys.executable).parent}")

    found = bootstrap.find_python()

    assert found != str(shim)
    assert bootstrap.version_of(found) >= (3, 12)


def test_find_python_skips_one_that_is_too_old(program, monkeypatch):
    old = program("python3.12", "echo 3 11")
    monkeypatch.delenv("PYTHON", raising=False)
    monkeypatch.setenv("PATH", f"{old.parent}:{Path(sys.executable).parent}")

    assert bootstrap.find_python() != str(old)


def test_find_python_takes_the_one_that_was_asked_for(monkeypatch):
    monkeypatch.setenv("PYTHON", sys.executable)

    assert bootstrap.find_python() == sys.executable


def test_find_python_refuses_a_chosen_one_that_does_not_run(monkeypatch):
    monkeypatch.setenv("PYTHON", "/nowhere/python3.12")

    with pytest.raises(bootstrap.Stop, match=r"PYTHON=/nowhere/python3\.12"):
        bootstrap.find_python()


def test_find_uv_skips_one_that_fails(program, monkeypatch):
    broken = program("uv", "exit 1")
    own = program(".uv/bin/uv", "exit 0")
    monkeypatch.setenv("PATH", f"{broken.parent}:/usr/bin:/bin")
    monkeypatch.setenv("HOME", str(broken.parent))
    monkeypatch.setattr(bootstrap, "OWN_UV", own.parent.parent)

    assert bootstrap.find_uv() == str(own)


def test_bootstrap_does_nothing_twice_in_a_moment():
    command = [sys.executable, "dev/bootstrap.py", "test"]
    subprocess.run(command, cwd=ROOT, check=True)

    before = seconds_of_children()
    second = subprocess.run(command, cwd=ROOT, check=True, capture_output=True)

    assert second.stdout == b""
    assert seconds_of_children() - before < 1.5  # 0.2 on a quiet machine


def seconds_of_children():
    """What their work took, without the time in which a busy machine did something else."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project whose environment claims to be built from its two lock files."""
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(bootstrap, "STAMP", tmp_path / ".venv" / "built-from")
    (tmp_path / "requirements").mkdir()
    for lock in ("embedded", "dev"):
        (tmp_path / "requirements" / f"{lock}.txt").write_text(f"{lock}==1\n")
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").symlink_to(os.path.realpath(sys.executable))
    return tmp_path


@pytest.mark.parametrize(
    ("built", "purpose", "current"),
    [
        ("embedded", "run", True),
        ("embedded", "test", False),
        ("dev", "run", True),
        ("dev", "test", True),
    ],
)
def test_environment_for_tests_also_runs_the_portal(project, built, purpose, current):
    bootstrap.STAMP.write_text(bootstrap.stamp(built))

    assert bootstrap.is_current(purpose) == current


def test_environment_is_out_of_date_when_its_lock_file_changes(project):
    bootstrap.STAMP.write_text(bootstrap.stamp("embedded"))
    (project / "requirements" / "embedded.txt").write_text("embedded==2\n")

    assert not bootstrap.is_current("run")


def test_environment_with_a_lost_python_is_made_again(project):
    bootstrap.STAMP.write_text(bootstrap.stamp("embedded"))
    bootstrap.venv_python().unlink()

    assert not bootstrap.is_current("run")
    assert not bootstrap.was_built_here()


def test_environment_of_a_moved_project_is_made_again(project):
    bootstrap.STAMP.write_text(bootstrap.stamp("dev").replace(str(project), "/elsewhere"))

    assert not bootstrap.is_current("run")
    assert not bootstrap.was_built_here()


def test_environment_keeps_the_tools_for_tests_when_the_lock_changes(project):
    bootstrap.STAMP.write_text(bootstrap.stamp("dev"))

    assert bootstrap.lock_to_build("run") == "dev"


def test_missing_packages_are_those_of_absent_libraries(monkeypatch):
    monkeypatch.setattr(bootstrap, "LIBRARIES", {"libc.so.6": "libc6", "libnone.so.9": "libnone9"})

    assert bootstrap.missing_packages("run") == ["libnone9"]


def test_missing_packages_of_tests_include_programs(monkeypatch):
    monkeypatch.setattr(bootstrap, "LIBRARIES", {})
    monkeypatch.setenv("PATH", "/nowhere")

    assert bootstrap.missing_packages("run") == []
    assert bootstrap.missing_packages("test") == [
        "chromium",
        "poppler-utils",
        "libreoffice-calc-nogui",
    ]


def test_install_names_the_line_to_type_where_it_may_not(program, monkeypatch):
    apt = program("apt-get", "exit 1")
    monkeypatch.setenv("PATH", str(apt.parent))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    with pytest.raises(bootstrap.Stop, match="sudo apt-get install libnone9 libother1"):
        bootstrap.install_system_packages(["libnone9", "libother1"])


def test_install_refreshes_the_lists_of_a_new_machine_and_tries_again(
    program, monkeypatch, tmp_path
):
    log = tmp_path / "log"
    fails_once = f'echo "$@" >> {log}; case "$*" in *install*) [ -e {tmp_path}/updated ];; esac'
    apt = program(
        "apt-get", f'case "$*" in *update*) touch {tmp_path}/updated;; esac; {fails_once}'
    )
    monkeypatch.setenv("PATH", f"{apt.parent}:{os.environ['PATH']}")
    monkeypatch.setattr(os, "geteuid", lambda: 0)

    bootstrap.install_system_packages(["libnone9"])

    said = log.read_text().splitlines()
    verbs = ["update" if "update" in line else "install" for line in said]
    assert verbs == ["install", "update", "install"]


def test_bootstrap_can_be_read_by_an_old_python():
    source = (ROOT / "dev" / "bootstrap.py").read_text()

    ast.parse(source, feature_version=(3, 8))
