"""Pages of staff: the papers of an event, each shown before it is printed."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from events.models import Event
from owes_portal import audit, documents
from owes_portal.models import Document
from owes_portal.staff import in_frame, made_lately, show_made, staff_page
from registrations.papers import PAPERS, Stage, event_on_paper
from registrations.papers.paper import ON_SCREEN
from registrations.staff.frame import VIEW, frame_of, show


@dataclass(frozen=True)
class Line:
    """A page that belongs to the papers of an event and is not one of PAPERS."""

    stage: Stage
    page: str
    name: str
    about: str
    right: str

    def address(self, event):
        return reverse(f"registrations:{self.page}", args=[event.pk])


LINES = (
    Line(
        Stage.AFTERWARDS,
        "signed_lists",
        gettext_lazy("Signed lists"),
        gettext_lazy("Scans of the attendance lists, filed by day and compared with the ticks."),
        "registrations.view_signedlist",
    ),
    Line(
        Stage.AFTERWARDS,
        "certificates",
        gettext_lazy("Certificates"),
        gettext_lazy("Who is entitled to one, who has one, all of them as one PDF."),
        "registrations.view_certificate",
    ),
    Line(
        Stage.FOR_AUDIT,
        "tables",
        gettext_lazy("Tables"),
        gettext_lazy("Registrations, attendance and catering as XLSX or CSV."),
        "registrations.export_registrations",
    ),
    Line(
        Stage.FOR_AUDIT,
        "folder",
        gettext_lazy("Folder of the event"),
        gettext_lazy("One ZIP with all that an audit asks for, and a word on what is missing."),
        "registrations.export_registrations",
    ),
)


@staff_page(VIEW)
@require_safe
def papers(request, pk):
    """What can be printed, when one needs it, and what was made of it last."""
    event = get_object_or_404(Event, pk=pk)
    return show(request, "papers", event, title=_("Papers"), stages=stages(request.user, event))


def stages(person, event):
    """(stage, papers with the newest document of each, other pages), as far as one may see them."""
    found = [paper for paper in PAPERS if person.has_perm(paper.right())]
    newest = {
        document.kind: document
        for document in Document.objects.newest_of_kinds([paper.kind for paper in found], event.pk)
    }
    rows = [
        (
            stage,
            [(paper, newest.get(paper.kind)) for paper in found if paper.stage == stage],
            [(line, line.address(event)) for line in lines_for(person) if line.stage == stage],
        )
        for stage in Stage
    ]
    return [row for row in rows if row[1] or row[2]]


def lines_for(person):
    return [line for line in LINES if person.has_perm(line.right)]


@staff_page(VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request, pk, slug):
    """The paper as a page; POST asks for the PDF or shows it so, with the options as they stand."""
    if not Event.objects.filter(pk=pk).exists():
        raise Http404
    paper, event = paper_for(request.user, slug), event_on_paper(pk)
    form = options_form(request, paper, event)
    options = form.chosen() if form and form.is_valid() else {}
    if request.method == "POST" and not (form and form.errors):
        shown = f"{request.path}?{urlencode(options)}" if options else request.path
        if request.POST.get("do") == "show":
            return redirect(shown)
        documents.request(paper.kind, subject_id=pk, by=request.user, **options)
        return redirect(f"{shown}#state")  # From there Tab leads to the file.
    made = made_lately(Document.objects.about(paper.kind, pk))
    if request.htmx:
        return show_made(request, made)
    audit.record(request.user, audit.VIEW, event, reason=paper.name)
    context = paper.context(event, timezone.now(), **options)
    frame = frame_of(request, event, title=context["heading"]) | made
    return show_paper(request, paper, frame | context | {"form": form})


def options_form(request, paper, event):
    """What was just chosen; else what the address says, as when a failed PDF is tried again."""
    if paper.options is None:
        return None
    chosen = request.POST if "do" in request.POST else request.GET
    return paper.options(event, chosen or None)


def paper_for(person, slug):
    paper = next((one for one in PAPERS if one.file_slug == slug), None)
    if paper is None:
        raise Http404
    if not person.has_perm(paper.right()):
        raise PermissionDenied
    return paper


def show_paper(request, paper, context):
    on_screen = {"frame": ON_SCREEN, "is_on_screen": True}
    return in_frame(request, paper.template, **(context | on_screen))
