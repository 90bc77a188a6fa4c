"""The sign-up form: shape and clean input; whether there is a place, the service decides."""

import unicodedata
import uuid

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.validators import RegexValidator
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from owes_portal.models.places import find_municipalities
from owes_portal.phones import clean_phone
from owes_portal.templatetags.typography import date_range, hours
from registrations.models import AccessibilityNeed, Participant, Registration
from registrations.nip import clean_nip
from registrations.services import Contact, Person, Submission

# Letters of any alphabet, with what may stand between two of them.
validate_name = RegexValidator(
    r"^[^\W\d_](?:[ .'’–-]*[^\W\d_])*\.?$",
    gettext_lazy("Use letters only; a hyphen, a space and an apostrophe may stand between them."),
)
NAME_LENGTH = 80
TOO_LONG = gettext_lazy("This is longer than %(limit_value)d letters. Shorten it.")


class NameField(forms.CharField):
    def to_python(self, value):
        """Some keyboards send a letter and its accent apart; the database gets them as one."""
        return unicodedata.normalize("NFC", super().to_python(value))


def _name_field(label, missing, autocomplete):
    return NameField(
        label=label,
        max_length=NAME_LENGTH,
        validators=[validate_name],
        error_messages={
            "required": missing,
            "max_length": TOO_LONG,
        },
        widget=forms.TextInput(attrs={"autocomplete": autocomplete, "autocapitalize": "off"}),
    )


class Wordings:
    """What one says one knows, in full, above the boxes that say so; a part of crispy's layout."""

    def __init__(self, event):
        self.event = event

    def render(self, form, context, template_pack=None, **kwargs):
        return render_to_string("registrations/_wordings.html", {"event": self.event})


class RegistrationForm(forms.Form):
    """One person signs up; `submission()` is what the service takes."""

    key = forms.CharField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)
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
    first_name = _name_field(
        gettext_lazy("First name"), gettext_lazy("Write your first name."), "given-name"
    )
    last_name = _name_field(
        gettext_lazy("Surname"), gettext_lazy("Write your surname."), "family-name"
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
    days = forms.MultipleChoiceField(
        label=gettext_lazy("Days on which you will come"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one day.")},
    )
    pickup_point = forms.ChoiceField(
        label=gettext_lazy("Where you get on the bus"), widget=forms.RadioSelect, required=False
    )
    wants_accommodation = forms.BooleanField(
        label=gettext_lazy("I need accommodation"), required=False
    )
    diet = forms.ChoiceField(
        label=gettext_lazy("Diet"), choices=Participant.Diet.choices, required=False
    )
    needs = forms.MultipleChoiceField(
        label=gettext_lazy("What do you need to take part comfortably?"),
        choices=[choice for choice in AccessibilityNeed.Kind.choices if choice[0] != "other"],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    needs_description = forms.CharField(
        label=gettext_lazy("Something else you need"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("Write what would help you, not what your illness is called."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    remarks = forms.CharField(
        label=gettext_lazy("Remarks"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    acknowledges_privacy = forms.BooleanField(
        label=gettext_lazy("I know how my data are processed"),
        error_messages={
            "required": gettext_lazy("Mark that you know the information on data processing.")
        },
    )
    accepts_rules = forms.BooleanField(
        label=gettext_lazy("I accept the rules of participation"),
        error_messages={"required": gettext_lazy("Mark that you know the rules.")},
    )

    def __init__(self, event, data=None):
        self.event = event
        self.event_days = {str(day.pk): day for day in event.days.all()}
        super().__init__(data, initial={"days": list(self.event_days)})
        self._ask_for_one_of("email", "phone")
        self._ask_days()
        self._ask_what_is_offered()
        self._ask_acknowledgements()
        self.helper = self._helper()

    def _ask_for_one_of(self, *names):
        """Neither is required by itself, yet they must not be called optional."""
        for name in names:
            self.fields[name].is_one_of_several = True

    def _ask_days(self):
        """A single day is no question."""
        self.fields["days"].choices = [
            (pk, _("%(date)s, %(hours)s – %(place)s") % _in_words(day))
            for pk, day in self.event_days.items()
        ]
        if len(self.event_days) < 2:
            del self.fields["days"]

    def _ask_what_is_offered(self):
        points = self.event.pickup_points.all() if self.event.has_transport else ()
        self.pickup_points = {str(point.pk): point for point in points}
        self.fields["pickup_point"].choices = [
            ("", _("I will come by myself")),
            *((pk, point.place) for pk, point in self.pickup_points.items()),
        ]
        offered = {
            "pickup_point": self.pickup_points,
            "wants_accommodation": self.event.has_accommodation,
            "diet": self.event.has_catering,
        }
        for name in [name for name, is_offered in offered.items() if not is_offered]:
            del self.fields[name]
        if self.event.needs_by:
            self.fields["needs"].help_text = _("Please tell us by %(date)s.") % {
                "date": date_range(self.event.needs_by)
            }

    def _ask_acknowledgements(self):
        if not self.event.privacy_notice:
            del self.fields["acknowledges_privacy"]
        if not self.event.rules:
            del self.fields["accepts_rules"]

    def _helper(self):
        """The topics of the form, in the order of the page."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        asked = [topic for topic in TOPICS if set(topic[1]) & set(self.fields)]
        helper.layout = Layout("key", *(self._topic(*topic) for topic in asked))
        return helper

    def _topic(self, legend, names):
        asked = [name for name in names if name in self.fields]
        wordings = [Wordings(self.event)] if "acknowledges_privacy" in names else []
        return Fieldset(legend, *wordings, *asked)

    def clean_key(self):
        """A form whose key was lost or changed on the way is a form like any other, sent once."""
        try:
            return uuid.UUID(self.cleaned_data["key"])
        except ValueError:
            return uuid.uuid4()

    def clean_nip(self):
        typed = self.cleaned_data["nip"]
        return clean_nip(typed) if typed else ""

    def clean_phone(self):
        typed = self.cleaned_data["phone"]
        return clean_phone(typed) if typed else ""

    def clean(self):
        cleaned = super().clean()
        self._clean_contact(cleaned)
        self._clean_organisation(cleaned)
        self._clean_municipality(cleaned)
        return cleaned

    def _clean_contact(self, cleaned):
        nothing_given = not cleaned.get("email") and not cleaned.get("phone")
        if nothing_given and not {"email", "phone"} & set(self.errors):
            self.add_error(
                "email",
                _(
                    "Give an e-mail address or a telephone number, so that we can confirm the place."
                ),
            )

    def _clean_organisation(self, cleaned):
        needs_name = cleaned.get("applicant") in Registration.FOR_AN_ORGANISATION
        if needs_name and not cleaned.get("organisation_name"):
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

    def submission(self):
        """What the service takes, out of a valid form.

        The key is bound to event and person: the same form sent to another event, or with
        somebody else's name after „Back”, is another registration.
        """
        names = ("email", "phone", "first_name", "last_name")
        who = [str(self.event.pk), *(self.cleaned_data[name].casefold() for name in names)]
        return Submission(
            key=uuid.uuid5(self.cleaned_data["key"], "\n".join(who)),
            contact=self._contact(),
            people=[self._person()],
            acknowledged=[text for text in (self.event.privacy_notice, self.event.rules) if text],
        )

    def _contact(self):
        data = self.cleaned_data
        is_outside = data["is_outside"]
        names = ("applicant", "email", "phone", "organisation_name", "nip", "remarks")
        return Contact(
            municipality=None if is_outside else data["municipality"],
            other_municipality=data["municipality"] if is_outside else "",
            **{name: data[name] for name in names},
        )

    def _person(self):
        data = self.cleaned_data
        names = ("first_name", "last_name", "needs", "needs_description")
        return Person(
            days=[self.event_days[pk] for pk in data.get("days", self.event_days)],
            pickup_point=self.pickup_points.get(data.get("pickup_point")),
            wants_accommodation=data.get("wants_accommodation", False),
            diet=data.get("diet", ""),
            **{name: data[name] for name in names},
        )

    def answers(self):
        """Question, answer in words and the field's anchor, for „check your answers”."""
        for field in self:
            if not field.is_hidden:
                yield field.label, self._in_words(field), field.id_for_label or f"{field.auto_id}_0"

    def _in_words(self, field):
        value = self.cleaned_data[field.name]
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(field.field, forms.ChoiceField):
            chosen = value if isinstance(value, list) else [value]
            labels = {str(key): label for key, label in field.field.choices}
            return ", ".join(str(labels[key]) for key in chosen if key in labels)
        return str(value)

    def as_hidden(self):
        """The typed data as they came, to be sent once more from the next page."""
        yield "key", self.cleaned_data["key"]
        for name in [name for name in self.fields if name != "key"]:
            for value in self.data.getlist(name):
                yield name, value


def _in_words(day):
    return {
        "date": date_range(day.starts_at),
        "hours": hours(day.starts_at, day.ends_at),
        "place": day.place,
    }


TOPICS = (
    (gettext_lazy("Who signs up"), ("applicant", "organisation_name", "nip")),
    (gettext_lazy("Your data"), ("first_name", "last_name", "email", "phone")),
    (gettext_lazy("Where you are from"), ("municipality", "is_outside")),
    (
        gettext_lazy("Your part in the event"),
        ("days", "pickup_point", "wants_accommodation", "diet"),
    ),
    (gettext_lazy("What you need"), ("needs", "needs_description", "remarks")),
    (gettext_lazy("Before you send it"), ("acknowledges_privacy", "accepts_rules")),
)
