"""The form in which staff build an event's questions; what may be asked, the service decides."""

import uuid
from functools import cached_property

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from owes_portal.templatetags.typography import date_range
from registrations.models import EventQuestions, Question
from registrations.services.questions import Draft, fault

ALWAYS = gettext_lazy("always")
ANSWER_WORDS = {Question.YES: gettext_lazy("yes"), Question.NO: gettext_lazy("no")}


class LinesField(forms.CharField):
    """Several short texts, one to a line."""

    widget = forms.Textarea(attrs={"rows": 4, "cols": 60})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value):
        lines = (line.strip() for line in super().clean(value).splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    def has_changed(self, initial, data):
        return super().has_changed("\n".join(initial or []), "\n".join((data or "").splitlines()))


class QuestionForm(forms.ModelForm):
    """One question; its condition is a question and an answer to it, chosen together."""

    position = forms.IntegerField(
        label=gettext_lazy("Order"),
        min_value=1,
        max_value=999,
        required=False,
        help_text=gettext_lazy("Empty: at the end."),
    )
    options = LinesField(
        label=gettext_lazy("Answers to choose from"),
        required=False,
        help_text=gettext_lazy("One to a line; only for a choice of one or several answers."),
    )
    condition = forms.ChoiceField(
        label=gettext_lazy("Ask it"),
        required=False,
        help_text=gettext_lazy("Save a new question first, then others can depend on it."),
    )
    is_removed = forms.BooleanField(label=gettext_lazy("Remove this question"), required=False)

    class Meta:
        model = Question
        fields = ["wording", "hint", "kind", "scope", "options", "is_required", "position"]
        widgets = {
            "wording": forms.TextInput(attrs={"class": "vLargeTextField"}),
            "hint": forms.TextInput(attrs={"class": "vLargeTextField"}),
        }
        help_texts = {
            "hint": gettext_lazy("Shown under the question: what is meant, an example."),
        }

    def __init__(self, *args, conditions=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.thread = self.instance.thread if self.instance.pk else uuid.uuid4()
        self.fields["condition"].choices = [
            ("", ALWAYS),
            *((words, answers) for thread, words, answers in conditions if thread != self.thread),
        ]
        if self.instance.shown_if:
            self.initial["condition"] = key_of(
                self.instance.shown_if.thread, self.instance.shown_if_answer
            )

    def clean_options(self):
        options = self.cleaned_data["options"]
        if any(len(option) > 160 for option in options):
            raise forms.ValidationError(_("An answer can have 160 letters at most. Shorten it."))
        return options

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") not in Question.WITH_OPTIONS:
            cleaned["options"] = []
        elif "options" not in self.errors and len(cleaned["options"]) < 2:
            self.add_error("options", _("Write at least two answers, one to a line."))
        return cleaned

    def draft(self):
        """What the form says, out of a valid form."""
        data = self.cleaned_data
        thread, _colon, answer = data["condition"].partition(":")
        names = ("wording", "hint", "kind", "scope", "is_required")
        return Draft(
            thread=self.thread,
            options=tuple(data["options"]),
            shown_if=uuid.UUID(thread) if thread else None,
            shown_if_answer=answer,
            **{name: data[name] for name in names},
        )

    def order(self):
        """A question that was moved goes to the very place it was given, before or after."""
        typed = self.cleaned_data["position"]
        known = self.initial.get("position") if self.instance.pk else None
        if typed is None:
            return 1000, 0
        return typed, 0 if known is None else (typed > known) - (typed < known)


class QuestionFormSet(forms.BaseInlineFormSet):
    """All questions of an event; together they must make sense."""

    def get_form_kwargs(self, index):
        return super().get_form_kwargs(index) | {"conditions": self.conditions}

    @cached_property
    def conditions(self):
        """Questions on which others may depend, with the answers as they are typed just now."""
        found = []
        for question in self.get_queryset():
            kind, options, wording = self._typed(question)
            answers = Question.answers_of(kind, options)
            choices = [(key_of(question.thread, one), words_of(one, kind)) for one in answers]
            if choices:
                found.append((question.thread, Truncator(wording).chars(70), choices))
        return found

    def _typed(self, question):
        prefix = self._prefixes.get(str(question.pk))
        if prefix is None:
            return question.kind, question.options, question.wording
        kind = self.data.get(f"{prefix}-kind", question.kind)
        lines = self.data.get(f"{prefix}-options", "").splitlines()
        options = [line.strip() for line in lines if line.strip()]
        return kind, options, self.data.get(f"{prefix}-wording") or question.wording

    @cached_property
    def _prefixes(self):
        prefixes = map(self.add_prefix, range(self.initial_form_count() if self.is_bound else 0))
        return {self.data.get(f"{prefix}-id"): prefix for prefix in prefixes}

    def clean(self):
        super().clean()
        if any(form.instance.pk is None for form in self.initial_forms):
            raise forms.ValidationError(
                _("Somebody else has changed the questions meanwhile. Open this page anew.")
            )
        if not any(form.errors for form in self.forms):
            before = {}
            for form in self.kept():
                draft = form.draft()
                if found := fault(draft, before):
                    form.add_error("condition", found)
                before[draft.thread] = draft

    def kept(self):
        """The forms of what shall be asked, in the order that was typed."""
        filled = [form for form in self.forms if form.instance.pk or form.has_changed()]
        return sorted(
            (form for form in filled if not form.cleaned_data["is_removed"]),
            key=QuestionForm.order,
        )

    def removed(self):
        return [form for form in self.initial_forms if form.cleaned_data["is_removed"]]

    def note_changes(self):
        """Tell the log of the administration what an ordinary saving would have told it."""
        removed = self.removed()
        changed = [form for form in self.initial_forms if form.has_changed()]
        self.deleted_objects = [form.instance for form in removed]
        self.changed_objects = [
            (form.instance, form.changed_data) for form in changed if form not in removed
        ]
        self.new_objects = [form.instance for form in self.kept() if not form.instance.pk]


class SourceField(forms.ModelChoiceField):
    def label_from_instance(self, event):
        count = event.question_count
        words = ngettext("%(count)d question", "%(count)d questions", count) % {"count": count}
        dates = f", {date_range(event.starts_at, event.ends_at)}" if event.starts_at else ""
        return f"{event.title}{dates} ({words})"


class SourceForm(forms.Form):
    source = SourceField(
        label=gettext_lazy("Take the questions of"),
        queryset=EventQuestions.objects.none(),
        empty_label=gettext_lazy("– choose an event –"),
        error_messages={"required": gettext_lazy("Choose an event.")},
    )

    def __init__(self, *args, event, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = EventQuestions.objects.for_copying_to(event)


def key_of(thread, answer):
    return f"{thread}:{answer}"


def words_of(answer, kind):
    shown = ANSWER_WORDS[answer] if kind == Question.Kind.YES_NO else answer
    return _("only if the answer is: %(answer)s") % {"answer": shown}
