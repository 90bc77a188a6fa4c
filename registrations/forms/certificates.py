"""Forms about certificates."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from registrations.models.certificate import CODE_LENGTH, read_code


class CodeForm(forms.Form):
    """The code as it stands on the paper, however it was typed."""

    use_required_attribute = False

    code = forms.CharField(
        label=_("Code of the certificate"),
        max_length=60,
        help_text=_(
            "20 letters and digits beside the square with the dots. Capitals, dashes and spaces "
            "do not matter."
        ),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={
            "required": _("Write the code that stands on the certificate."),
            "max_length": _("This is too long: the code has 20 letters and digits."),
        },
    )

    def clean_code(self):
        code = read_code(self.cleaned_data["code"])
        if len(code) == CODE_LENGTH:
            return code
        text = ngettext(
            "The code has 20 letters and digits, and this is %(count)d. Compare it once more.",
            "The code has 20 letters and digits, and these are %(count)d. Compare them once more.",
            len(code),
        )
        raise forms.ValidationError(text % {"count": len(code)})
