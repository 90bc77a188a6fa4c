"""What the filters of all lists share. Their names stand in addresses, so they are Polish."""

import django_filters
from django.utils.translation import gettext_lazy as _

from owes_portal.memory import remembered
from owes_portal.models import Project
from owes_portal.models.topics import known_topics
from owes_portal.templatetags.languages import spoken


@remembered
def _known_projects():
    published = Project.objects.filter(status=Project.Status.PUBLISHED)
    return list(published.prefetch_related("marks"))


def shown_projects():
    return [project for project in _known_projects() if project.is_published()]


def projects():
    return [(project.slug, spoken(project, "title")) for project in shown_projects()]


def topics():
    return [(topic.slug, spoken(topic, "name")) for topic in known_topics()]


class TopicFilterSet(django_filters.FilterSet):
    temat = django_filters.ChoiceFilter(
        label=_("Topic"), field_name="topics__slug", choices=topics, empty_label=_("all topics")
    )


class ProjectFilterSet(django_filters.FilterSet):
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
