"""Advice on what staff have written, in plain words: it stands in nobody's way."""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from owes_portal.editing.quality_words import EMPTY_LINKS, FILE_NAME, RAW_ADDRESS
from owes_portal.editing.rich_text import RichText
from owes_portal.models.publishing import Publishable
from owes_portal.models.rich_text import RichTextField

# In one line, say the rules of the funds.
MOST_MARKS = 4


def advice(row: Publishable) -> list[str]:
    """What would make the stored page better, each with what to do about it."""
    parts = (_of_title, _of_texts, _of_translations, _of_pictures, _of_project)
    return [words for part in parts for words in part(row)]


def blocks(wanted: dict) -> Iterator[tuple[str, str]]:
    """Fields, each with what must be mended before a page with these values is published.

    A picture without a description and a day without a place are refused even in a draft.
    """
    project = wanted.get("project")
    if project and not project.marks.exists():
        yield "project", _("This project has no funding marks. Add them to the project first.")
    if "marks" in wanted and not wanted["marks"]:
        yield "marks", _("Choose the funding marks: the page may not appear without them.")
    if len(wanted.get("marks", ())) > MOST_MARKS:
        yield "marks", _("The rules allow four marks in one line. Take one off.")


def looks_like_a_file_name(text: str) -> bool:
    """Names such as „IMG_2034”, „program_final_v3” and „zdjęcie.jpg” tell a reader nothing."""
    return bool(FILE_NAME.search(text.strip()))


def of_file_names(titles: Iterable[str]) -> Iterator[str]:
    """Titles of files to download that are names of files."""
    for title in filter(looks_like_a_file_name, titles):
        yield _("“%(title)s” is the name of a file. Write what the reader finds in it.") % {
            "title": title
        }


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
    for field in row._meta.get_fields():
        if isinstance(field, RichTextField):
            for name, text in _versions_of(row, field):
                for fault in _of_text(RichText(text)):
                    yield _("%(field)s: %(advice)s") % {"field": name, "advice": fault}


def _versions_of(row: Publishable, field: RichTextField) -> Iterator[tuple[str, str]]:
    """The text and its translations, each with what the form calls it."""
    name = str(field.verbose_name).capitalize()
    yield name, getattr(row, field.attname)
    for language, texts in row.translations.items():
        if text := texts.get(field.name):
            yield f"{name} ({dict(settings.LANGUAGES)[language]})", text


def _of_translations(row: Publishable) -> Iterator[str]:
    """Whoever corrects the one text may not know that there is another."""
    for language, names in row.left_behind:
        fields = [str(row._meta.get_field(name).verbose_name) for name in names]
        yield _(
            "Changed, but not in the translation (%(language)s): %(fields)s."
            " See whether both still say the same."
        ) % {"language": dict(settings.LANGUAGES)[language], "fields": ", ".join(fields)}


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
