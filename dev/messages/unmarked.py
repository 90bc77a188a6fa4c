"""Finds texts that nobody can translate: Polish or labels in code, bare words in templates."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.template.base import Lexer, Token, TokenType

from dev.messages import sources

POLISH = re.compile("[ąćęłńóśźż]", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]{2,}")
MARKUP = re.compile(
    r"<!--.*?-->|<(script|style)\b.*?</\1>|<[^>]*>|&\w+;", re.DOTALL | re.IGNORECASE
)
SPOKEN = re.compile(r'\b(?:alt|title|aria-label|placeholder)="([^"]*)"')

# Arguments that end up in front of a person.
LABELS = {"description", "empty_label", "help_text", "label", "violation_error_message"}
LABELS |= {"short_description", "site_header", "site_title", "verbose_name", "verbose_name_plural"}

# Polish letters and forms are what these are about; the style guide and the samples of mails speak Polish.
POLISH_BY_NATURE = (
    "events/quality_words.py",
    "owes_portal/editing/quality_words.py",
    "owes_portal/formats/",
    "owes_portal/polish.py",
    "owes_portal/styleguide.py",
    "registrations/mail_samples/invented.py",
    "templates/styl",
)
# Names that are the same in every language, the Polish currency, and a class in a block.
ALLOWED = {"FunduszeEuropejskie", "FunduszeUE", "ISBN", "KRS", "NIP", "OWES", "PDF", "REGON", "zł"}
ALLOWED |= {"paper", "landscape", "bip", "brpo", "gov", "pl"}


def everywhere(root: Path = sources.ROOT) -> Iterator[str]:
    """Give a line for every unmarked text, with its file."""
    for path in [*sources.code(root), *sources.templates(root)]:
        name = path.relative_to(root).as_posix()
        if not name.startswith(POLISH_BY_NATURE):
            look_into = literals_in if path.suffix == ".py" else bare_words_in
            yield from (f"{name}: unmarked text {text!r}" for text in look_into(path.read_text()))


def literals_in(code: str) -> list[str]:
    """Return the strings with Polish letters, and those that a person will read as a label."""
    nodes = list(ast.walk(ast.parse(code)))
    docstrings = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    labels = {id(node.value) for node in nodes if is_label(node)}
    return [
        node.value
        for node in nodes
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docstrings
        and (id(node) in labels or POLISH.search(node.value))
        and has_words(node.value)
    ]


def is_label(node: ast.AST) -> bool:
    return isinstance(node, ast.keyword) and node.arg in LABELS


def has_words(text: str) -> bool:
    return bool(set(WORD.findall(text)) - ALLOWED)


def bare_words_in(template: str) -> list[str]:
    """Return the words that a visitor would read or hear and no tag translates."""
    text = "".join(unmarked_parts(Lexer(template).tokenize()))
    passages = [*SPOKEN.findall(text), *MARKUP.sub("\n", text).splitlines()]
    return [passage.strip() for passage in passages if has_words(passage)]


def unmarked_parts(tokens: list[Token]) -> Iterator[str]:
    """Give the text outside blocktranslate and comment."""
    closing = None
    for token in tokens:
        tag = token.contents.split(maxsplit=1)[0] if token.token_type == TokenType.BLOCK else ""
        if closing:
            closing = None if tag == closing else closing
        elif tag in ("blocktranslate", "blocktrans", "comment", "verbatim"):
            closing = f"end{tag}"
        elif token.token_type == TokenType.TEXT:
            yield token.contents
