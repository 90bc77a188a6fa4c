"""Two people with one page open: whoever saves later is first shown what the other one has saved."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Exists
from django.forms import ModelForm
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from owes_portal.editing import comparison, versions
from owes_portal.models.publishing import Publishable
from owes_portal.models.revisions import Revision

SEEN = "_seen"  # the name of the hidden input
LONGEST = 300  # of a text that is quoted beside its field


@dataclass(frozen=True)
class Meanwhile:
    """What was saved since the form was opened, and would be undone by it or is not in its fields."""

    at: datetime
    by: AbstractBaseUser | None
    versions: tuple[int, int] | None = None
    names: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    content: dict = field(default_factory=dict)


def stamp(row: Publishable) -> str:
    """How the row stands when its form is opened: the number of its last version, and the moment.

    If somebody saves it just now, the row that was read may be older than its last version.
    """
    if row.pk is None:
        return ""
    as_read = Exists(type(row).objects.filter(pk=row.pk, updated_at=row.updated_at))
    known = Revision.objects.about(row).filter(as_read)
    last = known.values_list("number", flat=True).first()
    return f"{last or 0}:{row.updated_at.isoformat()}"


def saved_since(form: ModelForm, seen: str) -> Meanwhile | None:
    """What somebody else has saved since the form had that stamp; None if it bothers nobody.

    The row of the form is locked and as it stands in the database, and so is what the form takes
    for changed.
    """
    number, _colon, moment = seen.partition(":")
    row = form.instance
    if not number.isdecimal() or len(number) > 6 or moment == row.updated_at.isoformat():
        return None
    every = Revision.objects.about(row)
    before, after = every.filter(number__gte=int(number)).last(), every.select_related("by").first()
    if before is None:  # It was changed past the administration: nobody knows what it was.
        return Meanwhile(row.updated_at, by=None)
    # Days, pictures and files as the last version knows them.
    content = after.content | versions.content_of(row, ())
    names = _at_stake(form, versions.changed(before.content, content))
    if not names:
        return None
    by = after.by if after != before else None
    both = (before.number, after.number)
    labels = comparison.labels(type(row), names)
    return Meanwhile(row.updated_at, by, both, names, labels, content)


def _at_stake(form, names):
    """All but the fields that say the same in the form; the form knows nothing of the others."""
    return [name for name in names if name not in form.fields or name in form.changed_data]


def words_beside(form: ModelForm) -> Iterator[tuple[str, str]]:
    """Fields of the form that the other one has changed, each with what stands there now."""
    for name in (name for name in form.meanwhile.names if name in form.fields):
        said = comparison.in_words(type(form.instance), name, form.meanwhile.content[name])
        if said:
            yield name, _("Now there stands: “%(words)s”.") % {"words": _short(said)}
        else:
            yield name, _("Now there stands nothing.")


def _short(words):
    return Truncator(words).chars(LONGEST)
