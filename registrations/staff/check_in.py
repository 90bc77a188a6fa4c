"""At the door: a code, a number or a surname, and the person is noted as present."""

import uuid

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, prefetch_related_objects
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from owes_portal import audit
from owes_portal.middleware import PERMISSIONS_WITH_CAMERA
from owes_portal.staff import staff_page
from owes_portal.templatetags.typography import clock, date_range, moment
from registrations import services
from registrations.check_in import find, find_elsewhere
from registrations.models import Tick
from registrations.staff.attendance import day_of
from registrations.staff.forms import WhyBeyond
from registrations.staff.frame import CHANGE, TICK, show

# In the address: the person was noted before, perhaps with the same code.
EARLIER = "wczesniej"


class CheckInForm(forms.Form):
    """What was scanned or typed, and whom it means; the key makes a second sending harmless."""

    use_required_attribute = False

    typed = forms.CharField(
        label=gettext_lazy("Number of the registration, code or surname"),
        max_length=100,
        help_text=gettext_lazy("For example 147, W-2026-0147 or Kowal."),
        error_messages={
            "required": gettext_lazy("Write the number of the registration or the surname.")
        },
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "off", "autofocus": True}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    noted_at = forms.DateTimeField(widget=forms.HiddenInput, required=False)

    def __init__(self, event, *args):
        super().__init__(*args)
        self.event = event

    def clean_typed(self):
        typed = self.cleaned_data["typed"]
        self.source, self.people = find(self.event, typed)
        if not self.people:
            raise forms.ValidationError(_nobody(self.event, typed), code="nobody")
        return typed

    def is_sure(self):
        """A code or a number means this very person; a surname is only a guess."""
        return len(self.people) == 1 and self.source != Tick.Source.DESK


class ArrivalForm(forms.Form):
    """The button beside a name; with a reason if there is no place left."""

    use_required_attribute = False

    source = forms.ChoiceField(choices=Tick.Source, widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    over_capacity = WhyBeyond()


def _nobody(event, typed):
    other = find_elsewhere(event, typed)
    if other is None:
        return _("Nobody of this event is found. Look at what was typed, or try the surname.")
    words = {"title": other.title, "dates": date_range(other.starts_at, other.ends_at)}
    return _("This is for another event: “%(title)s”, %(dates)s.") % words


@staff_page(TICK)
@require_http_methods(["GET", "HEAD", "POST"])
def check_in(request, pk, day):
    """Asks who has come; a code or a number is noted at once, of several people one is chosen."""
    day = day_of(pk, day)
    form = CheckInForm(day.event, request.POST if request.method == "POST" else None)
    if form.is_valid() and form.is_sure():
        return note(request, day, form.people[0], form.source, form.cleaned_data)
    if form.errors and is_from_camera(request):
        first, *_rest = form.errors.values()
        return JsonResponse({"kind": "unknown", "text": first[0]}, status=400)
    people = with_day(form.people, day) if form.is_valid() else []
    if people:
        audit.record(request.user, audit.VIEW, day.event)
    source = getattr(form, "source", "")
    return draw(request, day, form=form, people=people, source=source)


@staff_page(TICK)
@require_http_methods(["GET", "HEAD", "POST"])
def arrival(request, pk, day, person):
    """One person at the door: how things stand; POST notes that she has come."""
    day = day_of(pk, day)
    person = get_object_or_404(day.event.participants.for_change(), pk=person)
    form = ArrivalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return note(request, day, person, form.cleaned_data["source"], form.cleaned_data)
    audit.record(request.user, audit.VIEW, person)
    return draw(request, day, person=person)


def is_from_camera(request):
    return request.headers.get("Accept") == "application/json"


def with_day(people, day):
    """Each knows whether she is there, asked for at once."""
    here = Prefetch("attendances", day.attendances.present(), "here")
    prefetch_related_objects(people, here)
    return people


def note(request, day, person, source, sent):
    """Write it down and go to the page that says so; a refusal stands beside the name."""
    key = uuid.uuid5(sent["key"], str(person.pk))
    try:
        tick = noted(request.user, day, person, source=source, key=key, sent=sent)
    except services.RegistrationRefused as refusal:
        return refused(request, day, person, refusal, sent)
    is_earlier = tick is not None and tick.key != key
    if is_from_camera(request):
        return JsonResponse(standing(person, day, is_earlier=is_earlier) | {"count": count(day)})
    address = address_of(person, day)
    return redirect(f"{address}?{EARLIER}" if is_earlier else address)


def noted(user, day, person, *, source, key, sent):
    """Whoever has no place is let in by those only who may give places."""
    if person.is_confirmed() or "over_capacity" not in sent:
        at = sent.get("noted_at")
        return services.arrive(person, day, source=source, by=user, key=key, noted_at=at)
    if not user.has_perm(CHANGE):
        raise PermissionDenied
    reason = sent["over_capacity"]
    return services.let_in(person, day, source=source, by=user, key=key, over_capacity=reason)


def refused(request, day, person, refusal, sent):
    if is_from_camera(request):
        said = standing(person, day) | {"address": address_of(person, day), "count": count(day)}
        if person.is_confirmed():  # Then it is not the place that is missing.
            said["text"] = f"{person.full_name} – {refusal}"
        return JsonResponse(said)
    audit.record(request.user, audit.VIEW, person)
    reason = {"over_capacity": sent.get("over_capacity", "")}
    return draw(request, day, person=person, refusal=str(refusal), reason=reason)


def address_of(person, day):
    return reverse("registrations:arrival", args=[day.event_id, day.pk, person.pk])


def count(day):
    """How many are there, signed up for that day or not, as the page of the day counts them."""
    people = day.event.participants.confirmed()
    here = people.filter(attendances__in=day.attendances.present()).count()
    words = {"here": here, "expected": people.coming_on(day).count()}
    return _("Present: %(here)d, signed up for this day: %(expected)d") % words


def standing(person, day, *, is_earlier=False):
    """How things stand with a person at the door: a kind for the eye, and the words."""
    is_there = day.attendances.present().filter(participant=person).exists()
    came = person.ticks.filter(day=day).of_arrival().first() if is_there else None
    words = {"person": person.full_name, "state": person.get_status_display()}
    if not is_there:
        kind = "ready" if person.is_confirmed() else "decide"
        return {"kind": kind, "text": _("%(person)s – %(state)s") % words}
    if not is_earlier:
        return {"kind": "done", "text": _("%(person)s – presence is noted") % words}
    words["moment"] = in_brief(came.noted_at)
    return {"kind": "earlier", "text": _("%(person)s – was noted before: %(moment)s") % words}


def in_brief(at):
    """Of today the hour is enough."""
    return clock(at) if timezone.localdate(at) == timezone.localdate() else moment(at)


def draw(request, day, *, form=None, person=None, reason=None, **context):
    """The page for the next one, with what became of the last one above it."""
    if person:
        is_earlier = EARLIER in request.GET
        context |= {"person": person, "standing": standing(person, day, is_earlier=is_earlier)}
        context["comes"] = person.comes_on(day)
        context["arrival_form"] = ArrivalForm(initial=reason)
    context |= {"day": day, "form": form or CheckInForm(day.event), "count": count(day)}
    response = show(request, "check_in", day.event, title=_("At the door"), **context)
    response["Permissions-Policy"] = PERMISSIONS_WITH_CAMERA
    return response
