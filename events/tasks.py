"""What happens to events by the clock alone."""

import logging

from celery import shared_task
from django.utils import timezone

from events import services

logger = logging.getLogger(__name__)


@shared_task(expires=500)
def keep_schedule() -> None:
    """Write down what has changed in the schedule of support. Safe when two run at once."""
    changed = services.keep_schedule(timezone.now())
    if changed:
        logger.info("schedule of support: %s days have changed", changed)
