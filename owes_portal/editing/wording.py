"""Two texts compared word by word; rich text with its headings, lists and links."""

import difflib
import itertools
import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

BLOCKS = {
    "p": gettext_noop("Paragraph"),
    "h2": gettext_noop("Heading"),
    "h3": gettext_noop("Heading of the second level"),
    "h4": gettext_noop("Heading of the third level"),
    "li": gettext_noop("Item of a list"),
    "blockquote": gettext_noop("Quotation"),
    "th": gettext_noop("Head of a table"),
    "td": gettext_noop("Cell of a table"),
}
INLINE = {"strong": gettext_noop("bold"), "em": gettext_noop("italic")}
KEPT_AROUND = 12  # words beside a change; what lies farther away is left out


class Word(NamedTuple):
    text: str
    is_block: bool = False  # Says what the text after it is: a heading, an item of a list.
    is_mark: bool = False


class Piece(NamedTuple):
    """Words in a row that were added (+), taken away (-), or stand in both texts."""

    sign: str
    text: str
    is_block: bool = False
    is_mark: bool = False
    starts_line: bool = False


def words_of(text: str) -> list[Word]:
    """The words of a plain text."""
    return [Word(word) for word in text.split()]


def words_of_html(html: str) -> list[Word]:
    """The words of a rich text, and between them what they are."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.words


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.words, self.ends_open = [], False

    def handle_starttag(self, tag, attrs):
        if tag in BLOCKS and not (tag == "p" and self._is_at_a_start()):
            self.words.append(Word(_(BLOCKS[tag]), is_block=True, is_mark=True))
        if tag in INLINE:
            self.words.append(Word(_(INLINE[tag]), is_mark=True))
        if tag == "a":
            words = _("link to %(address)s") % {"address": dict(attrs).get("href") or ""}
            self.words.append(Word(words, is_mark=True))

    def handle_data(self, data):
        words = words_of(data)
        if words and self._is_glued_to(data):
            self.words[-1] = Word(self.words[-1].text + words.pop(0).text)
        self.words += words
        self.ends_open = not data[-1:].isspace()

    def _is_glued_to(self, data):
        """A full stop after a link belongs to the word before it."""
        is_after_a_word = bool(self.words) and not self.words[-1].is_mark
        return is_after_a_word and self.ends_open and not data[0].isspace()

    def _is_at_a_start(self):
        """The editor puts a paragraph into every item and cell."""
        return bool(self.words) and self.words[-1].is_block


def compare(before: Sequence[Word], after: Sequence[Word]) -> list[Piece]:
    """What became of the one text in the other."""
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    pieces = []
    for deed, old, old_end, new, new_end in matcher.get_opcodes():
        if deed == "equal":
            pieces += _pieces("", _near(before[old:old_end]))
        else:
            pieces += _pieces("-", before[old:old_end])
            pieces += _pieces("+", after[new:new_end])
    return _in_lines(pieces)


def _in_lines(pieces):
    """A line for each block; what it was and what it is stand in the same one."""
    befores = [True, *(piece.is_block for piece in pieces)]
    return [
        piece._replace(starts_line=piece.is_block and not before)
        for piece, before in zip(pieces, befores, strict=False)
    ]


def _near(words):
    """A long stretch without a change is of use at its ends only."""
    if len(words) <= 3 * KEPT_AROUND:
        return words
    return [*words[:KEPT_AROUND], Word("[…]"), *words[-KEPT_AROUND:]]


def _pieces(sign: str, words: Sequence[Word]) -> Iterator[Piece]:
    for kind, group in itertools.groupby(words, key=lambda word: word[1:]):
        if kind == (False, False):
            yield Piece(sign, re.sub(r"\s+", " ", " ".join(word.text for word in group)))
        else:
            yield from (Piece(sign, *word) for word in group)
