"""Public pages of events and news."""

from datetime import time, timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from lxml import html

from events.models import Attachment, Event
from tests import factories
from tests.factories_library import pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

NOW = timezone.now()
DAY = timedelta(days=1)


def words(response):
    return " ".join(html.fromstring(response.content).text_content().replace("\xa0", " ").split())


def titles(response):
    return [row.title for row in response.context["page"]]


# /wydarzenia/


def test_index_shows_published_events_to_come_the_nearest_first(client):
    factories.event(title="Później", starts_at=NOW + 5 * DAY)
    factories.event(title="Wcześniej", starts_at=NOW + 3 * DAY)
    factories.event(title="Minione", starts_at=NOW - 3 * DAY)
    factories.event(title="Szkic", status="draft")
    factories.event(title="Jutro na stronie", published_from=NOW + DAY)

    response = client.get("/wydarzenia/")

    assert titles(response) == ["Wcześniej", "Później"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("powiat=0620", ["Powiatowe"]),
        ("temat=opieka", ["Tematyczne"]),
        ("rodzaj=training", ["Szkolenie"]),
        ("dla=ngo", ["Dla organizacji"]),
        ("wolne=on", ["Powiatowe", "Tematyczne", "Szkolenie", "Dla organizacji"]),
        ("minione=on", ["Minione"]),
        ("rodzaj=training&dla=ngo", []),
    ],
)
def test_index_filters(client, query, found):
    factories.event(title="Powiatowe", starts_at=NOW + 1 * DAY).counties.add(factories.county())
    topic = factories.topic(slug="opieka")
    factories.event(title="Tematyczne", starts_at=NOW + 2 * DAY).topics.add(topic)
    factories.event(title="Szkolenie", starts_at=NOW + 3 * DAY, kind="training")
    factories.event(title="Dla organizacji", starts_at=NOW + 4 * DAY, audience=["ngo"])
    factories.event(title="Pełne", starts_at=NOW + 5 * DAY, capacity=0)
    factories.event(title="Minione", starts_at=NOW - 5 * DAY)

    assert titles(client.get(f"/wydarzenia/?{query}")) == found


def test_index_filters_by_the_local_month(client):
    month = timezone.localdate().replace(day=1) + timedelta(days=62)
    month = month.replace(day=1)
    midnight = timezone.make_aware(timezone.datetime(month.year, month.month, 1))
    factories.event(title="O północy", starts_at=midnight)
    factories.event(title="Chwilę wcześniej", starts_at=midnight - timedelta(minutes=1))

    assert titles(client.get(f"/wydarzenia/?miesiac={month:%Y-%m}")) == ["O północy"]


GARBAGE = [
    "powiat=9999",
    "powiat=%00",
    "temat=nothing",
    "temat=%00",
    "rodzaj=%00",
    "rodzaj[]=a&rodzaj=b",
    "dla=nonsense",
    "miesiac=2026-99",
    "miesiac=%00",
    "wolne=%00",
    "minione=perhaps",
    "projekt=%00",
    "dzien=0001-01-01",
    "dzien=9999-12-31",
    "dzien=%00",
    "kiedy=9999",
    "kiedy=2026-13",
    "strona=%00",
    "strona=-1",
    "strona=99999999999999999999",
    "strona=dwa",
    "%FF=%FE",
    "temat=" + "a" * 10_000,
    "&".join(f"x{number}=1" for number in range(500)),
]


@pytest.mark.parametrize("query", GARBAGE, ids=lambda query: query[:20])
def test_index_bears_garbage_in_the_address(client, query):
    factories.event(title="Dobre warsztaty")

    response = client.get(f"/wydarzenia/?{query}")

    assert response.status_code == 200


def test_index_ignores_a_filter_that_means_nothing(client):
    factories.event(title="Dobre warsztaty")

    assert titles(client.get("/wydarzenia/?rodzaj=nonsense")) == ["Dobre warsztaty"]


def test_index_shows_both_what_was_and_what_comes_on_a_chosen_day(client):
    day = timezone.localdate() - 3 * DAY
    for title, back in (("Tego dnia", 3), ("Następnego", 2)):
        at = timezone.make_aware(timezone.datetime.combine(timezone.localdate(), time(9)))
        factories.event(title=title, starts_at=at - back * DAY)

    assert titles(client.get(f"/wydarzenia/?dzien={day:%Y-%m-%d}")) == ["Tego dnia"]


def test_index_of_an_earlier_month_shows_what_was(client):
    factories.event(title="Dawno", starts_at=NOW - 70 * DAY)
    factories.event(title="Wkrótce")

    month = timezone.localtime(NOW - 70 * DAY)

    assert titles(client.get(f"/wydarzenia/?miesiac={month:%Y-%m}")) == ["Dawno"]


def test_past_events_lead_to_their_reports(client):
    told, silent, draft = (
        factories.event(title=title, starts_at=NOW - days * DAY)
        for title, days in (("Z relacją", 3), ("Bez relacji", 4), ("Ze szkicem", 5))
    )
    factories.article(event=told, is_report=True)
    factories.article(event=silent)
    factories.article(event=draft, is_report=True, status="draft")

    page = html.fromstring(client.get("/wydarzenia/?minione=on").content)

    cards = {
        card.findtext(".//h3/a"): bool(card.xpath(".//*[contains(@class, 'report')]"))
        for card in page.xpath("//li[@class='event-card']")
    }
    assert cards == {"Z relacją": True, "Bez relacji": False, "Ze szkicem": False}


def test_index_is_divided_into_pages_that_keep_the_filter(client):
    for number in range(13):
        factories.event(title=f"Warsztaty {number:02}", starts_at=NOW + number * DAY + DAY)

    response = client.get("/wydarzenia/?rodzaj=workshop")

    page = html.fromstring(response.content)
    assert len(titles(response)) == 12
    assert page.xpath('//a[@rel="next"]/@href') == ["?rodzaj=workshop&strona=2"]


def test_index_says_what_to_do_when_nothing_is_found(client):
    page = html.fromstring(client.get("/wydarzenia/?rodzaj=webinar").content)

    assert page.xpath('//*[@class="empty"]//a/@href') == ["/wydarzenia/"]


@pytest.mark.parametrize("item_count", [1, 30])
def test_index_asks_the_same_number_of_queries(
    client, operator, item_count, django_assert_num_queries
):
    for _ in range(item_count):
        factories.event(days=2)

    # The stamp, operator, counties, topics, projects and months to choose from, moments, number
    # of rows, rows, days of the small calendar, places.
    with django_assert_num_queries(11):
        client.get("/wydarzenia/")


# /wydarzenia/<slug>/


@pytest.fixture
def rich_event(operator, db):
    """An event that has one or three of everything."""
    project = factories.project()
    project.marks.add(*(factories.funding_mark(rank=rank) for rank in (1, 2, 3)))
    event = factories.event(
        slug="abc", days=3, project=project, contact=factories.contact_person(), audience=["ngo"]
    )
    topics = [factories.topic() for _ in range(3)]
    event.topics.add(*topics)
    event.counties.add(factories.county(), factories.county("0603", name="chełmski"))
    for _ in range(3):
        factories.event(days=2).topics.add(*topics)
    return event


def test_detail_of_an_event_without_days_is_a_page_all_the_same(client, operator):
    """The administration keeps one day at least; what comes past it must not break."""
    event = factories.event(slug="abc")
    event.days.all().delete()
    event.copy_from_days()

    assert client.get("/wydarzenia/abc/").status_code == 200


def test_detail_asks_two_queries(client, rich_event, django_assert_num_queries):
    client.get("/wydarzenia/abc/")  # what the page says is remembered from here on

    # The content stamp, and the places of the event and of those like it.
    with django_assert_num_queries(2):
        client.get("/wydarzenia/abc/?anew")


def test_detail_names_counties_in_polish_order(client, rich_event):
    assert "chełmski, zamojski" in words(client.get("/wydarzenia/abc/"))


def test_detail_leads_to_sign_up_while_it_is_open(client, operator):
    factories.event(slug="abc", capacity=25)

    response = client.get("/wydarzenia/abc/")

    page = html.fromstring(response.content)
    assert page.xpath('//a[@href="/wydarzenia/abc/zapisy/"]')
    assert "25 of 25 places left" in words(response)


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"signup_closes_at": NOW - DAY}, "Sign-up has ended"),
        ({"signup_opens_at": NOW + DAY}, "Sign-up opens on"),
        ({"signup_mode": "none"}, "No sign-up needed"),
        ({"starts_at": NOW - 3 * DAY}, "The event is over"),
        ({"capacity": 0, "has_waiting_list": False}, "No places left"),
        ({"cancelled_at": NOW, "cancellation_reason": "Choroba."}, "Event cancelled"),
    ],
)
def test_detail_shows_no_way_to_sign_up_when_it_is_closed(client, operator, fields, status):
    factories.event(slug="abc", **fields)

    response = client.get("/wydarzenia/abc/")

    assert status in words(response)
    assert b"/zapisy/" not in response.content


def test_detail_offers_the_waiting_list_of_a_full_event(client, operator):
    factories.event(slug="abc", capacity=0)

    page = words(client.get("/wydarzenia/abc/"))

    assert "No places left – waiting list" in page
    assert "Sign up for the waiting list" in page


@pytest.mark.parametrize("fields", [{"status": "draft"}, {"published_until": NOW - DAY / 48}])
def test_detail_of_an_unpublished_event_is_not_found(client, fields):
    factories.event(slug="abc", **fields)

    statuses = [
        client.get(f"/wydarzenia/abc/{page}").status_code
        for page in ("", "kalendarz.ics", "zapisy/", "pliki/1/")
    ]

    assert statuses == [404, 404, 404, 404]


@pytest.mark.parametrize(
    "field", ["title", "lead", "programme", "price_note", "cancellation_reason"]
)
def test_detail_shows_markup_in_texts_as_text(client, operator, field):
    mark = "<script>alert(1)</script>"
    factories.event(slug="abc", **{"is_free": False, field: mark})

    assert mark.encode() not in client.get("/wydarzenia/abc/").content


# /wydarzenia/<slug>/pliki/<pk>/


@pytest.fixture
def attachment(db):
    event = factories.event(slug="abc")
    return Attachment.objects.create(
        event=event, title="Zażółć program", file=ContentFile(pdf(), "x.pdf")
    )


def test_attachment_is_sent_under_a_name_of_ours(client, attachment):
    response = client.get(f"/wydarzenia/abc/pliki/{attachment.pk}/")

    assert response["Content-Type"] == "application/pdf"
    assert 'filename="zazolc-program.pdf"' in response["Content-Disposition"]
    assert b"".join(response.streaming_content).startswith(b"%PDF-")


def test_attachment_is_not_sent_twice_to_a_browser_that_has_it(client, attachment):
    address = f"/wydarzenia/abc/pliki/{attachment.pk}/"
    first = client.get(address)

    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    attachment.file = ContentFile(pdf(pages=2), "y.pdf")
    attachment.save()
    changed = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert (first["ETag"], first["Cache-Control"]) == (again["ETag"], "public, no-cache")
    assert (again.status_code, again.content) == (304, b"")
    assert again["Cache-Control"] == "public, no-cache"
    assert (changed.status_code, b"".join(changed)) == (200, attachment.file.read())
    assert changed["ETag"] == f'"{attachment.sha256}"'


def test_attachment_of_a_withdrawn_event_is_told_to_a_browser_that_has_it_too(client, attachment):
    Event.objects.update(status="withdrawn", withdrawal_reason="Pomyłka.")
    headers = {"If-None-Match": f'"{attachment.sha256}"'}

    response = client.get(f"/wydarzenia/abc/pliki/{attachment.pk}/", headers=headers)

    assert response.status_code == 410


def test_attachment_of_another_event_is_not_found(client, attachment):
    factories.event(slug="inne")

    assert client.get(f"/wydarzenia/inne/pliki/{attachment.pk}/").status_code == 404
