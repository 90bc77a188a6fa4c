"""What the filters of all lists share. Their names stand in addresses, so they are Polish."""

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from owes_portal.memory import remembered
from owes_portal.models import Project
from owes_portal.models.topics import known_topics

SHOWN_AT_MOST = 40  # letters of what was typed
NO_CHOICE = _(
    "The filter “%(name)s” has no choice “%(typed)s”, so the list leaves it out. "
    "Choose from the list."
)
NO_DAY = _(
    "The filter “%(name)s” cannot read “%(typed)s”, so the list leaves it out. "
    "Write a day of the years 2000–2099 like this: 12.01.2027."
)


@remembered
def _known_projects():
    """In a tuple of one: an empty list would not be remembered."""
    published = Project.objects.filter(status=Project.Status.PUBLISHED)
    return (list(published.prefetch_related("marks")),)


def shown_projects():
    (known,) = _known_projects()
    return [project for project in known if project.is_published()]


def projects():
    return [(project.slug, project.spoken("title")) for project in shown_projects()]


def topics():
    return [(topic.slug, topic.spoken("name")) for topic in known_topics()]


class FilterForm(forms.Form):
    """A wrong value changes nothing of what is found. It may be typed into the address, so no control shows it."""

    def add_error(self, field, error):
        """What a field refuses is told in our words, with the name of the filter and what was typed."""
        is_refused = isinstance(error, ValidationError)
        super().add_error(field, self._refusal(self[field]) if is_refused else error)

    def _refusal(self, field):
        words = NO_DAY if isinstance(field.field, forms.DateField) else NO_CHOICE
        typed = "".join(filter(str.isprintable, str(field.data)))
        return words % {"name": field.label, "typed": typed[:SHOWN_AT_MOST]}


class RememberedForm(django_filters.FilterSet):
    """A form that need not be drawn anew for each visitor."""

    @property
    def looks(self):
        """All that its looks depend on besides content; None for a wrong choice, of which there is no end."""
        if not self.is_valid():
            return None
        chosen = tuple((name, *self.data.getlist(name)) for name in self.form.fields)
        shown = tuple(project.pk for project in shown_projects())
        return type(self).__name__, chosen, shown, timezone.localdate()

    @property
    def finds(self):
        """All that it finds depends on besides content and the clock; None for a wrong choice."""
        return self.looks


class FoldedFilterSet(django_filters.FilterSet):
    """Some of its filters lie in a fold of the page, which is open when one of them is in use."""

    FOLDED: tuple[str, ...] = ()

    def has_more_chosen(self):
        return any(self.data.get(name) for name in self.FOLDED)


class TopicFilterSet(RememberedForm):
    temat = django_filters.ChoiceFilter(
        label=_("Topic"), field_name="topics__slug", choices=topics, empty_label=_("all topics")
    )


class ProjectFilterSet(RememberedForm):
    projekt = django_filters.ChoiceFilter(
        label=_("Project"), choices=projects, empty_label=_("all projects"), method="of_project"
    )

    def of_project(self, queryset, name, value):
        return queryset.filter(project=self.project)

    @property
    def project(self):
        """The one that was chosen, if any."""
        chosen = self.form.cleaned_data.get("projekt") if self.form.is_bound else None
        return next((project for project in shown_projects() if project.slug == chosen), None)
