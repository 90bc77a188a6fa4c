"""Posters: the picture that services show beside an address of ours that somebody shares.

Drawn when it is asked for first, and kept as a file as long as the words on it stand.
"""

import hashlib
import logging
import threading
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

from owes_portal import pictures, poster_drawing
from owes_portal.models.operator import Operator
from owes_portal.models.publishing import Publishable
from owes_portal.poster_drawing import Photo, Words
from owes_portal.templatetags.navigation import SECTIONS
from owes_portal.templatetags.typography import date_range, hours, nbsp

logger = logging.getLogger(__name__)
# Another number draws all of them anew.
DESIGN = 1
# Of pages that show no row: what the first part of their address is called.
LISTS = SECTIONS | {
    "harmonogram-wsparcia": gettext_noop("Schedule of support"),
    "partnerzy": gettext_noop("Partners"),
    "deklaracja-dostepnosci": gettext_noop("Declaration of accessibility"),
}
ENDS = (".", "!", "?", "…")  # of sentences
LIST, PORTAL = "lista", "portal"
# A photo that is smaller would be blurred.
LEAST_SIDE = 480
SECTION_OF_KIND = {
    "article": "aktualnosci",
    "innovation": "innowacje",
    "project": "projekty",
    "publication": "publikacje",
}
# Strangers may ask for many at once; a process draws one at a time.
_pen = threading.Lock()


@dataclass(frozen=True)
class Poster:
    """What stands on a poster; its name changes with every word of it."""

    kind: str
    slug: str
    words: Words
    photo: tuple[str, int, int, int] | None = None  # content, width, what stays in sight

    @cached_property
    def name(self) -> str:
        told = repr((DESIGN, self.slug, self.words, self.photo))
        ending = "jpg" if self.photo else "png"
        return f"{hashlib.sha256(told.encode()).hexdigest()[:16]}.{ending}"

    @property
    def content_type(self) -> str:
        return "image/jpeg" if self.photo else "image/png"

    @property
    def address(self) -> str:
        """In the language of the page."""
        return reverse("poster", args=[self.kind, self.slug, self.name])

    @property
    def alt(self) -> str:
        """The words on it, for people who do not see it."""
        said = [self.words.label, self.words.title, *self.words.facts.split("\n")]
        sentences = [part if part.endswith(ENDS) else f"{part}." for part in filter(None, said)]
        return " ".join([*sentences, self.words.centre])

    def content(self) -> bytes:
        """The picture, drawn if nobody has asked for it yet."""
        path = self._path()
        with _pen:
            try:
                return path.read_bytes()
            except OSError:
                return self._drawn(path)

    def _drawn(self, path):
        if self.photo:
            sha256, width, *focus = self.photo
            photo = Photo(Path(default_storage.path(pictures.name_of(sha256, width))), *focus)
            content = poster_drawing.jpeg(self.words, self.slug, photo)
        else:
            content = poster_drawing.png(self.words, self.slug)
        try:
            pictures.write(path, content)
        except OSError as failure:  # Drawn again for the next who asks.
            logger.error("a poster was not written: %s", failure.strerror)
        return content

    def _path(self):
        """The name begins with the content of the photo, so that it goes together with the photo."""
        drawn_from = self.photo[0] if self.photo else "patchwork"
        return pictures.poster_folder() / f"{drawn_from}-{self.name}"


def of_row(row: Publishable, operator: Operator | None) -> Poster:
    """The poster of something that staff publish, with its main picture if that is large enough."""
    kind = row._meta.model_name
    tell = {
        "article": _of_article,
        "event": _of_event,
        "project": _of_project,
        "publication": _of_publication,
    }
    label, facts = tell.get(kind, _of_other)(row)
    words = Words(label, nbsp(row.said("title")[0]), facts, _signature(operator))
    return Poster(kind, row.slug, words, _photo_of(row))


def of_list(section: str, operator: Operator | None) -> Poster:
    """The poster of a list or a page without a row, by the first part of its address."""
    mission = nbsp(operator.said("mission")[0]) if operator else ""
    if section in LISTS:
        words = Words("", _(LISTS[section]), mission, _signature(operator))
        return Poster(LIST, section, words)
    return Poster(LIST, PORTAL, Words("", mission, "", _signature(operator)))


def _signature(operator):
    return operator.short_name if operator else "OWES"


def _photo_of(row):
    """Large enough to fill its half of the poster."""
    picture = getattr(row, "main_picture", None)
    if picture is None or min(picture.width, picture.height) < LEAST_SIDE:
        return None
    return picture.sha256, picture.width, picture.focus_x, picture.focus_y


def _of_event(event):
    if event.is_cancelled():
        return pgettext("event", "Cancelled"), _when_and_where(event)
    return _capital(str(event.kind_name)), _when_and_where(event)


def _when_and_where(event):
    if event.starts_at is None:
        return ""
    days = list(event.days.all())
    when = date_range(event.starts_at, event.ends_at)
    if len(days) == 1:
        when = f"{when}, {hours(event.starts_at, event.ends_at)}"
    towns = dict.fromkeys(day.address.rpartition(", ")[2] or day.place for day in days)
    where = f"{days[0].place}, {next(iter(towns))}" if len(towns) == 1 else " · ".join(towns)
    return f"{when}\n{where}"


def _of_article(article):
    return _section_of(article), date_range(article.happened_on or article.published_from)


def _of_project(project):
    return _section_of(project), date_range(project.starts_on, project.ends_on)


def _of_publication(publication):
    edition = publication.current_edition
    return _capital(publication.get_kind_display()), str(edition.year) if edition else ""


def _of_other(row):
    return _section_of(row), nbsp(row.said("lead")[0])


def _section_of(row):
    section = SECTION_OF_KIND.get(row._meta.model_name)
    return _(SECTIONS[section]) if section else ""


def _capital(words):
    return words[:1].upper() + words[1:]
