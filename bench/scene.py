"""Fills a new database with what a centre has after some years, always the same."""

import itertools
from datetime import timedelta

import django
from django.conf import settings
from django.db import connection

from owes_portal.translations import compile_all

EVENTS, ARTICLES = 300, 60
# Behind these lie those of earlier years, so many of each: the archive of a centre that never tidies up.
EARLIER = 10_000
LIST_SIZES = (30, 300, 1_000, 2_000)
FEW_PLACES = 30
CERTIFIED, CERTIFIED_PEOPLE = "zaswiadczenia", 30
# Both are open for sign-up; in the other one people race for the last places.
EVENT, RACE = "warsztaty-szycia", "warsztaty-z-nielicznymi-miejscami"
SURNAMES = ("Żak", "Ćwik", "Łoś", "Kowalska", "Nowak-Śliwińska", "Wójcik", "Ostrowska", "Zięba")
FIRST_NAMES = ("Anna", "Łucja", "Jan", "Stanisława", "Józef", "Halina", "Świętosław")


def main() -> None:
    """Build the files, migrate and write the scene."""
    compile_all()  # Before Django reads the models, as dev.prepare says.
    django.setup()
    from dev import prepare

    steps = prepare.steps(settings.BASE_DIR / "var/bench")
    for title in ("Fonts", "Static files", "Database"):
        prepare.take(steps[title])
    fill()


def fill() -> None:
    """Write the centre, its lists and the events that are measured."""
    from django.utils import timezone

    from owes_portal import teryt
    from tests import factories

    terc = teryt.parse((settings.BASE_DIR / "owes_portal/data/terc_pl812_2020.csv").read_bytes())
    teryt.apply(terc, served=[county.code for county in terc.counties])
    factories.operator()
    topics = [factories.topic() for _ in range(8)]
    project = factories.project()
    project.marks.set(factories.funding_mark(rank) for rank in (1, 2, 3))
    for number in range(ARTICLES):
        factories.article().topics.add(topics[number % 8])
    write_archive(project, topics)
    now = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(hours=2)
    for number in range(EVENTS):
        starts_at = now + timedelta(days=number // 3)
        event(project=project, topic=topics[number % 8], capacity=20, starts_at=starts_at)
    event(project=project, topic=topics[0], slug=EVENT, capacity=100_000)
    event(project=project, topic=topics[0], slug=RACE, capacity=FEW_PLACES)
    for size in LIST_SIZES:
        write_people(event(project=project, topic=topics[1], slug=f"lista-{size}"), size)
    certify(project)
    number_otherwise()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")  # as a database some minutes old


def write_archive(project, topics) -> None:
    """Three events a day for nine years, and as many pieces of news."""
    from django.utils import timezone

    from events.models import Article, Event, EventDay

    now = timezone.now()
    starts = [now - timedelta(days=2, hours=8 * number) for number in range(EARLIER)]
    held = [past_event(number, at, project) for number, at in enumerate(starts)]
    news = [past_news(number, at, project) for number, at in enumerate(starts)]
    days = [
        EventDay(event=event, starts_at=event.starts_at, ends_at=event.ends_at) for event in held
    ]
    for model, rows in ((Event, held), (Article, news), (EventDay, days)):
        model.objects.bulk_create(rows, batch_size=1_000)
    for model, rows in ((Event, held), (Article, news)):
        link, name = model.topics.through, model._meta.model_name
        pairs = zip(rows, itertools.cycle(topics), strict=False)
        link.objects.bulk_create(
            [link(**{name: row, "topic": topic}) for row, topic in pairs], batch_size=1_000
        )


def past_event(number: int, at, project):
    from events.models import Event

    return Event(
        title=f"Warsztaty sprzed lat {number}",
        slug=f"dawne-warsztaty-{number}",
        lead="O czym były.",
        programme="<p>Co robiliśmy.</p>" * 20,
        status="published",
        published_from=at - timedelta(days=14),
        starts_at=at,
        ends_at=at + timedelta(hours=4),
        venues="Dom kultury",
        project=project,
    )


def past_news(number: int, at, project):
    from events.models import Article

    return Article(
        title=f"Wiadomość sprzed lat {number}",
        slug=f"dawna-wiadomosc-{number}",
        lead="Co się wydarzyło.",
        body="<p>Jak było.</p>" * 20,
        status="published",
        published_from=at,
        project=project,
    )


def event(*, topic, **fields):
    """An event of two days, with everything that its page can show."""
    from owes_portal.models import County
    from tests import factories

    fields = {"capacity": 2_000, "contact": factories.contact_person()} | fields
    made = factories.event(
        days=2,
        lead="Szyjemy torby z resztek materiałów, z których powstaną pamiątki gminy.",
        programme="<p>Poznasz maszynę do szycia.</p><ul><li>krojenie</li><li>szycie</li></ul>",
        audience=["residents", "groups"],
        accessible_entrance="bez progu, od strony parku",
        has_induction_loop=True,
        has_catering=True,
        privacy_notice=factories.consent_text(),
        rules=factories.consent_text(kind="rules"),
        **fields,
    )
    made.topics.add(topic)
    made.counties.set(County.objects.all()[:2])
    return made


def write_people(event, count: int) -> None:
    """So many people with a place and an organisation, straight into the database."""
    from tests import factories

    for last_name, first_name in people(count):
        factories.participant(event, first_name=first_name, last_name=last_name)


def certify(project) -> None:
    """An event that is over, and what those who were there take home."""
    from registrations import services
    from tests import factories, factories_papers

    event = factories_papers.past_event(slug=CERTIFIED, project=project)
    there = [
        factories_papers.attendee(event, first_name=first_name, last_name=last_name)
        for last_name, first_name in people(CERTIFIED_PEOPLE)
    ]
    services.issue_certificates(event, there, by=factories.staff())


def people(count: int) -> list[tuple[str, str]]:
    """Surnames and first names."""
    names = zip(itertools.cycle(SURNAMES), itertools.cycle(FIRST_NAMES), strict=False)
    return list(itertools.islice(names, count))


def number_otherwise() -> None:
    """Leave the series of numbers to those who sign up while we measure."""
    from django.db.models import CharField, Value
    from django.db.models.functions import Cast, Concat

    from registrations.models import Registration

    Registration.objects.update(number=Concat(Value("L-"), Cast("pk", CharField())))


if __name__ == "__main__":
    main()
