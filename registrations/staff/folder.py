"""The folder of an event for an audit: what is missing in it, and the way to make it."""

from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events.models import Event
from owes_portal import audit, documents
from owes_portal.models import Document
from owes_portal.models.document_kinds import right_to
from owes_portal.staff import made_lately, show_made, staff_page
from registrations.folder.gaps import gaps
from registrations.staff.frame import show

KIND = Document.Kind.AUDIT_FOLDER


@staff_page(right_to(KIND))
@require_http_methods(["GET", "HEAD", "POST"])
def folder(request, pk):
    """GET says what an auditor would miss, POST asks for the ZIP."""
    event = get_object_or_404(Event.objects.select_related("project"), pk=pk)
    if request.method == "POST":
        documents.request(KIND, subject_id=pk, by=request.user)
        audit.record(request.user, audit.EXPORT, event, reason=str(KIND.label))
        return redirect("registrations:folder", pk)
    made = made_lately(Document.objects.about(KIND, pk))
    if request.htmx:
        return show_made(request, made)
    found = list(gaps(event, timezone.now()))
    return show(request, "folder", event, title=_("Folder of the event"), gaps=found, **made)
