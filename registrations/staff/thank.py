"""Thanks after an event, with the address of its survey: looked at, then sent once to everybody."""

from django import forms
from django.contrib import messages
from django.middleware.csp import get_nonce
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_http_methods

from events.forms import SurveyAddress
from events.models import Event
from owes_portal import audit
from owes_portal.mail_preview import PREVIEW_POLICY, as_read
from owes_portal.staff import staff_page
from registrations import emails, services
from registrations.staff.frame import CHANGE, show


class SurveyForm(forms.Form):
    survey_url = SurveyAddress(
        label=gettext_lazy("Address of the survey"),
        max_length=200,
        required=False,
        assume_scheme="https",
        help_text=gettext_lazy("It begins with https://. Empty: the mail asks for no answers."),
    )


@staff_page(CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
@csp_override(PREVIEW_POLICY)
def thank(request, pk):
    """Only what was looked at is sent: a new address is saved and shown first."""
    event = get_object_or_404(Event.objects.select_related("contact"), pk=pk)
    form = SurveyForm(request.POST or None, initial={"survey_url": event.survey_url})
    if not form.is_valid():
        audit.record(request.user, audit.VIEW, event)
        return show(request, "thank", event, title=_("Thanks"), form=form, **whom(request, event))
    if form.has_changed():
        event.survey_url = form.cleaned_data["survey_url"]
        event.save(update_fields=["survey_url"])
        messages.success(request, saved(is_to_be_sent="send" in request.POST))
    elif "send" in request.POST:
        send(request, event)
    return redirect("registrations:thank", pk)


def whom(request, event):
    """How many mails there are, who gets none, and the mail of the first who gets one."""
    owners = [owner for owner in services.whom_to_thank(event) if owner.has_own_mail()]
    new = emails.not_thanked(owners)
    reached = {person for owner in owners for person in owner.people_with_a_place()}
    counts = {
        "new": len(new),
        "thanked": len(owners) - len(new),
        "unreached": event.participants.confirmed().count() - len(reached),
        "may_be_sent": bool(new) and event.is_over() and not event.is_cancelled(),
    }
    read = as_read(emails.thanks_as_read(owners[0]), get_nonce(request)) if owners else {}
    return counts | read


def send(request, event):
    try:
        count = services.thank(event, by=request.user)
    except services.RegistrationRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, told(count))


def saved(*, is_to_be_sent):
    if is_to_be_sent:
        return _(
            "The address is saved, and nothing is sent yet: read the e-mail below, then send it."
        )
    return _("Saved. Below is the e-mail as people will read it.")


def told(count):
    if not count:
        return _("Everybody has been thanked already.")
    text = ngettext("%(count)d e-mail is on its way.", "%(count)d e-mails are on their way.", count)
    return text % {"count": count}
