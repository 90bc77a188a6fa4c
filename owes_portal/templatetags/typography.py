"""Polish typography: dates in words, ranges of days, sizes of files and spaces that must not break."""

import itertools
import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from django import template
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.dates import MONTHS, MONTHS_ALT
from django.utils.formats import number_format
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeData, SafeString, mark_safe
from django.utils.translation import get_language, gettext, gettext_noop

from owes_portal.local_time import is_doubled
from owes_portal.phones import spaced

register = template.Library()

NBSP = "\u00a0"
DASH = "–"
# One letter, Polish or Ukrainian, or short for a street or a number; not within a tag: <a href> is
# no one-letter word.
ONE_LETTER_WORD = re.compile(
    r"(?<![\w&<])([aiouwzаєжзійоувAIOUWZАЄЖЗІЙОУВ]|(?:ul|al|pl|os)\.|nr) +(?=\S)"
)
# Django's own Ukrainian name of the day has the apostrophe of a typewriter; our catalogue mends it.
gettext_noop("Friday")
# A dash ends a line, it never begins one.
BEFORE_DASH = re.compile(r"(?<=\S) (?=– )")
IN_A_NUMBER = re.compile(r"(?<=\d) (?=(?:cm|m|km|kg|z\u0142|\d\d\d?)\b)")
# „9.00–15.00”, „e-mail”: browsers end a line after the dash.
DASHED = re.compile(r"\b(?:\d{1,4}(?:\.\d\d)?–\d{1,4}(?:\.\d\d)?|[Ee]-\w+)\b")
TAGS = re.compile(r"""(<(?:[^<>"']|"[^"]*"|'[^']*')*+>)""")
EMPTY_LINES = re.compile(r"\n\s*\n")
SIZE_UNITS = ("B", "kB", "MB", "GB", "TB")


@register.filter(is_safe=True, needs_autoescape=True)
def nbsp(text: str, *, autoescape: bool = False) -> str:
    """Tie every one-letter word to the word after it, a dash, a unit and digits to what is before.

    In the HTML of a template also the two sides of a dash; the text of a mail stays plain.
    """
    tied = IN_A_NUMBER.sub(NBSP, BEFORE_DASH.sub(NBSP, str(text)))
    tied = ONE_LETTER_WORD.sub(rf"\1{NBSP}", tied)
    if not isinstance(text, SafeData):
        return tied
    return together(tied) if autoescape else mark_safe(tied)


def together(html: str) -> SafeString:
    """Hours, days and „e-mail” stay in one line: no line of the HTML ends at their dash."""
    parts = TAGS.split(html)  # Every second one is a tag, with whatever its attributes say.
    parts[::2] = [DASHED.sub(r'<span class="together">\g<0></span>', words) for words in parts[::2]]
    return mark_safe("".join(parts))


@register.filter
def rich(html: str) -> SafeString:
    """Rich text, well set; a table in it scrolls in a box of its own, by keyboard too."""
    box = format_html(
        '<div class="table-scroll" role="group" aria-label="{}" tabindex="0">', gettext("Table")
    )
    boxed = html.replace("<table", f"{box}<table").replace("</table>", "</table></div>")
    return together(nbsp(mark_safe(boxed)))


@register.filter(is_safe=True)
def paragraphs(text: str, first: str = "p") -> str:
    """Put each paragraph between tags, the first one between its own; a line break stays one."""
    parts = EMPTY_LINES.split(conditional_escape(text))
    found = [part.strip().replace("\n", "<br>") for part in parts]
    tags = itertools.chain([first], itertools.repeat("p"))
    named = zip(tags, filter(None, found), strict=False)
    return mark_safe("\n".join(f"<{tag}>{part}</{tag}>" for tag, part in named))


def date_range(starts: date, ends: date | None = None) -> str:
    """Say „22–23 września 2026”, or as much of both dates as differs."""
    first, last = local_day(starts), local_day(ends or starts)
    if first == last:
        return _words(first, "j E Y")
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}{DASH}{_words(last, 'j E Y')}"
    start = _words(first, "j E" if first.year == last.year else "j E Y")
    return f"{start} {DASH} {_words(last, 'j E Y')}"


@register.simple_tag
def day_numbers(starts: date, ends: date | None = None) -> str:
    """Say „22” or „22–23” for a date tile; an end in another month is left to the words beside it."""
    first, last = local_day(starts), local_day(ends or starts)
    same_month = (first.year, first.month) == (last.year, last.month)
    return f"{first.day}{DASH}{last.day}" if same_month and last > first else str(first.day)


def month_name(day: date) -> str:
    """Say „wrzesień”. Django begins it with a capital, as in a heading; how a date has it is right."""
    name = str(MONTHS[day.month])
    return name.lower() if str(MONTHS_ALT[day.month]).islower() else name


@register.filter
def clock(moment: datetime) -> str:
    """Say „godz. 15.00” in Polish time."""
    return gettext("at %(time)s").replace(" ", NBSP) % {"time": time_of(moment)}


def hours(starts: datetime, ends: datetime) -> str:
    """Say „godz. 9.00–15.00”."""
    return gettext("at %(time)s").replace(" ", NBSP) % {"time": hour_range(starts, ends)}


def hour_range(starts: datetime, ends: datetime) -> str:
    """Say „9.00–15.00”, where a heading says that these are hours."""
    return f"{time_of(starts)}{DASH}{time_of(ends)}"


def _as_tag(say: Callable[..., str]) -> Callable[..., str]:
    """The same words in a template: in HTML they stay together, in the text of a mail they are plain."""

    def tag(context, *moments):
        words = say(*moments)
        return together(escape(words)) if context.autoescape else words

    return register.simple_tag(tag, takes_context=True, name=say.__name__)


for _say in (date_range, hours, hour_range):
    _as_tag(_say)


@register.filter
def moment(value: datetime) -> str:
    """Say „17 września 2026, godz. 15.00”."""
    return f"{date_range(value)}, {clock(value)}"


@register.filter
def file_size(size: int) -> str:
    """Say „2,4 MB”: at most one decimal, steps of a thousand as on the visitor's own disk."""
    value, unit = float(size), 0
    while value >= 999.5 and unit < len(SIZE_UNITS) - 1:
        value, unit = value / 1000, unit + 1
    decimals = 0 if unit < 2 else 1
    return f"{number_format(round(value, decimals), decimals)}{NBSP}{SIZE_UNITS[unit]}"


@register.filter
def money(amount: Decimal) -> str:
    """Say „12 345,60 zł”."""
    whole, _point, cents = f"{amount:,.2f}".partition(".")
    return f"{whole.replace(',', NBSP)},{cents}{NBSP}zł"


@register.filter
def telephone(number: str) -> str:
    """Link to a number that a phone can dial: „600 123 456”."""
    shown = spaced(number).replace(" ", NBSP)
    return format_html('<a href="tel:{}">{}</a>', number.replace(" ", ""), shown)


def local_day(value: date) -> date:
    """Return the day in Polish time, whether given a day or a moment."""
    if not isinstance(value, datetime):
        return value
    return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()


def _words(day: date, pattern: str) -> str:
    return _cached_words(day, pattern, get_language())


@lru_cache(maxsize=1024)
def _cached_words(day: date, pattern: str, language: str) -> str:
    """Lists say the same days over and over, and Django's formatting is slow; the language is a part of the key."""
    return format_date(day, pattern).replace(" ", NBSP)


@register.filter
def time_of(value: datetime) -> str:
    """Say „15.00” in Polish time."""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    shown = f"{local.hour}.{local.minute:02}"
    return f"{shown}{NBSP}{_season(local)}" if is_doubled(local) else shown


def _season(local: datetime) -> str:
    """When clocks are put back, an hour comes in summer time and then again in winter time."""
    season = gettext("(winter time)") if local.fold else gettext("(summer time)")
    return season.replace(" ", NBSP)
