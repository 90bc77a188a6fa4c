"""The form of everything that is published: one button is one step."""

from django.utils.translation import gettext as _

from owes_portal.addresses import AddressFromTitle
from owes_portal.editing import meanwhile, quality, workflow

STEP = "_step"  # the name of the buttons


class ContentForm(AddressFromTitle):
    meanwhile = None

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

    @property
    def is_start_chosen(self):
        """Whether somebody typed when it appears; what the form came with is nobody's choice."""
        shown = self["published_from"].initial
        is_other = self.cleaned_data["published_from"] != shown
        return is_other and "published_from" in self.changed_data

    def clean(self):
        cleaned = super().clean()
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
