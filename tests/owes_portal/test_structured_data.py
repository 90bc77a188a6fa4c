"""Data on what a page is about, as programs read them in the vocabulary of schema.org."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from events.models import Trainer
from owes_portal import structured_data
from tests import factories
from tests.factories_library import innovation, publication
from tests.factories_pictures import article_picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "operator")]

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
SUMMER = datetime(2031, 7, 1, 7, tzinfo=UTC)
# What schema.org's readers want of each type, and each value's type or pattern.
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0[12]:00")
ADDRESS = re.compile(re.escape(settings.SITE_URL) + r"/\S*")
TERM = re.compile(r"https://schema\.org/[A-Z]\w+")
TEXT = re.compile(r".+")
REQUIRED = {
    "Event": {"name": TEXT, "startDate": MOMENT, "endDate": MOMENT, "eventAttendanceMode": TERM},
    "Place": {"name": TEXT, "address": TEXT},
    "VirtualLocation": {"url": ADDRESS},
    "Offer": {
        "price": 0,
        "priceCurrency": re.compile("PLN"),
        "availability": TERM,
        "url": ADDRESS,
        "validFrom": MOMENT,
    },
    "NewsArticle": {
        "headline": TEXT,
        "datePublished": MOMENT,
        "dateModified": MOMENT,
        "description": TEXT,
        "url": ADDRESS,
    },
    "Organization": {"name": TEXT},
    "BreadcrumbList": {},
    "ListItem": {"name": TEXT},
    "Project": {"name": TEXT, "description": TEXT, "url": ADDRESS},
    "WebPage": {"@id": ADDRESS},
    "CreativeWork": {"name": TEXT, "description": TEXT, "url": ADDRESS},
    "Book": {"name": TEXT, "description": TEXT, "url": ADDRESS},
    "PostalAddress": {"streetAddress": TEXT, "addressLocality": TEXT},
    "Audience": {"audienceType": TEXT},
    "Country": {"name": TEXT},
    "Person": {"name": TEXT},
}


def graph(client, address):
    """The things that the page tells of, by their types."""
    [block] = BLOCK.findall(client.get(address).content.decode())
    read = json.loads(block)
    assert read["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in read["@graph"]}


def parts(thing):
    """The thing and all within it."""
    if isinstance(thing, list):
        for one in thing:
            yield from parts(one)
    elif isinstance(thing, dict):
        yield thing
        yield from parts(list(thing.values()))


def faults(thing):
    """What is missing or has another form than it should."""
    return [
        (part["@type"], name, part.get(name))
        for part in parts(thing)
        for name, form in REQUIRED[part["@type"]].items()
        if not (part.get(name) == form if form == 0 else form.fullmatch(str(part.get(name, ""))))
    ]


@pytest.mark.parametrize(
    "make",
    [
        factories.article,
        lambda: factories.event(days=2),
        lambda: factories.event(kind="webinar"),
        factories.project,
        innovation,
        publication,
    ],
    ids=["article", "event", "webinar", "project", "innovation", "publication"],
)
def test_page_tells_all_that_is_required(client, make):
    row = make()

    things = graph(client, row.get_absolute_url())

    assert faults(list(things.values())) == []
    assert len(things) == 2


def test_event_tells_when_where_and_for_how_much(client):
    event = factories.event(slug="abc", title="ABC", starts_at=SUMMER, capacity=20)

    told = graph(client, "/wydarzenia/abc/")["Event"]

    assert told["name"] == "ABC"
    assert told["startDate"] == "2031-07-01T09:00:00+02:00"
    assert told["endDate"] == "2031-07-01T15:00:00+02:00"
    assert told["eventStatus"] == "https://schema.org/EventScheduled"
    assert told["location"] == [
        {"@type": "Place", "name": "Dom kultury", "address": "ul. Lipowa 2, Zwierzyniec"}
    ]
    assert told["offers"]["price"] == 0
    assert told["offers"]["availability"] == "https://schema.org/InStock"
    assert told["url"] == f"{settings.SITE_URL}{event.get_absolute_url()}"


def test_event_tells_how_many_places_are_left_at_this_moment(client):
    event = factories.event(slug="abc", capacity=2)
    before = graph(client, "/wydarzenia/abc/")["Event"]
    factories.registration(event)
    factories.registration(event)

    after = graph(client, "/wydarzenia/abc/")["Event"]

    assert [one["remainingAttendeeCapacity"] for one in (before, after)] == [2, 0]
    assert after["maximumAttendeeCapacity"] == 2
    assert after["offers"]["availability"] == "https://schema.org/SoldOut"


def test_event_of_several_days_tells_of_each(client):
    factories.event(slug="abc", days=2, starts_at=SUMMER)

    told = graph(client, "/wydarzenia/abc/")["Event"]

    assert [day["startDate"][:10] for day in told["subEvent"]] == ["2031-07-01", "2031-07-02"]


def test_event_that_is_called_off_says_so_and_offers_nothing(client):
    factories.event(slug="abc").cancel("Trener zachorował.")

    told = graph(client, "/wydarzenia/abc/")["Event"]

    assert told["eventStatus"] == "https://schema.org/EventCancelled"
    assert "offers" not in told


def test_event_that_is_over_or_costs_something_offers_nothing(client):
    factories.event(slug="minione", starts_at=timezone.now() - timedelta(days=3))
    factories.event(slug="drogie", is_free=False, price_note="100 zł")

    told = [graph(client, f"/wydarzenia/{slug}/")["Event"] for slug in ("minione", "drogie")]

    assert ["offers" in one for one in told] == [False, False]


def test_event_tells_who_leads_it_and_shows_its_poster(client):
    event = factories.event(slug="abc", days=2)
    event.days.update(trainer=Trainer.objects.create(name="Anna Wrona"))

    told = graph(client, "/wydarzenia/abc/")["Event"]

    assert told["performer"] == [{"@type": "Person", "name": "Anna Wrona"}]
    assert told["image"][0].startswith(f"{settings.SITE_URL}/obrazki/event/abc/")


def test_event_without_days_is_not_told_of_yet():
    assert structured_data.thing(factories.event(days=0), None) is None


def test_article_shows_its_pictures(client):
    article = factories.article(slug="kawa")
    picture = article_picture(article)

    told = graph(client, "/aktualnosci/kawa/")["NewsArticle"]

    assert told["image"] == [f"{settings.SITE_URL}{picture.largest}"]


def test_breadcrumbs_lead_from_the_home_page_to_here(client):
    factories.article(slug="kawa", title="Kawa")

    told = graph(client, "/aktualnosci/kawa/")["BreadcrumbList"]["itemListElement"]

    assert [(one["position"], one["name"]) for one in told] == [
        (1, "Home"),
        (2, "News"),
        (3, "Kawa"),
    ]
    assert {
        client.get(one["item"]["@id"].removeprefix(settings.SITE_URL)).status_code for one in told
    } == {200}


@pytest.mark.parametrize("language", ["", "uk/"])
def test_breadcrumbs_are_those_that_visitors_see(client, language):
    factories.article(slug="kawa", title="Kawa")
    address = f"/{language}aktualnosci/kawa/"

    page = client.get(address).content.decode()
    links = re.findall(r'<li class="breadcrumbs__item"><a href="([^"]+)">([^<]+)', page)

    told = graph(client, address)["BreadcrumbList"]["itemListElement"][:-1]
    assert len(links) == 2
    assert [(f"{settings.SITE_URL}{to}", name) for to, name in links] == [
        (one["item"]["@id"], one["name"]) for one in told
    ]


@pytest.mark.parametrize("address", ["/", "/kontakt/"])
def test_centre_is_described(client, operator, address):
    told = graph(client, address)["Organization"]

    assert faults(told) == []
    assert told["name"] == operator.name


def test_contact_page_tells_who_answers_and_where_the_doors_are(client, operator):
    operator.accessible_lift = "jest"
    operator.save()
    factories.contact_person(name="Barbara Lipka", role="warsztaty", phone="84 000 00 01")
    factories.office(name="Biuro w Chełmie", city="Chełm")

    told = graph(client, "/kontakt/")["Organization"]

    assert told["contactPoint"] == [
        {
            "@type": "ContactPoint",
            "contactType": "warsztaty",
            "name": "Barbara Lipka",
            "telephone": "84 000 00 01",
        }
    ]
    ours, chelm = told["location"]
    assert [feature["value"] for feature in ours["amenityFeature"]] == [True]
    assert (chelm["name"], chelm["address"]["addressLocality"]) == ("Biuro w Chełmie", "Chełm")


def test_words_cannot_leave_the_block_of_data(client):
    title = "</script><script>alert(1)</script><!-- & \u2028"
    factories.article(slug="kawa", title=title)
    page = client.get("/aktualnosci/kawa/").content.decode()

    [block] = BLOCK.findall(page)

    assert not set("<>&\u2028") & set(block)
    assert graph(client, "/aktualnosci/kawa/")["NewsArticle"]["headline"] == title


def test_every_kind_of_publication_is_a_creative_work():
    kinds = set(structured_data.TYPES_OF_PUBLICATIONS)

    assert kinds <= {value for value, _label in publication().Kind.choices}
