"""News, events with their days, and the people who lead them."""

from events.models.article import Article
from events.models.attachment import Attachment
from events.models.day import EventDay, PickupPoint, Trainer
from events.models.event import Event
from events.models.schedule import ScheduleChange
from events.models.scheduled import ScheduledDay

__all__ = [
    "Article",
    "Attachment",
    "Event",
    "EventDay",
    "PickupPoint",
    "ScheduleChange",
    "ScheduledDay",
    "Trainer",
]
