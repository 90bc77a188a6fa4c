"""Two versions side by side, field by field, in words."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext as _

from owes_portal import plain_text
from owes_portal.editing import versions, wording
from owes_portal.editing.wording import Piece
from owes_portal.models.rich_text import RichTextField
from owes_portal.templatetags.typography import date_range, moment


@dataclass
class Difference:
    """What changed under one name; a row that came or went has a sign of its own."""

    label: str
    pieces: list[Piece] = field(default_factory=list)
    sign: str = ""
    inner: list["Difference"] = field(default_factory=list)


def labels(model: type[models.Model], names: list[str]) -> list[str]:
    """How people call these parts of the form."""
    return [_label(model, name) for name in _in_order(model, names)]


def differences(model: type[models.Model], before: dict, after: dict) -> list[Difference]:
    """Whatever differs between two contents of a row of that model."""
    return [
        difference
        for name in _in_order(model, versions.changed(before, after))
        for difference in _differences_of(model, name, before[name], after[name])
    ]


def _in_order(model, names):
    """As in the model: the database keeps the names of a version in an order of its own."""
    known = [one.name for one in model._meta.get_fields()]
    return sorted(names, key=lambda name: known.index(name) if name in known else len(known))


def _differences_of(model, name, before, after) -> Iterator[Difference]:
    known = _field(model, name)
    if known is not None and known.one_to_many:
        yield Difference(_label(model, name), inner=_rows(known.related_model, before, after))
    elif name == "translations":
        yield from _translations(model, before, after)
    elif name != "sha256":
        yield Difference(_label(model, name), _pieces(known, before, after))


def _field(model, name):
    return next((one for one in model._meta.get_fields() if one.name == name), None)


def _label(model, name):
    if name == "translations":
        return _("translations")
    known = _field(model, name)
    if known is None:
        return name
    is_part = known.one_to_many
    return str(known.related_model._meta.verbose_name_plural if is_part else known.verbose_name)


# Rows that belong to it: days, files, pictures


def _rows(model, before, after):
    old, new = ({row["pk"]: row for row in rows} for rows in (before, after))
    gone = [_whole(model, row, "-") for pk, row in old.items() if pk not in new]
    come = [_whole(model, row, "+") for pk, row in new.items() if pk not in old]
    both = [(old[pk], new[pk]) for pk in new if pk in old]
    inner = [(_name(model, row), differences(model, then, row)) for then, row in both]
    return gone + come + [Difference(name, inner=found) for name, found in inner if found]


def _whole(model, row, sign):
    return Difference(_name(model, row), sign=sign)


def _name(model, row):
    """What a row is known by: when it starts, or its title, or its file."""
    for name in ("starts_at", "title", "alt", "caption", "label", "name", "place", "file"):
        if row.get(name):
            return _words(_field(model, name), row[name])
    return f"{model._meta.verbose_name} {row['pk']}"


# Values in words


def in_words(model: type[models.Model], name: str, value: object) -> str:
    """What stands under that name of a content, on one line."""
    known = _field(model, name)
    if isinstance(known, RichTextField):
        return " ".join(plain_text.in_lines(value or "").split())
    if known is not None and known.many_to_many:
        return ", ".join(_called(known, one) for one in value)
    return _words(known, value)


def _pieces(known, before, after):
    if isinstance(known, RichTextField):
        old, new = (wording.words_of_html(value or "") for value in (before, after))
        return wording.compare(old, new)
    if known is not None and known.many_to_many:
        return _came_and_went(known, before, after)
    if _is_text(known):
        return wording.compare(wording.words_of(before or ""), wording.words_of(after or ""))
    said = [("-", _words(known, before)), ("+", _words(known, after))]
    return [Piece(sign, words) for sign, words in said if words]


def _is_text(known):
    is_written = isinstance(known, models.CharField | models.TextField)
    return is_written and not known.choices


def _came_and_went(known, before, after):
    old, new = ({one["to"]: _called(known, one) for one in kept} for kept in (before, after))
    gone = [Piece("-", name) for pk, name in old.items() if pk not in new]
    return gone + [Piece("+", name) for pk, name in new.items() if pk not in old]


def _called(known, reference):
    if "name" in reference:
        return reference["name"]
    row = known.related_model._base_manager.filter(pk=reference["to"]).first()
    return str(row) if row else _("somebody who is not here any more")


def _words(known, value) -> str:
    if value in (None, "", []):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dict) and "to" in value:
        return _called(known, value)
    if isinstance(known, ArrayField):
        return ", ".join(_words(known.base_field, one) for one in value)
    return _plain_words(known, value)


def _plain_words(known, value):
    if isinstance(known, models.DateTimeField):
        return moment(known.to_python(value))
    if isinstance(known, models.DateField):
        return date_range(known.to_python(value))
    if isinstance(known, models.FileField):
        return PurePosixPath(value).name
    return str(dict(known.flatchoices).get(value, value)) if known is not None else str(value)


# Translations: {language: {field: text}}


def _translations(model, before, after):
    pairs = {
        (language, name) for kept in (before, after) for language in kept for name in kept[language]
    }
    for language, name in sorted(pairs):
        old, new = (kept.get(language, {}).get(name) or "" for kept in (before, after))
        if old != new:
            label = f"{_label(model, name)} ({language})"
            yield Difference(label, _pieces(_field(model, name), old, new))
