"""Forms of the organiser's deeds: a reason, and whatever else the deed needs to know."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events.models import Event
from owes_portal.phones import clean_phone
from owes_portal.templatetags.typography import date_range
from registrations.services.signup import OPEN_TO_STAFF


class DeedForm(forms.Form):
    """What is done with a registration, for those of its people with whom it can be done."""

    use_required_attribute = False

    def __init__(self, registration, people, *args, reason="", **kwargs):
        super().__init__(*args, **kwargs)
        self.registration, self.people = registration, people
        if "reason" in self.fields:
            self.initial["reason"] = reason

    def chosen(self):
        return self.people


class ReasonForm(DeedForm):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("The person can read it in the registration."),
        error_messages={"required": gettext_lazy("Write the reason.")},
    )


class WhyBeyond(forms.CharField):
    """Asked only when no place is left; then it decides, so it is not called optional."""

    is_one_of_several = True

    def __init__(self):
        super().__init__(
            label=gettext_lazy("Why beyond the number of places?"),
            max_length=500,
            required=False,
            widget=forms.Textarea({"rows": 2}),
        )


class PeopleForm(ReasonForm):
    """For some of the people; only one is chosen already, several are if the deed wants it."""

    chooses_all = True
    field_order = ["who"]

    who = forms.MultipleChoiceField(
        label=gettext_lazy("For whom"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one person.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [(str(one.pk), one.full_name) for one in self.people]
        if self.chooses_all or len(self.people) == 1:
            self.initial["who"] = [str(one.pk) for one in self.people]

    def chosen(self):
        return [one for one in self.people if str(one.pk) in self.cleaned_data["who"]]


class LeavingForm(PeopleForm):
    chooses_all = False


class PlaceForm(PeopleForm):
    over_capacity = forms.BooleanField(
        label=gettext_lazy("Yes, beyond the number of places"),
        help_text=gettext_lazy("Only needed if there are too few free places. It is written down."),
        required=False,
    )


class MoveForm(ReasonForm):
    field_order = ["event"]

    event = forms.ChoiceField(
        label=gettext_lazy("To which event"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose an event.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        others = Event.objects.upcoming().exclude(pk=self.registration.event_id)
        open_ones = [
            event for event in others if event.why_closed(is_invited=True) in OPEN_TO_STAFF
        ]
        self.events = {str(event.pk): event for event in open_ones}
        words = [(key, self._event_in_words(event)) for key, event in self.events.items()]
        self.fields["event"].choices = words

    def clean_event(self):
        return self.events[self.cleaned_data["event"]]

    def _event_in_words(self, event):
        """With what becomes of the people there."""
        wanted = len(self.people)
        fitting = min(event.places_left, wanted)
        if self.registration.keep_together and fitting < wanted:
            fitting = 0
        words = self._places_in_words(fitting, wanted - fitting)
        return f"{event.title}, {date_range(event.starts_at, event.ends_at)}: {words}"

    def _places_in_words(self, fitting, waiting):
        words = []
        if fitting:
            text = ngettext(
                "%(count)d person gets a place", "%(count)d people get a place", fitting
            )
            words.append(text % {"count": fitting})
        if waiting:
            text = ngettext("%(count)d person waits", "%(count)d people wait", waiting)
            words.append(text % {"count": waiting})
        return ", ".join(words)


class MergeForm(ReasonForm):
    field_order = ["number"]

    number = forms.CharField(
        label=gettext_lazy("Number of the registration that stays"),
        max_length=20,
        error_messages={"required": gettext_lazy("Write the number, for example W-2026-0147.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.others = self.registration.event.registrations.standing()
        alike = list(self.others.with_contact_of(self.registration)[:5])
        if alike:
            self.initial["number"] = alike[0].number
            numbers = ", ".join(one.number for one in alike)
            self.fields["number"].help_text = format_lazy(
                "{} {}", _("With the same e-mail, telephone or name:"), numbers
            )

    def clean_number(self):
        """The number as it stands on the registration, however it was typed."""
        number = self.cleaned_data["number"].strip()
        found = self.others.exclude(pk=self.registration.pk).filter(number__iexact=number).first()
        if found is None:
            raise forms.ValidationError(_("This event has no other live registration like that."))
        self.other = found
        return found.number


class ContactForm(ReasonForm):
    field_order = ["contact_name", "phone"]

    contact_name = forms.CharField(
        label=gettext_lazy("Contact person"), max_length=160, required=False
    )
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=30, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["contact_name"] = self.registration.contact_name
        self.initial["phone"] = self.registration.phone

    def clean_phone(self):
        typed = self.cleaned_data["phone"]
        return clean_phone(typed) if typed else ""


class EmailForm(ReasonForm):
    field_order = ["email"]

    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        max_length=254,
        error_messages={
            "required": gettext_lazy("Write the e-mail address."),
            "invalid": gettext_lazy("Write the e-mail address in the form name@domain.pl."),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["email"] = self.registration.email
