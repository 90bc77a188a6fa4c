"""The same list by tools that know no CSS: what nobody undercuts. Prints seconds and megabytes."""

import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

from bench.scene import people

COLUMNS = ("Lp.", "Imię i nazwisko", "Podmiot", "22.09.2026", "23.09.2026")
ROW_HEIGHT = 26  # points
SHEET = f"""
#set document(title: "Lista obecności")
#set page("a4", margin: 14mm, numbering: "1 z 1")
#set text(font: "Atkinson Hyperlegible", lang: "pl", size: 10pt)
= Lista obecności
#let people = json(bytes(sys.inputs.people))
#table(
  columns: (11mm, 1fr, 37mm, 43mm, 43mm),
  rows: {ROW_HEIGHT}pt,
  table.header(..{json.dumps(COLUMNS, ensure_ascii=False).replace("[", "(").replace("]", ")")}),
  ..people.enumerate().map(((number, name)) => (str(number + 1), name, "", "", "")).flatten(),
)
"""


def by_typst(names: Sequence[str], fonts: Path) -> Callable[[], bytes]:
    """Tagged too."""
    import typst

    told = {"people": json.dumps(names)}
    return lambda: typst.compile(
        SHEET.encode(), format="pdf", font_paths=[fonts], pdf_standards="ua-1", sys_inputs=told
    )


def by_reportlab(names: Sequence[str], fonts: Path) -> Callable[[], bytes]:
    """Without tags."""
    from reportlab.lib.units import mm
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import LongTable, SimpleDocTemplate

    pdfmetrics.registerFont(TTFont("Atkinson", fonts / "atkinson-regular.ttf"))
    style = [("GRID", (0, 0), (-1, -1), 0.5, "#A89F8B"), ("FONT", (0, 0), (-1, -1), "Atkinson")]

    def build() -> bytes:
        rows = [COLUMNS, *((str(number), name, "", "", "") for number, name in enumerate(names, 1))]
        widths = [width * mm for width in (11, 48, 37, 43, 43)]
        listed = LongTable(rows, widths, ROW_HEIGHT, repeatRows=1, style=style)
        file = BytesIO()
        SimpleDocTemplate(file).build([listed])
        return file.getvalue()

    return build


TOOLS = {"typst": by_typst, "reportlab": by_reportlab}


def main(tool: str, count: str, fonts: str) -> None:
    names = [f"{first} {last}" for last, first in people(int(count))]
    build = TOOLS[tool](names, Path(fonts))
    started = time.perf_counter()
    build()
    seconds = time.perf_counter() - started
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps([seconds, kilobytes / 1000]))


if __name__ == "__main__":
    main(*sys.argv[1:])
