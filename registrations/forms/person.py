"""One person who wants a place."""

from crispy_forms.layout import Div, Fieldset
from django import forms
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from owes_portal.templatetags.languages import polish
from owes_portal.templatetags.typography import date_range, hours, together
from registrations.forms.fields import name_field
from registrations.forms.questions import QuestionForm
from registrations.models import AccessibilityNeed, Participant
from registrations.services import Person

OTHER_NEED = AccessibilityNeed.Kind.OTHER
NAMES, NEEDS = ("first_name", "last_name"), ("needs", "needs_description")


class Folded(Div):
    """Fields that few people need, behind one line as long as nothing is in them."""

    template = "registrations/_folded.html"

    def __init__(self, title, *fields, is_open):
        super().__init__(*fields)
        self.title, self.is_open = title, is_open


class PersonForm(QuestionForm):
    """Name, part in the event and needs; `person()` is what the service takes."""

    first_name = name_field(
        gettext_lazy("First name"), gettext_lazy("Write the first name."), "given-name"
    )
    last_name = name_field(
        gettext_lazy("Surname"), gettext_lazy("Write the surname."), "family-name"
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail of this person"),
        max_length=254,
        required=False,
        help_text=gettext_lazy(
            "If you give it, this person gets a message from us with a link of their own."
        ),
        error_messages={
            "invalid": gettext_lazy("Write the e-mail address in the form name@domain.pl.")
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
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
        choices=[choice for choice in AccessibilityNeed.Kind.choices if choice[0] != OTHER_NEED],
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

    def __init__(
        self,
        event,
        data=None,
        *,
        may_be_unnamed=False,
        asks_email=True,
        is_somebody_else=False,
        **options,
    ):
        self.may_be_unnamed, self.asks_email = may_be_unnamed, asks_email
        self.event_days = {str(day.pk): day for day in event.days.all()}
        options.setdefault("initial", {"days": list(self.event_days)})
        super().__init__(event, data, **options)
        self._ask_name(is_somebody_else=is_somebody_else)
        if self.title:
            self._speak_of_somebody()
        self._ask_days()
        self._ask_what_is_offered()
        # As on the page: errors and answers to be checked come in the order of the fields.
        self.order_fields(name for name in list(self.fields) if name not in NEEDS)
        self.lay_out(*self._layout())

    def _ask_name(self, *, is_somebody_else):
        """A browser fills in the name of the one who types, and nobody else's."""
        for name in NAMES:
            field = self.fields[name]
            field.required, field.is_one_of_several = not self.may_be_unnamed, True
            if is_somebody_else:
                field.widget.attrs["autocomplete"] = "off"
        if self.may_be_unnamed:
            self.fields["first_name"].help_text = _(
                "You do not know yet who will come? Leave the first name and the surname empty "
                "and give them later by the link from our message."
            )

    def _speak_of_somebody(self):
        """Who fills in the form for several people may be none of them."""
        self.fields["wants_accommodation"].label = _("This person needs accommodation")
        self.fields["needs"].label = _("What does this person need to take part comfortably?")
        self.fields["needs_description"].label = _("Something else this person needs")

    def _ask_days(self):
        """A single day is no question."""
        self.fields["days"].choices = [
            (pk, mark_safe(_("%(date)s, %(hours)s – %(place)s") % _in_words(day)))
            for pk, day in self.event_days.items()
        ]
        if len(self.event_days) < 2:
            del self.fields["days"]

    def _ask_what_is_offered(self):
        points = self.event.pickup_points.all() if self.event.has_transport else ()
        self.pickup_points = {str(point.pk): point for point in points}
        self.fields["pickup_point"].choices = [
            ("", _("I will come by myself")),
            *((pk, polish(point.place)) for pk, point in self.pickup_points.items()),
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

    def _layout(self):
        """One person's topics each have a heading; of several people each has one."""
        email = "email" if self.asks_email else Div("email", css_class="for-groups")
        part = ("days", "pickup_point", "wants_accommodation", "diet")
        topics = [
            (_("Who takes part"), [*NAMES, email]),
            (_("Your part in the event"), [name for name in part if name in self.fields]),
            (_("Questions about this event"), self.question_layout()),
            (_("What you need"), NEEDS),
        ]
        if self.title:
            return [self._fields_of_one_of_several(topics), *self.guard_layout()]
        parts = [Fieldset(legend, *fields) for legend, fields in topics if fields]
        return [*parts, *self.guard_layout()]

    def _fields_of_one_of_several(self, topics):
        """One heading for each person; needs are folded, or the page would be very long."""
        *asked_of_all, (_legend, needs) = topics
        told = any(self[name].value() for name in needs)
        folded = Folded(_("What this person needs (optional)"), *needs, is_open=told)
        return Fieldset(
            self.title, *(one for _legend, fields in asked_of_all for one in fields), folded
        )

    def clean(self):
        cleaned = super().clean()
        if not self.asks_email:
            self.forget("email")
        self._clean_half_a_name(cleaned)
        return cleaned

    def _clean_half_a_name(self, cleaned):
        given = [bool(cleaned.get(name)) or name in self.errors for name in NAMES]
        if any(given) and not all(given):
            name = NAMES[given.index(False)]
            self.add_error(name, self.fields[name].error_messages["required"])

    def is_unnamed(self):
        return not self.cleaned_data["last_name"]

    def tells_needs(self):
        cleaned = getattr(self, "cleaned_data", {})
        return bool(cleaned.get("needs") or cleaned.get("needs_description"))

    def person(self):
        """What the service takes, out of a valid form."""
        data = self.cleaned_data
        names = ("first_name", "last_name", "needs", "needs_description")
        return Person(
            email=data.get("email", ""),
            days=[self.event_days[pk] for pk in data.get("days", self.event_days)],
            pickup_point=self.pickup_points.get(data.get("pickup_point")),
            wants_accommodation=data.get("wants_accommodation", False),
            diet=data.get("diet", ""),
            answers=self.given_answers(),
            **{name: data[name] for name in names},
        )

    def answers(self):
        for question, answer, anchor in super().answers():
            is_open = self.is_unnamed() and question in [self.fields[name].label for name in NAMES]
            yield question, _("to be given later") if is_open else answer, anchor


def _in_words(day):
    return {
        "date": date_range(day.starts_at),
        "hours": together(hours(day.starts_at, day.ends_at)),
        "place": polish(day.place),
    }
