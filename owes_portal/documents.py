"""Ask for a document that a worker builds."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from owes_portal import tasks
from owes_portal.models import Document
from owes_portal.nudge import nudge


def request(kind: str, *, subject_id: int, by: AbstractBaseUser) -> Document:
    """Ask for the document of that kind about that row; asked twice, it is built once."""
    with transaction.atomic():
        document, is_new = Document.objects.unfinished().get_or_create(
            kind=kind, subject_id=subject_id, defaults={"asked_by": by}
        )
        if is_new:
            transaction.on_commit(lambda: nudge(tasks.build_document, document.pk), robust=True)
    return document
