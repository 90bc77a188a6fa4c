"""The public page of what is not public yet: of the form on the screen, and by a link of seven days."""

import copy
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import Resolver404, ResolverMatch, resolve, reverse

from owes_portal import memory
from owes_portal.models.pictures import Picture
from owes_portal.models.publishing import Publishable, as_if_published
from owes_portal.templatetags.addresses import same_page

LIVES_FOR = timedelta(days=7)
SALT = "owes_portal.preview"
# What belongs to a page and is not public before it; a link to a draft opens these too.
FILES = {"events:attachment", "events:calendar", "publications:file"}
ADDRESSES = re.compile(r'(?<=[ \n])((?:href|src|srcset)=")([^"]*)"')
# What leaves a preview: neither kept by anybody nor found by a search engine.
HEADERS = {
    "Cache-Control": "no-store, private",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "strict-origin",
}


class Drawn(Exception):
    """The page was drawn; whatever was written in order to draw it is rolled back."""

    def __init__(self, response):
        super().__init__()
        self.response = response


class ShowsPreviews(admin.ModelAdmin):
    """„Podgląd” in the form: the page with what is on the screen, and nothing of it is stored."""

    def settle(self, form):
        """What follows from rows that were just saved, before anybody looks at them."""

    def rehearse(self, form):
        """What a saving would hand on to others: a preview only shows what would come of it."""

    def changeform_view(self, request, *args, **kwargs):
        try:
            return super().changeform_view(request, *args, **kwargs)
        except Drawn as drawn:
            return drawn.response

    def save_related(self, request, form, formsets, change):
        if not is_wanted(request):
            super().save_related(request, form, formsets, change)
            return self.settle(form)
        with no_file_left(formsets):
            super().save_related(request, form, formsets, change)
            self.settle(form)
            self.rehearse(form)
            raise Drawn(page_of(request, form.instance))

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj and can_be_shared(obj):
            context |= {"preview_link": link_to(obj), "preview_ends_at": _now() + LIVES_FOR}
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)


def is_wanted(request: HttpRequest) -> bool:
    """Whether the button „Podgląd” was pressed."""
    return request.method == "POST" and "_preview" in request.POST


@contextmanager
def no_file_left(formsets) -> Iterator[None]:
    """Take away the files that the saving has written: no rollback does that."""
    try:
        yield
    finally:
        for form in (form for formset in formsets for form in formset.forms):
            for name in form.changed_data:
                _remove(form.instance, name)


def _remove(row, name):
    """Not pictures: another page may show the same file; what no page shows goes at night."""
    file = None if isinstance(row, Picture) else getattr(row, name, None)
    if hasattr(file, "storage") and file.name:
        file.storage.delete(file.name)


def _now():
    return datetime.now(UTC)


# The page as visitors would see it


def page_of(request: HttpRequest, row: Publishable, *, link: str = "", ends_at=None):
    """The page of the row as if it were published, with a band that says it is not."""
    response = _open(request, row, row.get_absolute_url(), {"ends_at": ends_at})
    html = response.content.decode()
    if link:
        html = _leading_to(link, row.get_absolute_url(), html)
    return HttpResponse(html, headers=HEADERS)


def file_of(request: HttpRequest, row: Publishable, address: str) -> HttpResponse:
    """A file or a picture of a row that is not public yet; of anything else Http404."""
    if not _is_file(address):
        raise Http404
    response = _open(request, row, address, None)
    for name, value in HEADERS.items():
        response[name] = value
    return response


def _open(request, row, address, band):
    """What a visitor would get at the address, were the row published."""
    match = resolve(address)
    with as_if_published(row), memory.apart():
        return match.func(_visit(request, address, match, band), *match.args, **match.kwargs)


def _visit(request: HttpRequest, address: str, match: ResolverMatch, band) -> HttpRequest:
    """The same request, had it come to that address from somebody who is not logged in."""
    visit = copy.copy(request)
    visit.method, visit.path, visit.path_info = "GET", address, address
    visit.GET = visit.POST = QueryDict()
    visit.META = {
        name: value for name, value in request.META.items() if not name.startswith("HTTP_IF_")
    }
    visit.META["QUERY_STRING"] = ""
    visit.user, visit.resolver_match, visit.preview = AnonymousUser(), match, band
    return visit


def _is_file(address):
    try:
        return resolve(address).view_name in FILES
    except Resolver404:
        return False


def _leading_to(link, page, html):
    """Files of the draft, and the draft in other languages, are below the secret link only."""
    codes = [code for code, _name in settings.LANGUAGES]
    pages = {same_page(page, code): same_page(link, code) for code in codes}

    def led(address):
        if address in pages:
            return pages[address]
        return link + address.removeprefix("/") if _is_file(address) else address

    def led_in(attribute):
        addresses = re.sub(r"/[^\s,]+", lambda one: led(one[0]), attribute[2])
        return f'{attribute[1]}{addresses}"'

    return ADDRESSES.sub(led_in, html)


# The link for people outside


def can_be_shared(row: Publishable) -> bool:
    """Whether it waits to be published; what was taken back is shown to nobody."""
    taken_back = (Publishable.Status.ARCHIVED, Publishable.Status.WITHDRAWN)
    return row.status not in taken_back and not row.is_published()


def link_to(row: Publishable) -> str:
    """An address under which anybody who has it sees the saved row, for seven days."""
    return settings.SITE_URL + reverse(
        "preview", args=[_signer().sign(f"{row._meta.label_lower}-{row.pk}")]
    )


def shared(signed: str) -> tuple[Publishable, datetime]:
    """The row behind a link and until when that works; Http404 if it does no longer."""
    try:
        named = _signer().unsign(signed, max_age=LIVES_FOR)
    except signing.BadSignature as error:
        raise Http404 from error
    kind, _dash, pk = named.rpartition("-")
    row = apps.get_model(kind)._base_manager.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row, _signed_at(signed) + LIVES_FOR


def _signer():
    return signing.TimestampSigner(salt=SALT)


def _signed_at(signed):
    return datetime.fromtimestamp(signing.b62_decode(signed.split(":")[-2]), UTC)
