"""What the filters of all lists share. Their names stand in addresses, so they are Polish."""

import django_filters
from django.utils.translation import gettext_lazy as _

from owes_portal.models.topics import known_topics


def topics():
    return [(topic.slug, topic.name) for topic in known_topics()]


class TopicFilterSet(django_filters.FilterSet):
    temat = django_filters.ChoiceFilter(
        label=_("Topic"), field_name="topics__slug", choices=topics, empty_label=_("all topics")
    )
