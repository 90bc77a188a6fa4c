"""HTML made into tagged PDFs (PDF/UA-1). Nothing else knows WeasyPrint, and only workers load it."""

import functools
import gc
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, override
from urllib.request import DataHandler, Request

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template import engines
from django.template.loader import render_to_string

from owes_portal.models import FundingMark

STYLE_SHEETS = ("css/pdf.css", "css/paper.css", "css/certificate.css", "css/guide.css")
FONTS = ("atkinson-regular.ttf", "atkinson-bold.ttf", "cyrillic-regular.ttf", "cyrillic-bold.ttf")
LAID_OUT = 60  # per cent of the work
MANY_PAGES = 50
COMPLAINT_LENGTH = 200


class PdfRefused(Exception):
    """A template asks for something that no PDF may hold, or that is missing."""


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """The collector would walk each box of a long list again and again: a quarter of the time.

    Around the whole of render, so that it finds the paper gone when it is on again: what it finds
    in use it leaves alone for long, and each paper's typefaces take a megabyte.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@_no_garbage_collection()
def render(
    template: str,
    context: dict[str, Any],
    *,
    title: str,
    report: Callable[[int], None] = lambda per_cent: None,
) -> bytes:
    """Make the template a tagged PDF in the language of the moment.

    It may show `style:` our style sheets, `font:` our typeface, `mark:` a funding mark by its
    number, and `data:`. Any other address stops the work with PdfRefused.
    """
    from weasyprint.urls import FatalURLFetchingError

    html = render_to_string(template, context | {"title": title})
    refusals: list[str] = []
    # The error is a BaseException that our callers would not catch, and pictures in SVG swallow it.
    with suppress(FatalURLFetchingError), _heard(refusals):
        paper = _paper()(
            string=html,
            base_url="relative:",  # an address that is refused, so a relative one is refused too
            url_fetcher=functools.partial(_fetch, refusals),
        )
        laid_out = paper.render()
        if len(laid_out.pages) > MANY_PAGES:
            gc.collect(0)  # The drawing fits into what the layout has left behind.
        report(LAID_OUT)
        content = laid_out.write_pdf(pdf_variant="pdf/ua-1")
    if refusals:
        raise PdfRefused(refusals[0])
    return content


def load() -> None:
    """Import what takes as long as a short list; a worker does it once, before it forks."""
    _paper()
    engines.all()  # with the tags of all templates


@functools.cache
def _paper() -> type:
    """WeasyPrint's HTML without the browser's default styles."""
    import weasyprint.pdf

    from owes_portal.pdf_tags import add_tags

    weasyprint.pdf.add_tags = add_tags  # It offers no other way to write tags of one's own.

    class Paper(weasyprint.HTML):
        @override
        def _ua_stylesheets(self, forms: bool = False) -> list:
            # They give each cell five pseudo-elements that we never show: a third of the memory.
            # What we need of them stands at the top of pdf.css.
            return []

    return Paper


@contextmanager
def _heard(complaints: list[str]) -> Iterator[None]:
    """WeasyPrint goes on without a picture that it cannot read or a target that is not there."""
    ear = Ear(complaints)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(ear)
    try:
        yield
    finally:
        logger.removeHandler(ear)


class Ear(logging.Handler):
    """Writes down of which errors somebody complains."""

    def __init__(self, complaints: list[str]):
        super().__init__(logging.ERROR)
        self.complaints = complaints

    def emit(self, record: logging.LogRecord) -> None:
        self.complaints.append(record.getMessage()[:COMPLAINT_LENGTH])


def _fetch(refusals: list[str], address: str):
    """Read one of the known resources; what we refuse is written down and ends the work."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcherResponse

    scheme, _, name = address.partition(":")
    try:
        content, content_type = READERS[scheme](name)
    except Exception as failure:
        refusals.append(f"{address} may not be fetched or cannot be read: {failure!r}")
        raise FatalURLFetchingError(address) from failure
    return URLFetcherResponse(address, content, {"Content-Type": content_type})


def _style_sheet(name: str) -> tuple[bytes, str]:
    found = finders.find(_known(name, STYLE_SHEETS))
    return Path(found).read_bytes(), "text/css"


def _font(name: str) -> tuple[bytes, str]:
    path = Path(settings.FONTS_ROOT) / _known(name, FONTS)
    if not path.exists():
        raise FileNotFoundError("run manage.py build_fonts first")
    return path.read_bytes(), "font/ttf"


def _mark(number: str) -> tuple[bytes, str]:
    with FundingMark.objects.get(pk=int(number)).image.open() as image:
        return image.read(), "image/*"


def _data(rest: str) -> tuple[bytes, str]:
    answer = DataHandler().data_open(Request(f"data:{rest}"))
    return answer.read(), answer.headers.get_content_type()


READERS = {"style": _style_sheet, "font": _font, "mark": _mark, "data": _data}


def _known(name: str, names: tuple[str, ...]) -> str:
    if name not in names:
        raise LookupError("it is not on the list")
    return name
