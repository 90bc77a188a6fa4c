"""One signed list beside the ticks of its day: looked at, ticked from, compared, withdrawn."""

import uuid

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from owes_portal import audit
from owes_portal.paging import page_of
from owes_portal.staff import staff_page
from registrations import services
from registrations.models import Attendance, SignedList, Tick
from registrations.staff.frame import TICK, show
from registrations.staff.signed_lists import VIEW

CHANGE = "registrations.change_signedlist"
PEOPLE_PER_PAGE = 100
State = Attendance.State
NOTHING = "none"
CHOICES = [*State.choices, (NOTHING, gettext_lazy("no entry"))]


class TicksForm(forms.Form):
    """What the list says of each person; `seen` is how the day was ticked when the page was drawn."""

    use_required_attribute = False

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, scan, people, data=None):
        super().__init__(data)
        self.scan = scan
        # Who got a place while the page was open stands on the next one.
        self.people = [one for one in people if data is None or f"seen-{one.pk}" in data]
        for person in self.people:
            seen = seen_of(person)
            self.fields[f"state-{person.pk}"] = forms.ChoiceField(
                label=person.full_name,
                choices=CHOICES,
                widget=forms.RadioSelect,
                help_text=note_on(person, scan.day),
                initial=seen.partition(":")[2],
            )
            self.fields[f"seen-{person.pk}"] = forms.RegexField(
                r"\A\d{1,9}:[a-z]+\Z", widget=forms.HiddenInput, initial=seen
            )

    def rows(self):
        """(person, the field, what was seen) of each."""
        for person in self.people:
            yield person, self[f"state-{person.pk}"], self[f"seen-{person.pk}"]

    def said(self, *, rest_is_present):
        """(person, what is said) of each who is marked otherwise than the page had it."""
        for person in self.people:
            state = self.cleaned_data[f"state-{person.pk}"]
            revision, _colon, before = self.cleaned_data[f"seen-{person.pk}"].partition(":")
            if rest_is_present and state == NOTHING:
                state = State.PRESENT
            if state != before:
                yield person, self._said(person, state, int(revision))

    def _said(self, person, state, revision):
        return services.Said(
            "" if state == NOTHING else state,
            source=Tick.Source.PAPER,
            reason=_("According to the signed list."),
            seen=revision,
            key=uuid.uuid5(self.cleaned_data["key"], str(person.pk)),
        )

    def again(self, people, refused):
        """The same with what was refused, and how things stand now as what was seen."""
        data = self.data.copy()
        data["key"] = uuid.uuid4()
        for person in people:
            data[f"seen-{person.pk}"] = seen_of(person)
            data.setdefault(f"state-{person.pk}", seen_of(person).partition(":")[2])
        form = TicksForm(self.scan, people, data)
        for person, refusal in refused:
            name = f"state-{person.pk}"
            known = name in form.fields
            form.add_error(name if known else None, f"{person.full_name}: {refusal}")
        return form


def seen_of(person):
    """The revision and the state of a person's day, as the page carries them."""
    known = person.of_day[0] if person.of_day else None
    return f"{known.revision}:{known.state or NOTHING}" if known else f"0:{NOTHING}"


def note_on(person, day):
    """What else is known of the person on that day."""
    if person.of_day and person.of_day[0].hours is not None:
        hours = person.of_day[0].hours
        text = ngettext("%(hours)s teaching hour", "%(hours)s teaching hours", hours)
        return text % {"hours": hours}
    chosen = person.days.all()
    return "" if not chosen or day in chosen else _("did not choose this day")


class ComparisonForm(forms.Form):
    use_required_attribute = False

    AGREES, DIFFERS = "agrees", "differs"

    result = forms.ChoiceField(
        label=gettext_lazy("What did you find?"),
        choices=[
            (AGREES, gettext_lazy("The list agrees with the ticks")),
            (DIFFERS, gettext_lazy("There are differences")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what you found.")},
    )
    differences = forms.CharField(
        label=gettext_lazy("Which differences?"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy(
            "Only if there are any. It stands in the summary of attendance too."
        ),
    )

    def clean(self):
        cleaned = super().clean()
        words = cleaned.get("differences", "").strip()
        if cleaned.get("result") == self.DIFFERS and not words:
            self.add_error("differences", _("Write what differs."))
        if cleaned.get("result") == self.AGREES and words:
            self.add_error(
                "result", _("You have described differences. Choose that there are some.")
            )
        return cleaned


class WithdrawalForm(forms.Form):
    use_required_attribute = False

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": gettext_lazy("Write the reason.")},
    )


def found(key):
    return get_object_or_404(SignedList.objects.for_reading(), key=key)


@staff_page(VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def signed_list(request, key):
    """One address for all that is done beside the picture, so that every link of it works."""
    scan = found(key)
    if request.method != "POST":
        return draw(request, scan)
    right, do = DEEDS.get(request.POST.get("deed"), (None, None))
    if right is None:
        raise BadRequest
    if not request.user.has_perm(right):
        raise PermissionDenied
    return do(request, scan)


def tick(request, scan):
    """Each person is ticked alone: what one is refused, the others do not lose."""
    form = TicksForm(scan, people_of(request, scan).object_list, request.POST)
    if not form.is_valid():
        return draw(request, scan, ticks=form)
    count, refused = tick_each(request, scan, form)
    if count or not refused:
        messages.success(request, told(count))
    if refused:
        people = people_of(request, scan).object_list
        return draw(request, scan, ticks=form.again(people, refused))
    return redirect(request.get_full_path())


def tick_each(request, scan, form):
    """How many were ticked, and (person, refusal) of those who were not."""
    count, refused = 0, []
    for person, said in form.said(rest_is_present="rest" in request.POST):
        try:
            services.tick(person, scan.day, said, by=request.user)
        except services.RegistrationRefused as refusal:
            refused.append((person, refusal))
        else:
            count += 1
    return count, refused


def compare(request, scan):
    form = ComparisonForm(request.POST)
    if not form.is_valid():
        return draw(request, scan, form=form)
    try:
        differences = form.cleaned_data["differences"]
        services.compare_signed_list(scan, differences=differences, by=request.user)
    except services.RegistrationRefused as refusal:
        form.add_error(None, str(refusal))
        return draw(request, scan, form=form)
    messages.success(request, _("The comparison is written down."))
    return redirect("registrations:signed_lists", scan.event_id)


# What can be done beside the picture, and the right that each wants.
DEEDS = {"tick": (TICK, tick), "compare": (CHANGE, compare)}


@staff_page(CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_signed_list(request, key):
    scan, form = found(key), WithdrawalForm(request.POST or None)
    if form.is_valid():
        services.withdraw_signed_list(scan, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("The list is withdrawn. It stays readable."))
        return redirect("registrations:signed_lists", scan.event_id)
    context = {"scan": scan, "form": form}
    title = _("Withdraw the signed list")
    return show(request, "withdraw_signed_list", scan.event, title=title, **context)


def people_of(request, scan):
    """Those with a place, in the order of the list, a hundred at a time."""
    people = scan.event.participants.for_comparison(scan.day)
    return page_of(people, request, per_page=PEOPLE_PER_PAGE)


def sheet_of(request, scan):
    """The number of the page of the scan that is shown."""
    typed = request.GET.get("karta", "1")[:4]
    return min(max(int(typed), 1), scan.pages) if typed.isdecimal() else 1


def draw(request, scan, *, ticks=None, form=None):
    """The picture and the people; only one of the forms can have errors."""
    audit.record(request.user, audit.VIEW, scan)
    page, sheet = people_of(request, scan), sheet_of(request, scan)
    ticks = ticks or TicksForm(scan, page.object_list)
    context = {
        "scan": scan,
        "sheet": sheet,
        "sheets": range(1, scan.pages + 1),
        "page": page,
        "ticks": ticks,
        "comparison": form or ComparisonForm(),
        "comparisons": list(scan.comparisons.select_related("by")),
        "form": form or ticks,
    }
    return show(request, "signed_list", scan.event, title=_("Signed list"), **context)


def told(count):
    if not count:
        return _("Nothing had changed.")
    text = ngettext("%(count)d entry is saved.", "%(count)d entries are saved.", count)
    return text % {"count": count}
