"""Headers that every answer carries unless its view says otherwise."""

from django.conf import settings
from django.http import HttpResponseBadRequest
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.cache import cache_control

from owes_portal.limits import TooMany
from owes_portal.publishing import Gone, gone_page

PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"
# For the one page that reads codes with the camera; its view says so itself.
PERMISSIONS_WITH_CAMERA = PERMISSIONS.replace("camera=()", "camera=(self)")

# A page that is the same for everyone: kept by the browser, asked for anew before it is shown.
public_page = cache_control(public=True, no_cache=True)


def language_of_address(get_response):
    """Polish, unless the address starts with another language; no browser and no cookie is asked."""

    def middleware(request):
        language = translation.get_language_from_path(request.path_info)
        request.LANGUAGE_CODE = language or settings.LANGUAGE_CODE
        if language is None:
            return get_response(request)
        with translation.override(language):
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware


def policies_for_browsers(get_response):
    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        # No other website can take our pages and files into its own; posters say otherwise.
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware


def nothing_is_cached_unless_said(get_response):
    """Forms, secret links and the administration must be in no cache, shared or private."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    return middleware


def refuse_nul_in_panel(get_response):
    """The administration makes look-ups of its address; PostgreSQL knows no text with a NUL in it."""

    def middleware(request):
        query = request.META.get("QUERY_STRING", "")
        if request.path.startswith("/panel/") and "%00" in query:
            return HttpResponseBadRequest(render_to_string("400.html", request=request))
        return get_response(request)

    return middleware


def withdrawal_is_told(get_response):
    """What staff have taken back says so, with the reason, in place of any page below it."""

    def middleware(request):
        return get_response(request)

    middleware.process_exception = _page_of_withdrawal
    return middleware


def _page_of_withdrawal(request, exception):
    return gone_page(request, exception.row) if isinstance(exception, Gone) else None


def too_many_is_told(get_response):
    """What comes too often gets a small page; a view with a form shows the text there instead."""

    def middleware(request):
        return get_response(request)

    middleware.process_exception = _page_of_too_many
    return middleware


def _page_of_too_many(request, exception):
    if not isinstance(exception, TooMany):
        return None
    response = render(request, "429.html", {"refusal": exception}, status=429)
    response["Retry-After"] = str(exception.seconds)
    return response
