"""How much production installs: the packages of requirements/portal.txt."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from bench import table
from bench.site import ROOT, Site

MEGABYTES, PACKAGES, SECONDS = 350, 80, 120


def measure(_site: Site | None) -> None:
    """Install into an environment that is thrown away; say so where that cannot be done."""
    table.title("Environment of production")
    with tempfile.TemporaryDirectory() as folder:
        try:
            install(Path(folder) / "venv")
        except (OSError, subprocess.SubprocessError) as problem:
            table.note(f"not measured, the packages could not be installed: {problem}")
            return
        found = Path(folder) / "venv"
        table.line("on disk", [megabytes(found)], "MB", at_most=MEGABYTES)
        table.line("packages", [len(list(found.rglob("*.dist-info")))], "", at_most=PACKAGES)


def install(venv: Path) -> None:
    uv = shutil.which("uv", path=f"{ROOT}/.uv/bin") or shutil.which("uv") or "uv"
    # Copied, not linked: a file that other environments share takes room all the same.
    options = ["--python", str(venv), "--link-mode", "copy", "--no-deps", "--require-hashes"]
    run(uv, "venv", str(venv))
    run(uv, "pip", "install", *options, "-r", str(ROOT / "requirements/portal.txt"))


def run(*command: str) -> None:
    subprocess.run(command, timeout=SECONDS, check=True, capture_output=True)


def megabytes(folder: Path) -> float:
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    return sum(path.stat().st_size for path in files) / 1_000_000
