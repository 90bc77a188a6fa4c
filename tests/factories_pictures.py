"""Pictures of pages, with boring defaults."""

from functools import cache
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image

from events.models import ArticlePicture, EventPicture
from owes_portal import pictures
from owes_portal.models import ProjectPicture

FIELDS = {"alt": "Ludzie przy stole.", "author": "Anna Wrona", "likeness": "consent"}


def encoded(kind="JPEG", size=(1800, 1200), mode="RGB", colour="teal", **options):
    stream = BytesIO()
    Image.new(mode, size, colour).save(stream, kind, **options)
    return stream.getvalue()


def photo(name="zdjecie.jpg", **options):
    return ContentFile(encoded(**options), name)


def leaves(name="liscie.jpg", size=(600, 400)):
    """A photograph full of leaves, as heavy as photographs get; three times the size."""
    stream, noise = BytesIO(), Image.effect_noise(size, 90)
    large = noise.resize([3 * side for side in size], Image.Resampling.BICUBIC)
    large.convert("RGB").save(stream, "JPEG")
    return ContentFile(stream.getvalue(), name)


def article_picture(article, **fields):
    return ArticlePicture.objects.create(article=article, **_facts(), **FIELDS | fields)


def event_picture(event, **fields):
    return EventPicture.objects.create(event=event, **_facts(), **FIELDS | fields)


def project_picture(project, **fields):
    return ProjectPicture.objects.create(project=project, **_facts(), **FIELDS | fields)


def _facts():
    """Of a picture that is stored already: to draw one for each row would take long."""
    drawn = _drawn()
    return {
        "file": pictures.store(drawn),
        "width": drawn.width,
        "height": drawn.height,
        "widths": list(drawn.files),
        "sha256": drawn.sha256,
    }


@cache
def _drawn():
    return pictures.draw(photo())
