"""One person on one day: what is said about her, and all that was said before."""

import uuid

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from owes_portal import audit
from owes_portal.staff import staff_page
from owes_portal.templatetags.typography import time_of
from registrations import services
from registrations.models import Attendance
from registrations.staff.attendance import day_of
from registrations.staff.frame import SEE_ATTENDANCE, TICK, in_words, show

OUT_OF_DATE = gettext_lazy("The page is out of date. Open it anew and try again.")


# Chosen in order to take back what was noted.
NOTHING = "nothing"


class TickForm(forms.Form):
    """As the buttons, the script and the page of one person send it."""

    use_required_attribute = False

    state = forms.TypedChoiceField(
        label=gettext_lazy("What was it like"),
        choices=[*Attendance.State.choices, (NOTHING, gettext_lazy("not noted"))],
        coerce=lambda value: "" if value == NOTHING else value,
        widget=forms.RadioSelect,
        error_messages={"required": OUT_OF_DATE, "invalid_choice": OUT_OF_DATE},
    )
    hours = forms.IntegerField(
        label=gettext_lazy("Teaching hours, if it was only a part of the day"),
        required=False,
        error_messages={"invalid": gettext_lazy("Write the hours as a number, for example 4.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Why you correct it"),
        help_text=gettext_lazy("Needed when the day is over and something was noted already."),
        max_length=300,
        required=False,
    )
    key = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={"required": OUT_OF_DATE, "invalid": OUT_OF_DATE},
    )
    seen = forms.IntegerField(
        widget=forms.HiddenInput,
        error_messages={"required": OUT_OF_DATE, "invalid": OUT_OF_DATE},
    )
    noted_at = forms.DateTimeField(
        widget=forms.HiddenInput, required=False, error_messages={"invalid": OUT_OF_DATE}
    )

    def clean(self):
        """Hours are only asked of people who were there."""
        cleaned = super().clean()
        if cleaned.get("state") != Attendance.State.PRESENT:
            cleaned["hours"] = None
            self.errors.pop("hours", None)
        return cleaned

    def why_not(self):
        """The first thing that is wrong with it, in words."""
        return next((str(texts[0]) for texts in self.errors.values()), "")


@staff_page(SEE_ATTENDANCE)
@require_http_methods(["GET", "HEAD", "POST"])
def attendance_person(request, pk, day, participant):
    """POST ticks: a script is answered with how things stand, a form is led back to its row."""
    day = day_of(pk, day)
    people = day.event.participants.select_related("registration")
    person = get_object_or_404(people, pk=participant)
    if request.method != "POST":
        return page_of(request, day, person, blank_form(day, person))
    if not request.user.has_perm(TICK):
        raise PermissionDenied
    form = TickForm(request.POST)
    status = say(form, day, person, by=request.user)
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        return JsonResponse(standing(day, person) | {"refusal": form.why_not()}, status=status)
    if status == 200:
        messages.success(request, _("Saved."))
        address = reverse("registrations:attendance_day", args=[pk, day.pk])
        return redirect(f"{address}#osoba-{person.pk}")
    return page_of(request, day, person, seen_anew(form, day, person), status=status)


def say(form, day, person, *, by):
    """The status of the answer; why it was refused stands in the form."""
    if not form.is_valid():
        return 400
    try:
        services.tick(person, day, services.Said(**form.cleaned_data), by=by)
    except services.RegistrationRefused as refusal:
        form.add_error(None, in_words(refusal))
        return 409 if isinstance(refusal, services.TickedOtherwise) else 400
    return 200


def standing(day, person):
    """How things stand, as the script reads it: who said so last, and when by the Polish clock."""
    known = person.attendances.filter(day=day).first()
    line = person.ticks.of_day(day).last()
    return {
        "state": known.state if known else "",
        "hours": known.hours if known else None,
        "revision": known.revision if known else 0,
        "at": time_of(line.at) if line else "",
        "by": str(line.by) if line else "",
    }


def blank_form(day, person):
    """As things stand now, with a key of its own: pressed twice it is one tick."""
    known = standing(day, person)
    words = {"state": known["state"] or NOTHING, "hours": known["hours"], "seen": known["revision"]}
    return TickForm(initial=words | {"key": uuid.uuid4()})


def seen_anew(form, day, person):
    """What was typed stays; sent once more, it answers to what is on the screen now."""
    form.data = form.data.copy()
    form.data["seen"] = standing(day, person)["revision"]
    return form


def page_of(request, day, person, form, *, status=200):
    audit.record(request.user, audit.VIEW, person.registration, reason=_("attendance"))
    context = {
        "day": day,
        "person": person,
        "form": form,
        "known": person.attendances.filter(day=day).first(),
        "lines": person.ticks.of_day(day),
        "may_tick": request.user.has_perm(TICK),
    }
    title = _("Attendance: %(person)s") % {"person": person.full_name}
    return show(request, "attendance_person", day.event, title=title, status=status, **context)
