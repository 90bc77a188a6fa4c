"""Whether mail and background work move: for staff, for monitors and for the command line."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Min
from django.utils import timezone
from django.utils.translation import gettext_lazy

from owes_portal.models import Document, Heartbeat, OutgoingMail
from owes_portal.templatetags.typography import moment

# Longer than the building of a few documents one after another.
DOCUMENT_IS_LATE_AFTER = timedelta(minutes=20)
LATELY = timedelta(hours=24)
FAILED_LATELY = timedelta(days=7)

NAMES = {
    "mail": gettext_lazy("mail"),
    "documents": gettext_lazy("documents"),
    "periodic": gettext_lazy("periodic work"),
}
SILENCE = {
    "mail": gettext_lazy(
        "Nobody has sent mail since %(since)s. Sign-ups are safe: they are stored, and their "
        "e-mails wait and go out later."
    ),
    "documents": gettext_lazy(
        "Nobody has made documents since %(since)s. Those that were asked for wait."
    ),
    "periodic": gettext_lazy(
        "Nobody has done the periodic work since %(since)s. Offers, reminders and e-mails that "
        "have to be tried again wait."
    ),
}
NEVER_HEARD = gettext_lazy("Nobody has ever taken work of this kind: %(name)s.")
FRESH = gettext_lazy(
    "Mail and background work have not given a sign of life yet. If the portal was started more "
    "than five minutes ago, tell whoever runs it."
)
HELD_UP = gettext_lazy(
    "E-mails have been waiting since %(since)s although work goes on. The mail server is probably "
    "away. Nothing is lost: they go out when it is back."
)
LATE_DOCUMENT = gettext_lazy(
    "A document has been waiting since %(since)s although work goes on. Ask for it again, and if "
    "that does not help, tell whoever runs the portal."
)


@dataclass(frozen=True)
class Sign:
    """The last sign of life that came through a queue; None if there never was one."""

    queue: str
    at: datetime | None
    is_silent: bool

    @property
    def name(self) -> str:
        return NAMES[self.queue]

    @property
    def words(self) -> str:
        if self.at is None:
            return NEVER_HEARD % {"name": self.name}
        return SILENCE[self.queue] % {"since": moment(self.at)}


@dataclass(frozen=True)
class Pipeline:
    """What moves and what stands still, at one moment."""

    at: datetime
    signs: tuple[Sign, ...]
    waiting_since: datetime | None  # the oldest mail that is neither sent nor given up
    held_up_since: datetime | None
    mails: dict[str, int]  # how many of each status that are not sent and not forgotten
    documents: int  # that are not finished
    document_since: datetime | None  # the oldest of them
    failed_documents: int  # of the last days

    @property
    def waiting(self) -> int:
        return sum(self.mails.get(status, 0) for status in OutgoingMail.UNFINISHED_STATUSES)

    @property
    def failed(self) -> int:
        return self.mails.get(OutgoingMail.Status.FAILED, 0)

    @property
    def unknown(self) -> int:
        return self.mails.get(OutgoingMail.Status.UNKNOWN, 0)

    @property
    def troubled(self) -> int:
        return self.failed + self.unknown

    def is_fresh(self) -> bool:
        return is_fresh(self.signs)

    def is_document_late(self) -> bool:
        since = self.document_since
        return since is not None and since < self.at - DOCUMENT_IS_LATE_AFTER

    def troubles(self) -> list[str]:
        """Why it stands still, in words; where no work is done there is no need to say what waits."""
        if found := alarms(self.signs):
            return found
        if self.held_up_since:
            found.append(HELD_UP % {"since": moment(self.held_up_since)})
        if self.is_document_late():
            found.append(LATE_DOCUMENT % {"since": moment(self.document_since)})
        return found

    def is_beyond_staff(self) -> bool:
        """Whether only those who run the portal can help; a fresh one says so itself."""
        return not self.is_fresh() and bool(alarms(self.signs) or self.held_up_since)

    def is_well(self) -> bool:
        return not self.troubles()


def state(at: datetime | None = None) -> Pipeline:
    """Everything that a monitor needs to know, in a few cheap queries."""
    at = at or timezone.now()
    counts = (
        OutgoingMail.objects.not_sent()
        .filter(forgotten_at=None)
        .values("status")
        .annotate(count=Count("pk"))
    )
    unfinished = Document.objects.unfinished().aggregate(count=Count("pk"), since=Min("asked_at"))
    failed = Document.objects.filter(status=Document.Status.FAILED)
    return Pipeline(
        at=at,
        signs=signs(at),
        waiting_since=_oldest(OutgoingMail.objects.waiting()),
        held_up_since=_oldest(OutgoingMail.objects.held_up(at)),
        mails={row["status"]: row["count"] for row in counts.order_by("status")},
        documents=unfinished["count"],
        document_since=unfinished["since"],
        failed_documents=failed.filter(finished_at__gte=at - FAILED_LATELY).count(),
    )


def _oldest(mails) -> datetime | None:
    return mails.aggregate(since=Min("queued_at"))["since"]


def sent_lately(at: datetime | None = None) -> int:
    """How many mails went out in the last 24 hours; apart, for it reads all that were sent."""
    return OutgoingMail.objects.filter(sent_at__gte=(at or timezone.now()) - LATELY).count()


def signs(at: datetime | None = None) -> tuple[Sign, ...]:
    """One for each queue of the portal."""
    heard = {beat.queue: beat for beat in Heartbeat.objects.all()}
    return tuple(_sign(queue, heard.get(queue), at) for queue in settings.QUEUES)


def _sign(queue: str, beat: Heartbeat | None, at: datetime | None) -> Sign:
    return Sign(queue, beat and beat.at, beat is None or beat.is_silent(at))


def is_fresh(signs: tuple[Sign, ...]) -> bool:
    """Whether no worker has ever shown itself: the portal may have been started just now."""
    return all(sign.at is None for sign in signs)


def alarms(signs: tuple[Sign, ...]) -> list[str]:
    """What nobody does any more, the most important first."""
    if is_fresh(signs):
        return [str(FRESH)]
    return [sign.words for sign in signs if sign.is_silent]
