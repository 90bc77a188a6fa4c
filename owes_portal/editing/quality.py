"""Advice on what staff have written, in plain words: it stands in nobody's way."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from owes_portal.editing.quality_words import EMPTY_LINKS, FILE_NAME, RAW_ADDRESS
from owes_portal.editing.rich_text import RichText
from owes_portal.models.publishing import Publishable
from owes_portal.models.rich_text import RichTextField


def advice(row: Publishable) -> list[str]:
    """What would make the stored page better, each with what to do about it."""
    return [*_of_title(row), *_of_texts(row), *_of_pictures(row), *_of_project(row)]


def blocks(wanted: dict) -> Iterator[tuple[str, str]]:
    """Fields, each with what must be mended before a page with these values is published.

    A picture without a description and a day without a place are refused even in a draft.
    """
    project = wanted.get("project")
    if project and not project.marks.exists():
        yield "project", _("This project has no funding marks. Add them to the project first.")
    if "marks" in wanted and not wanted["marks"]:
        yield "marks", _("Choose the funding marks: the page may not appear without them.")


def looks_like_a_file_name(text: str) -> bool:
    """Names such as „IMG_2034”, „program_final_v3” and „zdjęcie.jpg” tell a reader nothing."""
    return bool(FILE_NAME.search(text.strip()))


def is_shouted(text: str) -> bool:
    """Only capitals; a short name such as „ABC” or „OWES” is none."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 8 and all(letter.isupper() for letter in letters)


def says_nothing(link: str) -> bool:
    return link.strip(" .,:;!…»›→\xa0").casefold() in EMPTY_LINKS


def _of_title(row: Publishable) -> Iterator[str]:
    if is_shouted(row.title):
        yield _("The title is in capitals. Write it like a sentence: it is easier to read.")
    if not getattr(row, "lead", "-"):
        yield _("The summary is empty. Write in one sentence what the page is about.")


def _of_texts(row: Publishable) -> Iterator[str]:
    texts = [field for field in row._meta.get_fields() if isinstance(field, RichTextField)]
    for field in texts:
        for fault in _of_text(RichText(getattr(row, field.attname))):
            yield _("%(field)s: %(advice)s") % {
                "field": str(field.verbose_name).capitalize(),
                "advice": fault,
            }


def _of_text(text: RichText) -> Iterator[str]:
    if text.skips_a_level():
        yield _("headings start with level 2, and none is skipped. Choose the levels in order.")
    for link in text.links:
        words = " ".join(link.split())
        if says_nothing(link):
            yield _("the link “%(link)s” does not say where it leads. Name the page.") % {
                "link": words
            }
        elif RAW_ADDRESS.match(words):
            yield _("the link “%(link)s” is a bare address. Write the name of the page.") % {
                "link": words
            }


def _of_pictures(row: Publishable) -> Iterator[str]:
    pictures = row.pictures.all() if hasattr(row, "pictures") else ()
    for picture in pictures:
        if looks_like_a_file_name(picture.alt):
            yield _("“%(alt)s” describes no picture. Write what can be seen in it.") % {
                "alt": picture.alt
            }
        elif not picture.alt and not picture.is_decorative:
            yield _("A picture has no description. Write what can be seen in it.")


def _of_project(row: Publishable) -> Iterator[str]:
    project = getattr(row, "project", None)
    if project and not project.marks.exists():
        yield _("The project has no funding marks. Add them to the project before you publish.")
    if hasattr(row, "marks") and not row.marks.exists():
        yield _("The project has no funding marks. Choose them before you publish.")
