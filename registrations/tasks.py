"""What happens to registrations by the clock alone."""

import logging
from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from events.models import Event
from registrations import services
from registrations.models import LinkRequest, Notice, Participant
from registrations.models.reminders import LEADS

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


@shared_task(expires=500)
def remind() -> None:
    """Write the reminders that are due; each event by itself. Safe when two run at once."""
    for lead in LEADS:
        for event in Event.objects.for_days_between(*lead.window()).order_by("pk"):
            try:
                services.remind(event, lead)
            except Exception:
                logger.exception("reminders of event %s were not written", event.pk)


@shared_task(expires=50)
def send_notices() -> None:
    """Tell people of changed and called off events whose time has come; each event by itself.

    One event that fails does not hold the others up. Safe when two run at once.
    """
    due = Notice.objects.due().values("event")
    for event in Event.objects.filter(pk__in=due).order_by("pk"):
        try:
            services.tell_if_due(event)
        except Exception:
            logger.exception("people of event %s were not told of its change", event.pk)


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


@shared_task
def send_links(request_id: int) -> None:
    """Send the links that somebody asked for; nothing happens if another worker was faster."""
    services.send_links(request_id)


@shared_task(expires=50)
def send_links_left_behind() -> None:
    """Take up what a lost nudge left behind; each request by itself. Safe when two run at once.

    One that fails does not hold the others up; after an hour of failing it is given up.
    """
    for pk in LinkRequest.objects.left_behind().values_list("pk", flat=True):
        try:
            services.send_links(pk)
        except Exception:
            logger.exception("links of request %s were not sent", pk)
            LinkRequest.objects.hopeless().filter(pk=pk).delete()
