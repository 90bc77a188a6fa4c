"""What the form pack `owes` needs: quick controls, the error summary and the prefix of a title."""

from django import template
from django.forms import BoundField, widgets
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext

register = template.Library()

PART_LABELS = (
    (widgets.SelectDateWidget, (gettext_lazy("Year"), gettext_lazy("Month"), gettext_lazy("Day"))),
    (widgets.SplitDateTimeWidget, (gettext_lazy("Day"), gettext_lazy("Hour"))),
)


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """Draw a field's control without a template, which takes a fifth of the time of Django's own way."""
    widget = field.field.widget
    draw = DRAWERS.get(widget.template_name)
    if draw is None:
        return field.as_widget()
    widget.is_localized = widget.is_localized or field.field.localize
    attrs = field.build_widget_attrs({"id": widget.attrs.get("id") or field.auto_id})
    if field.form.errors:  # The summary takes the focus; a page has one place for it.
        attrs["autofocus"] = False
    context = widget.get_context(field.html_name, field.value(), attrs)["widget"]
    return draw(context, field)


def draw_input(context: dict, field: BoundField) -> SafeString:
    """Draw one input; a file that is already there needs Django's longer template."""
    if context.get("is_initial"):
        return field.as_widget()
    value = context["value"]
    shown = "" if value is None else flatatt({"value": value})
    return format_html(
        '<input type="{}" name="{}"{}{}>',
        context["type"],
        context["name"],
        shown,
        flatatt(context["attrs"]),
    )


def draw_textarea(context: dict, field: BoundField) -> SafeString:
    """Draw a textarea; the line break saves a first empty line that the browser would swallow."""
    return format_html(
        '<textarea name="{}"{}>\n{}</textarea>',
        context["name"],
        flatatt(context["attrs"]),
        context["value"] or "",
    )


def draw_select(context: dict, field: BoundField) -> SafeString:
    """Draw a select with its groups of options."""
    parts = []
    for group, options, _ in context["optgroups"]:
        shown = format_html_join("", '<option value="{}"{}>{}</option>', map(option_parts, options))
        parts.append(
            format_html('<optgroup label="{}">{}</optgroup>', group, shown) if group else shown
        )
    return format_html(
        '<select name="{}"{}>{}</select>',
        context["name"],
        flatatt(context["attrs"]),
        mark_safe("".join(parts)),
    )


def option_parts(option: dict) -> tuple:
    """Return value, attributes and label of an option of a select; the label may know its language."""
    language = getattr(option["label"], "language", get_language())
    foreign = {} if language == get_language() else {"lang": language}
    return option["value"], flatatt(option["attrs"] | foreign), option["label"]


def draw_choices(context: dict, field: BoundField) -> SafeString:
    """Draw radio buttons or check boxes, each with its label after it."""
    parts = []
    for group, options, _ in context["optgroups"]:
        if group:
            parts.append(format_html('<p class="choices__group">{}</p>', group))
        parts.extend(map(draw_choice, options))
    return format_html('<div class="choices">{}</div>', mark_safe("".join(parts)))


def draw_choice(option: dict) -> SafeString:
    """Draw one radio button or check box."""
    attrs = option["attrs"]
    return format_html(
        '<div class="choice"><input type="{}" name="{}" value="{}"{}>'
        '<label class="choice__label" for="{}">{}</label></div>',
        option["type"],
        option["name"],
        option["value"],
        flatatt(attrs),
        attrs.get("id", ""),
        option["label"],
    )


def draw_parts(context: dict, field: BoundField) -> SafeString:
    """Draw a control of several parts, each under a label of its own."""
    labels = part_labels(field.field.widget)
    parts = zip(labels, context["subwidgets"], strict=False)
    return format_html(
        '<div class="parts">{}</div>', mark_safe("".join(draw_part(*part, field) for part in parts))
    )


def draw_part(label: str, context: dict, field: BoundField) -> SafeString:
    """Draw one part of a control of several parts."""
    draw = DRAWERS[context["template_name"]]
    return format_html(
        '<div class="parts__part"><label for="{}">{}</label>{}</div>',
        context["attrs"].get("id", ""),
        label,
        draw(context, field),
    )


def part_labels(widget: widgets.Widget) -> tuple:
    """Return the labels of the parts: the widget's own (`part_labels`) or the usual ones of its kind."""
    if hasattr(widget, "part_labels"):
        return widget.part_labels
    return next((labels for kind, labels in PART_LABELS if isinstance(widget, kind)), ())


DRAWERS = {
    f"django/forms/widgets/{name}.html": draw
    for draw, names in (
        (
            draw_input,
            "input text email url tel number search password date time datetime color hidden file "
            "clearable_file_input checkbox",
        ),
        (draw_textarea, "textarea"),
        (draw_select, "select"),
        (draw_choices, "radio checkbox_select"),
        (draw_parts, "multiwidget splitdatetime select_date"),
    )
    for name in names.split()
}


@register.filter
def is_single_checkbox(field: BoundField) -> bool:
    """Tell a lone check box, whose label stands after it, from every other control."""
    return isinstance(field.field.widget, widgets.CheckboxInput)


@register.filter
def error_prefix(form) -> str:
    """Return the words a page's title starts with when its form has errors."""
    return gettext("Error: ") if getattr(form, "is_bound", False) and has_errors(form) else ""


def has_errors(form) -> bool:
    """Tell whether a form or a formset has any error."""
    return any(form.errors) or bool(getattr(form, "non_form_errors", list)())


@register.inclusion_tag("owes/error_summary.html")
def error_summary(*forms) -> dict:
    """Gather the errors of forms and formsets into the summary that stands above the h1."""
    problems = [
        problem for form in forms if form and has_errors(form) for problem in form_problems(form)
    ]
    count = sum(1 for anchor, _ in problems if anchor)
    heading = ngettext("Correct %(count)d field", "Correct %(count)d fields", count) % {
        "count": count
    }
    return {"problems": problems, "heading": heading if count else gettext("There is a problem")}


def form_problems(form) -> list[tuple[str, str]]:
    """Return (anchor, message) of every error, in the order of the page; no anchor means the whole form."""
    if hasattr(form, "forms"):
        own = [("", message) for message in form.non_form_errors()]
        return own + [problem for part in form.forms for problem in form_problems(part)]
    problems = [("", message) for message in form.non_field_errors()]
    for field in form:
        problems += [(anchor(field), message) for message in field.errors]
    title = getattr(form, "title", "")
    return [(place, f"{title}: {message}" if title else message) for place, message in problems]


def anchor(field: BoundField) -> str:
    """Return the id a link must lead to: the control, or the first option of a group."""
    if field.is_hidden:
        return ""
    return field.id_for_label or f"{field.auto_id}_0"
