"""Where staff copy an event to other days: chosen, looked at, then made as drafts."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from events import services
from events.forms import CopyForm
from events.models import Event
from owes_portal.staff import in_frame, staff_page


@staff_page("events.add_event")
@require_http_methods(["GET", "HEAD", "POST"])
def copy_event(request, pk):
    """GET shows the days as they would be; POST makes the drafts."""
    event = get_object_or_404(Event.objects.filter(starts_at__isnull=False), pk=pk)
    sent = request.POST or request.GET or None
    form = CopyForm(event, sent)
    is_valid = form.is_valid()
    if request.method == "POST" and is_valid:
        return _made(request, event, form)
    context = {"event": event, "form": form, "files": event.attachments.filter(is_material=False)}
    if is_valid:
        plans = [(plan, services.remarks(plan)) for plan in form.plans]
        context |= {"plans": plans, "to_send": CopyForm(event, sent, auto_id=False)}
    return in_frame(request, "events/staff/copy.html", title=_("Copy the event"), **context)


def _made(request, event, form):
    chosen = form.cleaned_data
    made = services.copy_event(
        event,
        form.first_days,
        title=chosen["title"],
        key=chosen["key"],
        by=request.user,
        with_files=chosen["with_files"],
    )
    if len(made) == 1:
        messages.success(request, _("The copy is made. Visitors do not see it yet: it is a draft."))
        return redirect("admin:events_event_change", made[0].pk)
    words = ngettext(
        "%(count)d draft is made. Visitors do not see it yet.",
        "%(count)d drafts are made. Visitors do not see them yet.",
        len(made),
    )
    messages.success(request, words % {"count": len(made)})
    address = reverse("admin:events_event_changelist")
    return redirect(f"{address}?series__id__exact={made[0].series_id}")
