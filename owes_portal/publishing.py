"""What a visitor gets under the address of something that staff publish: the page, 410 or 404."""

from django.db.models import Manager, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from owes_portal.models.publishing import Publishable


class Gone(Exception):
    """Staff have taken back what visitors could read there; the middleware answers 410."""

    def __init__(self, row: Publishable) -> None:
        super().__init__()
        self.row = row


def published_or_gone[T: Publishable](rows: Manager[T] | QuerySet[T], **lookup: object) -> T:
    """The one row that may be read now; Gone if it was withdrawn, Http404 if nobody ever saw it."""
    return readable(get_object_or_404(rows, **lookup))


def readable[T: Publishable](row: T) -> T:
    """The same for a row that was found already."""
    if row.is_published():
        return row
    raise Gone(row) if row.is_withdrawn() else Http404


def gone_page(request: HttpRequest, row: Publishable) -> HttpResponse:
    """Says why, and where to go on; never a word of what stood there."""
    parent, _slash, _slug = row.get_absolute_url().rstrip("/").rpartition("/")
    context = {
        "reason": row.withdrawal_reason,
        "list_address": f"{parent}/",
        "has_list": row._meta.model_name != "page",
    }
    return render(request, "410.html", context, status=410)
