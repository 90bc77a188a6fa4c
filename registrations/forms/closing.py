"""What closes the sign-up form: remarks, consents one by one, and what one must know."""

import uuid

from crispy_forms.layout import Div, Fieldset
from django import forms
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from owes_portal.models import ConsentText
from registrations.forms.part import Part
from registrations.spam import Traps

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


class ClosingForm(Traps, Part):
    """A box belongs to one version of a wording: if staff change it meanwhile, it is asked anew."""

    key = forms.CharField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)
    remarks = forms.CharField(
        label=gettext_lazy("Remarks"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, event, data=None, *, for_staff=False, **options):
        self.consents = list(event.consents.all())
        self.acknowledgements = [text for text in (event.privacy_notice, event.rules) if text]
        self.for_staff = for_staff
        super().__init__(data, **options)
        for text in self._boxes():
            self.fields[box_of(text)] = _box(text)
        if for_staff:
            del self.fields["website"], self.fields["opened"]
        self.lay_out(*self._layout())

    def _boxes(self):
        """Staff give the information themselves, so they need not say that they know it."""
        return self.consents if self.for_staff else [*self.consents, *self.acknowledgements]

    def _layout(self):
        boxes = [Div(Wording(text), box_of(text), css_class="consent") for text in self._boxes()]
        traps = [] if self.for_staff else ["website", "opened"]
        topics = [Fieldset(_("Anything else?"), "remarks")]
        if boxes:
            topics.append(Fieldset(_("Before you send it"), *boxes))
        return [*topics, "key", *traps]

    def clean_key(self):
        """A form whose key was lost or changed on the way is a form like any other, sent once."""
        try:
            return uuid.UUID(self.cleaned_data["key"])
        except ValueError:
            return uuid.uuid4()

    def ask_consent_to_needs(self):
        """Somebody told us needs: we may keep them only with that person's consent."""
        for text in self.consents:
            if text.kind == Kind.NEEDS and not self.cleaned_data.get(box_of(text)):
                self.add_error(
                    box_of(text),
                    _(
                        "You wrote what somebody needs. Mark this consent, "
                        "or take the needs out of the form."
                    ),
                )

    def agreed(self):
        """What was acknowledged and agreed to, each wording by itself."""
        given = [text for text in self.consents if self.cleaned_data[box_of(text)]]
        return [*self.acknowledgements, *given]


def box_of(text):
    return f"wording-{text.pk}"


def _box(text):
    if text.is_optional():
        return forms.BooleanField(label=text.label or text.title, required=False)
    label, missing = KNOWN[text.kind]
    return forms.BooleanField(label=label, error_messages={"required": missing})
