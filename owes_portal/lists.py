"""Lists with filters: the whole page, or for its script only what was found."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django_filters import FilterSet
from django_htmx.http import HttpResponseClientRedirect, push_url


def show_list(
    request: HttpRequest, template: str, filters: FilterSet, context: dict
) -> HttpResponse:
    """Draw the list; its template names what the script exchanges `results`.

    An answer to a wrong choice stands above the form, so then the script asks for the whole page.
    """
    context |= {"filters": filters, "address": address_of_list(request)}
    if not request.htmx:
        response = render(request, template, context)
    elif filters.is_valid():
        response = render(request, f"{template}#results", context)
        push_url(response, context["address"])
    else:
        response = HttpResponseClientRedirect(request.get_full_path())
    patch_vary_headers(response, ["HX-Request"])
    return response


def address_of_list(request: HttpRequest) -> str:
    """The address of this list with what was chosen, without fields that were left empty."""
    query = chosen_in(request)
    return f"{request.path}?{query}" if query else request.path


def chosen_in(request: HttpRequest, *, without: tuple[str, ...] = ()) -> str:
    """What was chosen, to be written after the question mark of an address."""
    query = request.GET.copy()
    for name in request.GET:
        if name in without or not any(query.getlist(name)):
            del query[name]
    return query.urlencode()
