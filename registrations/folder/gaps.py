"""What an auditor would miss in an event's folder, each with the way to where it is put right."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import Event
from owes_portal.templatetags.typography import date_range


def gaps(event: Event, at: datetime) -> Iterator[tuple[str, str]]:
    """(sentence, address) of each; nothing if the folder is whole."""
    days = [day for day in event.days.order_by("starts_at") if day.ends_at <= at]
    if not event.is_over(at):
        yield _("The event is not over yet."), reverse("registrations:workspace", args=[event.pk])
    if event.project is None:
        address = reverse("admin:events_event_change", args=[event.pk])
        yield _("The event names no project, so the papers carry no marks."), address
    yield from _lists(event, days)
    yield from _ticks(event, days)
    if event.is_over(at):
        yield from _certificates(event)


def _lists(event: Event, days) -> Iterator[tuple[str, str]]:
    address = reverse("registrations:signed_lists", args=[event.pk])
    scans = list(event.signed_lists.in_force())
    for day in days:
        of_day = [scan for scan in scans if scan.day_id == day.pk]
        when = {"day": date_range(day.starts_at)}
        if not of_day:
            yield _("%(day)s: the signed list is not filed.") % when, address
        elif not all(scan.is_compared() for scan in of_day):
            yield _("%(day)s: nobody has compared the list with the ticks.") % when, address
        elif any(scan.differences for scan in of_day):
            yield _("%(day)s: the list differs from the ticks.") % when, address


def _ticks(event: Event, days) -> Iterator[tuple[str, str]]:
    for day in days:
        count = event.participants.unmarked_on(day).count()
        if count:
            told = ngettext(
                "%(day)s: nothing is ticked for one person.",
                "%(day)s: nothing is ticked for %(count)s people.",
                count,
            ) % {"day": date_range(day.starts_at), "count": count}
            yield told, reverse("registrations:attendance_day", args=[event.pk, day.pk])


def _certificates(event: Event) -> Iterator[tuple[str, str]]:
    people = event.participants
    count = people.exclude(pk__in=people.certified()).entitled().count()
    if count:
        told = ngettext(
            "One person may have a certificate and has none.",
            "%(count)s people may have a certificate and have none.",
            count,
        ) % {"count": count}
        yield told, reverse("registrations:certificates", args=[event.pk])
