"""Opens a PDF that may be anything, and walks through all that is in it."""

from collections.abc import Iterator
from io import BytesIO

import pikepdf

from owes_portal.confined.verdicts import Refused, Verdict

MOST_VALUES = 2_000_000
DEEPEST = 50


def opened(content: bytes, **options: bool) -> pikepdf.Pdf:
    """The document, if no password is needed to read it."""
    try:
        return pikepdf.open(BytesIO(content), suppress_warnings=True, **options)
    except pikepdf.PasswordError:
        raise Refused(Verdict.LOCKED) from None


def dictionaries(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every dictionary and stream of the file, also one that nothing refers to."""
    seen, waiting = 0, [(item, 0) for item in pdf.objects]
    while waiting:
        item, depth = waiting.pop()
        seen += 1
        if seen > MOST_VALUES or depth > DEEPEST:
            raise Refused(Verdict.TANGLED)
        if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            yield item
        waiting += [(child, depth + 1) for child in inside(item) if _is_written_here(child)]


def inside(item: pikepdf.Object) -> list[pikepdf.Object]:
    """What an array, a dictionary or a stream holds."""
    if isinstance(item, pikepdf.Array):
        return list(item)
    if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        return [value for _key, value in item.items()]
    return []


def _is_written_here(child):
    """Numbers and texts hold nothing; what is only referred to comes by itself."""
    is_container = isinstance(child, pikepdf.Array | pikepdf.Dictionary)
    return is_container and not child.is_indirect
