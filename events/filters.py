"""Filters of the lists, plain GET forms. Their names stand in addresses, so they are Polish."""

import datetime

import django_filters
from django import forms
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from events.models import Article, Event
from owes_portal.filters import TopicFilterSet
from owes_portal.models.places import served_counties


def coming_months():
    """This month and the eleven after it, as (2026-11, November 2026)."""
    first = timezone.localdate().replace(day=1)
    for _count in range(12):
        yield f"{first:%Y-%m}", f"{MONTHS[first.month]} {first.year}"
        first = (first + datetime.timedelta(days=31)).replace(day=1)


def counties():
    return [(county.code, county.name) for county in served_counties()]


class EventFilter(TopicFilterSet):
    powiat = django_filters.ChoiceFilter(
        label=_("County"), field_name="counties", choices=counties, empty_label=_("all counties")
    )
    rodzaj = django_filters.ChoiceFilter(
        field_name="kind", label=_("Kind"), choices=Event.Kind.choices, empty_label=_("all kinds")
    )
    dla = django_filters.ChoiceFilter(
        label=_("For whom"),
        choices=Event.Audience.choices,
        empty_label=_("everybody"),
        method="for_audience",
    )
    miesiac = django_filters.ChoiceFilter(
        label=_("Month"), choices=coming_months, empty_label=_("all months"), method="in_month"
    )
    wolne = django_filters.BooleanFilter(
        label=_("Only with free places"), widget=forms.CheckboxInput, method="with_places"
    )
    minione = django_filters.BooleanFilter(
        label=_("Past events"), widget=forms.CheckboxInput, method="shown_by_view"
    )

    class Meta:
        model = Event
        fields = []

    def has_more_chosen(self):
        """Whether one of the filters that the page folds away is in use."""
        return any(self.data.get(name) for name in ("rodzaj", "dla", "miesiac", "minione"))

    def for_audience(self, queryset, name, value):
        return queryset.filter(audience__contains=[value])

    def in_month(self, queryset, name, value):
        year, month = map(int, value.split("-"))
        return queryset.filter(starts_at__year=year, starts_at__month=month)

    def with_places(self, queryset, name, value):
        return queryset.accepting_signups().having_free_places() if value else queryset

    def shown_by_view(self, queryset, name, value):
        """Past events come in another order, so the base queryset decides."""
        return queryset.past() if value else queryset.upcoming()


class ArticleFilter(TopicFilterSet):
    class Meta:
        model = Article
        fields = []
