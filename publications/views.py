"""The library as visitors see it."""

from django.http import FileResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import condition

from owes_portal.kept_pages import kept_page
from owes_portal.lists import filters_of, show_list
from owes_portal.middleware import public_page
from owes_portal.paging import page_of
from owes_portal.publishing import published_or_gone, readable
from owes_portal.related import related_to
from publications.filters import PublicationFilter
from publications.models import Publication, PublicationFile

PUBLICATIONS_A_PAGE = 12


@kept_page
def index(request):
    filters = filters_of(
        request,
        PublicationFilter,
        lambda: Publication.objects.published().newest_first().with_editions(),
    )
    page = page_of(filters.qs, request, per_page=PUBLICATIONS_A_PAGE)
    return show_list(request, "publications/index.html", filters, {"page": page})


@kept_page
def detail(request, slug):
    publication = published_or_gone(Publication.objects.for_reading(), slug=slug)
    context = {"publication": publication, "related": related_to(publication)}
    return render(request, "publications/detail.html", context)


def checksum(request, slug, pk, filename):
    return f'"{published_file(slug, pk).sha256}"'


@public_page
@condition(etag_func=checksum)
def file(request, slug, pk, filename):
    found = published_file(slug, pk)
    return FileResponse(
        found.file.open(), content_type="application/pdf", filename=found.download_name
    )


def published_file(slug, pk):
    """The file's title in the address may be an old one: number and publication decide."""
    files = PublicationFile.objects.of_publication(slug).select_related("edition__publication")
    found = get_object_or_404(files, pk=pk)
    readable(found.edition.publication)
    return found
