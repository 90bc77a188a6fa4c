"""Polish letters: addresses without diacritics and the order of the dictionary."""

import unicodedata

from django.db.models import CharField, Func
from django.utils.text import slugify

# NFD takes the tail from ą, ć, ę … but leaves ł whole.
_STROKES = str.maketrans("łŁ", "lL")


def fold(text: str) -> str:
    """Lower-case the text and take the diacritics off, ł included."""
    decomposed = unicodedata.normalize("NFD", text.translate(_STROKES))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()


def slug(text: str, *, length: int = 80) -> str:
    """Write the text as part of an address, at most `length` letters, cut at a word."""
    whole = slugify(fold(text))
    if len(whole) <= length:
        return whole
    return whole[: length + 1].rpartition("-")[0] or whole[:length]


class SortKey(Func):
    """The text's place in the Polish order: a ą b c ć …; the same on every server."""

    function = "pl_key"
    # A function does not hand its collation on: without this the server's own would decide.
    template = '(%(function)s(%(expressions)s) COLLATE "C")'
    output_field = CharField()
