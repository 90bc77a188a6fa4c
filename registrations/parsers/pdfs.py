"""PDFs stay as they are, or are refused: for what they do by themselves, or for what they cost."""

import re
import zipfile
from io import BytesIO

import pikepdf

from owes_portal.confined.pdf_objects import dictionaries, inside, opened
from owes_portal.confined.verdicts import MOST_PAGES, Refused, Verdict

MOST_OBJECTS = 100_000

# What printers and editors put before the header; anything else is another format in disguise.
HEADER = re.compile(rb"(?:\xef\xbb\xbf|[\s\0]|\x1b%-12345X|@PJL[^\r\n]*+)*%PDF-")

# What acts, sends, opens or holds something else (ISO 32000-2, 7.11.4, 12.6.4, 12.7.8, 13).
ACTING_KEYS = frozenset(
    [
        "/JavaScript",
        "/JS",
        "/EF",
        "/EmbeddedFiles",
        "/XFA",
        "/RichMediaContent",
        "/RichMediaSettings",
    ]
)
ACTING_KINDS = frozenset(
    [
        "/JavaScript",
        "/Launch",
        "/SubmitForm",
        "/ImportData",
        "/GoToR",
        "/GoToE",
        "/Rendition",
        "/Movie",
        "/Sound",
        "/RichMediaExecute",
    ]
)
ACTING_SUBTYPES = frozenset(["/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"])
# Keys of a stream whose data, or whose replacement, lie in another file.
ELSEWHERE = frozenset(["/F", "/Ref"])


def check(content: bytes) -> bytes:
    """The same bytes, if they are a plain document and nothing else at the same time."""
    if not HEADER.match(content[:1024]) or zipfile.is_zipfile(BytesIO(content)):
        raise Refused(Verdict.UNREADABLE)
    # Unmended: what another reader would make of a damaged file, nobody knows.
    with opened(content, attempt_recovery=False) as pdf:
        if pdf.is_encrypted:
            raise Refused(Verdict.LOCKED)
        if len(pdf.objects) > MOST_OBJECTS:
            raise Refused(Verdict.TANGLED)
        if any(_acts(item) for item in dictionaries(pdf)):
            raise Refused(Verdict.ACTING)
        if pdf.get_warnings():  # An object that could not be read was not looked at either.
            raise Refused(Verdict.UNREADABLE)
        if len(pdf.pages) > MOST_PAGES:
            raise Refused(Verdict.TOO_MANY_PAGES)
    return content


def _acts(item):
    keys = set(item.keys())
    if keys & ACTING_KEYS or _name(item, "/S") in ACTING_KINDS:
        return True
    if _name(item, "/Subtype") in ACTING_SUBTYPES:
        return True
    if isinstance(item, pikepdf.Stream) and keys & ELSEWHERE:
        return True
    return not all(_only_shows(action) for action in _begun_by_itself(item))


def _name(item, key):
    value = item.get(key)
    return str(value) if isinstance(value, pikepdf.Name) else ""


def _begun_by_itself(item):
    """What happens when the document or a page is opened, printed or left, without a click."""
    yield item.get("/OpenAction")
    triggers = item.get("/AA")
    if triggers is not None:
        yield from inside(triggers)


def _only_shows(action):
    """Whether the action does no more than to show a place of this very document."""
    if not isinstance(action, pikepdf.Dictionary):
        return True
    return _name(action, "/S") in ("", "/GoTo") and "/Next" not in action
