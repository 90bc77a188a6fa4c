"""What is wrong in a form of the administration, above it, each with the way to its field."""

from collections.abc import Iterator

from django import forms, template
from django.utils.text import capfirst

register = template.Library()


@register.inclusion_tag("owes_portal/staff/_form_errors.html", takes_context=True)
def form_errors(context: dict) -> dict:
    """Tell of the form and of its rows; what belongs to no field Django says itself."""
    return {"faults": list(_faults(context))}


def _faults(context: dict) -> Iterator[tuple[str, str, str]]:
    """Each fault that belongs to a field: its place on the page, its name, what is wrong."""
    for words, form in _forms_of(context):
        for field in form if form.is_bound else ():
            if field.errors:
                is_split = isinstance(field.field.widget, forms.MultiWidget)
                anchor = field.id_for_label or f"{field.auto_id}{'_0' if is_split else ''}"
                yield anchor, f"{words}{field.label}", field.errors[0]


def _forms_of(context: dict) -> Iterator[tuple[str, forms.BaseForm]]:
    """The form and those of its rows, each with the words that tell it from the others."""
    yield "", context["adminform"].form
    for inline in context["inline_admin_formsets"]:
        for number, form in enumerate(inline.formset.forms, 1):
            yield f"{capfirst(inline.opts.verbose_name)} {number}, ", form
