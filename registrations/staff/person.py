"""A person's data corrected by staff, and somebody added to a registration that exists."""

import uuid
from dataclasses import replace

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
from registrations.models import Participant, Registration
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


class KeyForm(forms.Form):
    """Makes a second press of the button harmless."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


@staff_page(CHANGE)
@takes_files
@require_http_methods(["GET", "HEAD", "POST"])
def person(request, pk):
    """The resident's own form for one person, with what is known of her."""
    participant = get_object_or_404(Participant.objects.for_change(), pk=pk)
    registration = participant.registration
    registration.event = Event.objects.for_reading().get(pk=registration.event_id)
    form = OnePersonForm(
        registration,
        *sent_by(request),
        participant=participant,
        may_be_unnamed=participant.is_unnamed(),
        title=participant.full_name,
    )
    why = WhyForm(*sent_by(request)[:1])
    if all([form.is_valid(), why.is_valid()]) and changed(form, why, request.user):
        messages.success(request, _("The data of the person are changed."))
        return redirect("registrations:dossier", participant.registration_id)
    audit.record(request.user, audit.VIEW, participant)
    context = {"form": form, "why": why, "registration": registration}
    title = _("Change the data of a person")
    return show(request, "person", registration.event, title=title, **context)


@staff_page(CHANGE)
@takes_files
@require_http_methods(["GET", "HEAD", "POST"])
def new_person(request, pk):
    """The same form, empty: one more person comes with the registration."""
    registration = get_object_or_404(Registration.objects.live(), pk=pk)
    registration.event = Event.objects.for_reading().get(pk=registration.event_id)
    form = OnePersonForm(
        registration,
        *sent_by(request),
        may_be_unnamed=registration.may_leave_names_open(),
        is_somebody_else=True,
        title=_("One more person"),
    )
    why, key = WhyForm(*sent_by(request)[:1]), KeyForm(*sent_by(request)[:1])
    are_valid = all([form.is_valid(), why.is_valid(), key.is_valid()])
    if are_valid and added(registration, form, why, key, request.user):
        messages.success(request, _("The person is added. See below whether there was a place."))
        return redirect("registrations:dossier", pk)
    audit.record(request.user, audit.VIEW, registration)
    context = {"form": form, "why": why, "key": key, "registration": registration}
    return show(request, "person", registration.event, title=_("Add a person"), **context)


def sent_by(request):
    return (request.POST, request.FILES) if request.method == "POST" else ()


def changed(form, why, user):
    return done(form, why, user, services.change_person, form.participant, form.person())


def added(registration, form, why, key, user):
    # Bound to the registration, as the key of the public page is.
    key = uuid.uuid5(registration.key, str(key.cleaned_data["key"]))
    people = [replace(form.person(), key=key)]
    return done(form, why, user, services.add_people, registration, people)


def done(form, why, user, verb, *arguments):
    """What the service gives, or None with the refusal in the form."""
    try:
        return verb(*arguments, services.by_staff(user, why.cleaned_data["reason"]))
    except services.RegistrationRefused as refusal:
        form.add_error(None, str(refusal))
        return None
