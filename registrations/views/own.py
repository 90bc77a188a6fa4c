"""A person's own registration behind its secret link."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from registrations import calendar as ics
from registrations import services
from registrations.decorators import secret_page


@secret_page
def detail(request, registration):
    return render(request, "registrations/detail.html", {"registration": registration})


@secret_page
def cancel(request, registration):
    """GET shows what would happen, for mail scanners open every link; POST does it."""
    if request.method == "POST" and registration.can_be_cancelled():
        services.cancel(registration, services.by_person(_("Cancelled by the person.")))
        return redirect("registrations:detail", registration.token)
    return render(request, "registrations/cancel.html", {"registration": registration})


@secret_page
def calendar(request, registration):
    response = HttpResponse(
        ics.of_registration(registration), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{registration.number}.ics"'
    return response
