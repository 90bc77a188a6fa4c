"""Filters of the library, a plain GET form; its names stand in addresses."""

import django_filters
from django.utils.translation import gettext_lazy as _

from owes_portal.filters import FilterForm, ProjectFilterSet, TopicFilterSet
from publications.models import Publication


def years():
    return [(str(year), str(year)) for year in Publication.objects.published().years()]


class PublicationFilter(TopicFilterSet, ProjectFilterSet):
    rodzaj = django_filters.ChoiceFilter(
        field_name="kind",
        label=_("Kind"),
        choices=Publication.Kind.choices,
        empty_label=_("all kinds"),
    )
    rok = django_filters.ChoiceFilter(
        label=_("Year"), choices=years, empty_label=_("all years"), method="for_year"
    )
    jezyk = django_filters.ChoiceFilter(
        field_name="language",
        label=_("Language"),
        choices=Publication.Language.choices,
        empty_label=_("all languages"),
    )

    class Meta:
        model = Publication
        form = FilterForm
        fields = []

    def for_year(self, queryset, name, value):
        return queryset.for_year(value)
