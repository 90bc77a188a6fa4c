"""Pages of staff: tables of an event and of the register; what people need only with a reason."""

import logging

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from events.models import Event
from owes_portal.models import Document
from owes_portal.staff import in_frame, made_lately, show_made, staff_page
from registrations import services
from registrations.staff.certificate_register import FIRST_YEAR, LAST_YEAR
from registrations.staff.frame import show
from registrations.staff.table_forms import ChosenTableForm, ProtectedTableForm, TableForm
from registrations.tables import NEEDS, REGISTER, TABLES

logger = logging.getLogger(__name__)
EXPORT = "registrations.export_registrations"
SHOWN = 8
TOO_MANY = 429


@staff_page(EXPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def tables(request, pk):
    event = get_object_or_404(Event, pk=pk)
    form = ChosenTableForm(TABLES, request.POST or None)
    if form.is_valid():
        take_out(request, form.chosen(), pk, form)
        return redirect("registrations:tables", pk)
    kinds = [table.kind for table in TABLES]
    found = made_by_form(Document.objects.of_kinds(kinds, pk))
    if request.htmx:
        return show_made(request, found)
    may_see_needs = request.user.has_perm(NEEDS.right())
    return show(
        request,
        "tables",
        event,
        title=_("Tables"),
        form=form,
        may_see_needs=may_see_needs,
        **found,
    )


@staff_page()
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def needs_table(request, pk):
    """Who asks without the right is written down; with it, a reason and the password are wanted."""
    if not request.user.has_perm(NEEDS.right()):
        logger.warning("user %s was refused the needs of event %s", request.user.pk, pk)
        raise PermissionDenied
    event = get_object_or_404(Event, pk=pk)
    form = ProtectedTableForm(request.user, request.POST or None)
    if form.is_valid():
        take_out(request, NEEDS, pk, form)
        return redirect("registrations:needs_table", pk)
    found = made_by_form(Document.objects.about(NEEDS.kind, pk).for_asker(request.user))
    if request.htmx:
        return show_made(request, found)
    status = TOO_MANY if form.is_too_often else 200
    return show(
        request, "needs_table", event, title=_("Table of needs"), status=status, form=form, **found
    )


@staff_page(EXPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def register_table(request, year):
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    form = TableForm(request.POST or None)
    if form.is_valid():
        take_out(request, REGISTER, year, form)
        return redirect("registrations:register_table", year)
    found = made_by_form(Document.objects.about(REGISTER.kind, year))
    if request.htmx:
        return show_made(request, found)
    title = _("Table of certificates %(year)s") % {"year": year}
    template = "registrations/staff/register_table.html"
    return in_frame(request, template, title=title, form=form, year=year, **found)


def take_out(request, table, subject_id, form):
    said = {name: form.cleaned_data[name] for name in ("format", "reason")}
    services.take_out(table, subject_id, by=request.user, **said)
    messages.success(request, _("The table is being made; it was written down that you took it."))


def made_by_form(found):
    """Of several kinds; what failed is asked for with the form again."""
    return made_lately(found, most=SHOWN) | {"is_asked_by_form": True}
