"""Public pages of news and events."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, render

from events import calendar as ics
from events import facts
from events.filters import ArticleFilter, EventFilter
from events.models import Article, Attachment, Event
from owes_portal.middleware import public_page
from owes_portal.paging import page_of

EVENTS_A_PAGE = 12
ARTICLES_A_PAGE = 12
OTHER_NEWS = 3


@public_page
def index(request):
    filters = EventFilter(request.GET, Event.objects.published())
    page = page_of(filters.qs, request, per_page=EVENTS_A_PAGE)
    return render(request, "events/index.html", {"filters": filters, "page": page})


@public_page
def detail(request, slug):
    event = facts.published_event(slug)
    event, *similar = facts.with_places_of_now([event, *facts.similar_events(event)])
    context = {"event": event, "why_closed": event.why_closed(), "similar": similar}
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
    newest = Article.objects.published().newest_first().exclude(pk=found.pk)[:OTHER_NEWS]
    return render(request, "events/article.html", {"article": found, "newest": newest})
