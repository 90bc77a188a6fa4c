"""A piece of news that reports on an event: what it starts with, and how many people came."""

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import Article, Event
from owes_portal.templatetags.typography import date_range, local_day


def people_who_came(event: Event) -> int:
    """As many as staff have written down, otherwise as attendance tells; 0 if nothing is known."""
    if event.people_came is not None:
        return event.people_came
    return import_string(settings.PEOPLE_WHO_CAME)(event)


def report_to_start_with(event: Event) -> dict:
    """What the form of a new piece of news is filled with when it reports on the event."""
    return {
        "title": (_("Report: %(event)s") % {"event": event.title})[:160],
        "lead": _lead(event, people_who_came(event)),
        "happened_on": local_day(event.starts_at) if event.starts_at else None,
        "project": event.project_id,
        "event": event.pk,
        "is_report": True,
        "partners": list(event.partners.values_list("pk", flat=True)),
        "topics": list(event.topics.values_list("pk", flat=True)),
    }


def _lead(event: Event, people: int) -> str:
    if not (people and event.starts_at):
        return ""
    words = ngettext(
        "%(count)d person came to “%(event)s” on %(when)s.",
        "%(count)d people came to “%(event)s” on %(when)s.",
        people,
    )
    when = date_range(event.starts_at, event.ends_at)
    return words % {"count": people, "event": event.title, "when": when}


def note_people(article: Article) -> None:
    """Keep with the event how many came, once its report is saved; a number of staff stays."""
    event = article.event
    if not article.is_report or event.people_came is not None:
        return
    event.people_came = people_who_came(event) or None
    event.save(update_fields=["people_came", "updated_at"])
