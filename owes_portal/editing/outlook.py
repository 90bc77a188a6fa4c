"""One sentence that says what visitors see of a page now, and what will happen by itself."""

from datetime import datetime

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from owes_portal.models.publishing import Publishable
from owes_portal.templatetags.typography import time_of

Status = Publishable.Status

# Whole phrases: in Polish the day of the week changes its ending, and „w” becomes „we”.
ON_DAYS = [
    gettext_lazy("on Monday"),
    gettext_lazy("on Tuesday"),
    gettext_lazy("on Wednesday"),
    gettext_lazy("on Thursday"),
    gettext_lazy("on Friday"),
    gettext_lazy("on Saturday"),
    gettext_lazy("on Sunday"),
]
# A shape for each, so that the colour says nothing alone.
SHAPES = {"draft": "○", "review": "◐", "published": "●", "archived": "□", "withdrawn": "✕"}
TO_COME = "◷"


def outlook(row: Publishable, at: datetime | None = None) -> str:
    """Say what becomes of the row as it is stored, if nobody touches it again."""
    at = at or timezone.now()
    if row.status == Status.PUBLISHED:
        return _of_window(row, at)
    if row.status == Status.WITHDRAWN:
        return _("Withdrawn: %(reason)s") % {"reason": row.withdrawal_reason}
    sentences = {
        Status.DRAFT: _("Draft: nobody outside the team sees it."),
        Status.REVIEW: _("Waits to be checked: nobody outside the team sees it."),
        Status.ARCHIVED: _("In the archive: it has left the website."),
    }
    return sentences[row.status]


def badge(row: Publishable, at: datetime | None = None) -> SafeString:
    """The publication status in a word, with a shape of its own."""
    is_to_come = row.status == Status.PUBLISHED and row.published_from > (at or timezone.now())
    shape, word = SHAPES[row.status], row.get_status_display()
    if is_to_come:
        shape, word = TO_COME, _("Will appear")
    return format_html(
        '<span class="state state--{}"><span aria-hidden="true">{}</span> {}</span>',
        "to-come" if is_to_come else row.status,
        shape,
        word,
    )


def _of_window(row: Publishable, at: datetime) -> str:
    start, end = row.published_from, row.published_until
    if end and end <= at:
        return _("It was on the website until %(until)s.") % {"until": _until(end, at)}
    if start > at and end:
        return _("It will appear %(when)s and vanish %(until)s.") % {
            "when": _when(start, at),
            "until": _when(end, at),
        }
    if start > at:
        return _("It will appear %(when)s.") % {"when": _when(start, at)}
    if end:
        return _("On the website. It will vanish %(until)s.") % {"until": _when(end, at)}
    return _("On the website since %(since)s.") % {"since": _until(start, at)}


def _when(moment: datetime, at: datetime) -> str:
    """Say „w środę 25.11 o 8.00”."""
    return _("%(weekday)s %(day)s at %(time)s") % {
        "weekday": ON_DAYS[timezone.localtime(moment).weekday()],
        "day": _day(moment, at),
        "time": time_of(moment),
    }


def _until(moment: datetime, at: datetime) -> str:
    """Say „25.11, godz. 8.00”, which fits behind „od” and „do”."""
    return _("%(day)s, %(time)s") % {"day": _day(moment, at), "time": time_of(moment)}


def _day(moment: datetime, at: datetime) -> str:
    """The year is said where it is not this one."""
    day, today = timezone.localtime(moment), timezone.localtime(at)
    short = f"{day.day}.{day.month:02}"
    return short if day.year == today.year else f"{short}.{day.year}"
