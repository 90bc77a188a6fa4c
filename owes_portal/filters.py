"""What the filters of all lists share. Their names stand in addresses, so they are Polish."""

import django_filters
from django.utils.translation import gettext_lazy as _

from owes_portal.models import Topic


class TopicFilterSet(django_filters.FilterSet):
    temat = django_filters.ModelChoiceFilter(
        label=_("Topic"),
        field_name="topics",
        to_field_name="slug",
        queryset=lambda request: Topic.objects.all(),
        empty_label=_("all topics"),
    )
