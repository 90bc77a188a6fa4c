"""People of a registration: one more, another name or other data, one fewer."""

import uuid
from dataclasses import replace

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from owes_portal.limits import TooMany
from registrations import limits, services
from registrations.decorators import person_page, secret_page
from registrations.forms import OnePersonForm
from registrations.quota import takes_files
from registrations.views.own import back_saved

NAMES = ("first_name", "last_name")


@takes_files
@secret_page
def add_person(request, registration):
    """One page; the key that travels in the form makes of two clicks one person."""
    form = _form(
        request,
        registration,
        may_be_unnamed=registration.may_leave_names_open(),
        is_somebody_else=True,
    )
    key = request.POST.get("key") or str(uuid.uuid4())
    if form.is_valid() and _add(registration, form, key):
        return back_saved(registration)
    context = {
        "registration": registration,
        "event": registration.event,
        "form": form,
        "key": key,
        "why_closed": registration.why_nobody_can_be_added(),
    }
    return render(request, "registrations/add_person.html", context)


def _add(registration, form, key):
    # Bound to the registration, so that nobody can take another's key.
    person = replace(form.person(), key=uuid.uuid5(registration.key, key))
    because = services.by_person(_("Added with the link."))
    return _done(form, services.add_people, registration, [person], because)


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
    form = _form(
        request,
        person.registration,
        participant=person,
        may_be_unnamed=person.is_unnamed() and person.registration.may_leave_names_open(),
        is_somebody_else=owner != person,
    )
    if not person.can_be_named():
        for name in NAMES:
            form.fields[name].disabled = True
    if form.is_valid():
        because = services.by_person(_("Data changed with the link."))
        changed = _done(form, services.change_person, person, form.person(), because)
        if changed:  # Whoever comes instead of somebody else has a new link.
            return back_saved(changed if owner == person else owner)
    context = {"owner": owner, "person": person, "event": person.registration.event, "form": form}
    return render(request, "registrations/change_person.html", context)


def _form(request, registration, **options):
    """With what was sent; files are counted before they are read, and refused above what was typed."""
    if request.method != "POST":
        return OnePersonForm(registration, **options)
    try:
        return OnePersonForm(registration, request.POST, limits.files_of(request), **options)
    except TooMany as refusal:
        form = OnePersonForm(registration, request.POST, **options)
        form.full_clean()
        form.add_error(None, str(refusal))
        return form


def _done(form, verb, *arguments):
    """What it gives; what refuses it is said in the form, above everything that was typed."""
    try:
        if "email" in form.changed_data:
            limits.allow_own_mail(form.cleaned_data["email"])
        return verb(*arguments)
    except (services.RegistrationRefused, TooMany) as refusal:
        form.add_error(None, str(refusal))
        return None


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
