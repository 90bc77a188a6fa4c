"""A month of events, on its own page and in small beside the list."""

from datetime import UTC, datetime

import pytest
from lxml import html

from tests import factories

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("in_english", "november"),  # the 10th of November 2026
]


def page_at(client, address):
    return html.fromstring(client.get(address).content)


def words(element):
    return " ".join(element.text_content().replace("\xa0", " ").split())


def days_with_events(page):
    return {
        cell.xpath(".//time/@datetime")[0]: [words(item) for item in cell.xpath(".//li")]
        for cell in page.xpath("//td[.//li]")
    }


# /wydarzenia/kalendarz/2026-11/


def test_month_shows_each_day_of_an_event_on_its_date(client):
    factories.event(title="Wyjazd", days=2, starts_at=datetime(2026, 11, 14, 8, tzinfo=UTC))
    factories.event(title="Doradca", starts_at=datetime(2026, 11, 3, 8, tzinfo=UTC))
    factories.event(title="W grudniu", starts_at=datetime(2026, 11, 30, 23, tzinfo=UTC))

    page = page_at(client, "/wydarzenia/kalendarz/2026-11/")

    assert days_with_events(page) == {
        "2026-11-03": ["9.00 Doradca"],
        "2026-11-14": ["9.00 Wyjazd"],
        "2026-11-15": ["9.00 Wyjazd"],
    }
    assert page.xpath("//*[@id='found']")[0].text_content().split() == ["Found", "2", "events"]


def test_month_is_a_table_whose_columns_are_named_in_full(client):
    page = page_at(client, "/wydarzenia/kalendarz/2026-11/?rodzaj=webinar")
    factories.event(starts_at=datetime(2026, 11, 14, 8, tzinfo=UTC))
    page = page_at(client, "/wydarzenia/kalendarz/2026-11/")

    [table] = page.xpath("//table")
    assert words(table.xpath("./caption")[0]) == "November 2026: events by day"
    assert table.xpath(".//th/text()")[0::6] == ["Monday", "Sunday"]
    assert [words(day) for day in table.xpath(".//td[.//strong]/p")] == [
        "Tuesday, 10 November today"
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "draft"},
        {"published_from": datetime(2026, 11, 11, tzinfo=UTC)},
        {"published_until": datetime(2026, 11, 9, tzinfo=UTC)},
        {"status": "withdrawn", "withdrawal_reason": "Pomyłka."},
    ],
)
def test_month_shows_nothing_that_is_not_published(client, fields):
    published = {"published_from": datetime(2026, 11, 1, tzinfo=UTC)}
    factories.event(starts_at=datetime(2026, 11, 14, 8, tzinfo=UTC), **published | fields)

    page = page_at(client, "/wydarzenia/kalendarz/2026-11/")

    assert days_with_events(page) == {}
    assert page.xpath("//*[@class='empty']")


def test_month_carries_the_filters_along(client):
    at = datetime(2026, 11, 14, 8, tzinfo=UTC)
    factories.event(title="Szkolenie", kind="training", starts_at=at)
    factories.event(title="Spotkanie", kind="meeting", starts_at=at)

    page = page_at(client, "/wydarzenia/kalendarz/2026-11/?rodzaj=training&dla=&minione=on")

    assert days_with_events(page) == {"2026-11-14": ["9.00 Szkolenie"]}
    assert page.xpath("//a[@rel]/@href") == [
        "/wydarzenia/kalendarz/2026-12/?rodzaj=training",
    ]


def test_month_leads_to_the_list_unless_that_knows_no_such_month(client):
    factories.event(starts_at=datetime(2026, 7, 14, 8, tzinfo=UTC))

    linked = {
        month: [address for address in page.xpath("//nav//a/@href") if "miesiac" in address]
        for month in ("2026-07", "2026-08", "2026-12")
        for page in [page_at(client, f"/wydarzenia/kalendarz/{month}/")]
    }

    assert linked == {
        "2026-07": ["/wydarzenia/?miesiac=2026-07"],
        "2026-08": [],
        "2026-12": ["/wydarzenia/?miesiac=2026-12"],
    }


def test_month_lists_the_first_events_of_a_full_day_and_leads_to_the_others(client):
    for number in range(6):
        factories.event(title=f"W{number}", starts_at=datetime(2026, 11, 14, 8, tzinfo=UTC))

    page = page_at(client, "/wydarzenia/kalendarz/2026-11/")

    assert len(days_with_events(page)["2026-11-14"]) == 5
    assert page.xpath("//td//li[last()]/a/@href") == ["/wydarzenia/?dzien=2026-11-14"]


@pytest.mark.parametrize(
    ("month", "status"),
    [
        ("2026-08", 404),
        ("2026-09", 200),
        ("2027-10", 200),
        ("2027-11", 404),
        ("2026-13", 404),
        ("9999-01", 404),
        ("2026-1", 404),
    ],
)
def test_months_reach_from_the_first_event_to_a_year_from_now(client, month, status):
    factories.event(starts_at=datetime(2026, 9, 14, 8, tzinfo=UTC))

    assert client.get(f"/wydarzenia/kalendarz/{month}/").status_code == status


def test_month_names_only_neighbours_that_have_a_page(client):
    page = page_at(client, "/wydarzenia/kalendarz/2026-11/")

    assert page.xpath("//a[@rel='prev']") == []
    assert page.xpath("//a[@rel='next']/@href") == ["/wydarzenia/kalendarz/2026-12/"]


@pytest.mark.parametrize("item_count", [1, 3])
def test_month_asks_the_same_number_of_queries(
    client, operator, item_count, django_assert_num_queries
):
    for _ in range(item_count):
        factories.event(days=2, starts_at=datetime(2026, 11, 14, 8, tzinfo=UTC))

    # The stamp, months that have a page, the operator, counties, topics and projects to choose
    # from, moments, days.
    with django_assert_num_queries(8):
        client.get("/wydarzenia/kalendarz/2026-11/")


# The small month beside the list


def test_small_month_counts_the_events_of_each_day_that_the_filters_leave(client):
    at = datetime(2026, 11, 14, 8, tzinfo=UTC)
    factories.event(kind="training", starts_at=at)
    factories.event(kind="training", starts_at=at)
    factories.event(kind="meeting", starts_at=at)
    factories.event(kind="training", starts_at=datetime(2026, 11, 3, 8, tzinfo=UTC))

    page = page_at(client, "/wydarzenia/?rodzaj=training&strona=7&dzien=2026-11-14")

    links = page.xpath("//table//a")
    assert [words(link) for link in links] == ["3 November: 1 event", "14 November: 2 events"]
    assert links[1].get("href") == "/wydarzenia/?rodzaj=training&dzien=2026-11-14"


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("", "November 2026"),
        ("miesiac=2027-02", "February 2027"),
        ("dzien=2027-03-04", "March 2027"),
        ("dzien=2050-03-04", "November 2026"),
        ("dzien=9999-12-31", "November 2026"),
        ("miesiac=nonsense", "November 2026"),
    ],
)
def test_small_month_is_that_of_the_choice(client, query, name):
    page = page_at(client, f"/wydarzenia/?{query}")

    assert words(page.xpath("//*[@id='month']")[0]) == f"{name} in the calendar"
