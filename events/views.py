"""Public pages of news and events."""

import io

from django.core.paginator import Page
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import condition

from events import calendar as ics
from events import facts, feeds, months
from events import schedule as support
from events.filters import (
    ArticleFilter,
    CalendarFilter,
    EventFilter,
    HistoryFilter,
    ScheduleFilter,
    is_in_calendar,
    is_in_list,
    months_beside,
    span_of_month,
)
from events.models import Article, Attachment, Event, EventDay, ScheduleChange, ScheduledDay
from owes_portal.kept_pages import kept_page
from owes_portal.lists import filters_of, results_of, show_list, title_of
from owes_portal.middleware import public_page
from owes_portal.models.documents import CONTENT_TYPES
from owes_portal.moments import KEPT_IN_CALENDARS
from owes_portal.paging import page_of
from owes_portal.publishing import published_or_gone
from owes_portal.questions import address_with, chosen_in
from owes_portal.related import related_to

EVENTS_A_PAGE = 12
ARTICLES_A_PAGE = 12
DAYS_A_PAGE = 50
CHANGES_A_PAGE = 30
OTHER_NEWS = 3
# Filters of the list that a page about one month does not have.
OF_TIME = ("strona", "miesiac", "dzien", "minione")
DAYS_OF_CALENDARS = 500
ENTRIES_OF_FEEDS = 200


@kept_page
def index(request):
    filters = filters_of(request, EventFilter, Event.objects.published)
    page, month = results_of(request, filters, lambda: _listed(request, filters))
    events = page.object_list
    if not filters.are_past():  # What is over tells of no places.
        events = facts.with_places_of_now(events)
    context = {
        "page": Page(events, page.number, page.paginator),
        "month": month,
        "kept": chosen_in(request, without=OF_TIME),
    }
    return show_list(request, "events/index.html", filters, context)


def _listed(request, filters):
    page = page_of(filters.qs.with_reports().for_cards(), request, per_page=EVENTS_A_PAGE)
    name = filters.month()
    return page, months.month_in_numbers(name, filters.whenever(), span_of_month(name))


@kept_page
def month(request, month):
    if not is_in_calendar(month):
        raise Http404
    filters = filters_of(request, CalendarFilter, Event.objects.published)
    earlier, later = months_beside(month)
    span = span_of_month(month)
    context = {
        "month": results_of(
            request, filters, lambda: months.month_in_words(month, filters.qs, span)
        ),
        "earlier": earlier,
        "later": later,
        "is_listed": is_in_list(month),
        "kept": chosen_in(request, without=OF_TIME),
    }
    return show_list(request, "events/month.html", filters, context)


@kept_page
def calendars(request):
    filters = EventFilter(request.GET, Event.objects.published())
    filters.over_since = timezone.now() - KEPT_IN_CALENDARS
    days = EventDay.objects.filter(event__in=filters.qs).for_calendars()
    order = "-starts_at" if filters.are_past() else "starts_at"
    nearest = days.order_by(order, "pk")[:DAYS_OF_CALENDARS]
    file = ics.of_many(list(nearest), title=title_of(_("Events"), filters))
    response = HttpResponse(file, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="wydarzenia.ics"'
    return response


@kept_page
def feed(request):
    filters = EventFilter(request.GET, Event.objects.published())
    return _channel(request, _("Events"), filters, reverse("events:index"))


@kept_page
def articles_feed(request):
    filters = ArticleFilter(request.GET, Article.objects.published())
    return _channel(request, _("News"), filters, reverse("articles:index"))


def _channel(request, name, filters, page):
    """The newest of what the list shows, whatever page of it was open."""
    query = chosen_in(request, without=("strona",))
    newest = filters.qs.order_by("-published_from", "-pk").prefetch_related("topics")
    content = feeds.channel(
        title_of(name, filters),
        page=address_with(page, query),
        address=address_with(request.path, query),
        rows=newest[:ENTRIES_OF_FEEDS],
    )
    return HttpResponse(content, content_type=feeds.Channel.content_type)


@kept_page
def detail(request, slug):
    event = facts.published_event(slug)
    around = facts.around(event)
    dates, similar = around.other_dates(), around.similar_events()
    event, *others = facts.with_places_of_now([event, *dates, *similar])
    context = {
        "event": event,
        "why_closed": event.why_closed(),
        "report": around.readable_report(),
        "dates": others[: len(dates)],
        "similar": others[len(dates) :],
        "related": related_to(event, besides=[*dates, *similar, around.report]),
    }
    return render(request, "events/detail.html", context)


@public_page
def calendar(request, slug):
    event = published_or_gone(Event.objects.prefetch_related("days"), slug=slug)
    response = HttpResponse(ics.of_event(event), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{event.slug}.ics"'
    return response


def checksum_of_attachment(request, slug, pk):
    return f'"{published_attachment(slug, pk).sha256}"'


@public_page
@condition(etag_func=checksum_of_attachment)
def attachment(request, slug, pk):
    found = published_attachment(slug, pk)
    return FileResponse(
        found.file.open(), content_type="application/pdf", filename=found.download_name
    )


def published_attachment(slug, pk):
    event = published_or_gone(Event.objects, slug=slug)
    found = get_object_or_404(Attachment, pk=pk, event=event)
    if found.is_material and not event.is_over():
        raise Http404
    return found


@kept_page
def articles(request):
    filters = filters_of(
        request,
        ArticleFilter,
        lambda: Article.objects.published().newest_first().with_pictures(),
    )
    page = results_of(
        request, filters, lambda: page_of(filters.qs, request, per_page=ARTICLES_A_PAGE)
    )
    return show_list(request, "events/articles.html", filters, {"page": page})


@kept_page
def article(request, slug):
    found = published_or_gone(Article.objects.for_reading(), slug=slug)
    newest = Article.objects.published().newest_first().exclude(pk=found.pk)[:OTHER_NEWS]
    context = {"article": found, "newest": newest, "related": related_to(found, besides=newest)}
    return render(request, "events/article.html", context)


@public_page
def schedule(request):
    filters = ScheduleFilter(request.GET, announced_days())
    page = page_of(filters.qs, request, per_page=DAYS_A_PAGE)
    project = filters.project
    context = {
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


@kept_page
def schedule_table(request):
    file = io.BytesIO()
    support.write_table(file, ScheduleFilter(request.GET, announced_days()).qs)
    response = HttpResponse(file.getvalue(), content_type=CONTENT_TYPES[".xlsx"])
    name = f"harmonogram-wsparcia_{timezone.localdate():%Y-%m-%d}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def version_of_schedule_paper(request):
    """A paper is built in one go, and one that is built again begins at another moment."""
    paper = wanted_schedule_paper(request)
    return f'"{paper.pk}-{paper.begun_at.timestamp()}"'


@public_page
@condition(etag_func=version_of_schedule_paper)
def schedule_paper(request):
    paper = wanted_schedule_paper(request)
    return FileResponse(paper.file.open(), content_type=paper.content_type, filename=paper.filename)


def wanted_schedule_paper(request):
    filters = ScheduleFilter(request.GET, EventDay.objects.none())
    paper = support.newest_paper(filters.project) if filters.is_valid() else None
    if paper is None:
        raise Http404
    return paper


@kept_page
def schedule_history(request):
    changes = ScheduleChange.objects.newest_first().select_related("event")
    filters = HistoryFilter(request.GET, changes)
    page = page_of(filters.qs, request, per_page=CHANGES_A_PAGE)
    context = {
        "filters": filters,
        "form": filters.form,
        "page": page,
        "changes": support.public_changes(page),
        "project": filters.project,
        "marks": filters.project.marks.all() if filters.project else [],
    }
    return render(request, "events/schedule_history.html", context)
