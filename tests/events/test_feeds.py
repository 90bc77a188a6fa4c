"""Channels and calendar files of lists: what other programs read in them."""

import re
from datetime import UTC, datetime, timedelta

import feedparser
import icalendar
import pytest
from django.utils import timezone, translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events import feeds
from events.models import Event
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

NOW = timezone.now()
DAY = timedelta(days=1)
FEEDS = ["/wydarzenia/kanal.atom", "/aktualnosci/kanal.atom"]
CHANNELS = [*FEEDS, "/wydarzenia/wydarzenia.ics"]


def channel(client, address):
    """What a feed reader makes of it, without any complaint."""
    read = feedparser.parse(client.get(address).content)
    assert (read.bozo, read.version) == (False, "atom10")
    return read


def titles_in_channel(client, address):
    return [entry.title for entry in channel(client, address).entries]


def days_in_calendar(client, address):
    return icalendar.Calendar.from_ical(client.get(address).content).walk("VEVENT")


def titles_in_list(client, address):
    """Of all pages of the list."""
    first = client.get(address).context["page"]
    return [row.title for number in first.paginator for row in number]


# Atom


def test_feed_says_all_that_a_reader_asks_for(client, operator):
    topic = factories.topic(name="opieka")
    event = factories.event(title="Kawa & herbata", slug="kawa", lead="O <b>kawie</b>.")
    event.topics.add(topic)

    read = channel(client, "/wydarzenia/kanal.atom")

    [entry] = read.entries
    assert read.feed.title == "Events"
    assert read.feed.author == operator.name
    assert read.feed.updated_parsed == entry.updated_parsed
    assert entry.title == "Kawa & herbata"
    assert entry.link == "https://portal.example/wydarzenia/kawa/"
    assert entry.summary == "O &lt;b&gt;kawie&lt;/b&gt;."
    assert [tag.term for tag in entry.tags] == ["opieka"]
    assert entry.id == f"tag:portal.example,2026-01-01:event/{event.pk}"


def test_feed_keeps_the_name_of_an_entry_whose_address_changes(client):
    event = factories.event(slug="stary")
    before = channel(client, "/wydarzenia/kanal.atom").entries[0]
    event.slug = "nowy"
    event.save()

    after = channel(client, "/wydarzenia/kanal.atom").entries[0]

    assert after.link == "https://portal.example/wydarzenia/nowy/"
    assert after.id == before.id
    assert after.updated > before.updated


def test_feed_counts_what_was_written_long_ago_as_new_when_it_appears(client):
    written = factories.article(published_from=NOW - DAY / 24)
    type(written).objects.update(updated_at=NOW - 9 * DAY)

    [entry] = channel(client, "/aktualnosci/kanal.atom").entries

    assert entry.updated == entry.published


@pytest.mark.parametrize("address", FEEDS)
def test_feed_carries_the_filter_in_its_name_and_addresses(client, address):
    factories.topic(slug="opieka", name="opieka")

    read = channel(client, f"{address}?temat=opieka&powiat=&strona=3").feed

    page = address.removesuffix("kanal.atom")
    links = {link.rel: link.href for link in read.links}
    assert read.title.endswith(" – Topic: opieka")
    assert links == {
        "alternate": f"https://portal.example{page}?temat=opieka",
        "self": f"https://portal.example{address}?temat=opieka",
    }
    assert read.id == f"tag:portal.example,2026-01-01:{address}?temat=opieka"


def test_feed_bears_letters_that_xml_does_not_know(client):
    factories.event(title="Wklejone\x0bz edytora", lead="\x1f")

    assert titles_in_channel(client, "/wydarzenia/kanal.atom") == ["Wklejonez edytora"]


def test_feed_names_the_newest_first_and_no_more_than_two_hundred(client):
    for number in range(202):
        factories.article(title=f"{number}", published_from=NOW - DAY + timedelta(seconds=number))

    assert titles_in_channel(client, "/aktualnosci/kanal.atom") == [
        f"{number}" for number in range(201, 1, -1)
    ]


def test_feed_is_in_the_language_of_its_address(client, settings):
    settings.LANGUAGE_CODE = "pl"

    answers = [client.get(f"{prefix}/wydarzenia/kanal.atom") for prefix in ("", "/en")]

    languages = [re.search(rb'xml:lang="(\w+)"', answer.content)[1] for answer in answers]
    assert languages == [b"pl", b"en"]


# iCalendar


def test_calendar_has_each_day_and_says_what_is_called_off(client):
    event = factories.event(title="Wyjazd", days=2)
    event.cancel("Choroba.")

    found = days_in_calendar(client, "/wydarzenia/wydarzenia.ics")

    assert [str(day["status"]) for day in found] == ["CANCELLED", "CANCELLED"]
    assert {str(day["uid"]) for day in found} == {
        f"day-{day.pk}@portal.example" for day in event.days.all()
    }
    assert [day["sequence"] for day in found] == [day.revision for day in event.days.all()]


def test_calendar_says_the_hour_by_the_zone_that_it_defines(client):
    next_year = timezone.localdate().year + 1
    factories.event(starts_at=datetime(next_year, 1, 3, 8, tzinfo=UTC))
    factories.event(starts_at=datetime(next_year, 7, 1, 7, tzinfo=UTC))

    file = client.get("/wydarzenia/wydarzenia.ics").content

    calendar = icalendar.Calendar.from_ical(file)
    zones = [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")]
    begins = [day["dtstart"] for day in calendar.walk("VEVENT")]
    assert zones == ["Europe/Warsaw"] == list({begin.params["TZID"] for begin in begins})
    assert [begin.dt.hour for begin in begins] == [9, 9]
    assert file.count(b"END:VCALENDAR") == 1


def test_calendar_ends_somewhere(client):
    factories.event(days=501)

    assert len(days_in_calendar(client, "/wydarzenia/wydarzenia.ics")) == 500


def test_calendar_keeps_what_was_for_three_months(client):
    factories.event(title="Zimą", starts_at=NOW - 100 * DAY)
    factories.event(title="Niedawno", starts_at=NOW - 30 * DAY)
    factories.event(title="Wkrótce", starts_at=NOW + 3 * DAY)

    found = days_in_calendar(client, "/wydarzenia/wydarzenia.ics")

    assert [str(day["summary"]) for day in found] == ["Niedawno", "Wkrótce"]


def test_calendar_carries_the_name_of_the_filter(client):
    file = client.get("/wydarzenia/wydarzenia.ics?rodzaj=training")

    calendar = icalendar.Calendar.from_ical(file.content)
    assert str(calendar["x-wr-calname"]) == "Events – Kind: training"
    assert file["Content-Type"] == "text/calendar; charset=utf-8"


# Both


@pytest.mark.parametrize("address", CHANNELS)
def test_channel_need_not_be_read_again_until_something_changes(client, operator, address):
    event, article = factories.event(days=2), factories.article()
    first = client.get(address)

    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    for row in (event, article):
        row.title = "Inaczej"
        row.save()
    changed = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, changed.status_code) == (304, 200)
    assert (first["Cache-Control"], first.get("Vary"), first.cookies) == (
        "public, no-cache",
        None,
        {},
    )


@pytest.mark.parametrize("address", CHANNELS)
def test_empty_channel_need_not_be_read_again(client, operator, address):
    first = client.get(address)

    with_time_gone = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert with_time_gone.status_code == 304


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "draft"},
        {"status": "review"},
        {"status": "archived"},
        {"published_from": NOW + DAY},
        {"published_until": NOW - DAY / 48},
        {"status": "withdrawn", "withdrawal_reason": "Pomyłka."},
    ],
    ids=["draft", "review", "archived", "future", "expired", "withdrawn"],
)
@pytest.mark.parametrize("address", CHANNELS)
def test_channel_holds_nothing_that_is_not_published(client, address, fields):
    factories.event(title="Tajne", **fields)
    factories.article(title="Tajne", **fields)

    content = client.get(address).content

    assert b"Tajne" not in content
    assert b"BEGIN:VEVENT" not in content


@pytest.mark.parametrize("item_count", [1, 3])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        # The stamp, the operator, rows and their topics.
        ("/aktualnosci/kanal.atom", 4),
        ("/wydarzenia/kanal.atom", 4),
        # The stamp, the operator, days.
        ("/wydarzenia/wydarzenia.ics", 3),
    ],
)
def test_channel_asks_the_same_number_of_queries(
    client, operator, address, queries, item_count, django_assert_num_queries
):
    for _ in range(item_count):
        project = factories.project()
        factories.event(days=2, project=project).topics.add(factories.topic())
        factories.article(project=project).topics.add(factories.topic())

    with django_assert_num_queries(queries):
        client.get(address)


# Whatever is chosen


@pytest.fixture
def many_events(db):
    topic, county = factories.topic(slug="opieka"), factories.county()
    project = factories.project(slug="iskra")
    for number in range(16):
        event = factories.event(
            title=f"W{number}",
            kind="training" if number % 2 else "workshop",
            audience=["ngo"] if number % 3 else [],
            capacity=0 if number % 5 == 0 else 5,
            starts_at=NOW + (number * 9 - 40) * DAY,
            project=project if number % 4 == 0 else None,
            days=1 + number % 2,
        )
        event.topics.set([topic] if number % 3 == 0 else [])
        event.counties.set([county] if number % 2 == 0 else [])


# Each once: a list that is asked for again is kept, and has no context.
MONTHS = sorted({f"{NOW + days * DAY:%Y-%m}" for days in (-30, 0, 30, 60)})
CHOICES = st.fixed_dictionaries(
    {},
    optional={
        "powiat": st.sampled_from(["0620", "nonsense"]),
        "temat": st.sampled_from(["opieka", "nonsense"]),
        "rodzaj": st.sampled_from(["training", "workshop"]),
        "dla": st.just("ngo"),
        "projekt": st.just("iskra"),
        "wolne": st.just("on"),
        "minione": st.just("on"),
        "miesiac": st.sampled_from(MONTHS),
        "dzien": st.sampled_from([f"{NOW + days * DAY:%Y-%m-%d}" for days in (-31, 5, 14)]),
        "strona": st.just("2"),
    },
)


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(choices=CHOICES)
def test_channels_hold_what_their_list_shows(client, many_events, choices):
    query = "&".join(f"{name}={value}" for name, value in choices.items())

    in_list = titles_in_list(client, f"/wydarzenia/?{query}")
    in_channel = titles_in_channel(client, f"/wydarzenia/kanal.atom?{query}")
    in_calendar = {
        str(day["summary"])
        for day in days_in_calendar(client, f"/wydarzenia/wydarzenia.ics?{query}")
    }

    over = Event.objects.past().values_list("title", flat=True)
    assert sorted(in_channel) == sorted(in_list)
    assert set(in_list) <= in_calendar
    assert in_calendar - set(in_list) <= set(over)


def test_a_channel_speaks_the_language_of_its_list():
    article = factories.article(title="Otwarcie", translations={"uk": {"title": "Відкриття"}})

    with translation.override("uk"):
        written = feeds.channel("Новини", page="/uk/", address="/uk/kanal.atom", rows=[article])

    assert "Відкриття" in written.decode()
    assert "Otwarcie" not in written.decode()


def test_a_channel_says_of_what_is_not_translated_which_language_it_is(settings):
    settings.LANGUAGE_CODE = "pl"
    rows = [
        factories.article(title="Otwarcie", translations={"uk": {"title": "Відкриття"}}),
        factories.article(title="Szycie"),
    ]

    with translation.override("uk"):
        written = feeds.channel("Новини", page="/uk/", address="/uk/kanal.atom", rows=rows)

    entries = written.decode().split("<entry")[1:]
    assert [one.startswith(' xml:lang="pl">') for one in entries] == [False, True]
