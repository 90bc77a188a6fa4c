"""Versions of what is published: whatever a saving changed stays known and can be brought back."""

import json
from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils import timezone

from owes_portal.editing.translations import field_name, translatable
from owes_portal.models.revisions import Revision

# Not typed into a field of the same name, but content all the same.
ALSO_CONTENT = {"translations", "sha256"}
# Who works here is named by number only: once they are gone, no version remembers them.
PEOPLE = {"contactperson", "trainer"}
# Bringing a text back must not publish, move, call off or resize anything.
STAYS = {
    "slug",
    "status",
    "published_from",
    "published_until",
    "withdrawal_reason",
    "cancellation_reason",
    "capacity",
}


@transaction.atomic
def record(
    row: models.Model,
    parts: Iterable[str],
    *,
    by: AbstractBaseUser | None,
    at: datetime | None = None,
) -> Revision | None:
    """Keep the row as it stands in the database, unless its last version says the same.

    The row is locked, so that versions saved at once get numbers one after the other. `parts` are
    the names of the relations whose rows belong to it.
    """
    row = _locked(row)
    last = Revision.objects.about(row).first()
    content = content_of(row, parts)
    if last and not changed(last.content, content):
        return None
    return Revision.objects.create(
        content_type=ContentType.objects.get_for_model(row),
        object_id=row.pk,
        number=last.number + 1 if last else 1,
        at=at or timezone.now(),
        by=by,
        content=content,
    )


def record_before(row: models.Model, parts: Iterable[str]) -> Revision | None:
    """Keep what stands before a saving, if it came there past the administration."""
    stored = type(row)._base_manager.only("updated_at").get(pk=row.pk)
    return record(row, parts, by=None, at=stored.updated_at)


def forget(rows: Iterable[models.Model]) -> None:
    """Drop every version of rows that are about to be deleted: visitors have never seen them."""
    for row in rows:
        Revision.objects.about(row).delete()


def _locked(row):
    return type(row)._base_manager.select_for_update(no_key=True).get(pk=row.pk)


# What a version holds


def content_of(row: models.Model, parts: Iterable[str]) -> dict:
    """All that the form of the row holds, in JSON: fields, relations, and rows that belong to it."""
    content = _fields_of(row)
    content |= {field.name: _names(getattr(row, field.name)) for field in _many(row)}
    for name in parts:
        relation = row._meta.get_field(name)
        rows = getattr(row, relation.get_accessor_name()).order_by("pk")
        content[name] = [_part(part, besides=relation.field) for part in rows]
    return json.loads(json.dumps(content, cls=DjangoJSONEncoder))


def _fields_of(row, besides=None):
    fields = [field for field in row._meta.concrete_fields if field not in (besides, row._meta.pk)]
    return {field.name: _value(row, field) for field in fields if _is_content(field)}


def _is_content(field):
    return field.editable or field.name in ALSO_CONTENT


def _many(row):
    return [field for field in row._meta.many_to_many if field.editable]


def _part(row, *, besides):
    return {"pk": row.pk} | _fields_of(row, besides)


def _value(row, field):
    value = field.value_from_object(row)
    if isinstance(field, models.FileField):
        return value.name
    if isinstance(value, datetime):
        return value.replace(microsecond=0)  # A form knows whole seconds only.
    if not field.many_to_one or value is None:
        return value
    return _reference(getattr(row, field.name))


def _names(manager):
    return sorted(map(_reference, manager.all()), key=lambda one: one["to"])


def _reference(row):
    is_person = row._meta.model_name in PEOPLE
    return {"to": row.pk} if is_person else {"to": row.pk, "name": str(row)}


# Which versions differ


def changed(before: dict, after: dict) -> list[str]:
    """The names under which the two contents differ; a field that one does not know is left out."""
    return [name for name in after if name in before and not _is_same(before[name], after[name])]


def _is_same(one, other):
    if isinstance(one, list) and isinstance(other, list):
        pairs = zip(one, other, strict=False)
        return len(one) == len(other) and all(_is_same(*pair) for pair in pairs)
    if isinstance(one, dict) and isinstance(other, dict):
        if "to" in one:
            return one["to"] == other.get("to")  # Its name may have changed meanwhile.
        if "pk" in one:
            return one["pk"] == other.get("pk") and not changed(one, other)
    return one == other


# What can be brought back


def typed_then(row: models.Model, content: dict) -> tuple[dict, list[str]]:
    """What the form of the row starts with to say the same again, and what is there no more.

    Days, pictures and files are left as they are, and so is whatever would publish or call off.
    """
    initial, missing = _in_other_languages(row, content), []
    for field in [*row._meta.concrete_fields, *row._meta.many_to_many]:
        if field.name not in content or field.name in STAYS or not field.editable:
            continue
        if field.is_relation:
            initial[field.name] = _still_there(field, content[field.name], missing)
        elif not isinstance(field, models.FileField):
            initial[field.name] = field.to_python(content[field.name])
    return initial, missing


def _in_other_languages(row, content):
    """The translations, empty ones too: each stands in a field of its own in the form."""
    if "translations" not in content:
        return {}
    kept = content["translations"]
    return {
        field_name(language, name): kept.get(language, {}).get(name, "")
        for language, name in translatable(type(row))
    }


def _still_there(field, kept, missing):
    """The numbers, or the number, of those that exist; the names of the others are noted down."""
    wanted = kept if isinstance(kept, list) else [kept] if kept else []
    found = field.related_model._base_manager.filter(pk__in=[one["to"] for one in wanted])
    there = set(found.values_list("pk", flat=True))
    missing += [one.get("name", str(one["to"])) for one in wanted if one["to"] not in there]
    keys = [one["to"] for one in wanted if one["to"] in there]
    return keys if field.many_to_many else next(iter(keys), None)
