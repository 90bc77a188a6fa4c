"""Advice on news and events beside that on every page."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from events.models import Article, Event
from events.quality_words import RELATIVE
from owes_portal.editing.quality import of_file_names
from owes_portal.editing.rich_text import RichText

# Of the block on accessibility; the ways are ticked, the others described.
TICKED = ("has_induction_loop", "has_sign_language", "has_quiet_room")
DESCRIBED = (
    "accessible_entrance",
    "accessible_lift",
    "accessible_toilet",
    "accessible_parking",
)


def of_article(article: Article) -> Iterator[str]:
    """Words that are wrong tomorrow."""
    text = " ".join([article.title, article.lead, RichText(article.body).words])
    found = dict.fromkeys(word.casefold() for word in RELATIVE.findall(text))
    for word in found:
        yield _("“%(word)s” is wrong tomorrow. Write the date.") % {"word": word}


def of_event(event: Event) -> Iterator[str]:
    """What people look for before they sign up."""
    if not any(getattr(event, name) for name in TICKED + DESCRIBED):
        yield _(
            "Nothing is said of accessibility. Describe the entrance, lift, toilet and parking."
        )
    if event.signup_mode in Event.PUBLIC_SIGNUP and not event.signup_closes_at:
        yield _("The event has no deadline for sign-up. Say until when people can sign up.")
    if event.contact is None:
        yield _("The event has no contact person. Choose whom people can ask.")
    yield from of_file_names(file.title for file in event.attachments.all())
