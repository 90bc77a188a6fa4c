"""Public pages that are given out again, without being drawn, for as long as they are true.

Each process keeps its own. With a page it keeps the content stamp, the clock and the places that
the page shows, the first two from before it was drawn. One query tells whether it is still true:
the stamp stands, the same places are taken; and no moment has passed at which pages change by
themselves (owes_portal.moments). So a change is seen at once, from its commit on, everywhere.

Danger: a view may be marked `@kept_page` only if all that it reads moves the stamp, and if it shows
everybody the same. tests/owes_portal/test_kept_pages.py looks at what the views read.
"""

import functools
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csp import get_nonce
from django.utils import timezone
from django.utils.cache import get_conditional_response, has_vary_header

from owes_portal import memory
from owes_portal.middleware import public_page
from owes_portal.moments import is_one_between
from owes_portal.questions import QUESTIONS, address_with, chosen_in
from owes_portal.shown_places import ShownPlaces, noticed

AT_MOST = 12_000_000  # bytes in one process
PAGE_AT_MOST = 300_000
ADDRESS_AT_MOST = 300  # letters
HEAD = 1_000  # bytes, about, that a page takes beside its text
STAMP = "SELECT number, ARRAY[]::integer[] FROM content_stamp"
STAMP_AND_PLACES = """
    SELECT number, ARRAY(SELECT places_taken FROM events_event WHERE id = ANY(%s) ORDER BY id)
    FROM content_stamp
"""


class Since(NamedTuple):
    """From when on a page is true."""

    stamp: int
    moment: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """A page with all that it depends on."""

    since: Since
    events: list[int]
    taken: list[int]
    content: bytes
    headers: dict[str, str]
    etag: str

    @classmethod
    def of(cls, response: HttpResponse, since: Since, places: ShownPlaces) -> "Kept":
        events = sorted(places.taken)
        taken = [places.taken[event] for event in events]
        headers = dict(response.items())
        return cls(since, events, taken, response.content, headers, response["ETag"])

    def is_true(self) -> bool:
        """Whether it would be drawn the same at this moment."""
        stamp, taken = self._asked()
        memory.learn(stamp)
        if (stamp, taken) != (self.since.stamp, self.taken):
            return False
        return not is_one_between(self.since.moment, timezone.now())

    def _asked(self) -> tuple[int, list[int]]:
        with connection.cursor() as cursor:
            if self.events:
                cursor.execute(STAMP_AND_PLACES, [self.events])
            else:
                cursor.execute(STAMP)
            return cursor.fetchone() or (0, [])

    def answer(self, request: HttpRequest) -> HttpResponse:
        response = HttpResponse(self.content, headers=self.headers)
        return get_conditional_response(request, etag=self.etag, response=response)


class Shelf:
    """Room for so many bytes; what nobody has asked for the longest makes room."""

    def __init__(self) -> None:
        self._pages: OrderedDict[Hashable, Kept] = OrderedDict()
        self._lock = threading.Lock()
        self.bytes = 0

    def get(self, key: Hashable) -> Kept | None:
        with self._lock:
            if key in self._pages:
                self._pages.move_to_end(key)
            return self._pages.get(key)

    def put(self, key: Hashable, page: Kept) -> None:
        with self._lock:
            self._take(self._pages.pop(key, None))
            self._pages[key] = page
            self.bytes += HEAD + len(page.content)
            while self.bytes > AT_MOST:
                self._take(self._pages.popitem(last=False)[1])

    def clear(self) -> None:
        with self._lock:
            self._pages.clear()
            self.bytes = 0

    def _take(self, page: Kept | None) -> None:
        self.bytes -= HEAD + len(page.content) if page else 0


_shelf = Shelf()
memory.also_forget(_shelf)


def kept_page(view: Callable) -> Callable:
    """Decorator: a public page that depends on nothing but content, places and the clock."""
    marked = public_page(_at_common_address(view))
    marked.is_kept = True
    return marked


def _at_common_address(view):
    """While it draws, templates know at which address everybody is shown the same.

    Not so on the page of an error: there is no end of addresses at which there is nothing.
    """

    @functools.wraps(view)
    def draw(request, *args, **kwargs):
        if hasattr(request, "is_true_since"):
            request.common_address = address_with(request.path, chosen_in(request))
        try:
            return view(request, *args, **kwargs)
        finally:
            request.common_address = None

    return draw


def pages_are_kept(get_response):
    """Middleware: answers with what is kept, and keeps what was drawn."""

    def middleware(request):
        if not _is_for_everybody(request):
            return get_response(request)
        key = _key(request)
        page = _shelf.get(key)
        if page and page.is_true():
            return page.answer(request)
        with noticed() as places:
            response = get_response(request)
        since = getattr(request, "is_true_since", None)
        if since is None or not _is_page(response):
            return response
        response["ETag"] = f'W/"{hashlib.blake2b(response.content, digest_size=16).hexdigest()}"'
        if _may_be_kept(request, response, places):
            _shelf.put(key, Kept.of(response, since, places))
        return get_conditional_response(request, etag=response["ETag"], response=response)

    middleware.process_view = _note_since
    return middleware


def _note_since(request, view, args, kwargs):
    """Before anything is read: a change that comes in between makes the page stale, never fresh."""
    if getattr(view, "is_kept", False) and _is_for_everybody(request):
        request.is_true_since = Since(memory.current_stamp(), timezone.now())


def _is_for_everybody(request):
    """Not for whoever is logged in or is about to be told something; nor while templates are written."""
    own = {settings.SESSION_COOKIE_NAME, "messages"}
    is_read = request.method in ("GET", "HEAD")
    return is_read and own.isdisjoint(request.COOKIES) and not settings.DEBUG


def _key(request):
    """The language is part of the address, and the host may be a wrong one."""
    names = ("HTTP_HOST", "PATH_INFO", "QUERY_STRING", "HTTP_HX_REQUEST")
    return request.scheme, *(request.META.get(name) for name in names)


def _is_page(response: HttpResponseBase) -> bool:
    return response.status_code == 200 and not response.streaming


def _may_be_kept(request, response, places):
    is_own = response.cookies or has_vary_header(response, "Cookie") or get_nonce(request)
    is_small = len(response.content) <= PAGE_AT_MOST
    return places.can_be_checked and is_small and not is_own and _is_ordinary(request)


def _is_ordinary(request):
    is_short = len(request.get_full_path()) <= ADDRESS_AT_MOST
    return request.method == "GET" and is_short and request.GET.keys() <= QUESTIONS
