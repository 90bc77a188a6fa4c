"""Sign-ups of the demo centre, made by the very services that the sign-up form calls."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from events.models import Event
from owes_portal.demo import people
from owes_portal.models import ConsentText, Municipality, OutgoingMail
from owes_portal.models.places import current_municipalities
from registrations import services
from registrations.models import AccessibilityNeed, Change, Participant, Registration

SEED = 2026
CANCELLATIONS = 7
GROUPS = [1] * 16 + [2] * 5 + [3]
APPLICANTS = [
    *[Registration.Applicant.RESIDENT] * 10,
    *[Registration.Applicant.ORGANISATION] * 6,
    *[Registration.Applicant.LOCAL_GOVERNMENT] * 3,
    *[Registration.Applicant.GROUP] * 2,
    Registration.Applicant.OTHER,
]
SOURCES = [Registration.Source.WEB] * 16 + [
    Registration.Source.PAPER,
    Registration.Source.PHONE,
    Registration.Source.PHONE,
    Registration.Source.DESK,
    Registration.Source.EMAIL,
]
DIETS = [Participant.Diet.STANDARD] * 9 + [
    Participant.Diet.VEGETARIAN,
    Participant.Diet.VEGETARIAN,
    Participant.Diet.VEGAN,
    Participant.Diet.GLUTEN_FREE,
]
NEEDS = [
    AccessibilityNeed.Kind.WHEELCHAIR,
    AccessibilityNeed.Kind.LARGE_PRINT,
    AccessibilityNeed.Kind.SIGN_LANGUAGE,
    AccessibilityNeed.Kind.INDUCTION_LOOP,
    AccessibilityNeed.Kind.QUIET_ROOM,
    AccessibilityNeed.Kind.TRANSLATION,
    AccessibilityNeed.Kind.CARE,
]
IN_OWN_WORDS = [
    "Proszę o krzesło z oparciem i miejsce blisko wyjścia.",
    "Słabo widzę. Proszę o mikrofon i miejsce w pierwszym rzędzie.",
    "Przyjdę z mamą, która mi pomaga.",
]
REMARKS = [
    "Mogę zabrać dwie osoby samochodem.",
    "Przyjadę pół godziny później, bo tak jeździ autobus.",
    "Czy będzie można porozmawiać z księgową?",
    "Dziękuję, że przyjeżdżacie do naszej gminy.",
]
REASON = "Rezygnacja przez telefon."
REASON_OF_A_FREED_PLACE = "Zwolniło się miejsce."


@dataclass(frozen=True)
class Plan:
    """So many people sign up together for the event at that moment."""

    at: datetime
    event: Event
    size: int


class Crowd:
    """Draws one invented person after another; the same ones at every run."""

    def __init__(self, random: Random):
        self.random = random
        self.names = people.make_names(random)
        self.organisations = people.make_organisations()
        self.municipalities = {place.code: place for place in current_municipalities()}
        self.count = 0

    def submission(self, plan: Plan, texts: Sequence[ConsentText]) -> services.Submission:
        """What the form would hold for a group of that size."""
        group = [self._person(plan.event) for _ in range(plan.size)]
        return services.Submission(
            contact=self._contact(group[0]), people=group, acknowledged=texts, together=False
        )

    def _person(self, event: Event) -> services.Person:
        first_name, last_name = next(self.names)
        days, points = list(event.days.all()), [None, *event.pickup_points.all()]
        return services.Person(
            first_name=first_name,
            last_name=last_name,
            days=[self.random.choice(days)] if self._rarely(8) else days,
            diet=self.random.choice(DIETS) if event.has_catering else "",
            pickup_point=self.random.choice(points) if event.has_transport else None,
            wants_accommodation=event.has_accommodation and not self._rarely(4),
            needs=[self.random.choice(NEEDS)] if self._rarely(9) else [],
            needs_description=self.random.choice(IN_OWN_WORDS) if self._rarely(30) else "",
        )

    def _contact(self, person: services.Person) -> services.Contact:
        self.count += 1
        applicant, source = self.random.choice(APPLICANTS), self.random.choice(SOURCES)
        has_email = source != Registration.Source.PHONE
        email = people.email_of(person.first_name, person.last_name, self.count)
        return services.Contact(
            applicant=applicant,
            source=source,
            email=email if has_email else "",
            # A local number never begins with a zero, so this telephone rings nowhere.
            phone="" if has_email and self._rarely(2) else f"+4884000{self.count:04d}",
            remarks=self.random.choice(REMARKS) if self._rarely(12) else "",
            **self._origin(applicant),
        )

    def _origin(self, applicant: str) -> dict:
        """Where the contact is from: the organisation's place, one of ours or one outside."""
        if applicant in Registration.FOR_AN_ORGANISATION:
            is_public = applicant == Registration.Applicant.LOCAL_GOVERNMENT
            return self._organisation(is_public=is_public)
        if self._rarely(14):
            return {"other_municipality": self.random.choice(people.TOWNS_OUTSIDE)}
        return {"municipality": self._municipality()}

    def _organisation(self, *, is_public: bool) -> dict:
        fitting = [one for one in self.organisations if one.is_public == is_public]
        one = self.random.choice(fitting)
        place = self.municipalities[one.municipality_code]
        return {"organisation_name": one.name, "nip": one.nip, "municipality": place}

    def _municipality(self) -> Municipality:
        return self.random.choice(list(self.municipalities.values()))

    def _rarely(self, one_in: int) -> bool:
        return self.random.randrange(one_in) == 0


def sign_everyone_up(
    wanted: Sequence[tuple[Event, int]], texts: Sequence[ConsentText]
) -> list[Registration]:
    """Fill the events with so many people each, in the order of time; then some change their minds.

    All events must be open. The moments of the past are written afterwards, because the services
    believe only the database's clock.
    """
    random = Random(SEED)
    crowd = Crowd(random)
    plans = [plan for event, people_count in wanted for plan in _plans(event, people_count, random)]
    made = []
    for plan in sorted(plans, key=lambda plan: plan.at):
        registration = services.register(plan.event, crowd.submission(plan, texts))
        _backdate(registration, plan.at)
        made.append(registration)
    for registration in random.sample(made, CANCELLATIONS):
        _cancel(registration)
    forget_mails(made)
    return made


def _plans(event: Event, people_count: int, random: Random) -> Iterator[Plan]:
    """Groups that together are so many people, between the opening of the sign-up and its end."""
    # In UTC: local times are added up by the clock on the wall, an hour too far in autumn.
    begin = event.signup_opens_at.astimezone(UTC)
    end = min(event.signup_closes_at, timezone.now())
    while people_count > 0:
        size = min(random.choice(GROUPS), people_count)
        people_count -= size
        yield Plan(begin + random.random() * (end - begin), event, size)


def _backdate(registration: Registration, moment: datetime) -> None:
    Registration.objects.filter(pk=registration.pk).update(submitted_at=moment)
    registration.participants.update(queued_at=moment)
    Change.objects.filter(participant__registration=registration).update(at=moment)
    registration.consents.update(given_at=moment)


def _cancel(registration: Registration) -> None:
    """Who gives up frees places, which those who wait are offered and accept."""
    services.cancel(registration, services.by_person(REASON))
    event = registration.event
    accepting = services.by_person(REASON_OF_A_FREED_PLACE)
    services.accept(event, event.participants.offered(), accepting)


def forget_mails(registrations: Iterable[Registration]) -> None:
    """Delete the mails about them: nobody has to write to people who do not exist.

    This must be the transaction that made them. The nudges after its commit then find no row,
    and the sweeper none either, so that nothing was ever sent and nothing claims to have been.
    """
    made = [registration.pk for registration in registrations]
    people = Participant.objects.filter(registration__in=made).values_list("pk", flat=True)
    for model, keys in ((Registration, made), (Participant, list(people))):
        kind = ContentType.objects.get_for_model(model)
        OutgoingMail.objects.filter(about_type=kind, about_id__in=keys).delete()
