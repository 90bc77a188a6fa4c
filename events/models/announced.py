"""What people know of an event: when and where each of its days is, and whether it takes place."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import NamedTuple

PLACE = ("place", "address")
TIME = ("starts_at", "ends_at")


@dataclass(frozen=True)
class AnnouncedDay:
    pk: int
    starts_at: datetime
    ends_at: datetime
    place: str
    address: str

    @classmethod
    def of(cls, day):
        return cls(day.pk, day.starts_at, day.ends_at, day.place, day.address)

    @classmethod
    def from_json(cls, stored):
        return cls(**stored | {name: datetime.fromisoformat(stored[name]) for name in TIME})

    def as_json(self):
        return asdict(self) | {name: getattr(self, name).isoformat() for name in TIME}


class Announced(NamedTuple):
    days: list[AnnouncedDay]  # in their order
    is_cancelled: bool

    @classmethod
    def of(cls, event):
        days = [AnnouncedDay.of(day) for day in event.days.order_by("starts_at", "pk")]
        return cls(days, event.is_cancelled())


@dataclass(frozen=True)
class Difference:
    """One day as it was and as it is; nothing on one side if it is new or gone."""

    before: AnnouncedDay | None
    after: AnnouncedDay | None

    def is_new(self):
        return self.before is None

    def is_gone(self):
        return self.after is None

    def is_of_time(self):
        return self._is_of(TIME)

    def is_of_place(self):
        return self._is_of(PLACE) and not (self.is_new() or self.is_gone())

    def _is_of(self, names):
        return any(
            getattr(self.before, name, None) != getattr(self.after, name, None) for name in names
        )

    @property
    def starts_at(self):
        return (self.before or self.after).starts_at


def differences(before: list[AnnouncedDay], after: list[AnnouncedDay]) -> list[Difference]:
    """What has changed from one list of days to the other, in the order of the days."""
    was, now = ({day.pk: day for day in days} for days in (before, after))
    pairs = (Difference(was.get(pk), now.get(pk)) for pk in was | now)
    found = [pair for pair in pairs if pair.before != pair.after]
    return sorted(found, key=lambda pair: (pair.starts_at, pair.is_new()))
