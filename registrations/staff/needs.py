"""What people of an event need in order to take part, and our answers."""

from collections import Counter

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from events.models import Event
from owes_portal import audit
from owes_portal.staff import staff_page
from registrations import services
from registrations.models import AccessibilityNeed
from registrations.staff.frame import CHANGE, show


class AnswerForm(forms.Form):
    """One for each need; the prefix keeps their fields apart."""

    use_required_attribute = False

    answer = forms.CharField(
        label=gettext_lazy("What we can provide"),
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": gettext_lazy("Write what we can provide.")},
    )

    def __init__(self, need, data=None):
        super().__init__(data, prefix=f"need-{need.pk}", initial={"answer": need.answer})


@staff_page(CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def needs(request, pk):
    event = get_object_or_404(Event, pk=pk)
    told = list(AccessibilityNeed.objects.for_event(event))
    answered = request.POST.get("need")
    for need in told:
        need.form = AnswerForm(need, request.POST if str(need.pk) == answered else None)
        if need.form.is_valid():
            services.answer_need(need, need.form.cleaned_data["answer"], by=request.user)
            messages.success(request, _("The answer is written down; the person is told."))
            return redirect("registrations:needs", pk)
    audit.record(request.user, audit.VIEW, event, reason=_("needs"))
    return show(request, "needs", event, title=_("Needs"), **summary(event, told))


def summary(event, told):
    """The needs with the days for our answers, and how many there are of each kind, without names."""
    for need in told:
        need.due, need.is_late = need.answer_due(event), need.is_overdue(event)
    kinds = Counter(need.get_kind_display() for need in told)
    bound = (need.form for need in told if need.form.is_bound)
    return {
        "open_needs": [need for need in told if need.is_open()],
        "answered_needs": [need for need in told if not need.is_open()],
        "kinds": sorted(kinds.items()),
        "form": next(bound, None),
    }
