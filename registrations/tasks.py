"""What happens to registrations by the clock alone."""

import logging
from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from events.models import Event
from registrations import services
from registrations.models import Participant

logger = logging.getLogger(__name__)
SECOND_FORMS_WAIT = timedelta(days=3)


@shared_task(expires=50)
def pass_offers_on() -> None:
    """End offers whose time is over and ask the next; each event by itself.

    One event that fails does not hold the others up. Safe when two run at once.
    """
    overdue = Participant.objects.overdue().values("event")
    for event in Event.objects.filter(pk__in=overdue).order_by("pk"):
        try:
            services.expire(event)
        except Exception:
            logger.exception("offers of event %s were not passed on", event.pk)


@shared_task(expires=50)
def forget_second_forms() -> None:
    """Cancel second forms that the owner of the address did not confirm within three days."""
    services.forget_second_forms(timezone.now() - SECOND_FORMS_WAIT)


@shared_task(expires=50)
def forget_orphans() -> None:
    """Remove files of forms that were never sent."""
    removed = services.forget_orphans(timezone.now())
    if removed:
        logger.info("%s sent files without a registration removed", removed)
