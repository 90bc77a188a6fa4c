"""Filters of the catalogue, a plain GET form; its names stand in addresses."""

import django_filters
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from innovations.models import Innovation
from owes_portal.filters import FilterForm, ProjectFilterSet, TopicFilterSet
from owes_portal.models.translations import Spoken


def countries():
    names = Innovation.objects.published().countries()
    return [(name, Spoken(name, settings.LANGUAGE_CODE)) for name in names]


class InnovationFilter(TopicFilterSet, ProjectFilterSet):
    etap = django_filters.ChoiceFilter(
        field_name="stage",
        label=_("Stage"),
        choices=Innovation.Stage.choices,
        empty_label=_("all stages"),
    )
    rodzaj = django_filters.ChoiceFilter(
        field_name="kind",
        label=_("Kind"),
        choices=Innovation.Kind.choices,
        empty_label=_("all kinds"),
    )
    kraj = django_filters.ChoiceFilter(
        field_name="country", label=_("Country"), choices=countries, empty_label=_("all countries")
    )

    class Meta:
        model = Innovation
        form = FilterForm
        fields = []
