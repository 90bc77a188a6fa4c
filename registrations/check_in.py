"""Who stands at the door: a code that is shown, the number of a registration, or a name."""

import re
import uuid
from collections.abc import Callable
from typing import NamedTuple

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from events.models import Event
from owes_portal.polish import fold
from registrations.models import Participant, Registration, Tick
from registrations.models.links import token_for

PREFIX, PURPOSE = "OWES:", "check-in"
CODE = re.compile(r"owes:([\w-]{22})", re.IGNORECASE | re.ASCII)
NUMBER = re.compile(r"(?:w[\s./–-]*)?(?:(20\d\d)[\s./–-]*)?0*([1-9]\d{0,5})", re.IGNORECASE)
NAMES = ("first_name", "last_name")
Source = Tick.Source


def code_of(person: Participant) -> str:
    """What the code of a person says. It opens nothing: only staff can do something with it."""
    return PREFIX + token_for(PURPOSE, person.key, settings.SECRET_KEY)


def find(event: Event, typed: str) -> tuple[Source, list[Participant]]:
    """How it was found, and those of the event whom it may mean, in Polish order."""
    source, is_meant = _meaning_of(typed)
    people = event.participants.annotate(number=F("registration__number"))
    rows = people.values_list("pk", "key", "number", *NAMES, named=True)
    meant = [one.pk for one in rows if is_meant(one)]
    found = event.participants.filter(pk__in=meant).select_related("registration__organisation")
    return source, list(found.in_polish_order())


def find_elsewhere(event: Event, typed: str) -> Event | None:
    """The other event that a code or a number belongs to."""
    token, number = _token_in(typed), _number_in(typed)
    if token:
        others = Participant.objects.reachable().exclude(event=event).values_list("key", "event")
        owners = (its_event for key, its_event in others if _is_code_of(token, key))
        return Event.objects.filter(pk=next(owners, None)).first()
    if number:
        others = Registration.objects.exclude(event=event).select_related("event")
        meant = others.filter(number__in=_full_numbers(*number)).order_by("number").last()
        return meant and meant.event
    return None


def _full_numbers(year: str | None, count: int) -> list[str]:
    """Without a year it may be this one or the last: to events of January people sign up earlier."""
    this_year = timezone.localdate().year
    return [f"W-{one}-{count:04d}" for one in ([year] if year else [this_year - 1, this_year])]


def _meaning_of(typed: str) -> tuple[Source, Callable[[NamedTuple], bool]]:
    """How it is found, and whether a row of key, number and names may be meant."""
    token, number = _token_in(typed), _number_in(typed)
    if token:
        return Source.CODE, lambda one: _is_code_of(token, one.key)
    if number:
        return Source.NUMBER, lambda one: _is_number_of(number, one.number)
    words = _words_of(typed)
    return Source.DESK, lambda one: _is_called(one, words)


def _token_in(typed: str) -> str | None:
    found = CODE.fullmatch(typed.strip())
    return found[1] if found else None


def _number_in(typed: str) -> tuple[str | None, int] | None:
    """Year, if there is one, and number: „W-2026-0147”, „w 2026 147” and „147” are the same."""
    found = NUMBER.fullmatch(typed.strip())
    return (found[1], int(found[2])) if found else None


def _is_code_of(token: str, key: uuid.UUID) -> bool:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return any(token == token_for(PURPOSE, key, secret) for secret in secrets)


def _is_number_of(number: tuple[str | None, int], full: str) -> bool:
    (year, count), (its_year, its_count) = number, _number_in(full)
    return count == its_count and year in (None, its_year)


def _words_of(name: str) -> list[str]:
    return fold(name).replace("-", " ").split()


def _is_called(one: NamedTuple, words: list[str]) -> bool:
    """Every word begins a part of the name, in any order, with or without diacritics."""
    parts = _words_of(f"{one.first_name} {one.last_name}")
    return bool(words) and all(any(part.startswith(word) for part in parts) for word in words)
