"""Filters of the lists, plain GET forms. Their names stand in addresses, so they are Polish."""

import datetime

import django_filters
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.facts import full_events
from events.models import Article, Event, EventDay, ScheduleChange
from events.schedule import month_begin
from owes_portal.filters import FilterForm, FoldedFilterSet, ProjectFilterSet, TopicFilterSet
from owes_portal.memory import remembered
from owes_portal.models import Partner
from owes_portal.models.places import served_counties
from owes_portal.templatetags.typography import month_name

LONGER_THAN_A_MONTH = datetime.timedelta(days=32)
ONE_DAY = datetime.timedelta(days=1)
# Days that an address may name.
FIRST_DAY, LAST_DAY = datetime.date(2000, 1, 1), datetime.date(2099, 12, 31)
BACKWARDS = _(
    "The last month comes before the first one, so the list leaves it out. Choose a later one."
)


@remembered
def _known_months():
    """Those in which a day of an event begins, whenever that is published; in Polish time."""
    days = EventDay.objects.filter(event__status=Event.Status.PUBLISHED)
    return list(days.datetimes("starts_at", "month"))


@remembered
def _months_of_news():
    """Those in which something was or will be published, the latest first; in Polish time."""
    articles = Article.objects.filter(status=Article.Status.PUBLISHED)
    return list(articles.datetimes("published_from", "month", order="DESC"))


@remembered
def _partners_of_news():
    """Those whom some piece of news names, whenever that is published; remembered if there are none."""
    named = Partner.objects.filter(articles__status=Article.Status.PUBLISHED)
    return (list(named.distinct().in_order_of_countries()),)


def coming_months():
    """The first days of this month and of the eleven after it."""
    first = timezone.localdate().replace(day=1)
    for _count in range(12):
        yield first
        first = (first + LONGER_THAN_A_MONTH).replace(day=1)


def months_of_events():
    """The coming ones, then those before them that had events, the latest first."""
    this_month = month_begin(timezone.now())
    earlier = [first for first in _known_months() if first < this_month]
    return [_named(first) for first in (*coming_months(), *reversed(earlier))]


def is_in_list(month):
    """Whether the list can be asked for a month of the calendar; see months_of_events()."""
    first, _end = span_of_month(month)
    return first >= month_begin(timezone.now()) or first in _known_months()


def is_in_calendar(month):
    """Whether it has a page: from the first month with an event to the last of the coming ones.

    A calendar without end would keep robots busy for ever.
    """
    this_month, *_others, last = (f"{first:%Y-%m}" for first in coming_months())
    earliest = min([this_month, *(f"{first:%Y-%m}" for first in _known_months()[:1])])
    return earliest <= month <= last


def months_beside(month):
    """The one before and the one after it, each as (2026-11, November 2026) or None."""
    first, end = span_of_month(month)
    beside = [_named(timezone.localdate(moment)) for moment in (first - ONE_DAY, end)]
    return [named if is_in_calendar(named[0]) else None for named in beside]


def months_of_schedule():
    return [_named(first) for first in _known_months()]


def years_and_months_of_news():
    """Each year before its months, the latest first."""
    found = {}
    for first in _months_of_news():
        if first <= timezone.now():
            found[str(first.year)] = _("the whole of %(year)s") % {"year": first.year}
            month, name = _named(first)
            found[month] = name
    return list(found.items())


def _named(first):
    return f"{first:%Y-%m}", f"{month_name(first)} {first.year}"


def counties():
    return [(county.code, county.name) for county in served_counties()]


def partners_in_news():
    (known,) = _partners_of_news()
    return [(str(partner.pk), partner.name) for partner in known]


def first_moment(month):
    """Of a month such as 2026-11, in Polish time."""
    year, number = map(int, month.split("-"))
    return timezone.make_aware(datetime.datetime(year, number, 1))


def span_of_month(month):
    """Its first moment and that of the next one."""
    first = first_moment(month)
    return first, month_begin(first + LONGER_THAN_A_MONTH)


def span_of_year(year):
    """Its first moment and that of the next one."""
    return first_moment(f"{year}-01"), first_moment(f"{int(year) + 1}-01")


def span_of_day(day):
    """Its first moment and that of the next one, in Polish time."""
    midnights = [datetime.datetime.combine(one, datetime.time()) for one in (day, day + ONE_DAY)]
    return tuple(map(timezone.make_aware, midnights))


class CalendarFilter(FoldedFilterSet, TopicFilterSet, ProjectFilterSet):
    """Of events, whenever they are."""

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
    wolne = django_filters.BooleanFilter(
        label=_("Only with free places"), widget=forms.CheckboxInput, method="with_places"
    )
    FOLDED = ("rodzaj", "dla", "projekt")

    class Meta:
        model = Event
        form = FilterForm
        fields = []

    @property
    def finds(self):
        """What has free places is found until another event is full, or one no longer is."""
        looks = self.looks
        return looks and (looks, full_events() if self.data.get("wolne") else ())

    def for_audience(self, queryset, name, value):
        return queryset.filter(audience__contains=[value])

    def with_places(self, queryset, name, value):
        return queryset.accepting_signups().having_free_places() if value else queryset


class EventFilter(CalendarFilter):
    miesiac = django_filters.ChoiceFilter(
        label=_("Month"),
        choices=months_of_events,
        empty_label=_("all months"),
        method="in_month",
    )
    dzien = django_filters.DateFilter(
        label=_("Day"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        validators=[MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)],
        method="on_day",
    )
    minione = django_filters.BooleanFilter(
        label=_("Past events"), widget=forms.CheckboxInput, method="by_time"
    )
    FOLDED = (*CalendarFilter.FOLDED, "miesiac", "dzien", "minione")
    # An event stays in the list until it is over, in a calendar file for longer.
    over_since = None

    class Meta(CalendarFilter.Meta):
        pass

    def in_month(self, queryset, name, value):
        return queryset.for_span(*span_of_month(value))

    def on_day(self, queryset, name, value):
        return queryset.for_span(*span_of_day(value))

    def by_time(self, queryset, name, value):
        """To come unless past ones are asked for; a day shows both, an earlier month past ones."""
        if self.are_past():
            return queryset.past()
        if self.form.cleaned_data.get("dzien"):
            return queryset.order_by("starts_at", "pk")
        return queryset.upcoming(self.over_since)

    def whenever(self):
        """The events of the other choices, past and to come."""
        found = self.queryset
        for name in CalendarFilter.base_filters:
            found = self.filters[name].filter(found, self.form.cleaned_data.get(name))
        return found

    def are_past(self):
        """Whether only past events are shown, the latest first."""
        chosen = self.form.cleaned_data
        month = chosen.get("miesiac")
        is_earlier = month and first_moment(month) < month_begin(timezone.now())
        return bool(chosen.get("minione") or is_earlier)

    def month(self):
        """The month that the list is about, such as 2026-11: of the choice, or this one."""
        chosen, today = self.form.cleaned_data, timezone.localdate()
        name = chosen.get("miesiac") or f"{chosen.get('dzien') or today:%Y-%m}"
        return name if is_in_calendar(name) else f"{today:%Y-%m}"


class ArticleFilter(FoldedFilterSet, TopicFilterSet, ProjectFilterSet):
    """Of news; a county is that of the event which a piece of news is about."""

    powiat = django_filters.ChoiceFilter(
        label=_("County"),
        field_name="event__counties",
        choices=counties,
        empty_label=_("all counties"),
    )
    partner = django_filters.ChoiceFilter(
        label=_("Partner"),
        field_name="partners",
        choices=partners_in_news,
        empty_label=_("all partners"),
    )
    kiedy = django_filters.ChoiceFilter(
        label=_("When"),
        choices=years_and_months_of_news,
        empty_label=_("at any time"),
        method="published_in",
    )
    FOLDED = ("powiat", "projekt", "partner")

    class Meta:
        model = Article
        form = FilterForm
        fields = []

    def published_in(self, queryset, name, value):
        first, end = span_of_month(value) if "-" in value else span_of_year(value)
        return queryset.filter(published_from__gte=first, published_from__lt=end)


class SpanForm(FilterForm):
    """From one month to another."""

    def clean(self):
        first, last = (self.cleaned_data.get(name) for name in ("od", "do"))
        if first and last and last < first:
            self.add_error("do", BACKWARDS)


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
        form = FilterForm
        fields = []

    def of_project(self, queryset, name, value):
        return queryset.for_project(self.project)
