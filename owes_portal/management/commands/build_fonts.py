"""Cut the typeface down to the letters we use: woff2 for the web, TTF for the PDFs."""

import os
from pathlib import Path

import fontpkg
from django.conf import settings
from django.core.management.base import BaseCommand
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FAMILY = "Atkinson Hyperlegible"
# The face has no Cyrillic, and Ukrainian names must not be printed as empty boxes.
CYRILLIC_FAMILY = "Noto Sans"
WEIGHTS = {"regular": 400, "bold": 700}
# Latin with all European letters, then punctuation, currency, arrows and the signs of our lists.
LATIN = "U+0020-007E,U+00A0-017F,U+0218-021B"
SIGNS = "U+2010-2015,U+2018-201E,U+2022,U+2026,U+2030,U+2039-203A,U+20AC,U+2122,U+2212,U+2248,U+2264-2265"
# With what stands between Cyrillic letters: without it, a gap is as wide as the box of no letter.
CYRILLIC = "U+0020,U+0027,U+002D,U+00A0,U+2019,U+0400-04FF"


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args, **options):
        """Write both weights in both forms into FONTS_ROOT, unless they are newer than their source."""
        target = Path(settings.FONTS_ROOT)
        target.mkdir(parents=True, exist_ok=True)
        for name, weight in WEIGHTS.items():
            source = fontpkg.path(FAMILY, weight)
            build(source, target / f"atkinson-{name}.woff2", f"{LATIN},{SIGNS}", "woff2")
            build(source, target / f"atkinson-{name}.ttf", f"{LATIN},{SIGNS}")
            build(
                fontpkg.path(CYRILLIC_FAMILY, weight),
                target / f"cyrillic-{name}.ttf",
                CYRILLIC,
                weight=weight,
            )
        self.stdout.write(f"Fonts are ready in {target}.")


def build(
    source: Path, target: Path, unicodes: str, flavor: str = "", *, weight: int | None = None
) -> bool:
    """Cut one file, whole or not at all; return whether there was anything to do.

    A weight fixes a variable face at it: WeasyPrint embeds such faces whole.
    """
    if is_fresh(target, source):
        return False
    unfinished = target.with_name(f".{os.getpid()}-{target.name}")
    arguments = [
        str(source),
        f"--unicodes={unicodes}",
        "--no-hinting",
        f"--output-file={unfinished}",
    ]
    subset.main(arguments + ([f"--flavor={flavor}"] if flavor else []))
    if weight:
        face = TTFont(unfinished)
        instancer.instantiateVariableFont(face, {"wght": weight, "wdth": 100}, inplace=True)
        face.save(unfinished)
    unfinished.replace(target)
    return True


def is_fresh(target: Path, source: Path) -> bool:
    """Tell whether a file is newer than its source and than this recipe."""
    if not target.exists():
        return False
    return target.stat().st_mtime >= max(source.stat().st_mtime, Path(__file__).stat().st_mtime)
