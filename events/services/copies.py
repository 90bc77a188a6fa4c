"""An event again on other days: all that describes it, nothing of the people who came."""

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain, count
from uuid import UUID, uuid5

from django.conf import settings
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from events.models import Event, EventDay, EventSeries, PickupPoint
from owes_portal import polish
from owes_portal.local_time import CLOSING, resolve
from owes_portal.templatetags.typography import local_day

# A copy starts without these: they tell what became of the event, or are made anew.
LEFT_BEHIND = frozenset(
    {
        "id",
        "title",
        "slug",
        "status",
        "published_from",
        "published_until",
        "withdrawal_reason",
        "updated_at",
        "starts_at",
        "ends_at",
        "venues",
        "places_taken",
        "extra_places",
        "cancelled_at",
        "cancellation_reason",
        "people_came",
        "series",
        "copy_key",
    }
)
MOVED = ("signup_opens_at", "signup_closes_at", "names_by", "needs_by")


@dataclass(frozen=True)
class Copy:
    """The event as it would be on other days; nothing is stored yet."""

    event: Event
    days: list[EventDay]
    points: list[PickupPoint]

    @property
    def first_day(self) -> date:
        return local_day(self.days[0].starts_at)

    @property
    def last_day(self) -> date:
        return max(local_day(day.ends_at) for day in self.days)

    def is_torn_by_the_clock(self) -> bool:
        """Whether an hour of it is left out when clocks are put forward, so that its order is lost."""
        pairs = [(day.starts_at, day.ends_at) for day in self.days]
        window = self.event.signup_opens_at, self.event.signup_closes_at
        ordered = all(starts < ends for starts, ends in [*pairs, window] if starts and ends)
        return not ordered or len({starts for starts, _ends in pairs}) < len(pairs)


def in_days(moment: datetime, days: int, *, closes: bool = False) -> datetime:
    """So many days later at the same hour of the clock on the wall, whatever the season."""
    if not days:
        return moment
    return resolve(timezone.make_naive(moment) + timedelta(days=days), closes=closes)


def planned(source: Event, first_day: date, *, title: str) -> Copy:
    """The event from that day on; its days, deadlines and hours keep their distances."""
    days = (first_day - local_day(source.starts_at)).days
    kept = (field for field in Event._meta.concrete_fields if field.name not in LEFT_BEHIND)
    event = Event(**{field.attname: getattr(source, field.attname) for field in kept}, title=title)
    event.translations = _translations(source, title)
    _move(event, MOVED, days)
    return Copy(
        event,
        [_moved(day, ("starts_at", "ends_at"), days, revision=0) for day in source.days.all()],
        [_moved(point, ("leaves_at",), days) for point in source.pickup_points.all()],
    )


def _translations(source: Event, title: str) -> dict:
    """A title in other languages is of the old words."""
    if title == source.title:
        return source.translations
    return {
        language: {name: text for name, text in texts.items() if name != "title"}
        for language, texts in source.translations.items()
    }


def _moved(row: models.Model, names: Sequence[str], days: int, **changes) -> models.Model:
    row = copy.copy(row)
    row.pk, row._state.adding = None, True
    for name, value in changes.items():
        setattr(row, name, value)
    _move(row, names, days)
    return row


def _move(row: models.Model, names: Sequence[str], days: int) -> None:
    for name in names:
        value = getattr(row, name)
        if isinstance(value, datetime):
            setattr(row, name, in_days(value, days, closes=name in CLOSING))
        elif value:
            setattr(row, name, value + timedelta(days=days))


@transaction.atomic
def copy_event(
    source: Event,
    first_days: Sequence[date],
    *,
    title: str,
    key: UUID,
    by: AbstractBaseUser,
    with_files: bool,
) -> list[Event]:
    """Make a draft for each of the days, all or none; several are one series with the event.

    1. Nobody else copies the event until we are done.
    2. What the same form has made before, sent twice, is not made again.
    3. Own questions come along, by a function that the settings name.
    """
    source = _locked(source)
    series = _series_of(source) if len(first_days) > 1 else source.series
    made = [
        _stored(
            source,
            planned(source, day, title=title),
            key=uuid5(key, str(day)),
            series=series,
            with_files=with_files,
        )
        for day in first_days
    ]
    new = [event for event, is_new in made if is_new]
    words = _("Copied from “%(event)s”") % {"event": source}
    LogEntry.objects.log_actions(by.pk, new, ADDITION, change_message=words)
    return [event for event, _is_new in made]


def _locked(event: Event) -> Event:
    return Event.objects.select_for_update(no_key=True).get(pk=event.pk)


def _series_of(source: Event) -> EventSeries:
    if source.series is None:
        source.series = EventSeries.objects.create(name=source.title)
        source.save(update_fields=["series"])
    return source.series


def _stored(
    source: Event, copied: Copy, *, key: UUID, series: EventSeries | None, with_files: bool
) -> tuple[Event, bool]:
    """The draft, and whether it was made just now."""
    if known := Event.objects.filter(copy_key=key).first():
        return known, False
    event = copied.event
    event.copy_key, event.series = key, series
    event.slug = _free_slug(event.title, copied.first_day)
    event.save()
    for row in chain(copied.days, copied.points, _files(source) if with_files else ()):
        row.event = event
        row.save()
    for field in Event._meta.many_to_many:
        getattr(event, field.name).set(getattr(source, field.name).all())
    event.copy_from_days()
    import_string(settings.EVENT_COPIED)(source, event)
    return event, True


def _files(source: Event) -> Iterator[models.Model]:
    """Rows of their own for the same files; materials are of the day on which they were shown."""
    return (_moved(file, (), 0) for file in source.attachments.filter(is_material=False))


def _free_slug(title: str, day: date) -> str:
    base = f"{polish.slug(title) or 'wydarzenie'}-{day:%Y-%m-%d}"
    taken = set(Event.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = chain([base], (f"{base}-{number}" for number in count(2)))
    return next(slug for slug in numbered if slug not in taken)
