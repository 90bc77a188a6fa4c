"""What is wrong with a catalogue, one line for each fault."""

import re
from collections.abc import Iterator

from babel.messages.catalog import Catalog, Message

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
TAG = re.compile(r"<[^<>]+>")
# Typography ties a word of one letter to the next one with a space that does not break.
LOOSE_WORD = re.compile(r"(?<![^\s(„>])[aiouwzаєжзійоув] ", re.IGNORECASE)


def faults(translated: Catalog, wanted: Catalog) -> Iterator[str]:
    """Compare the catalogue with the texts that code and templates hold."""
    for message in wanted:
        if message.id:
            known = translated.get(message.id, context=message.context)
            fault = fault_of(known) if known else "is missing; run python -m dev.messages"
            yield from [f"{title(message)} {fault}"] if fault else []
    for message in translated:
        if message.id and not wanted.get(message.id, context=message.context):
            yield f"{title(message)} is obsolete; run python -m dev.messages"


def title(message: Message) -> str:
    text = message.id[0] if message.pluralizable else message.id
    context = f" [{message.context}]" if message.context else ""
    return f"{', '.join(name for name, _line in message.locations[:2])}:{context} {text!r}"


def fault_of(message: Message) -> str:
    """Return what is wrong with one translation, or nothing."""
    forms = message.string if message.pluralizable else (message.string,)
    if not all(forms) or (message.pluralizable and len(forms) != 4):
        return "is not translated"
    if message.fuzzy:
        return "is marked as fuzzy"
    if not has_same_placeholders(message):
        return "has other placeholders"
    if not has_same_tags(message):
        return "has other HTML tags"
    if ends(message.id) != ends(message.string):
        return "begins or ends with another space"
    if any(LOOSE_WORD.search(form) for form in forms):
        return "has a one-letter word before a breaking space"
    return ""


def has_same_placeholders(message: Message) -> bool:
    if not message.pluralizable:
        return placeholders(message.id) == placeholders(message.string)
    # The form for one may say „jedno” instead of the number, in either language.
    one, *more = message.string
    of_one, of_more = map(placeholders, message.id)
    return placeholders(one) in (of_one, of_more) and all(placeholders(m) == of_more for m in more)


def has_same_tags(message: Message) -> bool:
    """To the letter: a space that does not break makes a link a word."""
    texts = message.id if message.pluralizable else (message.id,)
    forms = message.string if message.pluralizable else (message.string,)
    wanted = sorted(TAG.findall(texts[-1]))
    return all(sorted(TAG.findall(form)) == wanted for form in forms)


def ends(texts: str | tuple[str, ...]) -> tuple[bool, bool]:
    """Tell whether the text is to be joined to others, by a space before or after it."""
    text = texts if isinstance(texts, str) else texts[0]
    return text[:1].isspace(), text[-1:].isspace()


def placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text.replace("%%", "")))
