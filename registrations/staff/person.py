"""A person's data corrected by staff: a name given by telephone, another day, a diet."""

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
from registrations.forms import OnePersonForm
from registrations.models import Participant
from registrations.quota import takes_files
from registrations.staff.frame import CHANGE, show


class WhyForm(forms.Form):
    use_required_attribute = False

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        initial=gettext_lazy("Asked for by telephone."),
        help_text=gettext_lazy("The person can read it in the registration."),
        error_messages={"required": gettext_lazy("Write the reason.")},
    )


@staff_page(CHANGE)
@takes_files
@require_http_methods(["GET", "HEAD", "POST"])
def person(request, pk):
    """The resident's own form for one person, with what is known of her."""
    participant = get_object_or_404(Participant.objects.for_change(), pk=pk)
    registration = participant.registration
    registration.event = Event.objects.for_reading().get(pk=registration.event_id)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = OnePersonForm(
        registration,
        *sent,
        participant=participant,
        may_be_unnamed=participant.is_unnamed(),
        title=participant.full_name,
    )
    why = WhyForm(*sent[:1])
    if all([form.is_valid(), why.is_valid()]) and changed(form, why, request.user):
        messages.success(request, _("The data of the person are changed."))
        return redirect("registrations:dossier", participant.registration_id)
    audit.record(request.user, audit.VIEW, participant)
    context = {"form": form, "why": why, "registration": registration}
    title = _("Change the data of a person")
    return show(request, "person", registration.event, title=title, **context)


def changed(form, why, user):
    """The person afterwards, or None with the refusal in the form."""
    try:
        because = services.by_staff(user, why.cleaned_data["reason"])
        return services.change_person(form.participant, form.person(), because)
    except services.RegistrationRefused as refusal:
        form.add_error(None, str(refusal))
        return None
