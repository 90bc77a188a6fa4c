"""Brings the built files and the database up to date, in one process: starting Django is slow."""

import hashlib
import io
import os
import sys
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command
from django.db import Error as DatabaseError

from owes_portal.translations import compile_all


def main() -> None:
    """Take every step, each with one line on the terminal."""
    # Before Django reads the models: some of their messages are translated there and then, and
    # a catalogue that was missed once is missing until the process ends.
    print("Translations: compile_translations", flush=True)
    compile_all()
    django.setup()
    for title, command in steps(Path(os.environ["PORTAL_STATE"])).items():
        print(f"{title}: {command[0]}", flush=True)
        try:
            take(command)
        except (CommandError, DatabaseError) as problem:
            sys.exit(f"{command[0]} failed: {problem}")


def steps(state: Path) -> dict[str, list[str]]:
    """Return the commands in their order; translations come before them."""
    return {
        "Fonts": ["build_fonts"],
        "Static files": ["collectstatic", "--noinput"],
        "Database": ["migrate", "--noinput"],
        "Demo centre": ["demo", "--once", "--logins", str(state / "logins.txt")],
    }


def take(command: list[str]) -> None:
    if command[0] != "collectstatic":
        call_command(*command, stdout=io.StringIO())
        return
    stamp = settings.STATIC_ROOT / "collected-from"
    sources = static_sources()
    if not stamp.exists() or stamp.read_text() != sources:
        stamp.unlink(missing_ok=True)
        call_command(*command, stdout=io.StringIO())
        stamp.write_text(sources)


def static_sources() -> str:
    """Return a fingerprint of all static files: compressing them takes ten seconds."""
    fingerprint = hashlib.sha256()
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda found: found[0]):
            found = Path(storage.path(path)).stat()
            fingerprint.update(f"{path} {found.st_size} {found.st_mtime_ns}\n".encode())
    return fingerprint.hexdigest()


if __name__ == "__main__":
    main()
