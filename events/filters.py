"""Filters of the lists, plain GET forms. Their names stand in addresses, so they are Polish."""

import datetime

import django_filters
from django import forms
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from events.models import Article, Event, EventDay, ScheduleChange
from events.schedule import month_begin
from owes_portal.filters import TopicFilterSet
from owes_portal.memory import remembered
from owes_portal.models import Project
from owes_portal.models.places import served_counties

LONGER_THAN_A_MONTH = datetime.timedelta(days=32)


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


@remembered
def _known_projects():
    published = Project.objects.filter(status=Project.Status.PUBLISHED)
    return list(published.prefetch_related("marks"))


@remembered
def _known_months():
    """Those in which a day of an event begins, whenever that is published; in Polish time."""
    days = EventDay.objects.filter(event__status=Event.Status.PUBLISHED)
    return list(days.datetimes("starts_at", "month"))


def shown_projects():
    return [project for project in _known_projects() if project.is_published()]


def projects():
    return [(project.slug, project.title) for project in shown_projects()]


def months_of_schedule():
    return [(f"{first:%Y-%m}", f"{MONTHS[first.month]} {first.year}") for first in _known_months()]


def first_moment(month):
    """Of a month such as 2026-11, in Polish time."""
    year, number = map(int, month.split("-"))
    return timezone.make_aware(datetime.datetime(year, number, 1))


class SpanForm(forms.Form):
    """From one month to another."""

    def clean(self):
        first, last = (self.cleaned_data.get(name) for name in ("od", "do"))
        if first and last and last < first:
            self.add_error("do", _("This month comes before the one from which you want to see."))


class ProjectFilterSet(django_filters.FilterSet):
    projekt = django_filters.ChoiceFilter(
        label=_("Project"), choices=projects, empty_label=_("all projects"), method="of_project"
    )

    @property
    def project(self):
        """The one that was chosen, if any."""
        chosen = self.form.cleaned_data.get("projekt") if self.form.is_bound else None
        return next((project for project in shown_projects() if project.slug == chosen), None)


class ScheduleFilter(ProjectFilterSet):
    od = django_filters.ChoiceFilter(
        label=_("From the month"),
        choices=months_of_schedule,
        empty_label=_("this month"),
        method="shown_by_span",
    )
    do = django_filters.ChoiceFilter(
        label=_("Until the month"),
        choices=months_of_schedule,
        empty_label=_("without end"),
        method="shown_by_span",
    )

    class Meta:
        model = EventDay
        form = SpanForm
        fields = []

    def of_project(self, queryset, name, value):
        return queryset.filter(event__project=self.project)

    def shown_by_span(self, queryset, name, value):
        """Nothing chosen means something too, so the whole decides."""
        return queryset

    def filter_queryset(self, queryset):
        first, end = self.span()
        found = super().filter_queryset(queryset)
        if first:
            found = found.filter(starts_at__gte=first)
        return found.filter(starts_at__lt=end) if end else found

    def span(self):
        """The first moment and the end, which does not belong to it; None where it is open.

        From this month on unless another is chosen, or one that ends the span before.
        """
        chosen = {name: self.form.cleaned_data.get(name) for name in ("od", "do")}
        last = first_moment(chosen["do"]) if chosen["do"] else None
        end = last and month_begin(last + LONGER_THAN_A_MONTH)
        this_month = month_begin(timezone.now())
        if chosen["od"]:
            return first_moment(chosen["od"]), end
        return None if end and end <= this_month else this_month, end


class HistoryFilter(ProjectFilterSet):
    class Meta:
        model = ScheduleChange
        fields = []

    def of_project(self, queryset, name, value):
        return queryset.for_project(self.project)
