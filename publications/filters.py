"""Filters of the library, a plain GET form."""

import django_filters
from django.utils.translation import gettext_lazy as _

from owes_portal.models import Topic
from publications.models import Publication


def years():
    return [(str(year), str(year)) for year in Publication.objects.published().years()]


class PublicationFilter(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=Publication.Kind.choices, empty_label=_("all kinds")
    )
    topic = django_filters.ModelChoiceFilter(
        label=_("Topic"),
        field_name="topics",
        to_field_name="slug",
        queryset=lambda request: Topic.objects.all(),
        empty_label=_("all topics"),
    )
    year = django_filters.ChoiceFilter(
        label=_("Year"), choices=years, empty_label=_("all years"), method="for_year"
    )
    language = django_filters.ChoiceFilter(
        label=_("Language"), choices=Publication.Language.choices, empty_label=_("all languages")
    )

    class Meta:
        model = Publication
        fields = []

    def for_year(self, queryset, name, value):
        return queryset.for_year(value)
