"""Access by secret link."""

import functools

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from registrations import limits
from registrations.models import Participant, Registration
from registrations.services import RegistrationRefused


def secret_page(view):
    """Give the view the registration behind the link; a forged or expired one is a 404."""
    return _behind_link(view, Registration)


def person_page(view):
    """Give the view the one person behind the link, who sees nothing of the others."""
    return _behind_link(view, Participant)


def _behind_link(view, model):
    """Of what is found only changes are counted, so a link that we sent opens behind a flooder too.

    The address is a secret, so no Referer header holds more than the bare origin. (With
    no-referrer a browser sends "Origin: null", and the form would count as forged.)
    """

    @require_http_methods(["GET", "HEAD", "POST"])
    @functools.wraps(view)
    def with_row(request, token, **parts):
        row = model.objects.for_token(token).for_reading().first()
        if row is None:
            limits.allow_guess(request)
            return render(request, "registrations/unknown_link.html", status=404)
        if request.method == "POST":
            limits.allow_change(getattr(row, "registration", row))
        try:
            response = view(request, row, **parts)
        except RegistrationRefused:  # Staff were faster; the page says how things stand now.
            response = redirect(request.path)
        response["Referrer-Policy"] = "strict-origin"
        return response

    return with_row
