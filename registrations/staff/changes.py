"""What has happened in an event since one last looked."""

from itertools import groupby

from django import forms
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events.models import Event
from owes_portal import audit
from owes_portal.paging import page_of
from owes_portal.staff import staff_page
from owes_portal.templatetags.typography import local_day
from registrations.models import Change, LastLook
from registrations.staff.dossier import told
from registrations.staff.frame import VIEW, show

ON_A_PAGE = 50


class SeenForm(forms.Form):
    newest = forms.ModelChoiceField(Change.objects.none())

    def __init__(self, event, *args):
        super().__init__(*args)
        self.fields["newest"].queryset = event.changes.all()


@staff_page(VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def changes(request, pk):
    """Looking changes nothing; „seen” remembers the newest change that was on the page."""
    event = get_object_or_404(Event, pk=pk)
    if request.method == "POST":
        form = SeenForm(event, request.POST)
        if form.is_valid():
            LastLook.remember(event, request.user, form.cleaned_data["newest"].at)
        return redirect("registrations:changes", pk)
    audit.record(request.user, audit.VIEW, event)
    look = LastLook.objects.for_person(event, request.user).first()
    found = event.changes.since(look and look.at).for_reading()
    page = page_of(found, request, per_page=ON_A_PAGE)
    days = [(day, list(told(group))) for day, group in groupby(page, day_of)]
    return show(request, "changes", event, title=_("Changes"), look=look, page=page, days=days)


def day_of(change):
    return local_day(change.at)
