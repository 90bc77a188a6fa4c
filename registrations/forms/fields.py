"""Fields of the sign-up form: names, dates as people write them, files that were stored already."""

import re
import unicodedata
from datetime import date, datetime

from django import forms
from django.core.validators import RegexValidator
from django.template.loader import render_to_string
from django.utils.dates import MONTHS_ALT
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrations.forms import files
from registrations.forms.part import TOO_LONG
from registrations.models import Upload

# Letters of any alphabet, with what may stand between two of them.
validate_name = RegexValidator(
    r"^[^\W\d_](?:[ .'’–-]*[^\W\d_])*\.?$",
    gettext_lazy("Use letters only; a hyphen, a space and an apostrophe may stand between them."),
)
NAME_LENGTH = 80
DATE_FORMATS = ("%d.%m.%Y", "%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y")


class NameField(forms.CharField):
    def to_python(self, value):
        """Some keyboards send a letter and its accent apart; the database gets them as one."""
        return unicodedata.normalize("NFC", super().to_python(value))


def name_field(label, missing, autocomplete, *, max_length=NAME_LENGTH, **more):
    return NameField(
        label=label,
        max_length=max_length,
        validators=[validate_name],
        error_messages={"required": missing, "max_length": TOO_LONG},
        widget=forms.TextInput(attrs={"autocomplete": autocomplete, "autocapitalize": "off"}),
        **more,
    )


class WrittenDateField(forms.DateField):
    """One text field that knows 22.09.2026, 2026-09-22 and 22 września 2026."""

    widget = forms.TextInput(attrs={"autocomplete": "off"})

    def to_python(self, value):
        if isinstance(value, date) or value in self.empty_values:
            return value or None
        # One space each: of ten thousand, the pattern below would try every one as a beginning.
        typed = " ".join(value.split())
        found = _date_in_words(typed) or _date_in_numbers(typed)
        if found is None:
            raise forms.ValidationError(
                _("Write the date with day, month and year, e.g. 22.09.2026."), code="invalid"
            )
        return found


def _date_in_words(typed):
    found = re.fullmatch(r"(\d{1,2}) ([^\W\d]+) (\d{4})(?: ?r\.?)?", typed)
    months = {str(name).lower(): number for number, name in MONTHS_ALT.items()}
    if not found or found[2].lower() not in months:
        return None
    try:
        return date(int(found[3]), months[found[2].lower()], int(found[1]))
    except ValueError:
        return None


def _date_in_numbers(typed):
    typed = re.sub(r"(?<=\.) | ?r\.?$", "", typed)
    for pattern in DATE_FORMATS:
        try:
            return datetime.strptime(typed, pattern).date()
        except ValueError:
            continue
    return None


class AskedField(forms.Field):
    """Which wordings the page showed: what staff reworded meanwhile is read before it is answered.

    An answer belongs to its question whatever the wording, so it would be taken for one to words
    that nobody has seen.
    """

    widget = forms.HiddenInput

    def __init__(self, questions):
        self.asked_now = ",".join(str(pk) for pk in sorted(one.pk for one in questions))
        super().__init__(required=False, initial=self.asked_now)

    def validate(self, value):
        if (value or "") != self.asked_now:
            raise forms.ValidationError(
                _(
                    "The questions about this event have just changed. Read them once more "
                    "and check your answers: what you typed is kept."
                ),
                code="reworded",
            )

    def bound_data(self, data, initial):
        """The page that is drawn shows the wordings of now."""
        return self.asked_now


class UploadInput(forms.FileInput):
    """What is stored already, with a button that takes it away, and an input for another file."""

    template_name = "registrations/_upload.html"

    def value_from_datadict(self, data, sent, name):
        return data.get(name)

    def render(self, name, value, attrs=None, renderer=None):
        """By the engine of the pages: that of forms knows neither our filters nor our words."""
        context = {
            "name": name,
            "upload": value,
            "key": files.signed(value) if value else "",
            "chosen": name + files.CHOSEN,
            "attrs": {"accept": ".pdf,.jpg,.jpeg,.png"} | (attrs or {}),
        }
        return render_to_string(self.template_name, context)


class UploadField(forms.Field):
    """A file that was stored as soon as it came; what travels in the form is its signed key."""

    widget = UploadInput

    def __init__(self, event, *, refused="", **options):
        self.event, self.refused = event, refused
        self._found = {}
        super().__init__(**options)

    def clean(self, value):
        if self.refused:
            raise forms.ValidationError(self.refused, code="refused")
        upload = self.stored(value)
        if value and upload is None:
            raise forms.ValidationError(
                _("This file is here no longer. Choose it again."), code="gone"
            )
        self.validate(upload)
        return upload

    def stored(self, value):
        """The row behind a signed key, asked for once."""
        if value not in self._found:
            self._found[value] = files.find(self.event, value) if value else None
        return self._found[value]

    def bound_data(self, data, initial):
        return self.stored(data)

    def prepare_value(self, value):
        return value if isinstance(value, Upload) else None
