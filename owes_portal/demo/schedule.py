"""The schedule of support has a history: it was compared nine days ago and is compared now."""

from datetime import timedelta

from django.utils import timezone

from events.models import EventDay
from events.services import keep_schedule

EVENT = "mapa-zasobow-zwierzyniec"


def announce() -> None:
    """As of nine days ago, when it was not known yet who would lead one of the days."""
    days = EventDay.objects.filter(event__slug=EVENT)
    trainer = days.values_list("trainer", flat=True).get()
    days.update(trainer=None)
    keep_schedule(timezone.now() - timedelta(days=9))
    days.update(trainer=trainer)


def keep() -> None:
    """What has changed since is written down; call it when nothing changes any more."""
    keep_schedule(timezone.now())
