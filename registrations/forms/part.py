"""What the parts of the sign-up form have in common: one page holds several of them."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.forms.utils import ErrorDict
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from owes_portal.templatetags.typography import date_range, file_size
from registrations.models import Upload

TOO_LONG = gettext_lazy("This is longer than %(limit_value)d letters. Shorten it.")


class Part(forms.Form):
    """One of the forms of a page.

    A draft is drawn as it was typed, and nothing is said yet of what is missing: somebody is
    about to add a person or to take a file away.
    """

    use_required_attribute = False

    def __init__(self, *args, title="", is_draft=False, **kwargs):
        # The title stands before the errors of this part, where several parts ask the same.
        self.title, self.is_draft = title, is_draft
        super().__init__(*args, **kwargs)

    def full_clean(self):
        if self.is_draft and self.is_bound:
            self._errors, self.cleaned_data = ErrorDict(), {}
        else:
            super().full_clean()

    def is_valid(self):
        return not self.is_draft and super().is_valid()

    def lay_out(self, *layout):
        """How crispy draws it: the form's tag and token belong to the page."""
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(*layout)

    def forget(self, *names):
        """Take away what was typed where nothing is asked, and what is wrong with it."""
        for name in names:
            self.errors.pop(name, None)
            self.cleaned_data.pop(name, None)

    def answers(self):
        """Question, answer in words and the field's anchor, for „check your answers”."""
        for field in self:
            if not field.is_hidden and field.name in self.cleaned_data:
                yield field.label, in_words(field, self.cleaned_data[field.name]), anchor(field)

    def as_hidden(self):
        """What was typed, as it came, to be sent once more from the next page."""
        for name in self.fields:
            sent = self.add_prefix(name)
            for value in self.data.getlist(sent):
                yield sent, value


def anchor(field):
    """The id to which a link must lead: the control, or the first option of a group."""
    return field.id_for_label or f"{field.auto_id}_0"


def in_words(field, value):
    """An answer as a person would say it."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Upload):
        return f"{value.name} ({file_size(value.size)})"
    if isinstance(field.field, forms.DateField):
        return date_range(value) if value else ""
    if isinstance(field.field, forms.ChoiceField):
        return _chosen(field.field.choices, value if isinstance(value, list) else [value])
    return "" if value is None else str(value)


def _chosen(choices, values):
    labels = {str(key): label for key, label in choices}
    return format_html_join("\n", "{}", ((labels[value],) for value in values if value in labels))
