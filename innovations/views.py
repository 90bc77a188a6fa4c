"""The catalogue of innovations as visitors see it."""

from django.shortcuts import render

from innovations.filters import InnovationFilter
from innovations.models import Innovation
from owes_portal.kept_pages import kept_page
from owes_portal.lists import filters_of, show_list
from owes_portal.paging import page_of
from owes_portal.publishing import published_or_gone
from owes_portal.related import related_to

INNOVATIONS_A_PAGE = 12


@kept_page
def index(request):
    filters = filters_of(
        request,
        InnovationFilter,
        lambda: Innovation.objects.published().in_polish_order().for_cards(),
    )
    page = page_of(filters.qs, request, per_page=INNOVATIONS_A_PAGE)
    return show_list(request, "innovations/index.html", filters, {"page": page})


@kept_page
def detail(request, slug):
    innovation = published_or_gone(Innovation.objects.for_reading(), slug=slug)
    similar = list(innovation.related.published().in_polish_order())
    context = {
        "innovation": innovation,
        "similar": similar,
        "related": related_to(innovation, besides=similar),
    }
    return render(request, "innovations/detail.html", context)
