"""A paper as it comes out of the printer."""

from io import BytesIO

import pypdfium2


def written(paper, event, report=lambda per_cent: None, **options):
    """The name of the file and what is in it."""
    file = BytesIO()
    filename = paper(event.pk, file, report, **options)
    return filename, file.getvalue()


def built(paper, event, **options):
    return written(paper, event, **options)[1]


def pages_of(content):
    """The text of each page, with plain spaces for those that do not break."""
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content)]
    return [page.replace("\r\n", "\n").replace("\u00a0", " ") for page in pages]


def text_of(paper, event, **options):
    return "\n".join(pages_of(built(paper, event, **options)))
