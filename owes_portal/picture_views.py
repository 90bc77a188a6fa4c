"""Pictures as browsers ask for them, and their removal when somebody takes a consent back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.core.signing import BadSignature
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from owes_portal import pictures, posters
from owes_portal.editing.pictures import remove_everywhere
from owes_portal.middleware import public_page
from owes_portal.models.operator import current_operator
from owes_portal.models.pictures import kinds_of_pictures
from owes_portal.models.publishing import kinds_of_pages
from owes_portal.publishing import published_or_gone
from owes_portal.staff import in_frame, staff_page


@public_page
@require_safe
def picture(request, section, pk, width):
    """Shown as long as its page is public; asked for anew each time, as the page may be withdrawn."""
    found = get_object_or_404(_kind(section).objects.published(), pk=pk)
    return _shown(request, found.sha256, width)


@require_safe
def signed_picture(request, signed, width):
    """A picture of a draft, for whoever was given the preview; kept by nobody."""
    try:
        return _shown(request, pictures.unsign(signed), width)
    except BadSignature:
        raise Http404 from None


@public_page
@require_safe
def poster(request, kind, slug, name):
    """Shown as long as its page is public; an older name leads to the one of today."""
    found = _poster(kind, slug)
    if name != found.name:
        return redirect(found.address)
    etag = f'"{found.name}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(_content(found), content_type=found.content_type)
    response["ETag"] = etag
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _content(found):
    try:
        return found.content()
    except FileNotFoundError:  # Its photo was taken away at this very moment.
        raise Http404 from None


def _poster(kind, slug):
    operator = current_operator()
    if kind in kinds_of_pages():
        row = published_or_gone(kinds_of_pages()[kind].objects, slug=slug)
        return posters.of_row(row, operator)
    found = posters.of_list(slug, operator)
    if (kind, slug) != (found.kind, found.slug):
        raise Http404
    return found


@staff_page()
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request, section, pk):
    """GET asks, POST removes the picture and its files at once."""
    kind = _kind(section)
    if not request.user.has_perm(f"{kind._meta.app_label}.delete_{kind._meta.model_name}"):
        raise PermissionDenied
    found = get_object_or_404(kind, pk=pk)
    page = found.page
    back = reverse(f"admin:{page._meta.app_label}_{page._meta.model_name}_change", args=[page.pk])
    if request.method == "POST":
        remove_everywhere(found, by=request.user)
        messages.success(request, _("The picture and its files are removed."))
        return redirect(back)
    found.is_previewed = True
    title = _("Remove the picture at once")
    context = {"title": title, "picture": found, "page": page, "back": back}
    return in_frame(request, "owes_portal/editing/remove_picture.html", **context)


def _kind(section):
    found = kinds_of_pictures().get(section)
    if found is None:
        raise Http404
    return found


def _shown(request, sha256, width):
    """The file, or 304 for who has it."""
    etag = f'"{sha256}-{width}"'
    name = pictures.name_of(sha256, width)
    if not default_storage.exists(name):
        raise Http404
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = FileResponse(default_storage.open(name), content_type="image/webp")
    response["ETag"] = etag
    return response
