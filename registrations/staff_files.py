"""Files that residents sent and lists that they signed, taken out by staff."""

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from owes_portal import audit
from owes_portal.staff import staff_page
from registrations import uploads
from registrations.models import SignedList, Upload

SHUT = "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


@staff_page("registrations.view_participant")
@require_GET
def sent_file(request, key):
    """Always to be saved, never shown inside the portal: it was made by a stranger."""
    upload = get_object_or_404(Upload, key=key)
    return taken_out(request, upload)


@staff_page("registrations.view_signedlist")
@require_GET
def signed_list_file(request, key):
    """The scan as it is filed."""
    return taken_out(request, get_object_or_404(SignedList, key=key))


def taken_out(request, row):
    content = row.file.open()
    audit.record(request.user, audit.EXPORT, row)
    response = FileResponse(
        content, as_attachment=True, filename=row.name, content_type=row.content_type
    )
    response["Content-Security-Policy"] = SHUT
    return response


@staff_page("registrations.view_signedlist")
@require_GET
def signed_list_page(request, key, number):
    """One page of a scan as a picture that was drawn here: nothing of the file itself is in it."""
    scan = get_object_or_404(SignedList, key=key)
    if not 1 <= number <= scan.pages:
        raise Http404
    audit.record(request.user, audit.VIEW, scan, reason=_("page %(number)s") % {"number": number})
    try:
        picture = uploads.draw_page(scan.file.read(), scan.content_type, number)
    except uploads.FileRefused:
        raise Http404 from None
    response = HttpResponse(picture, content_type="image/jpeg")
    response["Content-Security-Policy"] = SHUT
    return response
