"""Pages of a list."""

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest


def page_of(rows: QuerySet, request: HttpRequest, *, per_page: int) -> Page:
    """The page that `?strona=` names; the first or the last one if it names none."""
    page = Paginator(rows, per_page).get_page(request.GET.get("strona"))
    page.object_list = list(page.object_list)
    return page
