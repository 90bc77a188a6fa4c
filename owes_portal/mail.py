"""Write a mail down in the transaction of its cause."""

import re
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from email.utils import make_msgid

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.template.loader import render_to_string
from django.utils import translation

from owes_portal import tasks
from owes_portal.models import OutgoingMail
from owes_portal.models.operator import current_operator
from owes_portal.nudge import nudge

EMPTY_LINES = re.compile(r"\n{3,}")
ANY = 0  # no mail has that number, so the worker begins with the most urgent one

# What a copy says, to whom, about what and on what terms; it goes before what goes to many.
COPIED = (
    *("template", "recipient", "subject", "text", "html", "attachments"),
    *("about_type", "about_id", "check_name", "useless_after", "unsubscribe"),
)


@dataclass(frozen=True)
class Terms:
    """On what terms a mail goes out."""

    is_bulk: bool = False  # one of many: lets mails pass that somebody waits for
    once: str | None = None  # names the cause; another mail of the same name is not written
    check_name: str = ""  # in settings.MAIL_CHECKS: is it still true when it is sent?
    useless_after: datetime | None = None
    unsubscribe: str = ""  # path of the page that ends mails of this kind, with SECRET in it


def queue(template: str, *, terms: Terms | None = None, **parts) -> OutgoingMail | None:
    """Compose a mail and store it as one row; None if its cause has written it already.

    A worker is nudged after the commit; what the nudge misses the sweeper takes.
    """
    return _queue(compose(template, terms=terms, **parts))


def queue_copy(mail: OutgoingMail, *, number: int) -> OutgoingMail | None:
    """Write the same words down once more, as a mail of its own; None if that copy is there."""
    words = {name: getattr(mail, name) for name in COPIED}
    once = f"copy {number} of mail {mail.pk}"
    return _queue(OutgoingMail(copy_of=mail, message_id=_new_message_id(), once=once, **words))


def _queue(mail: OutgoingMail) -> OutgoingMail | None:
    if not _store(mail):
        return None
    transaction.on_commit(lambda: nudge(tasks.send_mail, mail.pk), robust=True)
    return mail


def queue_all(mails: Sequence[OutgoingMail]) -> None:
    """Store composed mails, each with a name of its cause, but none that is written already.

    One nudge is enough: whoever sends a mail sends the next ones too.
    """
    if mails:
        # One order for everybody, so that two who write the same never wait for each other in a ring.
        ordered = sorted(mails, key=lambda mail: mail.once)
        OutgoingMail.objects.bulk_create(ordered, ignore_conflicts=True)
        transaction.on_commit(lambda: nudge(tasks.send_mail, ANY), robust=True)


def written(names: Collection[str]) -> set[str]:
    """Those names of Terms.once of which a mail was written, whatever became of it."""
    found = OutgoingMail.objects.filter(once__in=names)
    return set(found.values_list("once", flat=True))


def _new_message_id() -> str:
    return make_msgid(domain=settings.ALLOWED_HOSTS[0])


def _store(mail: OutgoingMail) -> bool:
    if mail.once is None:
        mail.save(force_insert=True)
        return True
    try:
        with transaction.atomic():
            mail.save(force_insert=True)
    except IntegrityError:
        if OutgoingMail.objects.filter(once=mail.once).exists():
            return False
        raise
    return True


def compose(
    template: str,
    *,
    to: str,
    context: dict,
    about: models.Model | None = None,
    attachments: Sequence[str] = (),
    terms: Terms | None = None,
) -> OutgoingMail:
    """Render `<app>/emails/<mail>`'s subject, text and HTML; nothing is stored.

    `attachments` are names of settings.MAIL_ATTACHMENTS, made when the mail is sent. Mails are in
    Polish, whatever language the page speaks that caused them: its links and its words too.
    """
    context = context | {"site_url": settings.SITE_URL, "operator": current_operator()}
    with translation.override(settings.LANGUAGE_CODE):
        subject, text, html = _rendered(template, context)
    return OutgoingMail(
        template=template,
        recipient=to,
        subject=subject,
        text=text,
        html=html,
        message_id=_new_message_id(),
        about=about,
        attachments=list(attachments),
        **asdict(terms or Terms()),
    )


def _rendered(template: str, context: dict) -> tuple[str, str, str]:
    # A line break in a subject would start a header of its own.
    subject = " ".join(render_to_string(f"{template}_subject.txt", context).split())[:250]
    text = _tidy(render_to_string(f"{template}.txt", context))
    return subject, text, render_to_string(f"{template}.html", context)


def _tidy(text: str) -> str:
    lines = "\n".join(_without_loose_end(line) for line in text.split("\n"))
    return EMPTY_LINES.sub("\n\n", lines).strip() + "\n"


def _without_loose_end(line: str) -> str:
    """Without what included parts and tags of a text template leave behind.

    The space after „--” is a signature's. No pattern: one that looks for the end of a line from
    every space of it takes minutes for a line of many.
    """
    kept = line.rstrip(" \t")
    return "-- " if kept == "--" and kept != line else kept
