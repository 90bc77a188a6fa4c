"""Forms of old addresses: one by hand, or two columns of many."""

from django import forms
from django.utils.translation import gettext_lazy as _

from owes_portal.models import OldAddress
from owes_portal.old_addresses import table
from owes_portal.old_addresses.spelling import is_plain, new_address, old_path


class OldAddressForm(forms.ModelForm):
    class Meta:
        model = OldAddress
        fields = ["path", "target"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["target"].required = True

    def clean_path(self):
        path = old_path(self.cleaned_data["path"])
        if not is_plain(path):  # PostgreSQL would fall over it.
            raise forms.ValidationError(_("There is something in it that cannot be seen."))
        return path

    def clean_target(self):
        return new_address(self.cleaned_data["target"])

    def clean(self):
        cleaned = super().clean()
        cells = [cleaned.get("path") or self.instance.path, cleaned.get("target", "")]
        if all(cells):
            [line] = table.judged([(1, cells)])
            for fault in line.faults:
                self.add_error(None, fault)
        return cleaned


class TableForm(forms.Form):
    text = forms.CharField(
        label=_("Two columns, pasted from a spreadsheet"),
        required=False,
        max_length=table.MOST_LETTERS,
        widget=forms.Textarea({"rows": 12, "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=_("or a CSV file"), required=False, widget=forms.FileInput({"accept": ".csv,.txt"})
    )

    def clean_file(self):
        """The text of it; pictures and spreadsheets as such are no text."""
        file = self.cleaned_data["file"]
        if file is None:
            return ""
        content = file.read(table.MOST_LETTERS + 1)
        if len(content) > table.MOST_LETTERS or b"\0" in content:
            raise forms.ValidationError(_("Save the spreadsheet as a CSV file, 500 kB at most."))
        return table.decoded(content)

    def clean(self):
        cleaned = super().clean()
        cleaned["table"] = cleaned.get("file") or cleaned.get("text") or ""
        lines = len(cleaned["table"].splitlines())
        if not self.errors and not cleaned["table"].strip():
            raise forms.ValidationError(_("Paste two columns or choose a file."))
        if lines > table.MOST_LINES:
            raise forms.ValidationError(_("At most 3000 lines go in at once."))
        return cleaned
