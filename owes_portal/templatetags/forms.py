"""What the form pack `owes` needs: quick widgets, the error summary and the prefix of a title."""

from django import template
from django.forms import BaseForm, BoundField, widgets
from django.forms.formsets import BaseFormSet
from django.forms.utils import flatatt
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, gettext_lazy

register = template.Library()

# These widgets draw one plain tag, so they need no template of their own.
PLAIN_INPUTS = {
    "django/forms/widgets/text.html",
    "django/forms/widgets/email.html",
    "django/forms/widgets/url.html",
    "django/forms/widgets/tel.html",
    "django/forms/widgets/number.html",
    "django/forms/widgets/search.html",
    "django/forms/widgets/date.html",
    "django/forms/widgets/time.html",
    "django/forms/widgets/datetime.html",
    "django/forms/widgets/hidden.html",
    "django/forms/widgets/file.html",
    "django/forms/widgets/checkbox.html",
}
PART_LABELS = {
    widgets.SplitDateTimeWidget: (gettext_lazy("Day"), gettext_lazy("Hour")),
    widgets.SelectDateWidget: (gettext_lazy("Year"), gettext_lazy("Month"), gettext_lazy("Day")),
}


@register.filter
def error_prefix(form) -> str:
    """Return the words a page's title starts with when its form has errors."""
    return gettext("Error: ") if getattr(form, "is_bound", False) and form.errors else ""


@register.filter
def is_single_checkbox(field: BoundField) -> bool:
    return getattr(field.field.widget, "input_type", "") == "checkbox" and not field.use_fieldset


@register.simple_tag
def control(field: BoundField) -> SafeString:
    return field.as_widget()
