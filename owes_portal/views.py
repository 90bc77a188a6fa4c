"""Pages of the portal itself: home, projects, contact, plain pages, files, health, errors."""

import sys

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, OperationalError, connection
from django.http import (
    FileResponse,
    Http404,
    HttpResponse,
    HttpResponseServerError,
    JsonResponse,
)
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from events.facts import with_places_of_now
from events.models import Event
from events.strip import news_strip
from innovations.models import Innovation
from owes_portal import audit, pipeline
from owes_portal.filters import shown_projects
from owes_portal.kept_pages import kept_page
from owes_portal.models import ContactPerson, Document, FundingMark, Office, Page, Partner, Project
from owes_portal.models.declaration import AccessibilityDeclaration, current_declaration
from owes_portal.models.pdf_file import PdfFile
from owes_portal.models.publishing import Publishable
from owes_portal.moments import remembered_until_next
from owes_portal.paging import page_of
from owes_portal.projects import numbers_of, of_project, published_project
from owes_portal.projects import partners as all_partners
from owes_portal.publishing import published_or_gone
from owes_portal.related import related_to
from owes_portal.staff import in_frame, staff_page
from publications.models import Publication

RETRY_AFTER_SECONDS = 30
# What has an address that is no secret.
ON_SITE = (Publishable, PdfFile, Partner, AccessibilityDeclaration, Document)


@kept_page
def home(request):
    shown = _shown_at_home()
    events = with_places_of_now(shown["events"])
    return render(request, "owes_portal/home.html", {**shown, "events": events})


@remembered_until_next
def _shown_at_home():
    return {
        "events": list(Event.objects.published().upcoming().for_cards()[:4]),
        "strip": news_strip(),
        "innovation": Innovation.objects.published().order_by("-published_from").first(),
        "publications": list(Publication.objects.published().order_by("-published_from")[:3]),
        "projects": [one for one in shown_projects() if not one.has_ended()],
    }


@kept_page
def projects(request):
    shown = Project.objects.published().with_pictures()
    context = {"lasting": shown.lasting(), "page": page_of(shown.ended(), request, per_page=20)}
    return render(request, "owes_portal/projects.html", context)


@kept_page
def project(request, slug):
    found = published_project(slug)
    context = {"project": found, "numbers": numbers_of(found), **of_project(found)}
    context["related"] = related_to(found, kinds=["projects"])
    return render(request, "owes_portal/project.html", context)


@kept_page
def partners(request):
    return render(request, "owes_portal/partners.html", {"partners": all_partners()})


@kept_page
def contact(request):
    context = {
        "people": list(ContactPerson.objects.all()),
        "offices": list(Office.objects.prefetch_related("counties")),
    }
    return render(request, "owes_portal/contact.html", context)


@kept_page
def declaration(request):
    found = current_declaration()
    if found is None:
        raise Http404
    return render(request, "owes_portal/declaration.html", {"declaration": found})


@kept_page
def page(request, slug):
    found = published_or_gone(Page.objects, slug=slug)
    return render(request, "owes_portal/page.html", {"page": found, "related": _near_all_pages()})


def _near_all_pages():
    """A plain page has no topic: it leads to what is new everywhere."""
    shown = _shown_at_home()
    new = {kind: shown[kind][:3] for kind in ("events", "publications", "projects")}
    return {kind: rows for kind, rows in new.items() if rows}


@cache_control(public=True, max_age=3600)
def funding_mark(request, pk):
    return FileResponse(get_object_or_404(FundingMark, pk=pk).image.open())


@staff_page()
@require_GET
def document(request, pk):
    found = get_object_or_404(Document, pk=pk)
    if not found.is_for(request.user):
        raise PermissionDenied
    if found.is_gone():
        template = "owes_portal/staff/document_gone.html"
        return in_frame(
            request, template, status=404, title=_("The file was removed"), document=found
        )
    if not found.is_ready():
        raise Http404
    audit.record(request.user, audit.EXPORT if found.is_export() else audit.PRINT, found)
    return FileResponse(
        found.file.open(),
        as_attachment=found.is_export(),
        filename=found.filename,
        content_type=found.content_type,
    )


@staff_page()
@require_GET
def on_site(request, kind, pk):
    """In place of Django's own, which leads all staff to any row: to people's secret links, too."""
    if not (kind.isdecimal() and pk.isdecimal()):
        raise Http404
    model = get_object_or_404(ContentType, pk=kind).model_class()
    if not (model and issubclass(model, ON_SITE)):
        raise Http404
    if not request.user.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}"):
        raise PermissionDenied
    return redirect(get_object_or_404(model, pk=pk))


def alive(request):
    """The process answers. Never asks Postgres or Redis: they are no reason to restart it."""
    return HttpResponse("ok", content_type="text/plain")


def ready(request):
    """The portal can serve pages: Postgres answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"database": "down"}, status=503)
    return JsonResponse({"database": "up"})


def working(request):
    """Mail and background work move, as far as the rows in Postgres tell; Redis is not asked."""
    try:
        is_well = pipeline.state().is_well()
    except DatabaseError:
        is_well = False
    return JsonResponse({"pipeline": "up" if is_well else "down"}, status=200 if is_well else 503)


def not_found(request, exception):
    return render(request, "404.html", status=404)


def server_error(request):
    """Shown when something is broken: without a request the page asks nothing of the database.

    A database that is away is no fault of the page: 503 asks monitors and robots to come again.
    """
    response = HttpResponseServerError(render_to_string("500.html"))
    if isinstance(sys.exception(), OperationalError):
        response.status_code, response["Retry-After"] = 503, str(RETRY_AFTER_SECONDS)
    return response


def csrf_failure(request, reason=""):
    return render(request, "403_csrf.html", status=403)
