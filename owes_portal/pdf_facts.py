"""Tells the facts about a PDF of staff; runs apart from the portal (`confined/inside.py`)."""

import json

import pikepdf

from owes_portal.confined.pdf_objects import dictionaries, opened
from owes_portal.confined.verdicts import Refused, Verdict

# What can act by itself when the document is opened (PDF 32000-1, 12.6 and 7.11.4).
ACTING_KEYS = ("/JavaScript", "/JS", "/Launch", "/EF", "/EmbeddedFiles")


def tell(content: bytes) -> bytes:
    """How many pages it has and whether it is tagged, as JSON, unless something in it can act."""
    with opened(content) as pdf:
        pdf.get_warnings()  # A table of objects that had to be mended is no matter.
        if any(_acts(item) for item in dictionaries(pdf)):
            raise Refused(Verdict.ACTING)
        if pdf.get_warnings():  # An object that could not be read was not looked at either.
            raise Refused(Verdict.UNREADABLE)
        return json.dumps({"page_count": len(pdf.pages), "is_tagged": _is_tagged(pdf)}).encode()


def _acts(item):
    return any(key in item for key in ACTING_KEYS) or item.get("/S") in ACTING_KEYS


def _is_tagged(pdf):
    info = pdf.Root.get("/MarkInfo")
    is_marked = isinstance(info, pikepdf.Dictionary) and info.get("/Marked") is True
    return is_marked and "/StructTreeRoot" in pdf.Root
