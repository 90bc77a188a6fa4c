"""Work of the portal's own rows: mails, documents, and the sweeper behind both."""

import logging

from celery import shared_task

from owes_portal import limits
from owes_portal.models import Document, OutgoingMail

logger = logging.getLogger(__name__)
SWEPT_AT_ONCE = 500


@shared_task
def send_mail(mail_id: int) -> None:
    """Send one waiting mail; nothing happens if another worker was faster."""
    mail = OutgoingMail.objects.claim(mail_id)
    if mail:
        mail.send()


@shared_task
def build_document(document_id: int) -> None:
    """Build one document that was asked for."""
    document = Document.objects.claim(document_id)
    if document:
        document.build()


@shared_task(expires=50)
def sweep() -> None:
    """Take up what a lost nudge or a dead worker left behind. Safe when two run at once."""
    limits.forget_old_windows()
    stranded = OutgoingMail.objects.stranded().update(status=OutgoingMail.Status.UNKNOWN)
    if stranded:
        logger.error("%s mails: unknown whether they went out", stranded)
    for pk in (
        OutgoingMail.objects.left_behind()
        .order_by("next_attempt_at")
        .values_list("pk", flat=True)[:SWEPT_AT_ONCE]
    ):
        send_mail.delay(pk)
    for pk in (
        Document.objects.left_behind()
        .order_by("asked_at")
        .values_list("pk", flat=True)[:SWEPT_AT_ONCE]
    ):
        build_document.delay(pk)
