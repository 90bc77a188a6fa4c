"""A message to chosen people: written, looked at as they will read it, sent once."""

import uuid

from django import forms
from django.contrib import messages
from django.middleware.csp import get_nonce
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_http_methods

from events.models import Event
from owes_portal import audit
from owes_portal.mail_preview import PREVIEW_POLICY, as_read
from owes_portal.staff import staff_page
from registrations import emails, services
from registrations.models import Status
from registrations.staff.frame import CHANGE, show


class MessageForm(forms.Form):
    use_required_attribute = False

    states = forms.MultipleChoiceField(
        label=gettext_lazy("To everybody who"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    registrations = forms.MultipleChoiceField(
        label=gettext_lazy("To single registrations"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    subject = forms.CharField(
        label=gettext_lazy("Subject"),
        max_length=120,
        error_messages={"required": gettext_lazy("Write the subject.")},
    )
    text = forms.CharField(
        label=gettext_lazy("Text"),
        max_length=5000,
        widget=forms.Textarea({"rows": 10}),
        help_text=gettext_lazy(
            "Plain text; the greeting, the link to the registration and our address are added."
        ),
        error_messages={"required": gettext_lazy("Write the text.")},
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, people, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = people
        self.fields["states"].choices = list(self._states())
        self.fields["registrations"].choices = list(self._registrations())

    def _states(self):
        for status in Status:
            count = sum(person.status == status for person in self.people)
            if count:
                yield status.value, f"{status.label} ({count})"

    def _registrations(self):
        parties = {}
        for person in self.people:
            parties.setdefault(person.registration, []).append(person.full_name)
        for registration in sorted(parties, key=lambda one: one.number):
            names = ", ".join(parties[registration])
            yield str(registration.pk), f"{registration.number}: {names}"

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("states") and not cleaned.get("registrations"):
            self.add_error("states", _("Choose whom the message is for."))
        return cleaned

    def chosen(self):
        states, registrations = self.cleaned_data["states"], self.cleaned_data["registrations"]
        return [
            person
            for person in self.people
            if person.status in states or str(person.registration_id) in registrations
        ]


@staff_page(CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
@csp_override(PREVIEW_POLICY)
def message(request, pk):
    """Write, look, send; the key in the form makes a second press of the button harmless."""
    event = get_object_or_404(Event, pk=pk)
    # Who sent a second form may be a stranger to the address, also once it was turned down.
    people = [one for one in event.participants.for_desk() if not one.registration.double_of_id]
    initial = {"states": request.GET.getlist("stan")}
    form = MessageForm(people, request.POST or None, initial=initial)
    if "change" in request.POST or not form.is_valid():
        audit.record(request.user, audit.VIEW, event)
        return show(request, "message", event, title=_("Message"), form=form)
    if "send" not in request.POST:
        return preview(request, event, form)
    words = {name: form.cleaned_data[name] for name in ("subject", "text", "key")}
    sent = services.send_message(event, form.chosen(), by=request.user, **words)
    messages.success(request, told(sent.people))
    return redirect("registrations:workspace", pk)


def preview(request, event, form):
    """The mail as the first of the chosen people will read it, and who has to be called."""
    chosen = form.chosen()
    reached = [person for person in chosen if person.can_be_mailed()]
    context = {
        "form": form,
        "reached": reached,
        "unreached": [person for person in chosen if not person.can_be_mailed()],
    }
    if reached:
        registration = reached[0].registration
        registration.event = event
        words = form.cleaned_data["subject"], form.cleaned_data["text"]
        context |= as_read(emails.message_as_read(registration, *words), get_nonce(request))
    return show(request, "message_preview", event, title=_("Check the message"), **context)


def told(people):
    text = ngettext(
        "The message is on its way to %(count)d person.",
        "The message is on its way to %(count)d people.",
        people,
    )
    return text % {"count": people}
