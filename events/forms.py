"""The form that copies an event, by its days or by a rule, and the field for its survey."""

import uuid
from datetime import timedelta

from django import forms
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Event
from events.services.copies import planned
from owes_portal.templatetags.typography import date_range, local_day

AT_MOST = 30
FOUR_WEEKS = timedelta(weeks=4)
FARTHEST = timedelta(days=5 * 366)


class Repeats(TextChoices):
    ONCE = "once", gettext_lazy("once")
    WEEKLY = "weekly", gettext_lazy("every week")
    MONTHLY = "monthly", gettext_lazy("every month, on the same day of the month")
    LISTED = "listed", gettext_lazy("on the dates that I write below")


class SurveyAddress(forms.URLField):
    """What people answer there travels encrypted, whoever of the staff wrote the address and where."""

    default_error_messages = {
        "invalid": gettext_lazy("Copy the whole address of the survey here."),
    }

    def clean(self, value):
        address = super().clean(value)
        if address and not address.startswith("https://"):
            raise forms.ValidationError(_("The address must begin with https://."))
        return address


class CopyForm(forms.Form):
    use_required_attribute = False

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=Event._meta.get_field("title").max_length,
        error_messages={"required": gettext_lazy("Write the title.")},
    )
    first_day = forms.DateField(
        label=gettext_lazy("First day of the new event"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        error_messages={
            "required": gettext_lazy("Choose the first day."),
            "invalid": gettext_lazy("Write the day like this: 12.01.2027."),
        },
    )
    repeats = forms.ChoiceField(
        label=gettext_lazy("How often"),
        choices=Repeats,
        initial=Repeats.ONCE,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how often the event takes place.")},
    )
    times = forms.IntegerField(
        label=gettext_lazy("How many times in all"),
        required=False,
        min_value=2,
        max_value=AT_MOST,
        help_text=gettext_lazy("For events every week or every month: from 2 to 30."),
    )
    days = forms.CharField(
        label=gettext_lazy("Further dates"),
        required=False,
        widget=forms.Textarea({"rows": 5}),
        help_text=gettext_lazy(
            "For dates of your own: after the first day each further one in a line, for example "
            "12.01.2027."
        ),
    )
    with_files = forms.BooleanField(
        label=gettext_lazy("Take the files to download along"),
        required=False,
        help_text=gettext_lazy("Tick it only if no date of the old event stands in them."),
    )

    def __init__(self, event, *args, **kwargs):
        first = {"title": event.title, "first_day": four_weeks_on(event), "key": uuid.uuid4()}
        super().__init__(*args, initial=first, **kwargs)
        self.event, self.plans = event, []

    def clean_first_day(self):
        return self._possible(self.cleaned_data["first_day"])

    def clean_key(self):
        return self.cleaned_data["key"] or uuid.uuid4()

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            self.plans = [self._plan(day, cleaned["title"]) for day in self._first_days(cleaned)]
        return cleaned

    @property
    def first_days(self):
        return [plan.first_day for plan in self.plans]

    def _first_days(self, cleaned):
        first, repeats = cleaned["first_day"], cleaned["repeats"]
        if repeats == Repeats.ONCE:
            return [first]
        if repeats == Repeats.LISTED:
            return self._listed(first, cleaned["days"])
        if not cleaned["times"]:
            self.add_error("times", _("Write how many times."))
            return []
        step = weeks_after if repeats == Repeats.WEEKLY else months_after
        return [step(first, number) for number in range(cleaned["times"])]

    def _listed(self, first, text):
        """Every line that is wrong is named, so that all of them can be put right at once."""
        lines = [(n, line.strip()) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
        if not lines:
            self.add_error("days", _("Write the further dates, each in a line of its own."))
        elif len(lines) >= AT_MOST:
            words = _("That is too many dates: at most %(count)d events are made at once.")
            self.add_error("days", words % {"count": AT_MOST})
            return []
        found = [first]
        for number, line in lines:
            self._take_line(number, line, found)
        return sorted(found)

    def _take_line(self, number, line, found):
        try:
            day = self._possible(self.fields["first_day"].clean(line))
        except forms.ValidationError as error:
            words = _("Line %(number)d, “%(line)s”: %(error)s")
            told = {"number": number, "line": line[:40], "error": error.messages[0]}
            self.add_error("days", words % told)
            return
        if day in found:
            words = _("Line %(number)d: %(day)s stands there twice.")
            self.add_error("days", words % {"number": number, "day": date_range(day)})
        found.append(day)

    def _possible(self, day):
        today = timezone.localdate()
        if day < today:
            raise forms.ValidationError(_("This day is over. Choose a later one."))
        if day > today + FARTHEST:
            raise forms.ValidationError(_("This day is more than five years ahead."))
        return day

    def _plan(self, day, title):
        plan = planned(self.event, day, title=title)
        if plan.is_torn_by_the_clock():
            words = _("On %(day)s an hour of the event is left out: clocks are put forward then.")
            self.add_error(None, words % {"day": date_range(day)})
        return plan


def four_weeks_on(event):
    """The same day of the week, four weeks later or as many more as it takes to be ahead."""
    day, today = local_day(event.starts_at), timezone.localdate()
    weeks = max(1, (today - day) // FOUR_WEEKS + 1)
    return day + weeks * FOUR_WEEKS


def weeks_after(first, number):
    return first + timedelta(weeks=number)


def months_after(first, number):
    """That day so many months later; the last of the month where it has no such day."""
    years, month = divmod(first.month - 1 + number, 12)
    begin = first.replace(year=first.year + years, month=month + 1, day=1)
    end = (begin + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return min(begin + timedelta(days=first.day - 1), end)
