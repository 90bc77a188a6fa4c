"""The signed lists of an event: which days have theirs, and scans filed with their days."""

import re

from django import forms
from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from events.models import Event
from owes_portal.staff import staff_page
from owes_portal.templatetags.typography import date_range
from registrations import services, uploads
from registrations.papers import ATTENDANCE_LIST
from registrations.quota import takes_scans
from registrations.staff.frame import show

VIEW = "registrations.view_signedlist"
ADD = "registrations.add_signedlist"
NUMBER = re.compile(rf"{ATTENDANCE_LIST.code}-(?P<event>\d+)-\d{{8}}-\d{{4}}")


class ScansInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ScansField(forms.FileField):
    """Several files, each of them checked: (what may be kept, how many pages it has)."""

    widget = ScansInput({"accept": "application/pdf,image/jpeg,image/png"})

    def clean(self, data, initial=None):
        files = [super(ScansField, self).clean(one, initial) for one in data or [None]]
        found = [self._checked(one) for one in files]
        if refused := [one for one in found if isinstance(one, forms.ValidationError)]:
            raise forms.ValidationError(refused)
        return found

    def _checked(self, file):
        """With its name if it is refused: there may be several."""
        try:
            checked = uploads.check(file, megabytes=settings.MAX_SCAN_MEGABYTES)
            return checked, uploads.count_pages(checked)
        except uploads.FileRefused as refusal:
            return forms.ValidationError(f"{file.name}: {refusal}")


class ScansForm(forms.Form):
    use_required_attribute = False

    days = forms.MultipleChoiceField(
        label=gettext_lazy("Which days are signed on it?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("A list with several columns belongs to several days."),
        error_messages={"required": gettext_lazy("Choose at least one day.")},
    )
    scans = ScansField(
        allow_empty_file=True,
        label=gettext_lazy("Scan or photo of the signed list"),
        error_messages={"required": gettext_lazy("Choose at least one file.")},
    )
    number = forms.CharField(
        label=gettext_lazy("Number of the list"),
        max_length=40,
        required=False,
        help_text=gettext_lazy(
            "It stands at the foot of the paper, for example LO-12-20260922-0815."
        ),
    )

    def __init__(self, event, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.event, today = event, timezone.localdate()
        begun = [one for one in event.days.all() if timezone.localdate(one.starts_at) <= today]
        self.days = {str(one.pk): one for one in begun}
        words = [(key, date_range(one.starts_at)) for key, one in self.days.items()]
        self.fields["days"].choices = words
        self.fields["scans"].help_text = _(
            "PDF, JPG or PNG, %(limit)s MB each. Several files at once are several sheets."
        ) % {"limit": settings.MAX_SCAN_MEGABYTES}

    def only_day(self):
        """Where there is no choice nobody is asked to make one."""
        return list(self.days) if len(self.days) == 1 else []

    def clean_days(self):
        return [self.days[key] for key in self.cleaned_data["days"]]

    def clean_number(self):
        """As the paper has it, however it was typed; that of another event is a wrong paper."""
        number = re.sub(r"[\s–-]+", "-", self.cleaned_data["number"]).upper()
        found = NUMBER.fullmatch(number)
        if number and not found:
            raise forms.ValidationError(
                _("Write the number as it stands on the paper, for example LO-12-20260922-0815.")
            )
        if found and int(found["event"]) != self.event.pk:
            raise forms.ValidationError(
                _("The list with this number belongs to another event. Check the paper.")
            )
        return number


@staff_page(VIEW)
@require_safe
def signed_lists(request, pk):
    """Day by day what was filed, what came of the comparison, and what is missing."""
    event = get_object_or_404(Event.objects.prefetch_related("days"), pk=pk)
    context = {
        "days": list(days_with_lists(event)),
        "has_begun": bool(ScansForm(event).days),
    }
    return show(request, "signed_lists", event, title=_("Signed lists"), **context)


def days_with_lists(event):
    """(day, its lists, whether it is over without one)."""
    filed, now = list(event.signed_lists.for_reading()), timezone.now()
    for day in event.days.all():
        of_day = [one for one in filed if one.day_id == day.pk]
        is_missing = day.ends_at < now and not any(one.is_in_force() for one in of_day)
        yield day, of_day, is_missing


@staff_page(ADD)
@takes_scans
@require_http_methods(["GET", "HEAD", "POST"])
def file_signed_list(request, pk):
    """Several sheets for several days at once; a file that is there already is left out."""
    event = get_object_or_404(Event.objects.prefetch_related("days"), pk=pk)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ScansForm(event, *sent)
    form.initial["days"] = request.GET.getlist("dzien") or form.only_day()
    if form.is_valid():
        count = file_each(request, form)
        if count:
            messages.success(request, told(count))
        if not form.errors:
            return redirect("registrations:signed_lists", pk)
    return show(request, "file_signed_list", event, title=_("File a signed list"), form=form)


def file_each(request, form):
    """How many were filed; why others were not stands in the form."""
    count, by, number = 0, request.user, form.cleaned_data["number"]
    for checked, pages in form.cleaned_data["scans"]:
        for day in form.cleaned_data["days"]:
            try:
                services.file_signed_list(day, checked, by=by, pages=pages, number=number)
            except (services.RegistrationRefused, uploads.FileRefused) as refusal:
                words = f"{checked.name}, {date_range(day.starts_at)}: {refusal}"
                form.add_error("scans", words)
            else:
                count += 1
    return count


def told(count):
    text = ngettext("%(count)d scan is filed.", "%(count)d scans are filed.", count)
    return text % {"count": count}
