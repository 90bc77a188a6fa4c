"""Access by secret link."""

import functools

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from registrations.models import Registration


def secret_page(view):
    """Give the view the registration behind the link; a forged or expired one is a 404.

    The address is a secret, so no Referer header holds more than the bare origin. (With
    no-referrer a browser sends "Origin: null", and the form would count as forged.)
    """

    @require_http_methods(["GET", "HEAD", "POST"])
    @functools.wraps(view)
    def with_registration(request, token):
        found = Registration.objects.for_token(token).for_reading()
        response = view(request, get_object_or_404(found))
        response["Referrer-Policy"] = "strict-origin"
        return response

    return with_registration
