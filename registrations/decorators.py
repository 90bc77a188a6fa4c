"""Access by secret link."""

import functools

from django.http import Http404
from django.views.decorators.http import require_http_methods

from registrations import limits
from registrations.models import Registration


def secret_page(view):
    """Give the view the registration behind the link; a forged or expired one is a 404.

    Only what is not found is counted, so a link that we sent opens even behind a flooder's address.

    The address is a secret, so no Referer header holds more than the bare origin. (With
    no-referrer a browser sends "Origin: null", and the form would count as forged.)
    """

    @require_http_methods(["GET", "HEAD", "POST"])
    @functools.wraps(view)
    def with_registration(request, token):
        try:
            registration = Registration.objects.for_token(token).for_reading().get()
        except Registration.DoesNotExist:
            limits.allow_guess(request)
            raise Http404 from None
        response = view(request, registration)
        response["Referrer-Policy"] = "strict-origin"
        return response

    return with_registration
