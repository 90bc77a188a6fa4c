"""Ask for a document that a worker builds."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from owes_portal import tasks
from owes_portal.models import Document
from owes_portal.nudge import nudge


def request(kind: str, *, subject_id: int, by: AbstractBaseUser | None, **options: Any) -> Document:
    """Ask for the document of that kind about that row; asked twice, it is built once.

    The options are handed to its builder and must be what JSON can hold. `by` nobody is the portal:
    it stands back while others wait, so that three hundred new certificates do not hold up a list.
    """
    with transaction.atomic():
        is_in_turn = by is None and Document.objects.unfinished().exists()
        document, is_new = Document.objects.unfinished().get_or_create(
            kind=kind, subject_id=subject_id, options=options, defaults={"asked_by": by}
        )
        if is_new and not is_in_turn:  # What is in turn is asked for by who builds the others.
            transaction.on_commit(lambda: nudge(tasks.build_document, document.pk), robust=True)
    return document
