"""Who was there: the event at a glance, and each of its days to be ticked on a phone."""

import uuid
from collections import Counter

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from events.models import Event, EventDay
from owes_portal import audit
from owes_portal.staff import staff_page
from owes_portal.templatetags.typography import date_range
from registrations import services
from registrations.models import Attendance, Tick
from registrations.staff.frame import SEE_ATTENDANCE, TICK, show

State = Attendance.State
# What the script says; {…} is put in there.
WORDS = {
    "waits": gettext_lazy("waits for the network"),
    "sends": gettext_lazy("being saved"),
    "saved": gettext_lazy("saved at {at}, {by}"),
    "nothing": gettext_lazy("not noted yet"),
    "hours": gettext_lazy("{n} teaching hours"),
    "other": gettext_lazy("somebody has noted already: {state} ({at}, {by})"),
    "mine": gettext_lazy("Save mine: {state}"),
    "gone": gettext_lazy("This person or this day is no longer at the event."),
    "left": gettext_lazy("Waiting to be saved: {n}."),
    "due": gettext_lazy("To be decided by you: {n}."),
    "done": gettext_lazy("Everything is saved."),
    "found": gettext_lazy("Found: {n}."),
}


@staff_page(SEE_ATTENDANCE)
@require_safe
def attendance(request, pk):
    event = get_object_or_404(Event, pk=pk)
    audit.record(request.user, audit.VIEW, event, reason=_("attendance"))
    people = people_of(event)
    days = list(event.days.all())
    context = {
        "days": sorted((tally(day, people) for day in days), key=today_first),
        "rows": [row_of(person, days) for person in people],
        "hours_in_all": sum(day.teaching_hours for day in days),
        "script": script(request, event),
    }
    return show(request, "attendance", event, title=_("Attendance"), **context)


def people_of(event):
    """Everybody with a place, with all that was ticked; the event and its days are read once."""
    prefetch_related_objects([event], "days")
    people = list(event.participants.for_attendance())
    for person in people:
        person.event = event
    return people


def tally(day, people):
    """How many were there on that day, and of how many nothing was said."""
    known = (person.attendance_on(day) for person in people)
    states = Counter(one.state for one in known if one and one.state)
    return {
        "day": day,
        "is_today": timezone.localdate(day.starts_at) == timezone.localdate(),
        "counts": [(label, states[state]) for state, label in State.choices],
        "unmarked": sum(person.is_unmarked_on(day) for person in people),
    }


def today_first(tally):
    return not tally["is_today"], tally["day"].starts_at


def row_of(person, days):
    """One person in the table: what was said on each day, and whether it is enough."""
    attended, in_all = person.attended_hours(), sum(day.teaching_hours for day in days)
    return {
        "person": person,
        "days": [(day, person.attendance_on(day), person.comes_on(day)) for day in days],
        "hours": attended,
        "per_cent": 100 * attended // in_all if in_all else 0,
        "is_entitled": person.is_entitled(),
    }


def script(request, event):
    """What the script must know: whose touches it keeps, of which event, and its words."""
    return {
        "store": f"obecnosc/{request.user.pk}/{event.pk}/",
        "words": {name: str(text) for name, text in WORDS.items()},
        "states": dict(State.choices),
    }


@staff_page(SEE_ATTENDANCE)
@require_safe
def attendance_day(request, pk, day):
    day = day_of(pk, day)
    audit.record(request.user, audit.VIEW, day.event, reason=_("attendance"))
    people = people_of(day.event)
    rows = list(rows_of(day, people))
    expected = [row for row in rows if row["comes"]]
    context = {
        "day": day,
        "is_past": day.is_past(),
        "has_ended": day.ends_at <= timezone.now(),
        "has_come": timezone.localdate(day.starts_at) <= timezone.localdate(),
        "expected": expected,
        "others": [row for row in rows if not row["comes"]],
        "present": sum(row["state"] == State.PRESENT for row in rows),
        "unmarked": sum(person.is_unmarked_on(day) for person in people),
        "may_tick": request.user.has_perm(TICK),
        "script": script(request, day.event),
    }
    title = _("Attendance: %(day)s") % {"day": date_range(day.starts_at)}
    return show(request, "attendance_day", day.event, title=title, **context)


def day_of(event_pk, pk):
    """That day of the event, or no such page."""
    return get_object_or_404(EventDay.objects.select_related("event"), pk=pk, event=event_pk)


def rows_of(day, people):
    """Each person with how things stand, who said so last, and a button for each state."""
    lines = {line.participant_id: line for line in Tick.objects.of_day(day)}
    for person in people:
        known = person.attendance_on(day)
        state = known.state if known else ""
        yield {
            "person": person,
            "comes": person.comes_on(day),
            "known": known,
            "state": state,
            "line": lines.get(person.pk),
            "key": uuid.uuid4(),
            "buttons": [(value, label, value == state) for value, label in State.choices],
        }


@staff_page(TICK)
@require_http_methods(["GET", "HEAD", "POST"])
def attendance_rest(request, pk, day):
    """GET names those of whom nothing was said, POST marks them absent."""
    day = day_of(pk, day)
    if request.method == "POST":
        mark_rest(request, day)
        return redirect("registrations:attendance_day", pk, day.pk)
    audit.record(request.user, audit.VIEW, day.event, reason=_("attendance"))
    people = day.event.participants.unmarked_on(day).in_polish_order()
    context = {"day": day, "people": people, "has_ended": day.ends_at <= timezone.now()}
    title = _("Mark the rest as absent")
    return show(request, "attendance_rest", day.event, title=title, **context)


def mark_rest(request, day):
    try:
        people = services.mark_rest_absent(day, by=request.user)
    except services.RegistrationRefused as refusal:
        messages.error(request, str(refusal))
    else:
        text = ngettext("Absent: %(count)d person.", "Absent: %(count)d people.", len(people))
        messages.success(request, text % {"count": len(people)})
