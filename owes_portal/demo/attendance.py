"""Who came to the past events of the demo: most on all days, a few not, somebody for a part."""

from datetime import timedelta
from random import Random

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import F

from events.models import Event, EventDay
from registrations import services
from registrations.models import Attendance, Participant, Tick

SEED = 2026
ORGANISER = "organizator"
State = Attendance.State
SIGNED = "Na liście jest podpis tej osoby, nie odnotowano jej przy wejściu."
# What was said of a person, day after day; the last word also of the days after it.
USUAL = [State.PRESENT]
UNUSUAL = [
    [State.ABSENT],
    [State.PRESENT, State.EXCUSED],
    ["part"],
    ["corrected", State.PRESENT],
]


def tick_past_events() -> None:
    """Tick everybody who had a place on the days that they had chosen; call it with true dates."""
    random, organiser = Random(SEED), get_user_model().objects.get(username=ORGANISER)
    for event in Event.objects.past().filter(cancelled_at=None).order_by("starts_at"):
        people = list(event.participants.confirmed().in_polish_order().prefetch_related("days"))
        unusual = random.sample(people, min(len(people), len(UNUSUAL)))
        words = dict(zip(unusual, UNUSUAL, strict=False))
        for person in people:
            _tick(person, words.get(person, USUAL), by=organiser)
    Tick.objects.update(at=F("noted_at"))


def _tick(person: Participant, words: list[str], *, by: AbstractBaseUser) -> None:
    for index, day in enumerate(person.days.all()):
        for said in _what_was_said(day, words[min(index, len(words) - 1)]):
            services.tick(person, day, said, by=by)


def _what_was_said(day: EventDay, word: str) -> list[services.Said]:
    """At the door when the day began, and what was corrected, a day after it."""
    at_the_door = day.starts_at + timedelta(minutes=5)
    if word == "part":
        half = max(1, day.teaching_hours // 2)
        return [services.Said(State.PRESENT, hours=half, noted_at=at_the_door)]
    if word == "corrected":
        signed = {"source": Tick.Source.PAPER, "reason": SIGNED}
        later = day.ends_at + timedelta(days=1)
        return [
            services.Said(State.ABSENT, noted_at=at_the_door),
            services.Said(State.PRESENT, noted_at=later, **signed),
        ]
    return [services.Said(word, noted_at=at_the_door)]
