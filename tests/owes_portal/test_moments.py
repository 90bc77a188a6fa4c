"""Moments at which pages change by themselves, and what kept pages may read at all."""

import inspect
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import django_filters
import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from django.utils import timezone
from lxml import html

from events import filters as events_filters
from events.models import Event
from innovations import filters as innovations_filters
from owes_portal import memory
from owes_portal.models.publishing import Publishable
from owes_portal.moments import COLUMNS, is_one_between, moments_of, remembered_until_next
from owes_portal.questions import QUESTIONS
from publications import filters as publications_filters
from tests import factories
from tests.scene import full_portal

pytestmark = pytest.mark.django_db
WARSAW = ZoneInfo("Europe/Warsaw")
SECOND = timedelta(seconds=1)
NOON = datetime(2026, 11, 12, 12, tzinfo=WARSAW)
TABLE = re.compile(r'(?:FROM|JOIN) "(\w+)"')
# Their changes move no stamp, and each page that shows them asks for them again.
ASKED_EACH_TIME = {"content_stamp"}
# Moments that a page tells as they are, or that count by the day: midnight is a moment anyway.
SAID_AS_IT_IS = {
    "registrations.question": {"created_at", "replaced_at"},
    "events.event": {"names_by", "cancelled_at"},
    "events.eventday": {"starts_at", "ends_at"},
    "events.pickuppoint": {"leaves_at"},
    "events.schedulechange": {"at"},
}


@pytest.fixture
def event():
    return factories.event(slug="abc", starts_at=NOON + timedelta(days=30))


def addresses_of_kept_pages(portal):
    return [
        address
        for address in portal.values()
        if getattr(resolve(address.partition("?")[0]).func, "is_kept", False)
    ]


def tables_of_content():
    """Those whose changes move the stamp."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'content_comes'"
        )
        return {table for (table,) in cursor.fetchall()}


# Moments


@pytest.mark.parametrize(
    ("column", "at"),
    [
        ("published_from", NOON),
        ("published_until", NOON),
        ("signup_opens_at", NOON),
        ("signup_closes_at", NOON),
        ("ends_at", NOON),
        ("ends_at", NOON.astimezone(UTC) - timedelta(days=92)),
    ],
    ids=["appears", "expires", "opens", "closes", "is over", "leaves the calendars"],
)
def test_a_page_is_not_true_beyond_a_moment(event, column, at):
    Event.objects.update(published_from=NOON - timedelta(days=200))
    assert not is_one_between(NOON - timedelta(hours=1), NOON + timedelta(hours=1))

    Event.objects.update(**{column: at})

    assert is_one_between(NOON - timedelta(hours=1), NOON)
    assert not is_one_between(NOON - timedelta(hours=1), NOON - SECOND)


def test_a_page_is_not_true_beyond_midnight(event):
    midnight = NOON.replace(hour=0)

    assert is_one_between(midnight - SECOND, midnight)
    assert is_one_between(midnight, midnight + SECOND / 2)
    assert not is_one_between(midnight + SECOND, NOON)


def test_a_page_of_a_clock_that_was_put_back_is_not_true(event):
    assert is_one_between(NOON, NOON - SECOND)


def test_a_page_drawn_within_the_second_of_a_moment_is_not_trusted(event):
    """Sign-up closes when its second is over: what was drawn in the midst of it may say otherwise."""
    Event.objects.update(signup_closes_at=NOON)

    assert is_one_between(NOON + SECOND / 2, NOON + SECOND)


def test_an_answer_is_remembered_until_the_next_moment(event, time_machine):
    Event.objects.update(published_from=NOON - timedelta(days=200), signup_closes_at=NOON)
    asked = []

    @remembered_until_next
    def answer():
        asked.append(timezone.now())
        return "yes"

    for at in (NOON - timedelta(hours=1), NOON - SECOND, NOON + SECOND / 2, NOON + 2 * SECOND):
        for _ in range(2):
            time_machine.move_to(at, tick=False)
            answer()

    # Within the second of a moment each time, for its clocks may differ; then once more.
    first, *within, last = asked
    assert (first, last) == (NOON - timedelta(hours=1), NOON + 2 * SECOND)
    assert within == [NOON + SECOND / 2] * 2


def test_what_an_event_leads_to_appears_with_its_own_moment(client, time_machine, operator):
    """Though the rest of its page is drawn anew, from what is remembered."""
    project = factories.project(title="Iskra", published_from=NOON)
    factories.event(slug="abc", project=project, starts_at=NOON + timedelta(days=3))
    Event.objects.update(published_from=NOON - timedelta(days=1))

    for at, is_named in [(NOON - SECOND, False), (NOON + timedelta(minutes=1), True)]:
        time_machine.move_to(at, tick=False)
        page = html.fromstring(client.get("/wydarzenia/abc/?anew").content)
        assert (project.get_absolute_url() in page.xpath("//aside//dl//@href")) == is_named


def test_the_hour_that_happens_twice_has_its_moments(event):
    """On the last Sunday of October clocks go back from three to two."""
    again = datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=WARSAW)
    Event.objects.update(published_from=again)

    assert is_one_between(again - timedelta(minutes=45), again)
    assert len(moments_of(again.date())) == 2


@pytest.mark.parametrize(
    ("at", "status"), [(NOON - SECOND, 404), (NOON, 200), (NOON + timedelta(hours=1), 404)]
)
def test_what_is_planned_appears_and_goes_on_the_second(client, time_machine, at, status):
    factories.article(slug="nowa", published_from=NOON, published_until=NOON + timedelta(hours=1))
    time_machine.move_to(NOON - timedelta(minutes=10), tick=False)
    lists = ["/aktualnosci/", "/aktualnosci/kanal.atom", "/sitemap/article/1.xml"]
    for address in (*lists, "/aktualnosci/nowa/"):
        client.get(address)

    time_machine.move_to(at, tick=False)

    assert client.get("/aktualnosci/nowa/").status_code == status
    shown = [b"aktualnosci/nowa/" in client.get(address).content for address in lists[:2]]
    assert shown == [status == 200] * 2


def test_a_list_follows_the_clock_from_the_opening_to_the_end(client, time_machine, operator):
    start, closing = NOON + timedelta(hours=6), NOON + timedelta(hours=1)
    window = {"signup_opens_at": NOON, "signup_closes_at": closing}
    factories.event(starts_at=start, published_from=NOON - timedelta(days=1), **window)
    ends_at = Event.objects.get().ends_at
    kept, anew = [], []

    for moment in (NOON - SECOND, NOON, closing, closing + SECOND, ends_at):
        time_machine.move_to(moment, tick=False)
        kept.append(client.get("/wydarzenia/").content)
    for moment in (NOON - SECOND, NOON, closing, closing + SECOND, ends_at):
        memory.forget_everything()
        time_machine.move_to(moment, tick=False)
        anew.append(client.get("/wydarzenia/").content)

    assert kept == anew
    assert len(set(kept)) == 4


# What kept pages read


def test_every_table_that_a_kept_page_reads_moves_the_stamp(bob):
    addresses = addresses_of_kept_pages(full_portal(by=bob))
    client, read = Client(), set()
    for address in addresses:
        memory.forget_everything()
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200, address
        read |= {table for query in asked for table in TABLE.findall(query["sql"])}

    assert len(addresses) > 20
    assert read - tables_of_content() - ASKED_EACH_TIME == set()


def test_every_clock_of_a_kept_page_is_known():
    """A new column of time either is a moment, or no page looks different once it has passed."""
    moving, unknown = tables_of_content(), {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.db_table in moving and not model._meta.proxy:
            label = model._meta.label_lower
            known = {*COLUMNS.get(label, ()), *SAID_AS_IT_IS.get(label, ())}
            if issubclass(model, Publishable):
                known |= {"published_from", "published_until", "updated_at"}
            columns = {
                one.name for one in model._meta.fields if isinstance(one, models.DateTimeField)
            }
            unknown |= {label: columns - known} if columns - known else {}

    assert unknown == {}


def test_places_are_read_in_few_spots_that_say_so():
    """Whatever else a page made of the column would stay as it was when places are taken."""
    apps_of_pages = ("owes_portal", "events", "innovations", "publications")
    files = [
        path
        for app in apps_of_pages
        for path in Path(settings.BASE_DIR, app).rglob("*.py")
        if "migrations" not in path.parts and "places_taken" in path.read_text()
    ]

    assert sorted(str(path.relative_to(settings.BASE_DIR)) for path in files) == [
        "events/admin.py",
        "events/facts.py",
        "events/models/event.py",
        "events/models/event_rows.py",
        "events/services/copies.py",
        "owes_portal/kept_pages.py",
    ]
    templates = [*Path(settings.BASE_DIR, "templates").rglob("*.html")]
    found = [path for path in templates if "places_taken" in path.read_text()]
    assert {path.parent.name for path in found} <= {"staff"}


def test_lists_are_asked_for_what_their_filters_know():
    modules = (events_filters, innovations_filters, publications_filters)
    found = {"strona"}
    for module in modules:
        for _name, kind in inspect.getmembers(module, inspect.isclass):
            if issubclass(kind, django_filters.FilterSet):
                found |= set(kind.base_filters)

    assert found == QUESTIONS
