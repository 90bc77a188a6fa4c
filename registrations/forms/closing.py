"""What closes the sign-up form: remarks, consents one by one, and what one must know."""

import uuid

from crispy_forms.layout import Fieldset
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrations.forms.consents import add_boxes, agreed, ask_consent_to_needs
from registrations.forms.part import Part
from registrations.spam import Traps


class ClosingForm(Traps, Part):
    """A box belongs to one version of a wording in one language: what is shown is what is recorded.

    If staff change it meanwhile, or the visitor the language, it is asked anew.
    """

    key = forms.CharField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)
    remarks = forms.CharField(
        label=gettext_lazy("Remarks"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, event, data=None, *, for_staff=False, **options):
        self.consents = [text.to_read() for text in event.consents.all()]
        known = (event.privacy_notice, event.rules)
        self.acknowledgements = [text.to_read() for text in known if text]
        self.for_staff = for_staff
        super().__init__(data, **options)
        boxes = add_boxes(self, self._boxes())
        if for_staff:
            del self.fields["website"], self.fields["opened"]
        self.lay_out(*self._layout(boxes))

    def _boxes(self):
        """Staff give the information themselves, so they need not say that they know it."""
        return self.consents if self.for_staff else [*self.consents, *self.acknowledgements]

    def _layout(self, boxes):
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
        ask_consent_to_needs(self, self.consents)

    def agreed(self):
        """What was acknowledged and agreed to, each wording by itself."""
        return [*self.acknowledgements, *agreed(self, self.consents)]
