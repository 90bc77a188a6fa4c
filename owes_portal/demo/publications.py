"""The demo's library: two guides and seven shorter texts of our own, made into real PDFs."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone, translation

from owes_portal import pdf, polish
from owes_portal.demo.library import LEAFLET, PUBLICATIONS
from owes_portal.demo.topics import topics
from owes_portal.models import Project
from publications.models import Edition, Publication, PublicationFile

OWN = {
    "publisher": "OWES Iskra",
    "authors": "zespół OWES Iskra",
    "licence": "cc-by",
    "status": "published",
}
# Ground and shape of the tiles of a cover; which of them come, the slug decides.
PAIRS = [
    ("teal", "amber"),
    ("sand", "teal"),
    ("tint", "ink"),
    ("amber", "ink"),
    ("sand", "clay"),
    ("tint", "plum"),
]
TILES = 16


def create_publications(projects_by_slug: dict[str, Project]) -> dict[str, Publication]:
    """Publish the library with its files; by the publications' slugs."""
    return {
        text["publication"]["slug"]: _create(text, age, projects_by_slug)
        for age, text in enumerate(PUBLICATIONS)
    }


def _create(text, age, projects_by_slug):
    publication = Publication.objects.create(
        **OWN | text["publication"],
        project=projects_by_slug.get(text.get("project")),
        published_from=timezone.now() - timedelta(days=12 * age + 3),
    )
    publication.topics.set(topics(text["topics"]))
    _add_file(_edition(publication, text), text)
    return publication


def _edition(publication, text):
    today = timezone.localdate()
    fields = {"year": today.year - text.get("years_ago", 0)} | text["edition"]
    if text.get("in_force"):
        fields["valid_from"] = today.replace(day=1)
    return Edition.objects.create(publication=publication, is_current=True, **fields)


def _add_file(edition, text):
    publication = edition.publication
    title = f"{publication.title} – {publication.get_kind_display()}"
    context = {
        "publication": publication,
        "edition": edition,
        "quilt": _quilt(publication.slug),
        "sections": text.get("sections", []),
    }
    with translation.override(publication.language):
        content = pdf.render(text.get("template", LEAFLET), context, title=publication.title)
    upload = ContentFile(content, f"{polish.slug(publication.title)}.pdf")
    PublicationFile.objects.create(edition=edition, title=title, file=upload)


def _quilt(slug):
    """Tiles of the cover as (ground, shape, turn); the same for the same slug."""
    seed = sum(map(ord, slug))
    return [
        (*PAIRS[(seed * (place + 3) + place * place) % len(PAIRS)], (seed + place * 3) % 4 + 1)
        for place in range(TILES)
    ]
