"""Filters of the catalogue, a plain GET form."""

import django_filters
from django.utils.translation import gettext_lazy as _

from innovations.models import Innovation
from owes_portal.models import Topic


def countries():
    return [(name, name) for name in Innovation.objects.published().countries()]


class InnovationFilter(django_filters.FilterSet):
    stage = django_filters.ChoiceFilter(
        label=_("Stage"), choices=Innovation.Stage.choices, empty_label=_("all stages")
    )
    topic = django_filters.ModelChoiceFilter(
        label=_("Topic"),
        field_name="topics",
        to_field_name="slug",
        queryset=lambda request: Topic.objects.all(),
        empty_label=_("all topics"),
    )
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=Innovation.Kind.choices, empty_label=_("all kinds")
    )
    country = django_filters.ChoiceFilter(
        label=_("Country"), choices=countries, empty_label=_("all countries")
    )

    class Meta:
        model = Innovation
        fields = []
