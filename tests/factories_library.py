"""One function per model of the catalogue and the library, with boring defaults."""

import itertools
from functools import cache
from io import BytesIO

import pikepdf
from django.core.files.base import ContentFile

from events.models import Attachment
from innovations.models import Innovation
from owes_portal.pdf_reading import read_pdf
from publications.models import Edition, Publication, PublicationFile
from tests.factories import published

_count = itertools.count(1)


def innovation(*, topics=(), **fields):
    number = next(_count)
    made = Innovation.objects.create(
        **published()
        | {
            "title": f"Innowacja {number}",
            "slug": f"innowacja-{number}",
            "lead": "Sąsiedzi prowadzą kawiarnię.",
            "stage": "pilot",
            "kind": "service",
            "problem": "<p>Brak pracy.</p>",
            "solution": "<p>Kawiarnia w domu kultury.</p>",
            "target_group": "osoby z niepełnosprawnością",
            "author_organisation": "Stowarzyszenie Iskra",
            "source_of_description": "rozmowa z autorami",
        }
        | fields
    )
    made.topics.set(topics)
    return made


def publication(*, topics=(), year=2024, **fields):
    """A published guide; with a current edition of the year unless the year is None."""
    number = next(_count)
    made = Publication.objects.create(
        **published()
        | {
            "title": f"Poradnik {number}",
            "slug": f"poradnik-{number}",
            "abstract": "Jak zacząć.",
            "authors": "Anna Kowal",
            "publisher": "Stowarzyszenie Iskra",
        }
        | fields
    )
    made.topics.set(topics)
    if year:
        edition(publication=made, year=year, is_current=True)
    return made


def edition(**fields):
    publication_of_it = fields.pop("publication", None) or publication(year=None)
    return Edition.objects.create(
        publication=publication_of_it, **{"label": "wydanie 1", "year": 2024} | fields
    )


def publication_file(*, content=None, **fields):
    edition_of_it = fields.pop("edition", None) or edition(is_current=True)
    made = PublicationFile(edition=edition_of_it, **{"title": "Poradnik"} | fields)
    return _with_file(made, content or pdf())


def attachment(event, **fields):
    return _with_file(Attachment(event=event, **{"title": "Program"} | fields), pdf())


def _with_file(row, content):
    """Of a PDF that was read already: a process of its own for each row would take long."""
    row.file = ContentFile(content, "poradnik.pdf")
    row.file.file.outcome_of_reading = _facts(content)
    row.save()
    return row


@cache
def _facts(content):
    return read_pdf(ContentFile(content))


def pdf(*, pages=1, script=None):
    """A real PDF of empty pages, the same each time, with a script that runs on opening if one is given."""
    made, stream = pikepdf.new(), BytesIO()
    for _page in range(pages):
        made.add_blank_page()
    if script:
        made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=script)
    made.save(stream, deterministic_id=True)
    return stream.getvalue()
