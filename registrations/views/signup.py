"""Sign-up: the form, its check and the thanks."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from events import facts
from registrations import services
from registrations.decorators import secret_page
from registrations.forms import RegistrationForm


@require_http_methods(["GET", "HEAD", "POST"])
def create(request, slug):
    """One page to fill in, one to check the answers; the data travel in the form itself."""
    (event,) = facts.with_places_of_now([facts.published_event(slug)])
    if request.method != "POST":
        return _show(request, event, RegistrationForm(event))
    form = RegistrationForm(event, request.POST)
    if "change" in request.POST or not form.is_valid():
        return _show(request, event, form)
    if "confirm" not in request.POST:
        return render(request, "registrations/check.html", {"event": event, "form": form})
    try:
        registration = services.register(event, form.submission())
    except services.RegistrationRefused as refusal:
        form.add_error(None, str(refusal))
        return _show(request, event, form)
    return redirect("registrations:thanks", registration.token)


def _show(request, event, form):
    """The form; a closed one only if something was typed, so that it is not lost."""
    closed = event.why_closed()
    template = "closed" if closed and not form.is_bound else "create"
    context = {"event": event, "form": form, "why_closed": closed}
    return render(request, f"registrations/{template}.html", context)


@secret_page
def thanks(request, registration):
    """The same form sent again after a cancellation leads here too: then there is no place."""
    if not registration.is_live():
        return redirect("registrations:detail", registration.token)
    return render(request, "registrations/thanks.html", {"registration": registration})
