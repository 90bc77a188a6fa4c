"""What staff say before they take a table out of the portal."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from owes_portal.limits import TooMany
from registrations import limits
from registrations.tables.table import CSV, XLSX

REASON_LENGTH = 120
UNKNOWN = ("required", "invalid_choice")


class TableForm(forms.Form):
    """The format, and why if there is something to say."""

    use_required_attribute = False

    format = forms.ChoiceField(
        label=gettext_lazy("Format"),
        choices=[
            (XLSX, gettext_lazy("XLSX – for Excel and LibreOffice")),
            (CSV, gettext_lazy("CSV – for other programs")),
        ],
        initial=XLSX,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(UNKNOWN, gettext_lazy("Choose the format.")),
    )
    reason = forms.CharField(
        label=gettext_lazy("What you need it for"),
        max_length=REASON_LENGTH,
        required=False,
        help_text=gettext_lazy("It is written down with your name and the hour."),
    )


class ChosenTableForm(TableForm):
    """Which one of several tables."""

    field_order = ("table",)

    table = forms.ChoiceField(
        label=gettext_lazy("Table"),
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(UNKNOWN, gettext_lazy("Choose the table.")),
    )

    def __init__(self, tables, *args):
        super().__init__(*args)
        self.tables = {table.file_slug: table for table in tables}
        self.fields["table"].choices = [
            (slug, f"{table.name.capitalize()}. {table.about}")
            for slug, table in self.tables.items()
        ]

    def chosen(self):
        return self.tables[self.cleaned_data["table"]]


class ProtectedTableForm(TableForm):
    """Protected data want a reason, and the password of who is logged in once more."""

    password = forms.CharField(
        label=gettext_lazy("Your password"),
        max_length=4096,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
        help_text=gettext_lazy("Once more, so that nobody does it from a screen left unlocked."),
        error_messages={"required": gettext_lazy("Give your password.")},
    )

    def __init__(self, person, *args):
        super().__init__(*args)
        self.person, self.is_too_often = person, False
        self.fields["reason"].required = True
        self.fields["reason"].error_messages["required"] = _("Write what you need it for.")

    def clean_password(self):
        """Danger: counted before it is looked at, or guesses at the same moment would all count as one."""
        try:
            limits.allow_password(self.person)
        except TooMany as refusal:
            self.is_too_often = True
            raise forms.ValidationError(str(refusal)) from refusal
        if not self.person.check_password(self.cleaned_data["password"]):
            raise forms.ValidationError(_("This is not your password."))
        return self.cleaned_data["password"]
