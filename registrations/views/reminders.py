"""No more reminders and thanks: by hand on a page, or by one click in a program that reads mail."""

from django.http import QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from registrations.decorators import person_page, secret_page

# The only body that needs no token of a page: RFC 8058, 3.2. The link is the secret.
ONE_CLICK = QueryDict("List-Unsubscribe=One-Click")


@csrf_exempt
@secret_page
def reminders(request, registration):
    return _reminders(request, registration, registration.event)


@csrf_exempt
@person_page
def place_reminders(request, person):
    return _reminders(request, person, person.registration.event)


def _reminders(request, owner, event):
    """Mail programs send no cookie, follow no redirect, and may send the same click again."""
    if request.method == "POST" and request.POST == ONE_CLICK:
        owner.stop_reminders()
        return _show(request, owner, event)
    return _by_hand(request, owner, event)


@csrf_protect
def _by_hand(request, owner, event):
    if request.method == "POST":
        if "resume" in request.POST:
            owner.resume_reminders()
        elif "stop" in request.POST:
            owner.stop_reminders()
        return redirect(f"{request.path}?zapisano")
    return _show(request, owner, event)


def _show(request, owner, event):
    context = {"owner": owner, "event": event}
    return render(request, "registrations/reminders.html", context)
