"""As of when an event's folder speaks: the last moment at which anything in it changed."""

from datetime import datetime

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Max, QuerySet

from events.models import Event
from owes_portal.models import OutgoingMail
from registrations.models import CertificateDeed, Tick


def moment_of(event: Event) -> datetime:
    """The same as long as the event's rows are the same, whenever it is asked."""
    latest = [
        *_latest(event.registrations, "submitted_at"),
        *_latest(event.changes, "at"),
        *_latest(event.messages, "sent_at"),
        *_latest(event.notices, "changed_at", "settled_at"),
        *_latest(event.signed_lists, "filed_at", "compared_at", "withdrawn_at"),
        *_latest(Tick.objects.filter(day__event=event), "at"),
        *_latest(CertificateDeed.objects.filter(certificate__participant__event=event), "at"),
        *_latest(mails_of(event), "created_at", "sent_at"),
        *_latest(log_of(event), "action_time"),
        event.cancelled_at,
    ]
    return max(filter(None, latest), default=event.published_from)


def mails_of(event: Event) -> QuerySet[OutgoingMail]:
    """Mails about the event's registrations and people."""
    mails = OutgoingMail.objects
    return mails.for_rows(event.registrations.all()) | mails.for_rows(event.participants.all())


def log_of(event: Event) -> QuerySet[LogEntry]:
    """What staff changed of the event in the administration."""
    kind = ContentType.objects.get_for_model(Event)
    return LogEntry.objects.filter(content_type=kind, object_id=str(event.pk))


def _latest(rows, *moments: str) -> list[datetime | None]:
    found = rows.aggregate(**{f"latest_{name}": Max(name) for name in moments})
    return list(found.values())
