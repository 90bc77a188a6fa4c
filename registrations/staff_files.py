"""Files that residents sent, taken out by staff."""

from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from owes_portal import audit
from owes_portal.staff import staff_page
from registrations.models import Upload

SHUT = "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


@staff_page("registrations.view_participant")
@require_GET
def sent_file(request, key):
    """Always to be saved, never shown inside the portal: it was made by a stranger."""
    upload = get_object_or_404(Upload, key=key)
    content = upload.file.open()
    audit.record(request.user, audit.EXPORT, upload)
    response = FileResponse(
        content, as_attachment=True, filename=upload.name, content_type=upload.content_type
    )
    response["Content-Security-Policy"] = SHUT
    return response
