"""Pages for people outside who were sent the link to a draft."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from owes_portal.editing import preview


@require_safe
def shared(request, signed):
    try:
        row, ends_at = preview.shared(signed)
    except Http404:
        return render(request, "owes_portal/preview_over.html", status=404)
    if row.is_published():
        return redirect(row)
    if not preview.can_be_shared(row):
        return render(request, "owes_portal/preview_over.html", status=404)
    return preview.page_of(request, row, link=request.path, ends_at=ends_at)


@require_safe
def shared_file(request, signed, address):
    row, _ends_at = preview.shared(signed)
    if not (row.is_published() or preview.can_be_shared(row)):
        raise Http404
    return preview.file_of(request, row, f"/{address}")
