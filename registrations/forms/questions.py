"""Fields for an event's own questions, and the rule that nobody must answer what is not asked."""

from crispy_forms.layout import Div
from django import forms
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from owes_portal.templatetags.languages import polish
from owes_portal.templatetags.typography import nbsp
from registrations.forms.fields import AskedField, UploadField, WrittenDateField
from registrations.forms.part import TOO_LONG, Part
from registrations.models import Question
from registrations.questions import dependents, parents_first, roots
from registrations.services import GivenAnswer

Kind = Question.Kind
TEXT_LENGTH, LONG_TEXT_LENGTH, LARGEST = 300, 2000, 1_000_000_000
YES_OR_NO = [(Question.YES, gettext_lazy("yes")), (Question.NO, gettext_lazy("no"))]
CHOOSE_ONE = gettext_lazy("Choose one of the answers.")
HINTS = {
    Kind.DATE: gettext_lazy("For example 22.09.2026."),
    Kind.FILE: gettext_lazy("A PDF, JPG or PNG file, 10 MB at most."),
}
# So many options of a question can hide what depends on them until they are chosen.
OPTIONS_THAT_HIDE = 10


def field_for(question, event, *, refused=""):
    """The field of a question; required if it is asked at all."""
    options = {
        "label": polish(nbsp(question.wording)),
        "required": question.is_required,
        "help_text": hint(question),
    }
    if question.kind == Kind.FILE:
        messages = {"required": _("Choose a file.")}
        return UploadField(event, refused=refused, error_messages=messages, **options)
    return FIELDS[question.kind](question, options)


def hint(question):
    """The condition, the hint in staff's words, and ours; all are text, never markup."""
    own = polish(question.hint)
    lines = filter(None, (condition(question), own, HINTS.get(question.kind)))
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in lines))


def condition(question):
    """On what it depends, in words: without a style sheet the page asks all of its questions."""
    if question.shown_if is None:
        return ""
    answer = dict(YES_OR_NO).get(question.shown_if_answer) or polish(question.shown_if_answer)
    return mark_safe(_("Answer if you marked “%(answer)s” above.") % {"answer": answer})


def _text(question, options):
    return _characters(TEXT_LENGTH, forms.TextInput(), options)


def _long_text(question, options):
    return _characters(LONG_TEXT_LENGTH, forms.Textarea({"rows": 4}), options)


def _characters(length, widget, options):
    messages = {"required": _("Write the answer."), "max_length": TOO_LONG}
    return forms.CharField(max_length=length, widget=widget, error_messages=messages, **options)


def _one_of(question, options):
    return _radios(_options(question), options)


def _options(question):
    return [(text, polish(text)) for text in question.options]


def _yes_no(question, options):
    return _radios(YES_OR_NO, options)


def _radios(choices, options):
    messages = {"required": CHOOSE_ONE, "invalid_choice": CHOOSE_ONE}
    return forms.ChoiceField(
        choices=choices, widget=forms.RadioSelect, error_messages=messages, **options
    )


def _several_of(question, options):
    messages = {
        "required": _("Choose at least one answer."),
        "invalid_choice": _("Choose from the answers below."),
    }
    return forms.MultipleChoiceField(
        choices=_options(question),
        widget=forms.CheckboxSelectMultiple,
        error_messages=messages,
        **options,
    )


def _number(question, options):
    whole = _("Write a whole number in digits, e.g. 12.")
    return forms.IntegerField(
        min_value=-LARGEST,
        max_value=LARGEST,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": _("Write the number."),
            **dict.fromkeys(("invalid", "min_value", "max_value"), whole),
        },
        **options,
    )


def _written_date(question, options):
    return WrittenDateField(error_messages={"required": _("Write the date.")}, **options)


FIELDS = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _long_text,
    Kind.ONE_OF: _one_of,
    Kind.SEVERAL_OF: _several_of,
    Kind.YES_NO: _yes_no,
    Kind.NUMBER: _number,
    Kind.DATE: _written_date,
}


class QuestionForm(Part):
    """A part that asks own questions too.

    `known` are answers given elsewhere, on which some of them may depend, and `refused` is what
    is wrong with files; `given` are rows of answers that are shown to be changed. `guarded` are
    the questions that the whole page asks, named by one of its parts.
    """

    def __init__(
        self,
        event,
        data=None,
        *,
        questions,
        guarded=(),
        known=None,
        refused=None,
        given=(),
        **options,
    ):
        self.event, self.known = event, known or {}
        self.questions = list(parents_first(questions))
        super().__init__(data, **options)
        for question in self.questions:
            wrong = (refused or {}).get(self.add_prefix(question.field_name), "")
            self.fields[question.field_name] = field_for(question, event, refused=wrong)
        if guarded:
            self.fields["asked"] = AskedField(guarded)
        self.initial |= self._given(given)

    def _given(self, answers):
        """What was answered, also to an earlier wording, as the fields show it."""
        kinds = {question.thread: question for question in self.questions}
        return {
            kinds[answer.question.thread].field_name: shown(kinds[answer.question.thread], answer)
            for answer in answers
            if answer.question.thread in kinds
        }

    def full_clean(self):
        """A wrong file is told of at once, for no browser sends it again."""
        super().full_clean()
        for name, field in self.fields.items():
            if self.is_draft and self.is_bound and getattr(field, "refused", ""):
                self.add_error(name, field.refused)

    def clean(self):
        cleaned = super().clean()
        self._forget_what_is_not_asked(cleaned)
        return cleaned

    def _forget_what_is_not_asked(self, cleaned):
        answers = dict(self.known)
        for question in self.questions:
            if question.is_shown(answers):
                answers[question.thread] = cleaned.get(question.field_name, "")
            else:
                self.forget(question.field_name)

    def answers_by_thread(self):
        """What other parts may ask for: answers on which their questions depend."""
        cleaned = self.cleaned_data if self.is_bound and self.errors is not None else {}
        return {one.thread: cleaned.get(one.field_name, "") for one in self.questions}

    def uploads(self):
        """Name of the field and row, of each file among the answers."""
        for question in self.questions:
            if question.kind == Kind.FILE and self.cleaned_data.get(question.field_name):
                yield question.field_name, self.cleaned_data[question.field_name]

    def refuse_files_of_others(self, is_own):
        """A file belongs to one answer; whose it is, `is_own` says of the answer's row."""
        for name, upload in list(self.uploads()):
            if hasattr(upload, "answer") and not is_own(upload.answer):
                self.add_error(name, _("This file was sent already. Choose it again."))

    def asks_for_files(self):
        return any(question.kind == Kind.FILE for question in self.questions)

    def given_answers(self):
        """What the service takes."""
        answered = [one for one in self.questions if one.field_name in self.cleaned_data]
        return [given(one, self.cleaned_data[one.field_name]) for one in answered]

    def question_layout(self):
        """What depends on a question stands right after it, in the same block."""
        return [self._block(question) for question in roots(self.questions)]

    def guard_layout(self):
        """Stands beside the questions, also if the part has none of its own."""
        return ["asked"] if "asked" in self.fields else []

    def _block(self, question):
        follows = [
            Div(self._block(one), css_class=follow_class(question, one))
            for one in dependents(question, self.questions)
        ]
        return Div(question.field_name, *follows, css_class="question")


def follow_class(question, dependent):
    """Says which option of the question it waits for, so that a style sheet can hide it till then."""
    options = question.options or [Question.YES, Question.NO]
    wanted = dependent.shown_if_answer
    position = options.index(wanted) + 1 if wanted in options else OPTIONS_THAT_HIDE + 1
    is_hidden_till_then = position <= OPTIONS_THAT_HIDE
    return "question__follow" + (f" question__follow--{position}" if is_hidden_till_then else "")


def known_answers(registration):
    """What was answered once for all people of a registration, by thread."""
    answers = registration.answers.filter(participant=None).select_related("question")
    return {answer.question.thread: answer.values for answer in answers}


def given(question, value):
    """An answer as the service stores it: words, ISO dates, digits; a file as its row."""
    if question.kind == Kind.FILE:
        return GivenAnswer(question, upload=value)
    if value in (None, "", []):
        return GivenAnswer(question)
    return GivenAnswer(question, values=value if isinstance(value, list) else [str(value)])


def shown(question, answer):
    """A stored answer as its field takes it."""
    if question.kind == Kind.FILE:
        return answer.upload
    return answer.values if question.kind == Kind.SEVERAL_OF else "".join(answer.values[:1])
