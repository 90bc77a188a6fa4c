"""Work of the portal's own rows: mails, documents, signs of life, and the sweeper behind them."""

import logging

from celery import Task, shared_task
from django.utils import timezone

from owes_portal import delivery, forgetting, limits
from owes_portal.models import Document, Heartbeat, OutgoingMail
from owes_portal.nudge import nudge

logger = logging.getLogger(__name__)
# Each sends whatever is due after its own mail, so a few set all in motion.
MAILS_SWEPT_AT_ONCE = 20


@shared_task(soft_time_limit=90, time_limit=120, takes_what_is_due=True)
def send_mail(mail_id: int) -> None:
    """Send one waiting mail and then what else is due, the most urgent first.

    Nothing happens if another worker was faster.
    """
    left = delivery.send_due(mail_id)
    if left is not None:
        nudge(send_mail, left)


@shared_task(bind=True, soft_time_limit=120, time_limit=150)
def build_document(self: Task, document_id: int) -> None:
    """Build one document that was asked for, and ask for the next that waits.

    Nothing happens while another one is being built: whoever builds that one asks for this.
    """
    document = Document.objects.claim(document_id, self.request.id or "")
    if not document:
        return
    document.build()
    following = Document.objects.unfinished().most_urgent_first()
    for pk in following.values_list("pk", flat=True)[:1]:
        nudge(build_document, pk)


@shared_task(bind=True, expires=50)
def show_life(self: Task) -> None:
    """Write down that a worker takes tasks from the queue that this one came through."""
    Heartbeat.objects.note(self.request.delivery_info["routing_key"])


@shared_task(expires=6 * 60 * 60)
def forget() -> None:
    """Forget what was kept long enough, each night. Safe when two run at once."""
    forgetting.everything(timezone.now())


@shared_task(expires=50)
def sweep() -> None:
    """Take up what a lost nudge or a dead worker left behind. Safe when two run at once."""
    stranded = OutgoingMail.objects.stranded().update(
        status=OutgoingMail.Status.UNKNOWN, error="worker died"
    )
    if stranded:
        logger.error("%s mails: unknown whether they went out", stranded)
    mails = OutgoingMail.objects.left_behind().most_urgent_first()
    for pk in mails.values_list("pk", flat=True)[:MAILS_SWEPT_AT_ONCE]:
        send_mail.delay(pk)
    documents = Document.objects.left_behind().most_urgent_first()
    for pk in documents.values_list("pk", flat=True)[:1]:  # It asks for the next by itself.
        build_document.delay(pk)
    limits.forget_old_windows()  # Last: nothing above may wait for it, or fail with it.
