"""Pages of staff: the papers of an event."""

from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events.models import Event
from owes_portal import documents
from owes_portal.models import Document
from owes_portal.staff import staff_page
from registrations.staff.frame import VIEW, show


@staff_page(VIEW)
@require_http_methods(["GET", "POST"])
def papers(request, pk):
    """Ask for the list of participants, see how far it is, take it out."""
    event = get_object_or_404(Event, pk=pk)
    if request.method == "POST":
        documents.request(Document.Kind.PARTICIPANT_LIST, subject_id=event.pk, by=request.user)
        return redirect("registrations:papers", pk)
    found = Document.objects.select_related("asked_by").filter(
        kind=Document.Kind.PARTICIPANT_LIST, subject_id=event.pk
    )
    context = {"documents": list(found[:10]), "is_being_built": found.unfinished().exists()}
    part = "#documents" if request.htmx else ""
    return show(request, "papers", event, title=_("Papers"), part=part, **context)
