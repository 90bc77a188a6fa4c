"""From an event to its report."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from lxml import html

from events.models import Attachment, EventSeries
from owes_portal.models import Partner
from tests import factories
from tests.admin_forms import answers
from tests.factories_library import pdf
from tests.factories_papers import attendee, past_event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

ADD = "/panel/events/article/add/"


def test_report_opens_the_form_of_a_piece_of_news_filled_in(bobs_client):
    event = past_event(title="Ekonomia na start", project=factories.project())
    event.partners.add(Partner.objects.create(name="Fundacja Most", country="Włochy"))
    attendee(event)

    page = bobs_client.get(f"/panel/wydarzenia/{event.pk}/relacja/", follow=True)

    form = page.context["adminform"].form
    assert page.redirect_chain == [(f"{ADD}?report_of={event.pk}", 302)]
    assert form["title"].value() == "Report: Ekonomia na start"
    assert form["lead"].value().startswith("1 person came to “Ekonomia na start” on ")
    assert (form["event"].value(), form["is_report"].value()) == (event.pk, True)
    assert form["project"].value() == event.project_id
    assert form["partners"].value() == [event.partners.get().pk]
    assert form["happened_on"].value() == timezone.localdate(event.starts_at)


def test_report_leads_to_the_one_that_is_there(bobs_client):
    event = past_event()
    known = factories.article(event=event, is_report=True)

    response = bobs_client.get(f"/panel/wydarzenia/{event.pk}/relacja/")

    assert response.url == f"/panel/events/article/{known.pk}/change/"


def test_the_number_of_people_is_kept_once_the_report_is_saved(bobs_client):
    event = past_event()
    attendee(event)
    filled = answers(bobs_client, f"{ADD}?report_of={event.pk}", body="<p>Jak było.</p>")

    event.refresh_from_db()
    assert event.people_came is None

    bobs_client.post(ADD, filled)

    event.refresh_from_db()
    assert event.articles.get().is_report
    assert event.people_came == 1


def test_the_number_that_staff_wrote_stays(bobs_client):
    event = past_event(people_came=40)
    attendee(event)
    filled = answers(bobs_client, f"{ADD}?report_of={event.pk}", body="<p>Jak było.</p>")

    bobs_client.post(ADD, filled)

    event.refresh_from_db()
    assert event.people_came == 40


@pytest.mark.parametrize("nonsense", ["", "0", "x", "99999999999999999999", "١٢"])
def test_the_form_of_news_bears_nonsense_in_its_address(bobs_client, nonsense):
    assert bobs_client.get(f"{ADD}?report_of={nonsense}").status_code == 200


def test_the_form_of_an_event_leads_to_the_report_when_it_is_over(bobs_client):
    over = past_event()
    coming = factories.event(starts_at=timezone.now() + timedelta(days=3))

    pages = [
        bobs_client.get(f"/panel/events/event/{event.pk}/change/").content.decode()
        for event in (over, coming)
    ]

    assert ["/relacja/" in page for page in pages] == [True, False]


def test_the_workspace_leads_to_the_report_when_the_event_is_over(bobs_client):
    event = past_event()

    page = bobs_client.get(f"/panel/wydarzenia/{event.pk}/zgloszenia/").content.decode()

    assert f'href="/panel/wydarzenia/{event.pk}/relacja/"' in page


# /wydarzenia/<slug>/ after the event


def shown(response):
    page = html.fromstring(response.content.decode())
    words = " ".join(page.get_element_by_id("content").itertext())
    return " ".join(words.replace("\xa0", " ").split())


def test_detail_becomes_the_report_after_the_event(client, operator):
    event = past_event(slug="abc", people_came=18, days=1)
    factories.article(
        event=event, is_report=True, title="Tak było", lead="Kto przyszedł.", body="<p>Relacja.</p>"
    )
    Attachment.objects.create(
        event=event, title="Slajdy", is_material=True, file=ContentFile(pdf(), "s.pdf")
    )

    text = shown(client.get("/wydarzenia/abc/"))

    assert "Tak było Kto przyszedł. Relacja." in text
    assert "People who came 18 Hours of 45 minutes 8 Materials Slajdy PDF" in text
    assert "When and where" in text


@pytest.mark.parametrize("status", ["draft", "review", "archived"])
def test_detail_shows_no_report_that_is_not_published(client, operator, status):
    event = past_event(slug="abc")
    factories.article(event=event, is_report=True, title="Tak było", status=status)

    text = shown(client.get("/wydarzenia/abc/"))

    assert "Tak było" not in text
    assert "As soon as there is a report, you will find it here." in text


def test_detail_promises_no_report_of_a_cancelled_event(client, operator):
    past_event(slug="abc").cancel("Choroba trenera")

    assert "As soon as there is a report" not in shown(client.get("/wydarzenia/abc/"))


def test_materials_are_not_shown_before_the_event(client, operator):
    event = factories.event(slug="abc")
    file = Attachment.objects.create(
        event=event, title="Slajdy", is_material=True, file=ContentFile(pdf(), "s.pdf")
    )

    assert "Slajdy" not in shown(client.get("/wydarzenia/abc/"))
    assert client.get(file.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("item_count", [1, 3])
def test_detail_leads_to_the_other_dates_with_places_left(
    client, operator, item_count, django_assert_num_queries
):
    series = EventSeries.objects.create(name="ABC")
    factories.event(slug="abc", series=series)
    for number in range(item_count):
        starts_at = timezone.now() + timedelta(days=30 + number)
        factories.event(series=series, starts_at=starts_at, capacity=7)
    factories.event(series=series, title="Szkic", status="draft")
    past_event(series=series)

    page = html.fromstring(client.get("/wydarzenia/abc/").content.decode())
    dates = page.xpath('//section[@aria-labelledby="dates"]/ul/li')

    assert len(dates) == item_count
    assert "7" in dates[0].text_content()
    with django_assert_num_queries(2):
        client.get("/wydarzenia/abc/?anew")
