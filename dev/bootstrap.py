"""Makes a fresh machine ready: Python, the environment and the system's libraries.

Runs before anything is installed, so it uses the standard library only, on any Python since 3.8.
`python3 dev/bootstrap.py run` prepares for `make run`, `... test` for everything else.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "built-from"
OWN_UV = ROOT / ".uv"
LOCKS = {"run": "embedded", "test": "dev"}  # dev.txt holds everything of embedded.txt

PYTHON_NAMES = ["python3.12", "python3.13", "python3.14", "python3", "python"]
PYTHON_PLACES = [
    "~/.pyenv/versions/*/bin",
    "~/.local/share/uv/python/*/bin",
    "~/.local/bin",
    "/usr/local/bin",
    "/opt/*/bin",
    "/opt/*/*/bin",
]
# Importing what a hand-built Python often lacks shows whether it is whole.
PYTHON_PROBE = "import ctypes, ssl, sys, zlib; print(*sys.version_info[:2])"

LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
TEST_PROGRAMS = {
    "chromium": "chromium",
    "pdftotext": "poppler-utils",
    "soffice": "libreoffice-calc-nogui",
}


class Stop(Exception):
    """The machine cannot be made ready; the text says what to do about it."""


def main(purpose: str) -> None:
    """Prepare the machine for `run` or `test`, doing only what is missing."""
    install_system_packages(missing_packages(purpose))
    with Locked():
        if not is_current(purpose):
            build(purpose)


class Locked:
    """Only one bootstrap at a time works on the project's directory."""

    def __enter__(self) -> None:
        self.directory = os.open(str(ROOT), os.O_RDONLY)
        fcntl.flock(self.directory, fcntl.LOCK_EX)

    def __exit__(self, *_: object) -> None:
        os.close(self.directory)


# The environment


def is_current(purpose: str) -> bool:
    """Tell whether the environment runs and was built from a lock file that still holds."""
    built = STAMP.read_text() if STAMP.exists() else ""
    return built in (stamp(LOCKS[purpose]), stamp("dev")) and works(venv_python())


def build(purpose: str) -> None:
    """Install exactly what the lock file names, by its hashes."""
    lock = lock_to_build(purpose)
    uv = find_uv()
    if not was_built_here():
        make_venv(uv)
    STAMP.unlink() if STAMP.exists() else None
    say(f"Python packages: installing from requirements/{lock}.txt")
    sync = [uv, "pip", "sync", "--quiet", "--require-hashes", "--python", str(venv_python())]
    run([*sync, f"requirements/{lock}.txt"], failure="The Python packages could not be installed.")
    STAMP.write_text(stamp(lock))


def was_built_here() -> bool:
    """An environment that was moved still holds scripts that name its old place."""
    here = STAMP.exists() and STAMP.read_text().endswith(f"\n{VENV}\n")
    return here and works(venv_python())


def stamp(lock: str) -> str:
    content = (ROOT / "requirements" / f"{lock}.txt").read_bytes()
    return f"{lock} {hashlib.sha256(content).hexdigest()}\n{VENV}\n"


def lock_to_build(purpose: str) -> str:
    """Never take the tools for tests away from an environment that has them."""
    has_tests = STAMP.exists() and STAMP.read_text().startswith("dev")
    return "dev" if has_tests else LOCKS[purpose]


def make_venv(uv: str) -> None:
    python = find_python() or install_python(uv)
    say(f"Python: {python}")
    shutil.rmtree(str(VENV), ignore_errors=True)
    run(
        [uv, "venv", "--quiet", "--python", python, str(VENV)],
        failure="No environment could be made.",
    )


def venv_python() -> Path:
    return VENV / "bin" / "python"


# Python


def find_python() -> str | None:
    """Return a Python that is new enough and really runs: a pyenv shim may exist and still fail."""
    chosen = os.environ.get("PYTHON")
    if chosen:
        if not works(chosen):
            raise Stop(f"PYTHON={chosen} is no Python 3.12 or newer that runs.")
        return shutil.which(chosen)
    return next((path for path in candidates() if works(path)), None)


def candidates() -> list[str]:
    """Return every Python in sight, those on PATH first."""
    on_path = [shutil.which(name) for name in PYTHON_NAMES]
    places = sorted(place for pattern in PYTHON_PLACES for place in matches(pattern))
    elsewhere = [str(place / name) for name in PYTHON_NAMES for place in places]
    return [path for path in [*on_path, *elsewhere] if path and os.access(path, os.X_OK)]


def matches(pattern: str) -> list[Path]:
    home = Path(os.environ.get("HOME", "/root"))
    base, relative = (home, pattern[2:]) if pattern[0] == "~" else (Path("/"), pattern[1:])
    return list(base.glob(relative))


def works(python: str | Path) -> bool:
    version = version_of(python)
    return version is not None and version >= (3, 12)


def version_of(python: str | Path) -> tuple[int, ...] | None:
    try:
        told = subprocess.run(
            [str(python), "-c", PYTHON_PROBE],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=20,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return None if told.returncode else tuple(int(part) for part in told.stdout.split())


def install_python(uv: str) -> str:
    """Let uv fetch a Python, the last resort: it needs the internet."""
    say("Python: none of 3.12 or newer here, trying to download one")
    advice = (
        "No Python 3.12 or newer here, and none could be downloaded. "
        "Install one, or say where it is: PYTHON=/path/to/python3.12 make run"
    )
    run([uv, "python", "install", "--quiet", "3.12"], failure=advice)
    found = subprocess.run([uv, "python", "find", "3.12"], stdout=subprocess.PIPE)
    if found.returncode:
        raise Stop(advice)
    return found.stdout.decode().strip()


# uv


def find_uv() -> str:
    """Return a uv that runs, if need be one that is installed inside the project."""
    own = str(OWN_UV / "bin" / "uv")
    places = [shutil.which("uv"), *map(str, matches("~/.local/bin/uv")), own]
    found = next((uv for uv in places if uv and succeeds([uv, "--version"])), None)
    return found or install_uv(own)


def install_uv(own: str) -> str:
    """Install uv with whichever Python has pip, or the means to get it."""
    say("uv: installing into .uv")
    wanted = ["install", "--quiet", "--require-hashes", "-r", "requirements/uv.txt"]
    for python in dict.fromkeys([sys.executable, find_python() or sys.executable]):
        shutil.rmtree(str(OWN_UV), ignore_errors=True)
        if succeeds([python, "-m", "venv", str(OWN_UV)]):
            attempt = [str(OWN_UV / "bin" / "python"), "-m", "pip", *wanted]
        else:
            attempt = [python, "-m", "pip", *wanted, "--target", str(OWN_UV)]
        if succeeds(attempt) and succeeds([own, "--version"]):
            return own
    raise Stop(
        "uv could not be installed: it needs the network, and pip or venv "
        "(Debian: apt-get install python3-venv). Then start again."
    )


# The system's packages


def missing_packages(purpose: str) -> list[str]:
    """Return the Debian packages whose library or program is not here."""
    packages = [package for library, package in LIBRARIES.items() if not has_library(library)]
    if purpose == "test":
        packages += [package for name, package in TEST_PROGRAMS.items() if not shutil.which(name)]
    return packages


def has_library(soname: str) -> bool:
    try:
        ctypes.CDLL(soname)
    except OSError:
        return ctypes.util.find_library(soname[len("lib") :].split(".so")[0]) is not None
    return True


def install_system_packages(packages: list[str]) -> None:
    """Install where that is allowed, else name the line to type."""
    if not packages:
        return
    names = " ".join(packages)
    if not shutil.which("apt-get"):
        raise Stop(f"Some system packages are missing. On Debian they are called: {names}")
    as_root = root_prefix()
    if as_root is None:
        line = f"sudo apt-get install {names}"
        raise Stop(
            f"Some system packages are missing. Type this, then start again:\n\n    {line}\n"
        )
    say(f"System packages: installing {names}")
    apt = [
        *as_root,
        "env",
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
        "-q",
        "-o",
        "DPkg::Lock::Timeout=120",
    ]
    install = [*apt, "install", "-y", "--no-install-recommends", *packages]
    if not (succeeds(install) or (succeeds([*apt, "update"]) and succeeds(install))):
        run(install, failure=f"These system packages could not be installed: {names}")


def root_prefix() -> list[str] | None:
    """Return what to put before a command that needs root, or None where we may not."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and succeeds(["sudo", "-n", "true"]):
        return ["sudo", "-n"]
    return None


# Commands


def say(line: str) -> None:
    print(line, flush=True)


def succeeds(command: list[str]) -> bool:
    quiet = subprocess.DEVNULL
    try:
        done = subprocess.run(command, cwd=str(ROOT), stdin=quiet, stdout=quiet, stderr=quiet)
    except OSError:
        return False
    return done.returncode == 0


def run(command: list[str], *, failure: str) -> None:
    if subprocess.run(command, cwd=str(ROOT), stdin=subprocess.DEVNULL).returncode:
        raise Stop(failure)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:2] or ["run"])
    except Stop as stop:
        sys.exit(f"\n{stop}")
    except KeyboardInterrupt:
        sys.exit(130)
