"""News, events with their days, and the people who lead them."""

from events.models.article import Article, ArticlePicture
from events.models.attachment import Attachment
from events.models.day import EventDay, PickupPoint, Trainer
from events.models.event import Event
from events.models.picture import EventPicture
from events.models.schedule import ScheduleChange
from events.models.scheduled import ScheduledDay
from events.models.series import EventSeries
from events.models.strip import StripPlace

__all__ = [
    "Article",
    "ArticlePicture",
    "Attachment",
    "Event",
    "EventDay",
    "EventPicture",
    "EventSeries",
    "PickupPoint",
    "ScheduleChange",
    "ScheduledDay",
    "StripPlace",
    "Trainer",
]
