"""The portal's own code and templates: where texts to translate may stand."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = ("owes_portal", "events", "registrations", "innovations", "publications")

# The demo centre speaks Polish by itself; migrations repeat what the models say.
LEFT_OUT = ("owes_portal/demo/", "templates/demo/", "/migrations/")


def code(root: Path = ROOT) -> Iterator[Path]:
    """Give the portal's modules, in the order of their names."""
    for app in APPS:
        yield from wanted(root, (root / app).rglob("*.py"))


def templates(root: Path = ROOT) -> Iterator[Path]:
    """Give the templates of pages, mails and PDFs, in the order of their names."""
    found = (path for path in (root / "templates").rglob("*") if path.suffix in (".html", ".txt"))
    yield from wanted(root, found)


def wanted(root: Path, paths: Iterator[Path]) -> Iterator[Path]:
    for path in sorted(paths):
        if not any(part in path.relative_to(root).as_posix() for part in LEFT_OUT):
            yield path
