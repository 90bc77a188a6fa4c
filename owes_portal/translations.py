"""Compiles the catalogues of locale/ (.po) into the form that Django reads (.mo), without a gettext binary."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parent.parent / "locale"


def compile_all(locale: Path = LOCALE) -> list[Path]:
    """Compile every catalogue that has changed; return those that were written.

    It needs no settings, because it has to run before anything asks for a translation.
    """
    stale = [source for source in sorted(locale.rglob("*.po")) if not is_fresh(source)]
    return [compile_catalogue(source) for source in stale]


def is_fresh(source: Path) -> bool:
    """Tell whether the compiled form exists and is newer than its source."""
    target = source.with_suffix(".mo")
    return target.exists() and target.stat().st_mtime > source.stat().st_mtime


def compile_catalogue(source: Path) -> Path:
    """Write one .mo beside its .po, whole or not at all: a running portal may be reading it."""
    target = source.with_suffix(".mo")
    unfinished = target.with_name(f".{target.name}")
    with source.open("rb") as catalogue, unfinished.open("wb") as compiled:
        write_mo(compiled, read_po(catalogue))
    unfinished.replace(target)
    return target
