"""The form of an event as a resident will see it, for staff."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from events.models import Event
from owes_portal.staff import staff_page
from registrations.forms import SignupForm
from registrations.quota import takes_files


@takes_files
@staff_page("events.change_event")
@require_http_methods(["GET", "HEAD", "POST"])
def form_preview(request, pk):
    """The very form, also of an event that is not published; its answers are only checked."""
    event = get_object_or_404(Event.objects.for_reading(), pk=pk)
    form = SignupForm(event, request.POST if request.method == "POST" else None)
    return render(request, "registrations/form_preview.html", {"event": event, "form": form})
