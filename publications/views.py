"""The library as visitors see it."""

from django.http import FileResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import condition, require_safe

from owes_portal.middleware import public_page
from publications.models import Publication, PublicationFile


@require_safe
@public_page
def index(request):
    publications = Publication.objects.published().newest_first().with_editions()
    return render(request, "publications/index.html", {"publications": publications})


@require_safe
@public_page
def detail(request, slug):
    publication = get_object_or_404(Publication.objects.published().for_reading(), slug=slug)
    return render(request, "publications/detail.html", {"publication": publication})


def checksum(request, slug, pk, filename):
    return f'"{get_object_or_404(PublicationFile.objects.published(), pk=pk).sha256}"'


@require_safe
@public_page
@condition(etag_func=checksum)
def file(request, slug, pk, filename):
    """Show the PDF in the browser; the address may carry an old title."""
    wanted = get_object_or_404(PublicationFile.objects.published(), pk=pk)
    return FileResponse(wanted.file.open(), filename=f"{wanted.title}.pdf")
