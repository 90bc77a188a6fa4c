"""„Send me the link”: the same answer to everybody, whether the address is known or not."""

from django.db import transaction
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from owes_portal.limits import TooMany
from owes_portal.nudge import nudge
from registrations import limits, services, tasks
from registrations.forms.own import LinkForm


@require_http_methods(["GET", "HEAD", "POST"])
def link(request):
    form = LinkForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_valid():
        try:
            limits.allow_link(request, form.cleaned_data["email"])
        except TooMany as refusal:
            form.add_error(None, str(refusal))
            status = 429
        else:
            _ask(form.cleaned_data["email"])
            return redirect("registrations:link_sent")
    return render(request, "registrations/link.html", {"form": form}, status=status)


def _ask(email):
    asked = services.ask_for_links(email)
    transaction.on_commit(lambda: nudge(tasks.send_links, asked.pk), robust=True)


@require_safe
def link_sent(request):
    return render(request, "registrations/link_sent.html")
