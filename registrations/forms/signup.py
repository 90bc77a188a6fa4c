"""The whole sign-up form: one page of several parts, and its check."""

import uuid

from crispy_forms.layout import Fieldset
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from registrations.forms.closing import ClosingForm
from registrations.forms.contact import ContactForm
from registrations.forms.files import REMOVE, keep
from registrations.forms.part import Part
from registrations.forms.person import NAMES, PersonForm
from registrations.forms.questions import QuestionForm
from registrations.questions import asked
from registrations.services import Submission

ADD_PERSON, REMOVE_PERSON = "add_person", "remove_person"
# Nobody delegates more people with one form, whatever an event's limit says.
MOST_PEOPLE = 20
TOGETHER = {"whole": True, "some": False}


class AskedOnceForm(QuestionForm):
    """The own questions that are asked once, whoever comes."""

    def __init__(self, event, data=None, **options):
        super().__init__(event, data, **options)
        fields = self.question_layout()
        topic = [Fieldset(_("Some questions of the organiser"), *fields)] if fields else []
        self.lay_out(*topic, *self.guard_layout())


class TogetherForm(Part):
    """What a group wants if it does not fit whole; asked only then, when its answers are checked."""

    together = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, people, places_left, data=None, **options):
        super().__init__(data, **options)
        field = self.fields["together"]
        field.label = _together_question(people, places_left)
        field.error_messages["required"] = _("Choose what you want.")
        field.choices = _together_choices(places_left)
        self.lay_out("together")


def _together_question(people, places_left):
    if not places_left:
        return _("There are no places left. How do you want to wait?")
    return ngettext(
        "Only %(count)d place is left for %(people)d people. What do you want?",
        "Only %(count)d places are left for %(people)d people. What do you want?",
        places_left,
    ) % {"count": places_left, "people": people}


def _together_choices(places_left):
    if places_left:
        return [
            ("some", _("Take the free places; the others go on the waiting list")),
            ("whole", _("All of us go on the waiting list and wait for places together")),
        ]
    return [
        ("some", _("Each of us takes the first place that falls free")),
        ("whole", _("We wait until there are places for all of us at once")),
    ]


class SignupForm:
    """Contact, questions, people and closing as one; `submission()` is what the service takes.

    It is shaped like a formset, so that the error summary and the page's title can use it.
    """

    def __init__(self, event, data=None, files=None, *, invitation=None, for_staff=False):
        self.event, self.invitation, self.for_staff = event, invitation, for_staff
        self.is_bound, refused = data is not None, {}
        self.is_draft = self.is_bound and bool({ADD_PERSON, REMOVE_PERSON, REMOVE} & set(data))
        if self.is_bound:
            data, refused = keep(event, data, files)
        self.data, self.refusals = data, []
        self._make_parts({"is_draft": self.is_draft}, {"refused": refused})
        if self.is_bound and not self.is_draft:
            self._check_across_parts()

    def _make_parts(self, options, with_files):
        questions = asked(self.event)
        once = [question for question in questions if not question.is_for_each_person()]
        self.each = [question for question in questions if question.is_for_each_person()]
        data, staff = self.data, {"for_staff": self.for_staff}
        self.contact = ContactForm(data, **staff, **options)
        self.common = AskedOnceForm(
            self.event, data, questions=once, guarded=questions, **with_files, **options
        )
        self.people = self._people(options | with_files)
        self.closing = ClosingForm(self.event, data, **staff, **options)
        self.parts = [self.contact, self.common, *self.people, self.closing]
        self.choice = None

    def _people(self, options):
        """A form for each number that was sent; a new one is empty and nothing of it is wrong yet."""
        sent = _numbers(self.data)
        self.numbers = self._after_the_button(sent)
        speaks_for_others = self.is_bound and self.contact.speaks_for_others()
        options |= {
            "may_be_unnamed": speaks_for_others,
            "asks_email": speaks_for_others or len(self.numbers) > 1,
            "known": self.common.answers_by_thread(),
        }
        return [
            self._person(number, place, self.data if number in sent else None, options)
            for place, number in enumerate(self.numbers, 1)
        ]

    def _person(self, number, place, data, options):
        is_one_of_several = len(self.numbers) > 1
        title = _("Person %(number)d") % {"number": place} if is_one_of_several else ""
        return PersonForm(
            self.event,
            data,
            prefix=f"p{number}",
            questions=self.each,
            title=title,
            is_somebody_else=place > 1,
            **options,
        )

    def _after_the_button(self, numbers):
        if not self.is_bound:
            return numbers
        if ADD_PERSON in self.data and len(numbers) < self.most_people:
            return [*numbers, max(numbers) + 1]
        left = [number for number in numbers if str(number) != self.data.get(REMOVE_PERSON)]
        return left or numbers

    @property
    def most_people(self):
        return min(self.event.group_limit, MOST_PEOPLE)

    def can_add_person(self):
        return len(self.people) < self.most_people

    def must_choose(self):
        """Whether a group does not fit whole; the service has the last word."""
        people, event = len(self.people), self.event
        is_asked = people > 1 and event.has_waiting_list and not event.needs_approval()
        return is_asked and people > event.places_left

    def _check_across_parts(self):
        if self.is_valid():
            self._refuse_used_files()
        if any(person.tells_needs() for person in self.people):
            self.closing.ask_consent_to_needs()

    def _refuse_used_files(self):
        """„Back” after sending, and another registration: each file belongs to one answer."""
        for part in (self.common, *self.people):
            part.refuse_files_of_others(lambda answer: answer.registration.key == self.key())

    def ask_what_then(self, places_left, data=None):
        """Ask a group that does not fit whole what it wants; an error if it was asked before."""
        self.choice = TogetherForm(len(self.people), places_left, data)

    # As a formset

    @property
    def forms(self):
        return [*self.parts, self.choice] if self.choice else self.parts

    @property
    def errors(self):
        return [part.errors for part in self.forms]

    def non_form_errors(self):
        return self.refusals

    def is_valid(self):
        return self.is_bound and all([part.is_valid() for part in self.parts])

    def is_multipart(self):
        return any(part.asks_for_files() for part in (self.common, *self.people))

    def refuse(self, text):
        """Say above the form why it was not taken."""
        self.refusals.append(str(text))

    # What is done with it

    def key(self):
        """Bound to event and people: the same form sent to another event, or with somebody
        else's name after „Back”, is another registration.
        """
        contact = self.contact.cleaned_data
        names = [person.cleaned_data[name] for person in self.people for name in NAMES]
        who = [str(self.event.pk), contact["email"], contact["phone"], *names]
        lines = "\n".join(word.casefold() for word in who)
        return uuid.uuid5(self.closing.cleaned_data["key"], lines)

    def submission(self):
        """What the service takes, out of a valid form."""
        return Submission(
            key=self.key(),
            contact=self.contact.contact(remarks=self.closing.cleaned_data["remarks"]),
            people=[person.person() for person in self.people],
            acknowledged=self.closing.agreed(),
            answers=self.common.given_answers(),
            together=TOGETHER.get(self.data.get("together")),
            invitation=self.invitation,
        )

    def summary(self):
        """Heading and answers of each part, for „check your answers”."""
        titles = (_("Who signs up"), _("Some questions of the organiser"))
        people = [person.title or _("Who takes part") for person in self.people]
        for title, part in zip(
            [*titles, *people, _("Before you send it")], self.parts, strict=True
        ):
            answers = list(part.answers())
            if answers:
                yield title, answers

    def as_hidden(self):
        """Everything that was typed, to be sent once more from the next page."""
        for number in self.numbers:
            yield "person", number
        for part in self.parts:
            yield from part.as_hidden()


def _numbers(data):
    """Each person has a number for the length of the form, so that another may be taken out."""
    sent = data.getlist("person") if data is not None else []
    numbers = [int(number) for number in sent if number.isdecimal() and len(number) < 4]
    return list(dict.fromkeys(numbers))[:MOST_PEOPLE] or [1]
