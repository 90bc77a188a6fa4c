"""Staff take a table out of the portal, and that is written down."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from owes_portal import audit, documents
from owes_portal.models import Document
from registrations.tables import Table


@transaction.atomic
def take_out(
    table: Table, subject_id: int, *, format: str, reason: str, by: AbstractBaseUser
) -> Document:
    """Ask for the table of that event or year; who, when and why stays on record.

    Protected data are never shared: each member of staff gets a file of their own.
    """
    own = {"only_for": by.pk} if table.is_protected() else {}
    document = documents.request(table.kind, subject_id=subject_id, by=by, format=format, **own)
    about = f"{table.name} {subject_id}, {format}"
    audit.record(by, audit.EXPORT, document, reason=f"{about}: {reason}" if reason else about)
    return document
