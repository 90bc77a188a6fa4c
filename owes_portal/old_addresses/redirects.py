"""An address where nothing is found: perhaps something was there once, and is elsewhere now."""

from collections.abc import Iterator
from urllib.parse import unquote

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import is_valid_path
from django.utils import translation
from django.utils.encoding import escape_uri_path

from owes_portal.models import OldAddress
from owes_portal.models.publishing import Publishable
from owes_portal.old_addresses.spelling import (
    is_of_this_website,
    is_plain,
    key,
    parents,
    without_language,
)
from owes_portal.publishing import gone_page


def old_addresses_lead_on(get_response):
    """Middleware: asks only when the answer would be “not found”, so pages that are there win."""

    def middleware(request):
        response = get_response(request)
        if response.status_code != 404 or request.path_info.startswith("/panel/"):
            return response
        return _led_on(request) or response

    return middleware


def _led_on(request: HttpRequest) -> HttpResponse | None:
    for old, rest in _found(request):
        row = old.row if old.object_id else _row_at(old.target)
        if row is not None and row.is_withdrawn():
            return gone_page(request, row)
        # An address of what is not published says nothing, its new name least of all.
        is_open = row.is_published() if row is not None else bool(old.target)
        if is_open:
            return _redirect(request, old, rest)
    return None


def _found(request: HttpRequest) -> Iterator[tuple[OldAddress, str]]:
    """Old addresses that this one was, or lay below, and what follows them; the longest first."""
    candidates = dict(_candidates(request))
    rows = OldAddress.objects.filter(path__in=candidates).prefetch_related("row")
    for old in sorted(rows, key=lambda old: len(old.path), reverse=True):
        rest = candidates[old.path]
        # Of the old website every page has a line of its own.
        if not rest or old.object_id:
            yield old, rest


def _candidates(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """Paths to look for, each with what follows it; in the language of the address and without."""
    question = unquote(request.META.get("QUERY_STRING", ""))
    for path in {request.path_info, without_language(request.path_info)}:
        if not is_plain(path + question):
            continue
        if question:
            yield f"{path}?{question}", ""
        yield from ((spelled, "") for spelled in (key(path), f"{key(path)}/"))
        yield from ((parent, path[len(parent) :]) for parent in parents(path))


def _row_at(address: str) -> Publishable | None:
    """What stands at an address of this website or above it, published or not."""
    path = unquote(address.partition("?")[0])
    slugs = [part for part in path.split("/") if part]
    with translation.override(settings.LANGUAGE_CODE):
        for model in apps.get_models():
            if issubclass(model, Publishable):
                for row in model.objects.filter(slug__in=slugs):
                    if path.startswith(row.get_absolute_url()):
                        return row
    return None


def _redirect(request: HttpRequest, old: OldAddress, rest: str) -> HttpResponse | None:
    """For good; a form is sent again as it was, so that nothing that was typed is lost."""
    address = old.target
    if old.object_id:
        address = old.row.get_absolute_url() + escape_uri_path(rest)
    address = _in_language(address)
    if not is_of_this_website(unquote(address)) or key(unquote(address)) == key(request.path_info):
        return None
    question = request.META.get("QUERY_STRING", "")
    if old.object_id and question:
        address = f"{address}?{question}"
    preserve = request.method not in ("GET", "HEAD")
    return HttpResponsePermanentRedirect(address, preserve_request=preserve)


def _in_language(address: str) -> str:
    """Who reads English stays below /en/, if the page is there."""
    language = translation.get_language()
    if language == settings.LANGUAGE_CODE or address.startswith(f"/{language}/"):
        return address
    path = unquote(address.partition("?")[0])
    return f"/{language}{address}" if is_valid_path(f"/{language}{path}") else address
