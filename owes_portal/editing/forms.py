"""The form of everything that is published: one button is one step."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from owes_portal.addresses import AddressFromTitle
from owes_portal.editing import meanwhile, quality, workflow
from owes_portal.editing.rows import adds_rows

STEP = "_step"  # the name of the buttons


class Sentences(forms.Textarea):
    """A few lines to type in; what was typed is one paragraph."""

    def __init__(self, attrs=None):
        super().__init__({"rows": 3, "class": "vLargeTextField"} | (attrs or {}))

    def value_from_datadict(self, data, files, name):
        typed = super().value_from_datadict(data, files, name)
        return typed and " ".join(line.strip() for line in typed.splitlines())


class ContentForm(AddressFromTitle):
    meanwhile = None
    is_start_chosen = False  # whether somebody typed when it appears

    @property
    def seen(self):
        """Sent along: what the editor knows of the row. Once told what is new, they know that too."""
        if self.is_bound and self.meanwhile is None:
            return self.data.get(meanwhile.SEEN, "")
        return meanwhile.stamp(self.instance)

    @property
    def step(self):
        """The name of the step whose button was pressed; nothing if it is only saved."""
        return self.data.get(STEP, "")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "published_from" in self.fields and not self.instance.has_appeared():
            self._ask_for_start()

    def _ask_for_start(self):
        """When something appears is asked of those who do not want it at once."""
        field = self.fields["published_from"]
        field.required = field.show_hidden_initial = False
        field.initial = None
        field.help_text = _(
            "Leave it empty if the page should appear as soon as you publish it. With a day and an "
            "hour it appears by itself then."
        )
        if self.instance.published_from <= timezone.now():
            self.initial["published_from"] = None

    def clean_published_from(self):
        typed = self.cleaned_data["published_from"]
        self.is_start_chosen = typed is not None
        return typed or min(self.instance.published_from, timezone.now())

    def clean(self):
        cleaned = super().clean()
        if adds_rows(self.data):
            self.add_error(None, _("Nothing is saved yet."))
            return cleaned
        if self._is_overtaken():
            return cleaned
        for field, problem in workflow.refusals(self.instance, self.step, cleaned):
            self.add_error(field, problem)
        for field, problem in quality.blocks(cleaned):
            if self._is_to_be_published(field):
                self.add_error(field, problem)
        return cleaned

    def _is_overtaken(self):
        """Whether somebody else has saved the row meanwhile; a preview only shows what is typed."""
        if self.instance.pk is None or "_preview" in self.data:
            return False
        self.meanwhile = meanwhile.saved_since(self, self.data.get(meanwhile.SEEN, ""))
        if self.meanwhile is None:
            return False
        self.add_error(None, _("Nothing is saved yet. See first what is new."))
        for field, words in meanwhile.words_beside(self):
            self.add_error(field, words)
        return True

    def _is_to_be_published(self, field):
        """By this saving, or already with another value in that field."""
        step = workflow.step_named(self.instance, self.step)
        if step:
            return step.status == workflow.Status.PUBLISHED
        return self.instance.is_published() and field in self.changed_data
