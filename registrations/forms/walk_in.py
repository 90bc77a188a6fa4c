"""Somebody who came without a registration: two names are enough."""

import uuid
from dataclasses import replace

from crispy_forms.layout import Fieldset
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrations.forms.contact import ContactForm
from registrations.forms.fields import name_field
from registrations.forms.person import Folded
from registrations.models import Registration
from registrations.services import Person, Submission

NAMES = ("first_name", "last_name")
OPTIONAL = ("email", "phone", "organisation_name", "municipality", "is_outside")
# A resident says more about who signs up than staff ask at the door.
NOT_ASKED = ("applicant", "nip", "contact_name")


class WalkInForm(ContactForm):
    """How to reach whoever came, and where from, as on the sign-up form; all of it may be missing."""

    field_order = [*NAMES, *OPTIONAL]

    first_name = name_field(
        gettext_lazy("First name"), gettext_lazy("Write the first name."), "off"
    )
    last_name = name_field(gettext_lazy("Surname"), gettext_lazy("Write the surname."), "off")
    is_informed = forms.BooleanField(
        label=gettext_lazy("The person was given the information on data processing and the rules"),
        error_messages={"required": gettext_lazy("Give the person the information first.")},
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, day, *args):
        self.day = day
        super().__init__(*args, for_staff=True)
        for name in NOT_ASKED:
            del self.fields[name]
        for name in OPTIONAL:
            self._make_optional(self.fields[name])
        self.fields["is_outside"].label = _("The municipality is outside the subregion")
        told = any(self[name].value() for name in OPTIONAL)
        folded = Folded(
            _("E-mail, telephone, organisation, municipality (optional)"), *OPTIONAL, is_open=told
        )
        self.lay_out(Fieldset(_("Who has come"), *NAMES), folded, "is_informed", "key")

    def _make_optional(self, field):
        """The heading above them says so; a browser knows nothing about whoever has come."""
        field.required, field.is_one_of_several, field.help_text = False, True, ""
        if not isinstance(field.widget, forms.CheckboxInput):
            field.widget.attrs["autocomplete"] = "off"

    def speaks_for_others(self):
        """An organisation may be named by anybody."""
        return True

    def clean(self):
        cleaned = super().clean()
        has_organisation = bool(cleaned.get("organisation_name"))
        kind = Registration.Applicant
        cleaned["applicant"] = kind.ORGANISATION if has_organisation else kind.RESIDENT
        if not cleaned.get("municipality"):
            cleaned["municipality"] = None
            if cleaned.get("is_outside"):
                self.add_error("municipality", _("Write which municipality it is."))
        return cleaned

    def submission(self):
        """What the service takes, out of a valid form; the same form with another name is another."""
        data, event = self.cleaned_data, self.day.event
        names = [data[name] for name in NAMES]
        lines = "\n".join(word.casefold() for word in [str(event.pk), *names, data["email"]])
        contact = self.contact(remarks="")
        return Submission(
            key=uuid.uuid5(data["key"], lines),
            contact=replace(contact, source=Registration.Source.ON_THE_DAY),
            people=[Person(*names, days=self._days())],
            acknowledged=[text for text in (event.privacy_notice, event.rules) if text],
        )

    def _days(self):
        """Who comes on a day is expected on those after it too."""
        days = self.day.event.days.all()
        return [one for one in days if one.starts_at >= self.day.starts_at]
