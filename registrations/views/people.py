"""People of a registration: one more, another name or other data, one fewer."""

import uuid
from contextlib import contextmanager
from dataclasses import replace

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from owes_portal.limits import TooMany
from registrations import limits, services
from registrations.decorators import person_page, secret_page
from registrations.forms import PersonForm
from registrations.forms.own import NeedsConsentForm
from registrations.quota import takes_files

NAMES = ("first_name", "last_name")


@takes_files
@secret_page
def add_person(request, registration):
    """One page; the key that travels in the form makes of two clicks one person."""
    form = PersonForm(
        registration.event,
        *_sent(request),
        may_be_unnamed=registration.may_leave_names_open(),
        is_somebody_else=True,
    )
    consent = NeedsConsentForm(registration, _sent(request)[0])
    key = request.POST.get("key") or str(uuid.uuid4())
    if _are_valid(form, consent) and _add(request, registration, form, consent, key):
        return redirect(registration)
    context = {
        "registration": registration,
        "event": registration.event,
        "form": form,
        "consent": consent,
        "key": key,
        "why_closed": registration.why_nobody_can_be_added(),
    }
    return render(request, "registrations/add_person.html", context)


def _add(request, registration, form, consent, key):
    # Bound to the registration, so that nobody can take another's key.
    person = replace(form.person(), key=uuid.uuid5(registration.key, key))
    because = services.by_person(_("Added with the link."))
    with _refusals_in(form):
        _prepare(request, registration, consent)
        return services.add_people(registration, [person], because)


@takes_files
@secret_page
def change_person(request, registration, pk):
    person = _person(registration, pk)
    return _change(request, person, registration)


@takes_files
@person_page
def place_data(request, person):
    return _change(request, person, person)


def _change(request, person, owner):
    """After the deadline for names the rest may still be changed; both are said on the page."""
    form = PersonForm(
        person.registration.event,
        *_sent(request),
        participant=person,
        may_be_unnamed=person.is_unnamed() and person.registration.may_leave_names_open(),
        is_somebody_else=owner != person,
    )
    consent = NeedsConsentForm(person.registration, _sent(request)[0])
    if not person.can_be_named():
        for name in NAMES:
            form.fields[name].disabled = True
    if _are_valid(form, consent):
        changed = _save(request, person, form, consent)
        if changed:
            return redirect(changed if owner == person else owner)
    context = {
        "owner": owner,
        "person": person,
        "event": person.registration.event,
        "form": form,
        "consent": consent,
    }
    return render(request, "registrations/change_person.html", context)


def _save(request, person, form, consent):
    """The person afterwards: whoever comes instead of somebody else has a new link."""
    because = services.by_person(_("Data changed with the link."))
    with _refusals_in(form):
        _prepare(request, person.registration, consent)
        return services.change_person(person, form.person(), because)


def _sent(request):
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _are_valid(form, consent):
    return form.is_valid() and consent.is_valid() and consent.is_enough_for(form)


def _prepare(request, registration, consent):
    if request.FILES:
        limits.allow_upload(request)
    if consent.is_given():
        because = services.by_person(_("A consent was given."))
        services.give_consent(registration, consent.text, because)


@contextmanager
def _refusals_in(form):
    """What refuses a change is said in the form, above everything that was typed."""
    try:
        yield
    except (services.RegistrationRefused, TooMany) as refusal:
        form.add_error(None, str(refusal))


@secret_page
def cancel_person(request, registration, pk):
    """GET shows what would happen, POST does it."""
    person = _person(registration, pk)
    if request.method == "POST" and person.can_be_cancelled():
        because = services.by_person(_("Cancelled by the person."))
        services.cancel_people(registration, [person], because)
        return redirect(registration)
    context = {"owner": registration, "person": person, "event": registration.event}
    return render(request, "registrations/cancel_person.html", context)


def _person(registration, pk):
    """Somebody of this very registration; whoever else has that number is not found."""
    person = get_object_or_404(registration.participants, pk=pk)
    person.registration = registration
    return person
