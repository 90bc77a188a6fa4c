"""Public pages of news and events."""

import io

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import conditional_page

from events import calendar as ics
from events import facts
from events import schedule as support
from events.filters import ArticleFilter, EventFilter, HistoryFilter, ScheduleFilter
from events.models import Article, Attachment, Event, EventDay, ScheduleChange, ScheduledDay
from owes_portal.lists import show_list
from owes_portal.middleware import public_page
from owes_portal.models.documents import CONTENT_TYPES
from owes_portal.paging import page_of
from owes_portal.publishing import published_or_gone

EVENTS_A_PAGE = 12
ARTICLES_A_PAGE = 12
DAYS_A_PAGE = 50
CHANGES_A_PAGE = 30
OTHER_NEWS = 3


@public_page
def index(request):
    filters = EventFilter(request.GET, Event.objects.published())
    page = page_of(filters.qs, request, per_page=EVENTS_A_PAGE)
    return show_list(request, "events/index.html", filters, {"page": page})


@public_page
def detail(request, slug):
    event = facts.published_event(slug)
    event, *similar = facts.with_places_of_now([event, *facts.similar_events(event)])
    context = {"event": event, "why_closed": event.why_closed(), "similar": similar}
    return render(request, "events/detail.html", context)


@public_page
def calendar(request, slug):
    event = published_or_gone(Event.objects.prefetch_related("days"), slug=slug)
    response = HttpResponse(ics.of_event(event), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{event.slug}.ics"'
    return response


@public_page
def attachment(request, slug, pk):
    event = published_or_gone(Event.objects, slug=slug)
    found = get_object_or_404(Attachment, pk=pk, event=event)
    return FileResponse(
        found.file.open(), content_type="application/pdf", filename=found.download_name
    )


@public_page
def articles(request):
    filters = ArticleFilter(request.GET, Article.objects.published().newest_first())
    page = page_of(filters.qs, request, per_page=ARTICLES_A_PAGE)
    return show_list(request, "events/articles.html", filters, {"page": page})


@public_page
def article(request, slug):
    found = published_or_gone(Article.objects.for_reading(), slug=slug)
    newest = Article.objects.published().newest_first().exclude(pk=found.pk)[:OTHER_NEWS]
    return render(request, "events/article.html", {"article": found, "newest": newest})


@public_page
def schedule(request):
    filters = ScheduleFilter(request.GET, announced_days())
    page = page_of(filters.qs, request, per_page=DAYS_A_PAGE)
    project = filters.project
    context = {
        "form": filters.form,
        "page": page,
        "rows": [(day, ScheduledDay.of(day)) for day in page],
        "project": project,
        "marks": project.marks.all() if project else [],
        "paper": support.newest_paper(project),
        "at": timezone.now(),
    }
    return show_list(request, "events/schedule.html", filters, context)


def announced_days():
    return EventDay.objects.announced().for_schedule()


@public_page
@conditional_page
def schedule_table(request):
    file = io.BytesIO()
    support.write_table(file, ScheduleFilter(request.GET, announced_days()).qs)
    response = HttpResponse(file.getvalue(), content_type=CONTENT_TYPES[".xlsx"])
    name = f"harmonogram-wsparcia_{timezone.localdate():%Y-%m-%d}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@public_page
def schedule_paper(request):
    filters = ScheduleFilter(request.GET, EventDay.objects.none())
    paper = support.newest_paper(filters.project) if filters.is_valid() else None
    if paper is None:
        raise Http404
    return FileResponse(paper.file.open(), content_type=paper.content_type, filename=paper.filename)


@public_page
def schedule_history(request):
    changes = ScheduleChange.objects.newest_first().select_related("event")
    filters = HistoryFilter(request.GET, changes)
    page = page_of(filters.qs, request, per_page=CHANGES_A_PAGE)
    context = {
        "filters": filters,
        "form": filters.form,
        "page": page,
        "changes": [(change, support.differences(change)) for change in page],
        "project": filters.project,
        "marks": filters.project.marks.all() if filters.project else [],
    }
    return render(request, "events/schedule_history.html", context)
