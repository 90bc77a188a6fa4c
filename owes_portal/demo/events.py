"""Writes the demo centre's events, with everything counted from today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from events.models import Event, EventDay, EventSeries, PickupPoint, Trainer
from owes_portal.demo.coming_events import COMING_EVENTS
from owes_portal.demo.dates import moment, working_day, working_day_before
from owes_portal.demo.past_events import PAST_EVENTS
from owes_portal.demo.topics import topics
from owes_portal.demo.venues import TRAINERS, VENUES
from owes_portal.models import ConsentText, ContactPerson, County, Partner, Project

PRESENT_PROJECT = "iskra-w-subregionie"
# Parts of a description that are not fields of the row.
RELATIONS = {"topics", "counties", "partners", "project", "contact", "pickup_points", "series"}
PLANNED = {"start", "starts_on", "opens", "closes", "is_closed", "days", "people", "cancelled"}
OPENS_DAYS_BEFORE, CLOSES_DAYS_BEFORE, NEEDS_DAYS_BEFORE = 45, 3, 9


@dataclass(frozen=True)
class Setting:
    """What events refer to."""

    projects: dict[str, Project]
    contacts: Sequence[ContactPerson]
    consents: dict[str, ConsentText]
    optional_consents: Sequence[ConsentText]
    trainers: dict[str, Trainer]


def create_trainers() -> dict[str, Trainer]:
    """All trainers, by their short names."""
    return {
        key: Trainer.objects.create(name=name, bio=bio) for key, (name, bio) in TRAINERS.items()
    }


def create_events(setting: Setting) -> list[tuple[Event, int]]:
    """All events, each with the number of people who shall sign up."""
    return [
        (_create(text, setting), text.get("people", 0)) for text in [*PAST_EVENTS, *COMING_EVENTS]
    ]


def first_day_of(text: dict) -> date:
    return text.get("starts_on") or working_day(text["start"], length=len(text["days"]))


def _create(text: dict, setting: Setting) -> Event:
    first_day = first_day_of(text)
    fields = {name: value for name, value in text.items() if name not in RELATIONS | PLANNED}
    event = Event.objects.create(
        status=Event.Status.PUBLISHED,
        contact=setting.contacts[text["contact"]],
        project=setting.projects[text.get("project", PRESENT_PROJECT)],
        **dates_of_signup(text, first_day),
        **_accessibility(text) | fields,
        **setting.consents if _has_signup(text) else {},
    )
    _write_days(event, text, first_day, setting.trainers)
    _link(event, text)
    if _has_signup(text):
        event.consents.set(setting.optional_consents)
    return event


def _has_signup(text: dict) -> bool:
    return text.get("signup_mode") not in (Event.SignupMode.NONE, Event.SignupMode.EXTERNAL)


def dates_of_signup(text: dict, first_day: date) -> dict:
    """When sign-up opens and closes, when needs must be told, since when all this is public."""
    today = timezone.localdate()
    opens = working_day_before(min(first_day, today), OPENS_DAYS_BEFORE)
    if not _has_signup(text):
        return {"published_from": moment(opens, "8.00")}
    if "opens" in text:
        opens = working_day(text["opens"])
    return {
        "published_from": moment(working_day_before(min(opens, today), 1), "8.00"),
        "signup_opens_at": moment(opens, "9.00"),
        "signup_closes_at": moment(_last_day_of_signup(text, first_day), "15.00"),
        "needs_by": working_day_before(first_day, NEEDS_DAYS_BEFORE),
    }


def _last_day_of_signup(text: dict, first_day: date) -> date:
    """Never today, as it would be before Christmas: in the evening the demo is what it is at noon."""
    today = timezone.localdate()
    if text.get("is_closed"):
        return working_day_before(today, 1)
    closes = working_day_before(first_day, text.get("closes", CLOSES_DAYS_BEFORE))
    return working_day(1) if closes == today else closes


def _accessibility(text: dict) -> dict:
    """What the venue of the first day offers."""
    _, _, venue, _, _ = text["days"][0]
    return VENUES[venue]["accessibility"]


def _write_days(event: Event, text: dict, first_day: date, trainers: dict[str, Trainer]) -> None:
    for index, (begins, ends, venue, topic, trainer) in enumerate(text["days"]):
        day = first_day + timedelta(days=index)
        place = {name: value for name, value in VENUES[venue].items() if name != "accessibility"}
        EventDay.objects.create(
            event=event,
            starts_at=moment(day, begins),
            ends_at=moment(day, ends),
            topic=topic,
            trainer=trainers.get(trainer),
            **place,
        )
    for place, leaves in text.get("pickup_points", []):
        PickupPoint.objects.create(event=event, place=place, leaves_at=moment(first_day, leaves))
    event.copy_from_days()


def _link(event: Event, text: dict) -> None:
    if "series" in text:
        event.series, _ = EventSeries.objects.get_or_create(name=text["series"])
        event.save(update_fields=["series"])
    event.topics.set(topics(text["topics"]))
    event.counties.set(County.objects.filter(code__in=text.get("counties", [])))
    event.partners.set(Partner.objects.filter(name__in=text.get("partners", [])))


def open_for_everyone(events: Sequence[Event]) -> None:
    """Let people sign up for what is over or closed; the given rows still know the true dates."""
    tomorrow = timezone.now() + timedelta(days=1)
    Event.objects.filter(pk__in=[event.pk for event in events]).update(
        signup_opens_at=None, signup_closes_at=None, starts_at=tomorrow, ends_at=tomorrow
    )


def give_true_dates_back(events: Sequence[Event]) -> None:
    """Undo open_for_everyone()."""
    for event in events:
        event.save(update_fields=["signup_opens_at", "signup_closes_at"])
        event.copy_from_days()


def cancel_some() -> None:
    """Cancel what the descriptions say is cancelled, as of two days ago."""
    for text in COMING_EVENTS:
        if "cancelled" in text:
            event = Event.objects.get(slug=text["slug"])
            event.cancel(text["cancelled"], at=timezone.now() - timedelta(days=2))
