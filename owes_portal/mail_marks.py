"""Funding marks in mails: pictures that come inside the mail, so that no server is asked for them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from django.core.mail import EmailMultiAlternatives
from PIL import Image

from owes_portal.mail_subject import keep_spaces
from owes_portal.memory import remembered
from owes_portal.models.projects import FundingMark, Project

# As large as a mark may be shown; a whole strip in one picture is as wide as the mail.
WIDTH, HEIGHT = 560, 48
SHARPNESS = 2  # pixels of the picture for one that is shown
REFERENCE = re.compile(r"cid:(mark-(\d+)@marks)")


@dataclass(frozen=True)
class MarkInMail:
    """What the HTML says of one mark."""

    cid: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True)
class Funding:
    """Who pays for an event: a sentence, and the marks in the order of the rules."""

    sentence: str
    marks: tuple[MarkInMail, ...]


@remembered
def funding_of(project_id: int | None) -> Funding | None:
    """What mails about an event of that project must carry."""
    project = Project.objects.prefetch_related("marks").filter(pk=project_id).first()
    if project is None:
        return None
    return Funding(project.funding_sentence, tuple(_in_mail(mark) for mark in project.marks.all()))


def _in_mail(mark: FundingMark) -> MarkInMail:
    width, height = _fitting(mark.width, mark.height, WIDTH, HEIGHT)
    return MarkInMail(f"mark-{mark.pk}@marks", mark.alt, width, height)


def _fitting(width: int, height: int, most_wide: int, most_high: int) -> tuple[int, int]:
    scale = min(most_wide / width, most_high / height)
    return max(1, round(width * scale)), max(1, round(height * scale))


class MailWithMarks(EmailMultiAlternatives):
    """Brings the pictures that its HTML shows (multipart/related, RFC 2387)."""

    def __init__(self, *args, html: str, **options):
        super().__init__(*args, **options)
        self.attach_alternative(html, "text/html")
        # Made before there is a connection: the mail server does not wait for them.
        self.pictures = dict(pictures_in(html))

    def message(self, **options):
        message = super().message(**options)
        keep_spaces(message)
        html = message.get_body(("html",))
        for cid, content in self.pictures.items():
            html.add_related(content, "image", "png", cid=f"<{cid}>", disposition="inline")
        return message


def pictures_in(html: str) -> Iterator[tuple[str, bytes]]:
    """Content-ID and content of each mark in the HTML; without its picture a mark is its words."""
    named = {int(pk): cid for cid, pk in REFERENCE.findall(html)}
    for mark in FundingMark.objects.filter(pk__in=named) if named else []:
        try:
            yield named[mark.pk], _small(mark.image.name)
        except OSError:
            continue


@lru_cache(maxsize=32)
def _small(name: str) -> bytes:
    """The stored picture as a PNG for mails, on white also where it was transparent.

    Made once in each process: a picture that staff replace gets another name.
    """
    with FundingMark.image.field.storage.open(name) as file:
        picture = Image.open(file).convert("RGBA")
    picture.thumbnail((WIDTH * SHARPNESS, HEIGHT * SHARPNESS))
    plate = Image.new("RGBA", picture.size, "white")
    plate.alpha_composite(picture)
    stream = BytesIO()
    plate.convert("RGB").quantize(colors=128).save(stream, "PNG", optimize=True)
    return stream.getvalue()
