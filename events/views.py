"""Public pages of news and events."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, render

from events import calendar as ics
from events.filters import ArticleFilter, EventFilter
from events.models import Article, Attachment, Event
from owes_portal.middleware import public_page
from owes_portal.models.projects import known_projects
from owes_portal.paging import page_of

EVENTS_A_PAGE = 12
ARTICLES_A_PAGE = 12
RELATED = 3
# Put together once, for that takes longer than asking; each request narrows a copy of it.
READING = Event.objects.for_reading()


@public_page
def index(request):
    filters = EventFilter(request.GET, Event.objects.published())
    page = page_of(filters.qs, request, per_page=EVENTS_A_PAGE)
    return render(request, "events/index.html", {"filters": filters, "page": page})


@public_page
def detail(request, slug):
    event = get_object_or_404(READING.published(), slug=slug)
    context = {
        "event": event,
        "days": event.days.select_related("trainer"),
        "files": event.attachments.all(),
        "project": known_projects().get(event.project_id),
        "why_closed": event.why_closed(),
        "related": Event.objects.published().upcoming().like(event)[:RELATED],
    }
    return render(request, "events/detail.html", context)


@public_page
def calendar(request, slug):
    event = get_object_or_404(Event.objects.published().prefetch_related("days"), slug=slug)
    response = HttpResponse(ics.of_event(event), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{event.slug}.ics"'
    return response


@public_page
def attachment(request, slug, pk):
    found = get_object_or_404(
        Attachment, pk=pk, event__in=Event.objects.published().filter(slug=slug)
    )
    return FileResponse(
        found.file.open(), content_type="application/pdf", filename=found.download_name
    )


@public_page
def articles(request):
    filters = ArticleFilter(request.GET, Article.objects.published().newest_first())
    page = page_of(filters.qs, request, per_page=ARTICLES_A_PAGE)
    return render(request, "events/articles.html", {"filters": filters, "page": page})


@public_page
def article(request, slug):
    found = get_object_or_404(Article.objects.published().for_reading(), slug=slug)
    newest = Article.objects.published().newest_first().exclude(pk=found.pk)[:RELATED]
    return render(request, "events/article.html", {"article": found, "newest": newest})
