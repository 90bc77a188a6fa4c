"""Write a mail down in the transaction of its cause."""

import re
from collections.abc import Sequence
from email.utils import make_msgid

from django.conf import settings
from django.db import models, transaction
from django.template.loader import render_to_string

from owes_portal import tasks
from owes_portal.models import OutgoingMail
from owes_portal.models.operator import current_operator
from owes_portal.nudge import nudge

# What included parts and tags of a text template leave behind.
EMPTY_LINES = re.compile(r"\n\s*\n\s*\n")


def queue(template: str, **parts) -> OutgoingMail:
    """Compose a mail and store it as one row.

    A worker is nudged after the commit; what the nudge misses the sweeper takes.
    """
    mail = compose(template, **parts)
    mail.save(force_insert=True)
    transaction.on_commit(lambda: nudge(tasks.send_mail, mail.pk), robust=True)
    return mail


def compose(
    template: str,
    *,
    to: str,
    context: dict,
    about: models.Model | None = None,
    attachments: Sequence[str] = (),
) -> OutgoingMail:
    """Render `<app>/emails/<mail>`'s subject, text and HTML; nothing is stored.

    `attachments` are names of settings.MAIL_ATTACHMENTS, made when the mail is sent.
    """
    context = context | {"site_url": settings.SITE_URL, "operator": current_operator()}
    return OutgoingMail(
        template=template,
        recipient=to,
        # A line break in a subject would start a header of its own.
        subject=" ".join(render_to_string(f"{template}_subject.txt", context).split())[:250],
        text=EMPTY_LINES.sub("\n\n", render_to_string(f"{template}.txt", context)),
        html=render_to_string(f"{template}.html", context),
        message_id=make_msgid(domain=settings.ALLOWED_HOSTS[0]),
        about=about,
        attachments=list(attachments),
    )
