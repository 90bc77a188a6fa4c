"""Forms of a person's own pages."""

from django import forms
from django.utils.translation import gettext_lazy

from owes_portal.phones import clean_phone, spaced


class PeopleForm(forms.Form):
    """Which of the people; one alone is not asked about."""

    people = forms.MultipleChoiceField(
        label=gettext_lazy("Whom it is about"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Mark at least one person.")},
    )

    def __init__(self, people, data=None):
        super().__init__(data, initial={"people": [str(person.pk) for person in people]})
        self.of = {str(person.pk): person for person in people}
        self.fields["people"].choices = [(pk, one.full_name) for pk, one in self.of.items()]
        if len(self.of) < 2:
            del self.fields["people"]

    def chosen(self):
        """The people that were marked, out of a valid form."""
        return [self.of[pk] for pk in self.cleaned_data.get("people", self.of)]


class ReachForm(forms.Form):
    """How we reach whoever signed up; the e-mail address stays, for the link came to it."""

    contact_name = forms.CharField(
        label=gettext_lazy("Contact person"),
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name", "autocapitalize": "off"}),
    )
    phone = forms.CharField(
        label=gettext_lazy("Telephone"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )

    def __init__(self, registration, data=None):
        initial = {"contact_name": registration.contact_name, "phone": spaced(registration.phone)}
        super().__init__(data, initial=initial)
        if not registration.may_leave_names_open():
            self.fields["contact_name"].widget = forms.HiddenInput()

    def clean_phone(self):
        typed = self.cleaned_data["phone"]
        return clean_phone(typed) if typed else ""


class LinkForm(forms.Form):
    """Where to send the link to."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        max_length=254,
        help_text=gettext_lazy("The address that was given in the sign-up form."),
        error_messages={
            "required": gettext_lazy("Write the e-mail address."),
            "invalid": gettext_lazy("Write the e-mail address in the form name@domain.pl."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
