"""What staff may choose before a paper is made."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import Event
from owes_portal.templatetags.typography import date_range

MOST_BLANKS = 60
NOT_CHOSEN = (None, False, "")


class OptionsForm(forms.Form):
    """Choices that travel in the address of the preview and in Document.options."""

    use_required_attribute = False

    def __init__(self, event: Event, *args: Any):
        super().__init__(*args)
        self.event = event

    def chosen(self) -> dict[str, Any]:
        """What was chosen, as the paper takes it; what was left alone is not there."""
        # By identity: no rows at all are a choice too, and 0 equals False.
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if not any(value is nothing for nothing in NOT_CHOSEN)
        }


class CountField(forms.IntegerField):
    """How many blank ones; empty is as many as usual."""

    def __init__(self, **kwargs: Any):
        super().__init__(required=False, min_value=0, max_value=MOST_BLANKS, **kwargs)
        wrong = _("Give a whole number from 0 to 60, or leave it empty.")
        self.error_messages["invalid"] = wrong
        for validator in self.validators:
            validator.message = wrong


class DayOptions(OptionsForm):
    day = forms.TypedChoiceField(
        label=_("Day"), coerce=int, empty_value=None, required=False, choices=()
    )

    def __init__(self, event: Event, *args: Any):
        super().__init__(event, *args)
        days = list(event.days.all())
        self.fields["day"].choices = [
            ("", _("all days")),
            *((day.pk, date_range(day.starts_at)) for day in days),
        ]
        if len(days) < 2:
            del self.fields["day"]


class ListOptions(OptionsForm):
    """For lists to be signed."""

    blank_rows = CountField(label=_("Blank rows"), help_text=_("Usually 5, without names 20."))
    is_empty = forms.BooleanField(label=_("Without names, to be filled in by hand"), required=False)
