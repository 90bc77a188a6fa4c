"""Channels (Atom, RFC 4287) of news and events, as many as a list has filters."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language

from events.models import Article, Event
from owes_portal.models.operator import current_operator

# XML knows no such letters, not even escaped; they come with what is pasted.
NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# RFC 4151 wants a day on which the name of the host was ours.
OURS_ON = "2026-01-01"


class Channel(Atom1Feed):
    def latest_post_date(self):
        """An empty channel says the same each time: not the hour at which somebody asks."""
        return super().latest_post_date() if self.items else datetime(2026, 1, 1, tzinfo=UTC)

    def item_attributes(self, item):
        """What nobody has translated says its own language."""
        language = item["language"]
        return {} if language == self.feed["language"] else {"xml:lang": language}


def channel(title: str, *, page: str, address: str, rows: Iterable[Article | Event]) -> bytes:
    """The rows, with their topics fetched, as the channel at that address of that list."""
    operator = current_operator()
    feed = Channel(
        title=_clean(title),
        link=f"{settings.SITE_URL}{page}",
        description=None,
        language=get_language(),
        author_name=_clean(operator.name) if operator else urlsplit(settings.SITE_URL).hostname,
        feed_url=f"{settings.SITE_URL}{address}",
        feed_guid=_tag(address),
    )
    for row in rows:
        _add(feed, row)
    return feed.writeString("utf-8").encode()


def _add(feed: Channel, row: Article | Event) -> None:
    title, language = row.said("title")
    feed.add_item(
        title=_clean(title),
        link=f"{settings.SITE_URL}{row.get_absolute_url()}",
        description=escape(_clean(row.said("lead")[0])),
        unique_id=_tag(f"{row._meta.model_name}/{row.pk}"),
        pubdate=row.published_from,
        # What was written long before it appeared is news when it appears.
        updateddate=max(row.updated_at, row.published_from),
        categories=[_clean(topic.said("name")[0]) for topic in row.topics.all()],
        language=language,
    )


def _tag(what: str) -> str:
    """A name that stays whatever becomes of the address."""
    return f"tag:{settings.ALLOWED_HOSTS[0]},{OURS_ON}:{what}"


def _clean(text: str) -> str:
    return NO_XML.sub("", text)
