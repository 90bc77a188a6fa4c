"""What staff may choose before a paper is made."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.models import Event
from owes_portal.templatetags.typography import date_range


class OptionsForm(forms.Form):
    """Choices that travel in the address of the preview and in Document.options."""

    use_required_attribute = False

    def __init__(self, event: Event, *args: Any):
        super().__init__(*args)
        self.event = event

    def chosen(self) -> dict[str, Any]:
        """What was chosen, as the paper takes it; what was left alone is not there."""
        return {name: value for name, value in self.cleaned_data.items() if value}


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
