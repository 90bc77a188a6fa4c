"""Lists with filters: the whole page, or for its script only what was found."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django_filters import FilterSet
from django_htmx.http import HttpResponseClientRedirect, push_url

from owes_portal.filters import RememberedForm
from owes_portal.memory import Memory
from owes_portal.moments import last_moment
from owes_portal.questions import address_with, chosen_in
from owes_portal.templatetags.typography import date_range

FILTERS_REMEMBERED, PAGES_REMEMBERED = 30, 100
PAGE_AT_MOST = 6  # digits of its number
_filters = Memory(at_most=FILTERS_REMEMBERED)
_results = Memory(at_most=PAGES_REMEMBERED)


def filters_of[F: RememberedForm](
    request: HttpRequest, kind: type[F], rows: Callable[[], QuerySet]
) -> F:
    """The filters with what the address chooses, checked.

    Danger: all visitors who choose the same share them until the next moment, so nobody may
    change them.
    """
    since, query = last_moment(), chosen_in(request, without=("strona",))

    def ask():
        found = kind(QueryDict(query), rows())
        found.is_valid()
        return found

    if since is None:
        return ask()
    return _filters.recall((since, kind, get_language(), query), ask)


def results_of[T](request: HttpRequest, filters: RememberedForm, ask: Callable[[], T]) -> T:
    """What a page of the list finds, remembered while content stands and until the next moment.

    Danger: how many places are taken may be in no answer of `ask`.
    """
    since, finds, page = last_moment(), filters.finds, request.GET.get("strona", "1")
    if since is None or finds is None or not page.isdecimal() or len(page) > PAGE_AT_MOST:
        return ask()
    return _results.recall((since, request.path, finds, page), ask)


def show_list(
    request: HttpRequest, template: str, filters: FilterSet, context: dict
) -> HttpResponse:
    """Draw the list; its template names what the script exchanges `results`.

    An answer to a wrong choice stands above the form, so then the script asks for the whole page.
    """
    query = chosen_in(request, without=("strona",))
    context |= {"filters": filters, "form": filters.form, "query": query}
    if not request.htmx:
        response = render(request, template, context)
    elif filters.is_valid():
        response = render(request, f"{template}#results", context)
        push_url(response, address_with(request.path, chosen_in(request)))
    else:
        response = HttpResponseClientRedirect(request.get_full_path())
    patch_vary_headers(response, ["HX-Request"])
    return response


class Choice(NamedTuple):
    """A filter that is in use."""

    name: str
    label: str
    value: str  # empty for a check box, whose label says it all

    def __str__(self):
        return f"{self.label}: {self.value}" if self.value else str(self.label)


def choices_in(filters: FilterSet) -> list[Choice]:
    """Those in use, in the words that the visitor saw; a wrong value beside them changes nothing."""
    filters.is_valid()
    chosen = getattr(filters.form, "cleaned_data", {})
    return [
        Choice(field.name, field.label, _words(field, chosen[field.name]))
        for field in filters.form
        if chosen.get(field.name)
    ]


def title_of(name: str, filters: FilterSet) -> str:
    """What a list is called outside of its page: „Wydarzenia – Powiat: zamojski”."""
    return " – ".join([name, *map(str, choices_in(filters))])


def _words(field: BoundField, value: object) -> str:
    if value is True:
        return ""
    if isinstance(value, date):
        return date_range(value)
    word = dict(getattr(field.field, "choices", ())).get(value, value)
    return word if isinstance(word, str) else str(word)
