"""Who signs up, how to reach them, and where they are from."""

from crispy_forms.layout import Div, Fieldset
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from owes_portal.models.places import find_municipalities
from owes_portal.phones import clean_phone
from registrations.forms.fields import NAME_LENGTH, name_field
from registrations.forms.part import TOO_LONG, Part
from registrations.models import Registration
from registrations.nip import clean_nip
from registrations.services import Contact

FOR_ORGANISATIONS = ("organisation_name", "nip", "contact_name")


class ContactForm(Part):
    applicant = forms.ChoiceField(
        label=gettext_lazy("You sign up as"),
        choices=Registration.Applicant.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose who you are.")},
    )
    organisation_name = forms.CharField(
        label=gettext_lazy("Name of the organisation"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("If you sign up for an organisation or an institution."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    nip = forms.CharField(
        label=gettext_lazy("NIP of the organisation"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("It helps us to recognise organisations of the same name."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    contact_name = name_field(
        gettext_lazy("Contact person"),
        "",
        "name",
        max_length=160,
        required=False,
        help_text=gettext_lazy("First name and surname, if this person does not take part."),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        max_length=254,
        required=False,
        help_text=gettext_lazy("We will send the confirmation and the calendar file there."),
        error_messages={
            "invalid": gettext_lazy("Write the e-mail address in the form name@domain.pl.")
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = forms.CharField(
        label=gettext_lazy("Telephone"),
        max_length=30,
        required=False,
        help_text=gettext_lazy("An e-mail address or a telephone number is enough."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    municipality = forms.CharField(
        label=gettext_lazy("Municipality"),
        max_length=120,
        help_text=gettext_lazy(
            "Where you live or where the organisation works. "
            "Start to type the name and choose it from the list."
        ),
        error_messages={"required": gettext_lazy("Write the municipality, e.g. Zwierzyniec.")},
        widget=forms.TextInput(attrs={"list": "municipalities", "autocomplete": "off"}),
    )
    is_outside = forms.BooleanField(
        label=gettext_lazy("My municipality is outside the subregion"),
        required=False,
        help_text=gettext_lazy("You can sign up too: we only have to count it."),
    )

    def __init__(self, data=None, *, for_staff=False, **options):
        self.for_staff = for_staff
        super().__init__(data, **options)
        self._ask_for_one_of("email", "phone")
        # Required of those who act for one, which the hint says; a group may have a name.
        self.fields["organisation_name"].is_one_of_several = True
        self.lay_out(
            Fieldset(
                _("Who signs up"), "applicant", Div(*FOR_ORGANISATIONS, css_class="for-groups")
            ),
            Fieldset(_("How we can reach you"), "email", "phone"),
            Fieldset(_("Where you are from"), "municipality", "is_outside"),
        )

    def _ask_for_one_of(self, *names):
        """Neither is required by itself, yet they must not be called optional."""
        for name in names:
            self.fields[name].is_one_of_several = not self.for_staff

    def speaks_for_others(self):
        """Whether a group or an organisation was typed, even beside mistakes."""
        return self.data.get("applicant") in Registration.FOR_OTHERS

    def clean_nip(self):
        typed = self.cleaned_data["nip"]
        return clean_nip(typed) if typed and self.speaks_for_others() else ""

    def clean_phone(self):
        typed = self.cleaned_data["phone"]
        return clean_phone(typed) if typed else ""

    def clean(self):
        cleaned = super().clean()
        if not self.speaks_for_others():
            self.forget(*FOR_ORGANISATIONS)
        self._clean_reach(cleaned)
        self._clean_organisation(cleaned)
        self._clean_municipality(cleaned)
        return cleaned

    def _clean_reach(self, cleaned):
        nothing_given = not cleaned.get("email") and not cleaned.get("phone")
        if nothing_given and not self.for_staff and not {"email", "phone"} & set(self.errors):
            self.add_error(
                "email",
                _(
                    "Give an e-mail address or a telephone number, so that we can confirm the place."
                ),
            )

    def _clean_organisation(self, cleaned):
        needs_name = cleaned.get("applicant") in Registration.FOR_AN_ORGANISATION
        is_named = cleaned.get("organisation_name") or "organisation_name" in self.errors
        if needs_name and not is_named:
            self.add_error("organisation_name", _("Write the name of the organisation."))

    def _clean_municipality(self, cleaned):
        """The one that the words mean; outside the subregion the words themselves."""
        typed = cleaned.get("municipality")
        if not typed or cleaned.get("is_outside"):
            if typed and len(typed) > NAME_LENGTH:
                self.add_error("municipality", TOO_LONG % {"limit_value": NAME_LENGTH})
            return
        found = find_municipalities(typed)
        if len(found) == 1:
            cleaned["municipality"] = found[0]
        elif found:
            names = _(" or ").join(place.label for place in found)
            self.add_error("municipality", _("Which one? Choose %(names)s.") % {"names": names})
        else:
            self.add_error(
                "municipality",
                _(
                    "Choose the municipality from the list. Start to type its name, "
                    "e.g. Zwierzyniec. If it is not there, mark that it is outside the subregion."
                ),
            )

    def contact(self, *, remarks):
        """What the service takes, out of a valid form."""
        data = self.cleaned_data
        is_outside = data["is_outside"]
        return Contact(
            applicant=data["applicant"],
            email=data["email"],
            phone=data["phone"],
            name=data.get("contact_name", ""),
            organisation_name=data.get("organisation_name", ""),
            nip=data.get("nip", ""),
            municipality=None if is_outside else data["municipality"],
            other_municipality=data["municipality"] if is_outside else "",
            remarks=remarks,
        )
