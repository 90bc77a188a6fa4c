"""What people of an event will be told of its change: looked at, sent at once or not at all."""

from django import forms
from django.contrib import messages
from django.middleware.csp import get_nonce
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_http_methods, require_POST

from events.models import Event
from owes_portal import audit
from owes_portal.mail_preview import PREVIEW_POLICY, as_read
from owes_portal.staff import staff_page
from owes_portal.templatetags.typography import clock
from registrations import emails, services
from registrations.services.waiting import by_registration
from registrations.staff.frame import CHANGE, show
from registrations.staff.message import told


def event_saved(event, capacity, *, before, by):
    """Offer what is free, and say whether people will be told of a change."""
    event = services.change_capacity(event, capacity, by=by)
    notice = services.tell_later(event, before) if before else None
    if notice is None:
        return ""
    words = plan(notice, services.whom_to_tell(notice))
    address = reverse("registrations:notice", args=[event.pk])
    return format_html('{} <a href="{}">{}</a>', words, address, _("Look and decide"))


def plan(notice, people):
    """Who will be told what and when, in one sentence."""
    if notice.event.is_over():
        return _("The days of the event are over now, so nobody is told of the change.")
    count = sum(person.can_be_mailed() for person in people)
    if notice.is_cancellation:
        text = ngettext(
            "The event is called off; %(time)s %(count)d person is told of it.",
            "The event is called off; %(time)s %(count)d people are told of it.",
            count,
        )
    else:
        text = ngettext(
            "The date or the place has changed; %(time)s %(count)d person is told of it.",
            "The date or the place has changed; %(time)s %(count)d people are told of it.",
            count,
        )
    return text % {"count": count, "time": clock(notice.due_at)}


class DecisionForm(forms.Form):
    """What becomes of the notice as it was looked at: `deed` is the button that was pressed."""

    use_required_attribute = False

    SEND, WITHHOLD = "send", "withhold"

    seen = forms.DateTimeField(widget=forms.HiddenInput)
    deed = forms.ChoiceField(choices=[(SEND, SEND), (WITHHOLD, WITHHOLD)])
    reason = forms.CharField(
        label=gettext_lazy("Why nobody has to be told"),
        max_length=300,
        help_text=gettext_lazy("For example: only a slip of the pen was put right."),
        error_messages={"required": gettext_lazy("Write the reason.")},
    )

    def __init__(self, data=None, *, is_cancellation):
        super().__init__(data)
        self.fields["reason"].required = self.data.get("deed") != self.SEND
        if is_cancellation:
            self.fields["reason"].help_text = _("For example: everybody was told by telephone.")

    def decide(self, event, by):
        """Do it; what staff read then."""
        seen, reason = self.cleaned_data["seen"], self.cleaned_data["reason"]
        if self.cleaned_data["deed"] == self.WITHHOLD:
            services.tell_nobody(event, seen=seen, reason=reason, by=by)
            return _("Nobody is told. The reason is written down.")
        return told(services.tell_now(event, seen=seen, by=by).people)


@staff_page(CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
@csp_override(PREVIEW_POLICY)
def notice(request, pk):
    """GET shows the message; POST sends it at once, or leaves it unsent for a reason."""
    event = get_object_or_404(Event, pk=pk)
    form = DecisionForm(request.POST or None, is_cancellation=event.is_cancelled())
    if form.is_valid() and (words := decided(form, event, request.user)):
        messages.success(request, words)
        return redirect("registrations:workspace", pk)
    audit.record(request.user, audit.VIEW, event)
    context = waiting(event, get_nonce(request)) | {"form": form}
    context["earlier"] = [one for one in event.notices.newest_first() if not one.is_waiting()]
    is_off = event.is_cancelled()
    title = _("Message that the event is called off") if is_off else _("Message about a change")
    return show(request, "notice", event, title=title, **context)


def decided(form, event, user):
    """What was done, in words; nothing if it was refused, and then the form says why."""
    try:
        return form.decide(event, user)
    except services.RegistrationRefused as refusal:
        form.add_error(None, str(refusal))
        return ""


def waiting(event, nonce):
    """The notice that waits, whom it reaches, and the mail as the first of them will read it."""
    found = event.notices.waiting().first()
    if found is None:
        return {}
    found.event = event
    people = services.whom_to_tell(found)
    reached = [person for person in people if person.can_be_mailed()]
    context = {
        "notice": found,
        "plan": plan(found, people),
        "reached": reached,
        "to_call": [person for person in people if not person.can_be_mailed()],
    }
    if reached:
        registration, party = next(by_registration(reached, event))
        context |= as_read(emails.notice_as_read(found, registration, party), nonce)
    return context


@staff_page(CHANGE)
@require_POST
def called(request, pk, person):
    """Somebody without an e-mail was told by telephone."""
    event = get_object_or_404(Event, pk=pk)
    participant = get_object_or_404(event.participants, pk=person)
    services.called(participant, by=request.user)
    messages.success(request, _("It is written down that this person was told."))
    return redirect("registrations:workspace", pk)
