"""What the schedule of support says of one day, and how that is kept."""

from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from events.models.event import Event

TIME = ("starts_at", "ends_at")


@dataclass(frozen=True)
class ScheduledDay:
    """Texts as they stood: what they were taken from may change or be deleted."""

    starts_at: datetime
    ends_at: datetime
    kind: str  # one of Event.Kind
    event: str
    topic: str
    place: str
    address: str
    trainer: str
    people: int  # as many as are planned for
    project: str
    project_id: int | None
    cancelled: str  # the reason, if it is

    @classmethod
    def of(cls, day, at=None):
        """As the day stands at the moment; a project that nobody may see yet is not named."""
        event, project = day.event, day.event.project
        is_named = project is not None and project.is_published(at)
        return cls(
            starts_at=day.starts_at.astimezone(UTC),
            ends_at=day.ends_at.astimezone(UTC),
            kind=event.kind,
            event=event.title,
            topic=day.topic,
            place=day.place,
            address=day.address,
            trainer=day.trainer.name if day.trainer else "",
            people=event.capacity,
            project=project.title if is_named else "",
            project_id=project.pk if is_named else None,
            cancelled=event.cancellation_reason if event.is_cancelled() else "",
        )

    @classmethod
    def from_json(cls, stored):
        return cls(**stored | {name: datetime.fromisoformat(stored[name]) for name in TIME})

    def as_json(self):
        return asdict(self) | {name: getattr(self, name).isoformat() for name in TIME}

    @property
    def kind_name(self):
        return str(dict(Event.Kind.choices).get(self.kind, self.kind))
