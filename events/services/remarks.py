"""What staff should know of the days of a copy before they make it."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from events.services.copies import Copy
from owes_portal.templatetags.typography import date_range, local_day
from owes_portal.working_time import name_of_holiday

SUNDAY = 6


def remarks(copied: Copy) -> list[str]:
    """Days off and deadlines that are over, in words."""
    days = dict.fromkeys(local_day(day.starts_at) for day in copied.days)
    return [*filter(None, map(_day_off, days)), *_about_deadlines(copied)]


def _about_deadlines(copied: Copy) -> Iterator[str]:
    event, today = copied.event, timezone.localdate()
    deadlines = {
        _("Sign-up closes on %(day)s."): event.signup_closes_at,
        _("Needs are told by %(day)s."): event.needs_by,
        _("Names are given by %(day)s."): event.names_by,
    }
    for words, moment in deadlines.items():
        day = local_day(moment) if moment else None
        why = day and (_("That day is over already.") if day < today else _day_off(day))
        if why:
            yield f"{words % {'day': date_range(day)}} {why}"


def _day_off(day: date) -> str:
    if holiday := name_of_holiday(day):
        words = _("%(day)s is a holiday: %(holiday)s.")
        return words % {"day": date_range(day), "holiday": holiday}
    if day.weekday() == SUNDAY:
        return _("%(day)s is a Sunday.") % {"day": date_range(day)}
    return ""
