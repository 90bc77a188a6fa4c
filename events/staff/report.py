"""The way from an event to its report: the one that is there, or the form of a new one."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from events.models import Event
from owes_portal.staff import staff_page


@staff_page("events.add_article")
@require_safe
def report(request, pk):
    event = get_object_or_404(Event, pk=pk)
    known = event.articles.filter(is_report=True).first()
    if known:
        return redirect("admin:events_article_change", known.pk)
    return redirect(f"{reverse('admin:events_article_add')}?report_of={event.pk}")
