"""Pages of staff: the papers of an event, each shown before it is printed."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from events.models import Event
from owes_portal import audit, documents
from owes_portal.models import Document
from owes_portal.staff import in_frame, staff_page
from registrations.papers import PAPERS, event_on_paper
from registrations.papers.paper import ON_SCREEN
from registrations.staff.frame import VIEW, frame_of, show

SHOWN = 5


@staff_page(VIEW)
@require_safe
def papers(request, pk):
    """What can be printed, and what was made of it last."""
    event = get_object_or_404(Event, pk=pk)
    found = [paper for paper in PAPERS if request.user.has_perm(paper.right())]
    return show(request, "papers", event, title=_("Papers"), papers=found)


@staff_page(VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request, pk, slug):
    """The paper as a page; POST asks for it as PDF, with the options that the address says."""
    paper = next((one for one in PAPERS if one.file_slug == slug), None)
    if paper is None or not Event.objects.filter(pk=pk).exists():
        raise Http404
    if not request.user.has_perm(paper.right()):
        raise PermissionDenied
    event = event_on_paper(pk)
    form = paper.options(event, request.GET) if paper.options else None
    options = form.chosen() if form and form.is_valid() else {}
    if request.method == "POST":
        documents.request(paper.kind, subject_id=pk, by=request.user, **options)
        return redirect(request.get_full_path())
    if request.htmx:
        return show(request, "_documents", event, title="", **made(paper, event))
    audit.record(request.user, audit.VIEW, event, reason=paper.name)
    context = paper.context(event, timezone.now(), **options)
    frame = frame_of(request, event, title=context["title"]) | made(paper, event)
    return show_paper(request, paper, frame | context | {"form": form})


def show_paper(request, paper, context):
    on_screen = {"frame": ON_SCREEN, "is_on_screen": True}
    return in_frame(request, paper.template, **(context | on_screen))


def made(paper, event):
    return made_of(paper.kind, event.pk)


def made_of(kind, subject_id):
    """What was made of it last, for the part of the page that tells how far it is."""
    found = Document.objects.about(kind, subject_id)
    return {"documents": list(found[:SHOWN]), "is_being_built": found.unfinished().exists()}
