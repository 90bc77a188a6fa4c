"""Advice on publications beside that on every page."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from owes_portal.editing.quality import of_file_names
from publications.models import Publication, PublicationFile


def of_publication(publication: Publication) -> Iterator[str]:
    """What a reader would look for and not find."""
    files = PublicationFile.objects.filter(edition__publication=publication)
    if not files:
        yield _("There is no file to read yet. Add one to the edition that counts.")
    yield from of_file_names(file.title for file in files)
    for file in files:
        if not file.is_tagged:
            yield _(
                "“%(title)s” is not tagged, so screen readers cannot follow it. "
                "Save it anew as a tagged PDF (PDF/UA)."
            ) % {"title": file.title}
