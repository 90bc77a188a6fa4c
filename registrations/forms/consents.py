"""Boxes of consents and acknowledgements, each under its wording in full."""

from crispy_forms.layout import Div
from django import forms
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from owes_portal.models import ConsentText
from owes_portal.templatetags.languages import in_language

Kind = ConsentText.Kind
KNOWN = {
    Kind.PRIVACY_NOTICE: (
        gettext_lazy("I know how my data are processed"),
        gettext_lazy("Mark that you know the information on data processing."),
    ),
    Kind.RULES: (
        gettext_lazy("I accept the rules of participation"),
        gettext_lazy("Mark that you know the rules."),
    ),
}


class Wording:
    """A wording in full, above the box that speaks of it; a part of crispy's layout."""

    def __init__(self, text):
        self.text = text

    def render(self, form, context, template_pack=None, **kwargs):
        return render_to_string("registrations/_wording.html", {"text": self.text})


def box_of(text):
    return f"wording-{text.pk}"


def add_boxes(form, texts):
    """Give the form a box for each of the wordings; what crispy draws of them."""
    for text in texts:
        form.fields[box_of(text)] = _box(text)
    return [Div(Wording(text), box_of(text), css_class="consent") for text in texts]


def _box(text):
    if text.is_optional():
        label = in_language(text.label or text.title, text.language)
        box = forms.BooleanField(label=label, required=False)
        # Whoever tells needs must tick it, so it must not be called optional.
        box.is_one_of_several = text.kind == Kind.NEEDS
        return box
    label, missing = KNOWN[text.kind]
    return forms.BooleanField(label=label, error_messages={"required": missing})


def agreed(form, texts):
    """Those of the wordings whose box is ticked, out of a valid form."""
    return [text for text in texts if form.cleaned_data[box_of(text)]]


def ask_consent_to_needs(form, texts):
    """Somebody told us needs: we may keep them only with that person's consent."""
    for text in texts:
        if text.kind == Kind.NEEDS and not form.cleaned_data.get(box_of(text)):
            form.add_error(
                box_of(text),
                _(
                    "You wrote what somebody needs. Mark this consent, "
                    "or take the needs out of the form."
                ),
            )
