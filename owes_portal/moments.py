"""Moments at which public pages change by themselves: what is published appears, sign-up closes."""

import functools
from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from django.apps import apps
from django.db.models import F, QuerySet
from django.utils import timezone

from owes_portal.memory import Memory, remembered
from owes_portal.models.publishing import Publishable

# Clocks are read at several places of a page, and some of them to the second only.
MARGIN = timedelta(seconds=1)
AT_ONCE = timedelta()
# A calendar file holds events until so long after their end.
KEPT_IN_CALENDARS = timedelta(days=92)
# Columns beside the window of publication, and how long after such a moment something changes.
COLUMNS = {
    "events.event": {
        "starts_at": [AT_ONCE],
        "ends_at": [AT_ONCE, KEPT_IN_CALENDARS],
        "signup_opens_at": [AT_ONCE],
        "signup_closes_at": [AT_ONCE],
    },
    "events.stripplace": {"until": [AT_ONCE]},
}


def is_one_between(earlier: datetime, later: datetime) -> bool:
    """Whether what was drawn at the one moment may look different at the other."""
    day = timezone.localdate(later)
    if earlier > later or timezone.localdate(earlier) != day:
        return True  # Today, the month and a project's last day change at midnight.
    moments = moments_of(day)
    return bisect_right(moments, earlier - MARGIN) != bisect_right(moments, later)


def last_moment() -> datetime | None:
    """The moment since which pages look as they do; None if it has hardly passed."""
    now = timezone.now()
    moments = moments_of(timezone.localdate(now))
    last = moments[bisect_right(moments, now) - 1]
    return last if now - last > MARGIN else None


def remembered_until_next[**P, T](function: Callable[P, T]) -> Callable[P, T]:
    """Keep the function's answer while the content stamp stands, and until the next moment.

    For what depends on the clock as well; for the rest see owes_portal.memory.remembered.
    """
    memory = Memory()

    @functools.wraps(function)
    def recall(*args: Hashable) -> T:
        since = last_moment()
        if since is None:
            return function(*args)
        return memory.recall((since, *args), lambda: function(*args))

    return recall


@remembered
def moments_of(day: date) -> list[datetime]:
    """Those of that day in Poland, in their order; midnight is the first."""
    first, end = (_midnight(one) for one in (day, day + timedelta(days=1)))
    some, *others = _asked(first, end)
    return sorted({first, *(moment for (moment,) in some.union(*others).order_by())})


def _midnight(day: date) -> datetime:
    """In UTC, where a day back is always 24 hours."""
    return timezone.make_aware(datetime.combine(day, time())).astimezone(UTC)


def _asked(first: datetime, end: datetime) -> Iterator[QuerySet]:
    for label, columns in (*_windows(), *COLUMNS.items()):
        rows = apps.get_model(label).objects.order_by()
        for column, delays in columns.items():
            for delay in delays:
                span = {f"{column}__gte": first - delay, f"{column}__lt": end - delay}
                yield rows.filter(**span).values_list(F(column) + delay)


def _windows() -> Iterator[tuple[str, dict[str, list[timedelta]]]]:
    for model in apps.get_models():
        if issubclass(model, Publishable) and not model._meta.proxy:
            yield (
                model._meta.label_lower,
                dict.fromkeys(("published_from", "published_until"), [AT_ONCE]),
            )
